/** The addresses of a list, numbered: e-mail as typed and as repair mends it, numbers with and without their country. */

import { AddressBook, bareKey, emailKey, hasCountry, nationalKey, phoneKey } from '../flag/facts/address-book.ts'
import { NONE } from '../flag/facts/fact-columns.ts'
import type { PackedTexts } from '../record/packed-texts.ts'
import type { TextColumn } from '../record/text-list.ts'
import type { GateList } from './read-list.ts'

export interface ListAddresses {
  readonly emails: AddressBook
  readonly phones: AddressBook
  /** Row → numbers of its addresses; one column a way in which a row may name them, NONE where it does not. */
  readonly emailsOf: readonly Int32Array[]
  readonly phonesOf: readonly Int32Array[]
  /** Row → the address that a repair merely suggests. */
  readonly suggested: ReadonlyMap<number, number>
}

export function listAddresses(list: GateList): ListAddresses {
  const emails = new AddressBook()
  const phones = new AddressBook()
  const numbered = (column: TextColumn<PackedTexts> | undefined, key: (text: string) => number): Int32Array[] => {
    if (column === undefined) return []
    const numbers = new Int32Array(column.values.length).fill(NONE)
    column.values.forEach((text, i) => {
      if (text !== null) numbers[i] = key(text)
    })
    return [Int32Array.from(column.ids, (id) => numbers[id]!)]
  }
  const emailNo = (text: string): number => emails.add(emailKey(text))
  const phoneNo = (text: string): number => phones.add(phoneKey(text))
  const national = (text: string): number => phones.add(nationalKey(text))
  const bare = (text: string): number => (hasCountry(text) ? NONE : phones.add(bareKey(text)))
  const each = (fields: readonly string[], from: GateList['raw'], key: (text: string) => number): Int32Array[] =>
    fields.flatMap((field) => numbered(from.get(field), key))
  const emailsOf = [
    ...each(['email', 'email_2'], list.clean, emailNo),
    ...each(['email', 'email_2'], list.raw, emailNo),
  ]
  const phonesOf = [
    ...each(['mobile', 'phone'], list.clean, phoneNo),
    ...each(['mobile', 'phone'], list.clean, national),
    // As given: the country that a number was read with may have been a guess.
    ...each(['mobile', 'phone'], list.raw, bare),
  ]
  const suggested = new Map([...list.suggested].map(([row, address]) => [row, emailNo(address)]))
  return { emails, phones, emailsOf, phonesOf, suggested }
}

/** Calls `use` with each address of a row once. */
export function eachAddress(columns: readonly Int32Array[], row: number, use: (address: number) => void): void {
  for (let c = 0; c < columns.length; c++) {
    const address = columns[c]![row]!
    if (address === NONE) continue
    let isFirst = true
    for (let before = 0; before < c && isFirst; before++) isFirst = columns[before]![row] !== address
    if (isFirst) use(address)
  }
}
