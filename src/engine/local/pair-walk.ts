/** Walks all candidate pairs in batches, each pair once: it belongs to the first rule that makes it. */

import type { MatchPlan } from '../plan.ts'
import type { Blocks } from './blocks.ts'

export const BATCH = 1 << 14

/** Rows of `count` pairs; the arrays are reused by the next batch. */
export type OnBatch = (l: Uint32Array, r: Uint32Array, count: number) => void

interface Batch {
  push(l: number, r: number): void
  flush(): void
}

export function walkCandidates(plan: MatchPlan, blocks: readonly Blocks[], onBatch: OnBatch): void {
  const batch = pairBatch(plan, onBatch)
  const rowKeys = keysByRow(plan.rows, blocks)
  for (let rule = 0; rule < blocks.length; rule++) walkRule(blocks[rule]!, rule, rowKeys, batch)
  batch.flush()
}

/** Every pair of rows, without blocking. */
export function walkAll(plan: MatchPlan, onBatch: OnBatch): void {
  const batch = pairBatch(plan, onBatch)
  for (let l = 0; l < plan.rows; l++) for (let r = l + 1; r < plan.rows; r++) batch.push(l, r)
  batch.flush()
}

/** Collects pairs that the plan does not bar and hands them over in batches. */
export function pairBatch(plan: MatchPlan, onBatch: OnBatch): Batch {
  const l = new Uint32Array(BATCH)
  const r = new Uint32Array(BATCH)
  const { sources, noPairsWithin } = plan
  const isBarred = new Uint8Array(65_536)
  for (const source of noPairsWithin) isBarred[source] = 1
  let count = 0
  const flush = () => {
    if (count > 0) onBatch(l, r, count)
    count = 0
  }
  return {
    push(a, b) {
      if (sources[a] === sources[b] && isBarred[sources[a]!] === 1) return
      l[count] = a
      r[count] = b
      if (++count === BATCH) flush()
    },
    flush,
  }
}

/** The keys of a row side by side, so that checking a pair against all earlier rules touches two cache lines. */
interface RowKeys {
  readonly width: number
  readonly keys: Uint32Array
  /** Pairs of columns that may share a key, in rule order, and where each rule's begin. */
  readonly left: Uint8Array
  readonly right: Uint8Array
  readonly from: Uint32Array
}

function keysByRow(rows: number, blocks: readonly Blocks[]): RowKeys {
  const width = blocks.reduce((sum, b) => sum + b.keys.length, 0)
  const keys = new Uint32Array(rows * width)
  const left: number[] = []
  const right: number[] = []
  const from = [0]
  let column = 0
  for (const block of blocks) {
    const n = block.keys.length
    for (const [i, own] of block.keys.entries())
      for (let row = 0; row < rows; row++) keys[row * width + column + i] = own[row]!
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        left.push(column + i)
        right.push(column + j)
      }
    from.push(left.length)
    column += n
  }
  return { width, keys, left: Uint8Array.from(left), right: Uint8Array.from(right), from: Uint32Array.from(from) }
}

function walkRule(blocks: Blocks, rule: number, rowKeys: RowKeys, batch: Batch): void {
  const { starts, members } = blocks
  const isMulti = blocks.keys.length > 1
  for (let key = 1; key + 1 < starts.length; key++) {
    const end = starts[key + 1]!
    for (let i = starts[key]!; i < end; i++)
      for (let j = i + 1; j < end; j++) {
        const l = members[i]!
        const r = members[j]!
        if (isMadeBefore(rowKeys, rule, l, r)) continue
        if (isMulti && firstSharedKey(rowKeys, rule, l, r) !== key) continue
        batch.push(l, r)
      }
  }
}

function isMadeBefore({ width, keys, left, right, from }: RowKeys, rule: number, l: number, r: number): boolean {
  const l0 = l * width
  const r0 = r * width
  for (let i = 0; i < from[rule]!; i++) {
    const key = keys[l0 + left[i]!]!
    if (key !== 0 && key === keys[r0 + right[i]!]) return true
  }
  return false
}

function firstSharedKey({ width, keys, left, right, from }: RowKeys, rule: number, l: number, r: number): number {
  for (let i = from[rule]!; i < from[rule + 1]!; i++) {
    const key = keys[l * width + left[i]!]!
    if (key !== 0 && key === keys[r * width + right[i]!]) return key
  }
  return 0
}
