/** Every e-mail address that the workspace knows, from records, facts and wishes, as a list for the gate. */

import { emailKey } from '../flag/facts/address-book.ts'
import { PackedColumn } from '../record/packed-column.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { readOwnFacts } from '../store/own-fact-table.ts'
import type { Store } from '../store/store.ts'
import { changes, cleaned, facts, pastAddresses, pastFacts } from '../store/tables.ts'
import type { GateList } from './read-list.ts'

/** Rows by the address; `addresses[row]`. */
export function knownEmails(store: Store): { readonly list: GateList; readonly addresses: readonly string[] } {
  const known = new Set<string>()
  const add = (text: string | null): void => {
    const email = emailKey(text)
    if (email.includes('@')) known.add(email)
  }
  for (const [email, email2] of columnBlocks(store, cleaned, ['email', 'email_2']) as Iterable<Texts[]>) {
    for (const text of email!) add(text)
    for (const text of email2!) add(text)
  }
  for (const table of [facts, pastFacts])
    for (const [emails] of table.blocks(store, ['email']) as Iterable<Texts[]>) for (const text of emails!) add(text)
  for (const [kinds, addresses] of pastAddresses.blocks(store, ['kind', 'address']) as Iterable<Texts[]>)
    for (const [i, address] of addresses!.entries()) if (kinds![i] === 'email') add(address)
  for (const [field, before] of changes.raw(store, ['field', 'before']) as Iterable<[string, string]>)
    if (field === 'email' || field === 'email_2') add(before)
  for (const { email } of readOwnFacts(store)) add(email)
  const addresses = [...known].sort()
  const column = new PackedColumn()
  for (const address of addresses) column.takeText(address)
  const columns = new Map([['email', column.finish()]])
  const rows = addresses.length
  return {
    list: { rows, raw: columns, clean: columns, suggested: new Map(), invalid: new Set(), notes: [] },
    addresses,
  }
}

type Texts = readonly (string | null)[]
