/** Entries of `suppress add` about a person that were withdrawn: for an explanation that leaves nothing out. */

import { emailKey, phoneKey } from '../flag/facts/address-book.ts'
import { mayBeSame, namedPlace } from '../flag/facts/name-address.ts'
import type { CleanedRecord } from '../record/cleaned.ts'
import { CLEAN_FIELDS } from '../record/fields.ts'
import type { PersonRecord } from '../store/explain-queries.ts'
import { type OwnFactHistory, ownFactHistory } from '../store/own-fact-history.ts'
import type { Store } from '../store/store.ts'
import { ownFactWords, withdrawalWords } from './suppress-list.ts'

export interface WithdrawnEntry {
  readonly id: number
  readonly what: string
  readonly withdrawn: string
}

export function explainWithdrawn(store: Store, records: readonly PersonRecord[]): readonly WithdrawnEntry[] {
  return ownFactHistory(store)
    .filter((fact) => fact.withdrawn !== null && records.some((record) => isAbout(fact, record)))
    .map((fact) => ({ id: fact.fact_no, what: ownFactWords(fact), withdrawn: withdrawalWords(fact.withdrawn!) }))
}

function isAbout({ uid, email, phone, identity }: OwnFactHistory, record: PersonRecord): boolean {
  if (uid !== null && uid === record.uid) return true
  if (email !== null && [record.email, record.email_2].some((text) => emailKey(text) === email)) return true
  if (phone !== null && [record.phone, record.mobile].some((text) => phoneKey(text) === phoneKey(phone))) return true
  return identity !== null && mayBeSame(namedPlace(JSON.parse(identity) as CleanedRecord), namedPlace(filled(record)))
}

const filled = (record: PersonRecord): CleanedRecord =>
  Object.fromEntries(CLEAN_FIELDS.flatMap((field) => (record[field] === null ? [] : [[field, record[field]]])))
