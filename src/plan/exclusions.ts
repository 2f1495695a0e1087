/** How many people of each segment may not have an offer that is for their segment, and why. */

import type { ProfileGroup } from './cells.ts'

export interface ExclusionCount {
  readonly segment: string
  readonly offer: string
  readonly reason: string
  readonly people: number
}

/** By segment, offer and reason. Offers that nobody may have for want of a channel count with `no_channel`. */
export function countExclusions(groups: readonly ProfileGroup[]): ExclusionCount[] {
  const counts = new Map<string, ExclusionCount>()
  const add = (segment: string, offer: string, reason: string, people: number): void => {
    const key = `${segment}\x1f${offer}\x1f${reason}`
    counts.set(key, { segment, offer, reason, people: (counts.get(key)?.people ?? 0) + people })
  }
  for (const { segment, options, people } of groups) {
    if (people === 0) continue
    const closed = new Set(options.exclusions.map((e) => e.offer))
    for (const { offer, reason } of options.exclusions) add(segment.name, offer, reason, people)
    if (options.reason !== 'no_channel' && options.reason !== 'household_has_letter') continue
    for (const { id, kind } of segment.offers)
      if (!closed.has(id) && kind !== 'survey' && kind !== 'improvement') add(segment.name, id, options.reason, people)
  }
  return [...counts].sort(([l], [r]) => (l < r ? -1 : 1)).map(([, count]) => count)
}
