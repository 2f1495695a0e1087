/** Whom a wish is about: address, number, person, or name and postal address; as facts name people. */

import { UserError } from '../base/errors.ts'
import { emailKey, phoneKey } from '../flag/facts/address-book.ts'
import { mayBeSame, namedPlace } from '../flag/facts/name-address.ts'
import type { CleanedRecord } from '../record/cleaned.ts'
import { CLEAN_FIELDS } from '../record/fields.ts'
import { cleanTables } from '../repair/clean-tables.ts'
import { emailDomainRules } from '../repair/emails/email-domain-file.ts'
import { createEmailRepairer } from '../repair/emails/repair-email.ts'
import { repairPhone } from '../repair/phones/repair-phone.ts'
import { addressRules, nameRules, valueRules } from '../repair/rules.ts'
import { loadRules } from '../rules/load-rules.ts'
import { cleaned } from '../store/cleaned-tables.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { recordsOfPerson } from '../store/explain-queries.ts'
import type { OwnFactRow } from '../store/own-fact-table.ts'
import type { Store } from '../store/store.ts'
import { memberships } from '../store/tables.ts'
import { findPerson } from './explain-person.ts'
import type { SuppressFlags } from './suppress.ts'

export interface Subject {
  readonly about: Pick<OwnFactRow, 'email' | 'phone' | 'uid' | 'identity'>
  /** How many people of the workspace are meant. */
  readonly people: number
}

const NOBODY = { email: null, phone: null, uid: null, identity: null } as const

export function subjectsOf(store: Store, flags: SuppressFlags, projectCountry: string | null): readonly Subject[] {
  const given = [flags.email, flags.phone, flags.person, flags.name].filter((text) => text !== undefined)
  if (given.length !== 1 || (flags.name === undefined) !== (flags.address === undefined))
    throw new UserError('Say whom it is about, in one way.', {
      place: 'goldpan suppress add',
      wayOut: 'Give --email, --phone, --person, or --name together with --address.',
    })
  const country = flags.country?.trim().toUpperCase() ?? projectCountry
  if (flags.email !== undefined) return byEmail(store, flags.email)
  if (flags.phone !== undefined) return [byPhone(store, flags.phone, country)]
  if (flags.person !== undefined) return byPerson(store, flags.person)
  return [byName(store, flags.name!, flags.address!, country)]
}

/** The address as given, and the one it was meant to be. */
function byEmail(store: Store, text: string): Subject[] {
  const repairer = createEmailRepairer(loadRules([emailDomainRules], null).rules.get(emailDomainRules), new Map())
  const { decision, email, suggestion } = repairer.repair(text)
  if (!text.includes('@') && decision === 'invalid')
    throw new UserError('That is no e-mail address.', { place: '--email', wayOut: 'Write it as name@example.com.' })
  const addresses = new Set([text, email, suggestion].map((one) => emailKey(one)).filter((one) => one !== ''))
  return [...addresses].map((address) => ({
    about: { ...NOBODY, email: address },
    people: countPeople(store, ['email', 'email_2'], ([l, r]) => emailKey(l!) === address || emailKey(r!) === address),
  }))
}

function byPhone(store: Store, text: string, country: string | null): Subject {
  const number = repairPhone(text, country, 'phone').values.phone ?? null
  if (number === null || phoneKey(number).length < 5)
    throw new UserError('That is no telephone number.', {
      place: '--phone',
      wayOut: 'Write it with its country, as in +49 30 123456, or give --country.',
    })
  const key = phoneKey(number)
  const people = countPeople(store, ['phone', 'mobile'], ([l, r]) => phoneKey(l!) === key || phoneKey(r!) === key)
  return { about: { ...NOBODY, phone: number }, people }
}

/** By each record; a record that is gone one day is still known by its name and address, else by its e-mail address. */
function byPerson(store: Store, id: string): Subject[] {
  const { personNo } = findPerson(store, id)
  return recordsOfPerson(store, personNo).map((record, i) => {
    const identity = identityOf(record)
    const email = identity === null && record.email !== null ? emailKey(record.email) : null
    return { about: { ...NOBODY, uid: record.uid, identity, email }, people: i === 0 ? 1 : 0 }
  })
}

function byName(store: Store, name: string, address: string, country: string | null): Subject {
  const { rules } = loadRules([emailDomainRules, nameRules, addressRules, valueRules], null)
  const column = (text: string) => ({ values: [null, text], ids: Uint32Array.of(1) })
  const { tables } = cleanTables(
    [{ rows: 1, columns: { full_name: column(name), address: column(address) }, country }],
    {
      emails: rules.get(emailDomainRules),
      names: rules.get(nameRules),
      addresses: rules.get(addressRules),
      values: rules.get(valueRules),
    },
  )
  const record = Object.fromEntries(
    Object.entries(tables[0]!.columns).flatMap(([field, { values, ids }]) =>
      values.at(ids[0]!) ? [[field, values.at(ids[0]!)!]] : [],
    ),
  ) as CleanedRecord
  const identity = identityOf({ ...BLANK, ...placeAtEnd(address), ...record })
  if (identity === null)
    throw new UserError('The address has no postcode and no city, or the name no last name.', {
      place: '--name, --address',
      wayOut: 'Write it on one line: --name "Ann Archer" --address "1 Oak Street, Springfield 62701".',
    })
  const entry = namedPlace(JSON.parse(identity) as CleanedRecord)
  const people = countPeople(store, FIELDS, (values) =>
    mayBeSame(entry, namedPlace(Object.fromEntries(FIELDS.map((field, i) => [field, values[i] ?? ''])))),
  )
  return { about: { ...NOBODY, identity }, people }
}

/** `Street, City 12345` in any country: what the address reader, which goes by each country's customs, may leave whole. */
function placeAtEnd(address: string): CleanedRecord {
  const found = /^(.+),\s*([^,\d]+?)[\s,]+(?:[A-Z]{2}\s+)?(\d{4,5})(?:-\d{4})?$/.exec(address.trim())
  return found === null ? {} : { street: found[1]!.trim(), city: found[2]!.trim(), postcode: found[3]! }
}

const FIELDS = ['first_name', 'last_name', 'company', 'street', 'house_number', 'postcode', 'city'] as const
const BLANK = Object.fromEntries(CLEAN_FIELDS.map((field) => [field, null])) as Record<string, null>

/** JSON of name and address; null where there is no name, or neither postcode nor city. */
function identityOf(record: Readonly<Record<string, unknown>>): string | null {
  const kept = [...FIELDS, 'birth_date'].flatMap((field) => (record[field] ? [[field, record[field]]] : []))
  const has = (field: string): boolean => kept.some(([name]) => name === field)
  const isWhole = (has('last_name') || has('company')) && (has('postcode') || has('city'))
  return isWhole ? JSON.stringify(Object.fromEntries(kept)) : null
}

/** People with a record whose cleaned fields fit. */
function countPeople(
  store: Store,
  fields: readonly (typeof CLEAN_FIELDS)[number][],
  fits: (values: readonly (string | null)[]) => boolean,
): number {
  const recs = new Set<number>()
  for (const block of columnBlocks(store, cleaned, ['rec', ...fields])) {
    const [rec, ...columns] = block as unknown as [number[], ...(string | null)[][]]
    for (let i = 0; i < rec.length; i++) if (fits(columns.map((values) => values[i]!))) recs.add(rec[i]!)
  }
  const people = new Set<number>()
  for (const rec of recs) for (const row of memberships.where(store, { rec })) people.add(row.person_no)
  return people.size
}
