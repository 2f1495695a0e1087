/** Counts the rows of a packed table by some of its columns, and sums others: what GROUP BY does for a plain one. */

import { compareValues, type PackedTable } from './packed-table.ts'
import type { Store } from './store.ts'
import type { SqlValue } from './table.ts'

export interface RowGroup {
  readonly keys: readonly SqlValue[]
  readonly n: number
  /** Null where no row of the group has a value. */
  readonly sums: readonly (number | null)[]
}

/** Most rows first, then by keys. */
export function groupRows<Row extends { readonly [K in keyof Row]: SqlValue }>(
  store: Store,
  table: PackedTable<Row>,
  keys: readonly (keyof Row & string)[],
  sums: readonly (keyof Row & string)[],
): RowGroup[] {
  const groups = new Map<string, { keys: SqlValue[]; n: number; sums: (number | null)[] }>()
  for (const block of table.blocks(store, [...keys, ...sums])) {
    for (let i = 0; i < block[0]!.length; i++) {
      let text = ''
      for (let k = 0; k < keys.length; k++) text += keyPart(block[k]![i]!)
      let group = groups.get(text)
      if (group === undefined) {
        group = { keys: keys.map((_, k) => block[k]![i]!), n: 0, sums: sums.map(() => null) }
        groups.set(text, group)
      }
      group.n++
      for (let s = 0; s < sums.length; s++) {
        const value = block[keys.length + s]![i]
        if (typeof value === 'number') group.sums[s] = (group.sums[s] ?? 0) + value
      }
    }
  }
  return [...groups.values()].sort((l, r) => r.n - l.n || byKeys(l, r))
}

/** Differs for different lists of values once joined. */
const keyPart = (value: SqlValue): string => (value === null ? '-' : `${String(value).length}:${value}`)

export function byKeys(l: RowGroup, r: RowGroup): number {
  for (let k = 0; k < l.keys.length; k++) {
    const sign = compareValues(l.keys[k]!, r.keys[k]!)
    if (sign !== 0) return sign
  }
  return 0
}
