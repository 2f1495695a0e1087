/** Groups rows by key: entries are dealt by hash into parts that fit the processor's cache, and each part is grouped by itself. */

import type { ValueIds } from './plan.ts'

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
  const hashed = hashKeys(rows, keys)
  const { entries, tags, ends } = deal(rows, keys, hashed)
  const { isSame } = hashed
  const members = new Uint32Array(entries.length)
  const starts = new Uint32Array((entries.length >> 1) + 2)
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
        if (tags[other] === tag && (isSame === null || isSame(entries[other]!, entries[from + i]!))) break
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

/** The hash of every row's key, 0 where a column is empty, and what else tells whether keys of one hash are the same. */
interface KeyHashes {
  readonly hashes: readonly Uint32Array[]
  /** Of two entries; null where equal hashes are equal keys. */
  readonly isSame: ((a: number, b: number) => boolean) | null
}

const WORD = 2 ** 32
/** Odd, so that words times it are as many. */
const FACTOR = 0x2c1b3c6d

/**
 * Columns whose numbers fit one word together are run together in it. Such a word and one more column are the same
 * where their hash and that column are; only of keys that are larger all columns must be looked at.
 */
function hashKeys(rows: number, keys: KeyColumns): KeyHashes {
  const bases = keys[0]!.map((_, c) => 1 + keys.reduce((most, columns) => Math.max(most, largestOf(columns[c]!)), 0))
  const before = bases.slice(0, -1).reduce((product, base) => product * base, 1)
  const fits = before * bases.at(-1)! < WORD
  const factors = bases.map((base, c) => (before < WORD && (fits || c + 1 < bases.length) ? base : FACTOR))
  const hashed = keys.map((columns) => hashColumns(rows, columns, factors))
  const hashes = hashed.map((own) => own.hashes)
  if (fits) return { hashes, isSame: null }
  const isOneToOne = before < WORD && keys.length === 1 && hashed[0]!.isOneToOne
  return { hashes, isSame: isOneToOne ? sameValue(keys[0]!.at(-1)!) : sameKey(keys) }
}

/** `isOneToOne`: no key was given another's hash because its own would have been 0. */
function hashColumns(
  rows: number,
  columns: readonly ValueIds[],
  factors: readonly number[],
): { readonly hashes: Uint32Array; readonly isOneToOne: boolean } {
  const hashes = new Uint32Array(rows)
  let words = columns[0]!
  let isOneToOne = true
  for (let c = 1; c < columns.length; c++) {
    isOneToOne = addColumn(words, columns[c]!, factors[c]!, hashes) && isOneToOne
    words = hashes
  }
  for (let row = 0; row < rows; row++) hashes[row] = mix(words[row]!)
  return { hashes, isOneToOne }
}

function addColumn(words: Uint32Array, column: ValueIds, factor: number, sums: Uint32Array): boolean {
  let isOneToOne = true
  for (let row = 0; row < sums.length; row++) {
    const word = words[row]!
    const value = column[row]!
    if (word === 0 || value === 0) {
      sums[row] = 0
      continue
    }
    const sum = (Math.imul(word, factor) + value) >>> 0
    if (sum === 0) isOneToOne = false
    sums[row] = sum || 1
  }
  return isOneToOne
}

/** One to one on words; 0 stays 0. */
function mix(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Most columns are part of several keys, and none ever changes. */
const knownLargest = new WeakMap<ValueIds, number>()

function largestOf(column: ValueIds): number {
  const known = knownLargest.get(column)
  if (known !== undefined) return known
  let most = 0
  for (let row = 0; row < column.length; row++) if (column[row]! > most) most = column[row]!
  knownLargest.set(column, most)
  return most
}

/** Entries by part, rows ascending within each. A row whose keys are equal is entered once. */
function deal(rows: number, keys: KeyColumns, { hashes, isSame }: KeyHashes) {
  const width = keys.length
  const bits = Math.max(0, Math.min(MOST_PARTS_BITS, Math.ceil(Math.log2((rows * width) / ENTRIES_PER_PART))))
  const shift = 31 - bits
  const [firstHashes] = hashes as [Uint32Array]
  for (let key = 1; key < width; key++) {
    const own = hashes[key]!
    for (let row = 0; row < rows; row++)
      if (own[row] !== 0 && own[row] === firstHashes[row] && (isSame?.(row * width, row * width + key) ?? true))
        own[row] = 0
  }
  const ends = new Uint32Array(2 ** bits)
  for (const own of hashes)
    for (let row = 0; row < rows; row++) if (own[row] !== 0) ends[(own[row]! >>> 1) >>> shift]!++
  let total = 0
  for (let part = 0; part < ends.length; part++) {
    const size = ends[part]!
    ends[part] = total
    total += size
  }
  const entries = new Uint32Array(total)
  const tags = new Uint32Array(total)
  for (let row = 0; row < rows; row++)
    for (let key = 0; key < width; key++) {
      const hash = hashes[key]![row]!
      if (hash === 0) continue
      const at = ends[(hash >>> 1) >>> shift]!++
      entries[at] = row * width + key
      tags[at] = hash
    }
  return { entries, tags, ends }
}

const sameValue = (column: ValueIds) => (a: number, b: number) => column[a] === column[b]

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
