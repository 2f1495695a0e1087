/** Where the records of each source stand: they are numbered source by source. */

import type { Store } from './store.ts'

export interface RecordRange {
  readonly source_no: number
  /** `from` to `to`, not included. */
  readonly from: number
  readonly to: number
}

/** Sources that have records, by number; found by bisection, as there is no index and a scan would read every raw cell. */
export function recordRanges(store: Store, sourceNos: readonly number[]): RecordRange[] {
  const last = store.db.prepare('SELECT coalesce(max(rec), -1) FROM source_record').pluck().get() as number
  const sourceAt = store.db.prepare('SELECT source_no FROM source_record WHERE rec >= ? ORDER BY rec LIMIT 1').pluck()
  const firstFrom = (sourceNo: number): number => {
    let [low, high] = [0, last + 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sourceAt.get(middle) as number) >= sourceNo) high = middle
      else low = middle + 1
    }
    return low
  }
  const sorted = [...sourceNos].sort((l, r) => l - r)
  return sorted
    .map((source_no) => ({ source_no, from: firstFrom(source_no), to: firstFrom(source_no + 1) }))
    .filter(({ from, to }) => to > from)
}
