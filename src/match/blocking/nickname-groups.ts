/** Which given names stand for one another, by their folded form. */

import { nameKey } from '../../text/name-key.ts'
import type { Nicknames } from '../rules.ts'

/** Folded name → numbers of the groups it stands in. */
export function nicknameGroups({ groups }: Nicknames): ReadonlyMap<string, readonly number[]> {
  const byName = new Map<string, number[]>()
  for (const [number, names] of groups.entries())
    for (const name of names.map(nameKey)) byName.set(name, [...(byName.get(name) ?? []), number])
  return byName
}
