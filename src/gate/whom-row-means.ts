/** The people a row may mean: of those who share an address the one whose name it gives, all of them where it gives none. */

import { NONE } from '../flag/fact-columns.ts'
import type { Lists } from '../flag/flag-input.ts'
import { MAY_OWN } from '../flag/links.ts'
import type { Channel } from '../record/project.ts'
import { fold } from '../text/fold.ts'
import { cached } from '../text/value-cache.ts'
import { eachAddress, type ListAddresses } from './list-addresses.ts'
import type { NamePlaces } from './name-places.ts'
import { LIKENESS, type RowPeople } from './people-of-rows.ts'
import { type GateList, textAt } from './read-list.ts'

export interface FoundPerson {
  readonly person: number
  /** Not sure: only what the person said of themselves counts. */
  readonly isSure: boolean
  /** Found by an address of the channel asked about. */
  readonly isByAddress: boolean
}

export interface Whom {
  readonly people: readonly FoundPerson[]
  /** Others of the same name in the same house. */
  readonly household: readonly number[]
}

export interface WhomSearch {
  readonly channel: Channel
  readonly list: GateList
  readonly addresses: ListAddresses
  readonly names: NamePlaces
  readonly found: RowPeople
  /** Records that the row names by an id of ours. */
  readonly byId: ReadonlyMap<number, readonly number[]>
  readonly areSameName: (l: string, r: string) => boolean
}

/** Owners of one address beyond which names are not looked at: a number of a hotline or of a whole firm. */
const MOST_NAMED = 64

export function whomRowMeans(search: WhomSearch): (row: number) => Whom {
  const { channel, list, addresses, found, byId } = search
  const folded = cached(fold)
  const isByPhone = channel === 'sms' || channel === 'call'
  const [first, second] = [
    { columns: addresses.emailsOf, owners: found.byEmail },
    { columns: addresses.phonesOf, owners: found.byPhone },
  ]
  const [primary, secondary] = isByPhone ? [second!, first!] : [first!, second!]

  /** Owners whose given name the row gives; null where none is told apart so. */
  function named(owners: readonly number[], name: string): readonly number[] | null {
    if (name === '' || owners.length > MOST_NAMED) return null
    const isNamed = (item: number): boolean => agree(name, found.firstNames.get(item >> 2) ?? '', search.areSameName)
    return owners.some(isNamed) ? owners.filter((i) => isNamed(i) || !found.firstNames.has(i >> 2)) : null
  }

  return (row) => {
    const people = new Map<number, FoundPerson>()
    const add = (rec: number, isSure: boolean, isByAddress: boolean): void => {
      const person = found.personOf[rec] ?? NONE
      if (person === NONE) return
      const known = people.get(person)
      people.set(person, {
        person,
        isSure: isSure || known?.isSure === true,
        isByAddress: isByAddress || known?.isByAddress === true,
      })
    }
    const name = folded(textAt(list.clean, 'first_name', row))
    for (const rec of byId.get(row) ?? []) add(rec, true, false)
    eachAddress(primary.columns, row, (address) => {
      const owners = itemsOf(primary.owners, address)
      for (const item of named(owners, name) ?? owners) add(item >> 2, (item & 3) !== MAY_OWN, true)
    })
    const meant = addresses.suggested.get(row)
    if (meant !== undefined) for (const item of itemsOf(found.byEmail, meant)) add(item >> 2, false, true)
    const isFound = people.size > 0
    eachAddress(secondary.columns, row, (address) => {
      const owners = itemsOf(secondary.owners, address)
      const those = named(owners, name)
      // A number may be a whole household's: without a name it says only that it may be one of them.
      if (those !== null) for (const item of those) add(item >> 2, (item & 3) !== MAY_OWN, false)
      else if (!isFound && name === '') for (const item of owners) add(item >> 2, false, false)
    })
    const household: number[] = []
    for (const item of itemsOf(found.byName, row)) {
      const likeness = item & 3
      if (likeness === LIKENESS.household) household.push(found.personOf[item >> 2] ?? NONE)
      else add(item >> 2, likeness === LIKENESS.same, channel === 'letter')
    }
    return { people: [...people.values()], household }
  }
}

function itemsOf(lists: Lists, owner: number): readonly number[] {
  const items: number[] = []
  for (let i = lists.offsets[owner]!; i < lists.offsets[owner + 1]!; i++) items.push(lists.items[i]!)
  return items
}

function agree(l: string, r: string, areSameName: (l: string, r: string) => boolean): boolean {
  if (l === '' || r === '') return false
  if (l === r || areSameName(l, r)) return true
  if (l.length === 1 || r.length === 1) return l[0] === r[0]
  return l.split(' ')[0] === r.split(' ')[0]
}
