/** Keeps the kinds of activity that matter apart when a column holds thousands of different texts. */

/** A column with more different texts than this holds no kinds at all. */
const MAX_DISTINCT = 1_000_000

/** A function that returns a kind itself when it is among the `max` most frequent (ties by name), else `other`. */
export function frequentKinds(kinds: Iterable<string>, max: number): (kind: string) => string {
  const counts = new Map<string, number>()
  for (const kind of kinds) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    if (counts.size > MAX_DISTINCT) return () => 'other'
  }
  if (counts.size <= max) return (kind) => kind
  const byCount = [...counts].sort(([l, lCount], [r, rCount]) => rCount - lCount || (l < r ? -1 : 1))
  const kept = new Set(byCount.slice(0, max).map(([kind]) => kind))
  return (kind) => (kept.has(kind) ? kind : 'other')
}
