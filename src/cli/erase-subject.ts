/** Whom an erasure is about: one person by id, record, e-mail address or number; everything that is theirs and nobody else's. */

import { emailKey, phoneKey } from '../flag/facts/address-book.ts'
import { keyTargets } from '../flag/facts/source-keys.ts'
import { unpackCells } from '../record/cells.ts'
import type { SourceSpec } from '../record/project.ts'
import { repairPhone } from '../repair/phones/repair-phone.ts'
import { cleaned } from '../store/cleaned-tables.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import type { ErasedPerson } from '../store/erase-rows.ts'
import { possibleMatchesOf } from '../store/explain-queries.ts'
import { goldenRecord } from '../store/golden-table.ts'
import type { Store } from '../store/store.ts'
import { changes, memberships, pastAddresses, sourceRecords, sources } from '../store/tables.ts'
import type { Traces } from '../text/tombstone-keys.ts'
import { findPerson } from './explain-person.ts'

export interface EraseSubject {
  readonly person: ErasedPerson
  /** How each record names them, raw and clean: what tombstones are made of. */
  readonly traces: readonly Traces[]
  /** Of their e-mail addresses and numbers those that nobody else has. */
  readonly ownEmails: ReadonlySet<string>
  readonly ownPhones: ReadonlySet<string>
  /** People who may be the same: not erased along. */
  readonly possible: readonly string[]
}

