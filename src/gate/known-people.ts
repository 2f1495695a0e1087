/** The people of the workspace whom each row of a list surely means. */

import type { Rules } from '../rules/rule-file.ts'
import type { Store } from '../store/store.ts'
import { sameNames } from './find-people.ts'
import { listAddresses } from './list-addresses.ts'
import { NamePlaces } from './name-places.ts'
import { recordsByOwnIds } from './own-ids.ts'
import { peopleOfRows } from './people-of-rows.ts'
import type { GateList } from './read-list.ts'
import { whomRowMeans } from './whom-row-means.ts'

/** Row → person numbers, ascending. `keySources`: whose customer numbers the list may give; `areOurs`: the user said it does. */
export function knownPeople(
  store: Store,
  list: GateList,
  rules: Rules,
  keySources: readonly number[],
  areOurs: boolean,
): (row: number) => readonly number[] {
  const areSameName = sameNames(rules)
  const addresses = listAddresses(list)
  const names = new NamePlaces(list, areSameName, true)
  const found = peopleOfRows(store, { rows: list.rows, addresses, names, ownNamed: new Map() })
  const byId = recordsByOwnIds(store, list, keySources, areOurs)
  const whom = whomRowMeans({ channel: 'email', list, addresses, names, found, byId, areSameName })
  return (row) =>
    whom(row)
      .people.flatMap(({ person, isSure }) => (isSure ? [person] : []))
      .sort((l, r) => l - r)
}
