/** The people that the rows of a list mean, without asking what may be sent to them. */

import { nicknameGroups } from '../match/blocking/nickname-groups.ts'
import { nicknames } from '../match/rules.ts'
import type { Channel } from '../record/project.ts'
import type { Rules } from '../rules/rule-file.ts'
import type { Store } from '../store/store.ts'
import { nameKey } from '../text/name-key.ts'
import { cached } from '../text/value-cache.ts'
import { listAddresses } from './list-addresses.ts'
import { NamePlaces } from './name-places.ts'
import { recordsByOwnIds } from './own-ids.ts'
import { peopleOfRows } from './people-of-rows.ts'
import type { GateList } from './read-list.ts'
import { type Whom, whomRowMeans } from './whom-row-means.ts'

export function findPeople(store: Store, list: GateList, channel: Channel, rules: Rules): (row: number) => Whom {
  const areSameName = sameNames(rules)
  const addresses = listAddresses(list)
  const names = new NamePlaces(list, areSameName, true)
  const found = peopleOfRows(store, { rows: list.rows, addresses, names, ownNamed: new Map() })
  const byId = recordsByOwnIds(store, list, [], false)
  return whomRowMeans({ channel, list, addresses, names, found, byId, areSameName })
}

/** Whether two folded given names stand for one another. */
export function sameNames(rules: Rules): (l: string, r: string) => boolean {
  const groups = nicknameGroups(rules.get(nicknames))
  const key = cached(nameKey)
  return (l, r) => {
    const [keyL, keyR] = [key(l), key(r)]
    if (keyL === keyR) return true
    const known = groups.get(keyR)
    return known !== undefined && (groups.get(keyL)?.some((group) => known.includes(group)) ?? false)
  }
}