/** People of the workspace who are meant; none where the address is unknown. @throws UserError for an id nobody has */
export function peopleMeant(store: Store, who: string, country: string | null): readonly number[] {
  const phone = who.includes('@') ? null : (repairPhone(who, country, 'phone').values.phone ?? null)
  const isPhone = /^[+(\d][\d\s()./-]{5,}$/.test(who.trim()) && phone !== null
  if (!who.includes('@') && !isPhone) return [findPerson(store, who).personNo]
  const [email, number] = [emailKey(who), phoneKey(phone)]
  const found = new Set<number>()
  const personOf = new Map([...memberships.all(store)].map((row) => [row.rec, row.person_no]))
  for (const block of columnBlocks(store, cleaned, ['rec', 'email', 'email_2', 'phone', 'mobile'])) {
    const [recs, ...texts] = block as unknown as [number[], ...(string | null)[][]]
    for (let i = 0; i < recs.length; i++) {
      const isTheirs = isPhone
        ? [2, 3].some((c) => phoneKey(texts[c]![i]!) === number)
        : [0, 1].some((c) => emailKey(texts[c]![i]!) === email)
      const person = personOf.get(recs[i]!)
      if (isTheirs && person !== undefined) found.add(person)
    }
  }
  return [...found].sort((l, r) => l - r)
}

export const personIdOf = (store: Store, personNo: number): string => goldenRecord(store, personNo)!.person_id

export function eraseSubject(store: Store, personNo: number): EraseSubject {
  const specs = [...sources.all(store, ['source_no'])].map((row) => JSON.parse(row.spec) as SourceSpec)
  const recs = new Set(memberships.where(store, { person_no: personNo }).map((row) => row.rec))
  const found = {
    uids: new Set<string>(),
    emails: new Set<string>(),
    phones: new Set<string>(),
    more: new Set<string>(),
  }
  const traces: Traces[] = []
  const together: string[][] = []
  for (const row of cleaned.whereIn(store, 'rec', recs)) {
    const [record] = sourceRecords.where(store, { rec: row.rec })
    const spec = specs[record!.source_no]!
    found.uids.add(record!.uid)
    for (const email of [row.email, row.email_2]) if (email !== null) found.emails.add(emailKey(email))
    for (const phone of [row.phone, row.mobile]) if (phone !== null) found.phones.add(phoneKey(phone))
    if (row.national_id !== null) found.more.add(row.national_id.toLowerCase())
    const name = `${row.first_name ?? ''} ${row.last_name ?? ''}`
    const keys = record!.own_key === null ? [] : [{ source: spec.name, key: record!.own_key }]
    traces.push({
      emails: [row.email, row.email_2].flatMap((email) => (email === null ? [] : [emailKey(email)])),
      phones: [row.phone, row.mobile].flatMap((phone) => (phone === null ? [] : [phoneKey(phone)])),
      name,
      birthDate: row.birth_date ?? '',
      postcode: row.postcode ?? '',
      street: `${row.house_number ?? ''} ${row.street ?? ''}`,
      keys,
    })
    const words = [row.first_name, row.last_name, row.postcode ?? row.street].map((text) => text?.toLowerCase() ?? '')
    if (words.every((word) => word.length > 1)) together.push(words)
  }
  addRaw(store, specs, recs, found)
  for (const row of changes.all(store))
    if (recs.has(row.rec) && row.field.startsWith('email')) found.emails.add(emailKey(row.before))
  for (const row of pastAddresses.whereIn(store, 'uid', found.uids))
    if (row.kind === 'email') found.emails.add(emailKey(row.address))
    else found.phones.add(phoneKey(row.address))
  const { ownEmails, ownPhones } = onlyTheirs(store, recs, found)
  const marks = [...ownEmails, ...[...ownPhones].filter((digits) => digits.length >= 7), ...found.more]
  const person: ErasedPerson = {
    personNo,
    personId: personIdOf(store, personNo),
    recs,
    uids: found.uids,
    marks,
    together,
    customerRefs: customerRefs(store, specs, recs),
  }
  return { person, traces, ownEmails, ownPhones, possible: possibleMatchesOf(store, personNo).map((p) => p.person_id) }
}

/** Addresses and numbers as the records came, before anything was mended. */
function addRaw(
  store: Store,
  specs: readonly SourceSpec[],
  recs: ReadonlySet<number>,
  found: { readonly emails: Set<string>; readonly more: Set<string> },
): void {
  for (const rec of recs) {
    const [record] = sourceRecords.where(store, { rec })
    const columns = JSON.parse(sources.where(store, { source_no: record!.source_no })[0]!.columns) as string[]
    const cells = unpackCells(record!.cells)
    for (const [column, field] of Object.entries(specs[record!.source_no]!.columns)) {
      const cell = (cells[columns.indexOf(column)] ?? '').trim()
      if ((field === 'email' || field === 'email_2') && cell.includes('@')) found.emails.add(emailKey(cell))
    }
  }
}

/** Without what somebody else has too: a household's number stays theirs. */
function onlyTheirs(
  store: Store,
  recs: ReadonlySet<number>,
  { emails, phones }: { readonly emails: ReadonlySet<string>; readonly phones: ReadonlySet<string> },
): Pick<EraseSubject, 'ownEmails' | 'ownPhones'> {
  const [ownEmails, ownPhones] = [new Set(emails), new Set(phones)]
  for (const block of columnBlocks(store, cleaned, ['rec', 'email', 'email_2', 'phone', 'mobile'])) {
    const [rec, email, email2, phone, mobile] = block as unknown as [number[], ...(string | null)[][]]
    for (let i = 0; i < rec.length; i++) {
      if (recs.has(rec[i]!)) continue
      for (const text of [email![i]!, email2![i]!]) if (text !== null) ownEmails.delete(emailKey(text))
      for (const text of [phone![i]!, mobile![i]!]) if (text !== null) ownPhones.delete(phoneKey(text))
    }
  }
  return { ownEmails, ownPhones }
}

function customerRefs(
  store: Store,
  specs: readonly SourceSpec[],
  recs: ReadonlySet<number>,
): ReadonlyMap<number | string, ReadonlySet<string>> {
  const keysOf = new Map<number, string[]>()
  for (const rec of recs) {
    const [record] = sourceRecords.where(store, { rec })
    if (record!.own_key !== null)
      keysOf.set(record!.source_no, [...(keysOf.get(record!.source_no) ?? []), record!.own_key])
  }
  const keysFor = (spec: SourceSpec): string[] => keyTargets(specs, spec).flatMap((target) => keysOf.get(target) ?? [])
  return new Map(specs.flatMap((spec, no) => [no, spec.name].map((name) => [name, new Set(keysFor(spec))] as const)))
}
