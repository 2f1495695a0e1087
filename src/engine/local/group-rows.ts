/** Groups rows by key: entries are dealt by hash into parts that fit the processor's cache, and each part is grouped by itself. */

import type { ValueIds } from '../plan.ts'

/** Rows' keys: one list of columns a key. An entry is one key of one row: `row * keys.length + key`. */
export type KeyColumns = readonly (readonly ValueIds[])[]

export interface Groups {
  /** Entries of group g are `members[starts[g] .. starts[g+1])`, rows ascending; only groups of two and more. */
  readonly members: Uint32Array
  readonly starts: Uint32Array
  readonly count: number
}

const ENTRIES_PER_PART = 2048
const MOST_PARTS_BITS = 10

export function groupRows(rows: number, keys: KeyColumns): Groups {
  const hashes = keys.map((columns) => hashColumns(rows, columns))
  const { entries, tags, ends } = deal(rows, keys, hashes)
  const members = new Uint32Array(entries.length)
  const starts = new Uint32Array((entries.length >> 1) + 2)
  const isSame = sameKey(keys)
  const table = new Int32Array(powerOfTwo(2 * largest(ends)))
  const groupOf = new Int32Array(largest(ends))
  const first = new Uint32Array(groupOf.length)
  const next = new Uint32Array(groupOf.length)
  let count = 0
  let total = 0
  for (let part = 0, from = 0; part < ends.length; from = ends[part++]!) {
    const size = ends[part]! - from
    if (size < 2) continue
    const mask = powerOfTwo(2 * size) - 1
    table.fill(-1, 0, mask + 1)
    let groups = 0
    for (let i = 0; i < size; i++) {
      const tag = tags[from + i]!
      let slot = tag & mask
      let group = table[slot]!
      while (group >= 0) {
        const other = first[group]!
        if (tags[other] === tag && isSame(entries[other]!, entries[from + i]!)) break
        slot = (slot + 1) & mask
        group = table[slot]!
      }
      if (group < 0) {
        group = groups++
        table[slot] = group
        first[group] = from + i
        next[group] = 0
      }
      groupOf[i] = group
      next[group]!++
    }
    // From sizes to places; groups of one get none.
    for (let group = 0; group < groups; group++) {
      const members = next[group]!
      next[group] = members > 1 ? total : NONE
      if (members < 2) continue
      total += members
      starts[++count] = total
    }
    for (let i = 0; i < size; i++) {
      const group = groupOf[i]!
      if (next[group] !== NONE) members[next[group]!++] = entries[from + i]!
    }
  }
  return { members: members.subarray(0, total), starts, count }
}

const NONE = 0xffffffff

/** Hash of the key; 0 where a column is empty. */
function hashColumns(rows: number, columns: readonly ValueIds[]): Uint32Array {
  const hashes = new Uint32Array(rows).fill(1)
  for (const column of columns)
    for (let row = 0; row < rows; row++) {
      const value = column[row]!
      const before = hashes[row]!
      let hash = Math.imul(before ^ (before >>> 15), 0x2c1b3c6d) ^ Math.imul(value, 0x9e3779b1)
      hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
      hash ^= hash >>> 13
      hashes[row] = value === 0 || before === 0 ? 0 : hash === 0 ? 1 : hash
    }
  return hashes
}

/** Entries by part, rows ascending within each. A row whose keys are equal is entered once. */
function deal(rows: number, keys: KeyColumns, hashes: readonly Uint32Array[]) {
  const bits = Math.max(0, Math.min(MOST_PARTS_BITS, Math.ceil(Math.log2((rows * keys.length) / ENTRIES_PER_PART))))
  const partOf = (hash: number): number => (bits === 0 ? 0 : hash >>> (32 - bits))
  const ends = new Uint32Array(2 ** bits)
  const isSame = sameKey(keys)
  const [firstHashes] = hashes as [Uint32Array]
  const isEntered = (row: number, key: number, hash: number): boolean =>
    hash !== 0 && !(key > 0 && firstHashes[row] === hash && isSame(row * keys.length, row * keys.length + key))
  for (let key = 0; key < keys.length; key++) {
    const own = hashes[key]!
    for (let row = 0; row < rows; row++) if (isEntered(row, key, own[row]!)) ends[partOf(own[row]!)]!++
  }
  let total = 0
  for (let part = 0; part < ends.length; part++) {
    const size = ends[part]!
    ends[part] = total
    total += size
  }
  const entries = new Uint32Array(total)
  const tags = new Uint32Array(total)
  for (let row = 0; row < rows; row++)
    for (let key = 0; key < keys.length; key++) {
      const hash = hashes[key]![row]!
      if (!isEntered(row, key, hash)) continue
      const at = ends[partOf(hash)]!++
      entries[at] = row * keys.length + key
      tags[at] = hash
    }
  return { entries, tags, ends }
}

function sameKey(keys: KeyColumns): (a: number, b: number) => boolean {
  const width = keys.length
  const [only] = keys as [readonly ValueIds[]]
  if (width === 1)
    return (a, b) => {
      for (let c = 0; c < only.length; c++) if (only[c]![a] !== only[c]![b]) return false
      return true
    }
  return (a, b) => {
    const columnsA = keys[a % width]!
    const columnsB = keys[b % width]!
    const rowA = Math.floor(a / width)
    const rowB = Math.floor(b / width)
    for (let c = 0; c < columnsA.length; c++) if (columnsA[c]![rowA] !== columnsB[c]![rowB]) return false
    return true
  }
}

function largest(ends: Uint32Array): number {
  let most = 0
  for (let part = 0; part < ends.length; part++) most = Math.max(most, ends[part]! - (part > 0 ? ends[part - 1]! : 0))
  return most
}

const powerOfTwo = (least: number): number => 2 ** Math.ceil(Math.log2(Math.max(2, least)))
