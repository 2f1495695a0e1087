/** Which values mean the same (nicknames), packed: the groups of value i are `groups[starts[i] .. starts[i+1])`. */

import { share } from '../shared-memory.ts'

export interface Synonyms {
  readonly starts: Uint32Array
  readonly groups: Uint32Array
}

export function packSynonyms(groupsOf: readonly (readonly number[] | null)[]): Synonyms {
  const starts = new Uint32Array(groupsOf.length + 1)
  const groups: number[] = []
  for (const [value, own] of groupsOf.entries()) {
    if (own !== null) groups.push(...own)
    starts[value + 1] = groups.length
  }
  return { starts: share(starts), groups: share(Uint32Array.from(groups)) }
}

/** Whether two values stand in one group. */
export function areSynonyms({ starts, groups }: Synonyms, l: number, r: number): boolean {
  const endL = starts[l + 1]!
  const startR = starts[r]!
  const endR = starts[r + 1]!
  if (startR === endR) return false
  for (let i = starts[l]!; i < endL; i++) for (let j = startR; j < endR; j++) if (groups[i] === groups[j]) return true
  return false
}
