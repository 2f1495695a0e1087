/** The stage flag: facts and people → what may be sent to whom, on which channel, until when, and why. */

import { fromDayNo, toDayNo } from '../record/dates.ts'
import type { FactKind } from '../record/fact.ts'
import { CHANNELS, type SourceSpec } from '../record/project.ts'
import type { Stage, StageContext, StageSummary } from '../stage.ts'
import type { Store } from '../store/store.ts'
import {
  changes,
  cleaned,
  contactability,
  contracts,
  facts as factTable,
  memberships,
  mendedAddresses,
  persons,
  possibleMatches,
  purchases,
  sourceRecords,
  sources,
  verdicts,
} from '../store/tables.ts'
import { AddressBook, emailKey, nationalKey, phoneKey } from './address-book.ts'
import { addressStates } from './address-states.ts'
import { isOurs } from './consents.ts'
import { FactBuilder } from './fact-builder.ts'
import { NO_DAY, NONE } from './fact-columns.ts'
import { type FlagInput, type FlagSource, Pairs } from './flag-input.ts'
import { type FlagOutput, flagPersons } from './flag-persons.ts'
import { type Jurisdictions, jurisdictions } from './jurisdiction.ts'
import { liftedFacts } from './lifting.ts'
import { factLinks } from './links.ts'
import { type NamedPlace, namedPlace } from './name-address.ts'
import { flagNotes } from './notes.ts'
import { isAddressFact, isConsent } from './precedence.ts'
import { CLEANED_COLUMNS, NAME_COLUMNS, recordsWithAddresses } from './records-with-addresses.ts'
import { type ChangeTuple, emailRepairs } from './repairs.ts'
import { CHANNEL_RULES, type ChannelRules, JURISDICTION_RULES } from './rules.ts'
import { LastSales } from './sales.ts'
import { keyTargets, SourceKeys } from './source-keys.ts'

export const flagStage: Stage = {
  name: 'flag',
  does: 'turn facts into what may be sent to whom, on which channel, until when, and why',
  reads: [
    sources,
    sourceRecords,
    purchases,
    contracts,
    factTable,
    cleaned,
    changes,
    mendedAddresses,
    persons,
    memberships,
    possibleMatches,
  ].map((t) => t.name),
  writes: [contactability, verdicts].map((t) => t.name),
  rules: [CHANNEL_RULES, JURISDICTION_RULES],
  usesAsOf: true,
  outputs: [],
  version: 1,
  run: async (context) => flag(context),
}

function flag(context: StageContext): StageSummary {
  const { store, progress } = context
  const rules = context.rules.get(CHANNEL_RULES)
  const legal = jurisdictions(context.rules.get(JURISDICTION_RULES), context.asOf)
  progress.start('flag', null, 'people')
  const input = readInput(context, rules, legal)
  const output = flagPersons(input, rules, legal.rows)
  writeOutput(store, input, output)
  progress.tick(input.persons)
  progress.done()
  return { counts: countsOf(input, output), notes: flagNotes(input, rules) }
}

function readInput({ store, asOf }: StageContext, rules: ChannelRules, legal: Jurisdictions): FlagInput {
  const asOfDay = toDayNo(asOf)
  const specs = [...sources.all(store, ['source_no'])].map((row) => JSON.parse(row.spec) as SourceSpec)
  const builder = new FactBuilder(specs.map((spec) => spec.brand))
  const targets = specs.map((spec) => keyTargets(specs, spec))
  const keys = new SourceKeys(new Set(targets.flat()))
  const recordSource = readRecordSources(store, keys)
  const emails = new AddressBook()
  const phones = new AddressBook()
  const named = readFacts(store, builder, emails, phones, keys, targets)
  const facts = builder.finish()
  const flagSources = specs.map((spec) => flagSource(spec, facts.brands, rules, asOfDay))
  const repairs = emailRepairs(
    changes.raw(store, [
      'rec',
      'field',
      'before',
      'after',
      'confidence',
      'decision',
    ]) as Iterable<unknown> as Iterable<ChangeTuple>,
    recordSource.length,
    emails,
    rules.repaired_email.min_confidence,
  )
  const sales = new LastSales({ sources: flagSources, recordSource, keys, targets, emails, asOfDay })
  readSales(store, sales, asOfDay)
  const { records, owners } = recordsWithAddresses(
    cleaned.raw(store, named.size > 0 ? [...CLEANED_COLUMNS, ...NAME_COLUMNS] : CLEANED_COLUMNS),
    recordSource,
    emails,
    phones,
    repairs,
    sales,
    named,
  )
  const { personOf, members, count } = readMembers(store, recordSource.length)
  const lifted = liftedFacts(facts, asOfDay, (source) => isOurs({ sources: flagSources }, source))
  const possible = possibleMatches.raw(store, ['person_l', 'person_r']) as Iterable<unknown> as Iterable<
    [number, number]
  >
  const states = addressStates(facts, emails.size, phones.size, rules.soft_bounce, (fact) =>
    facts.rec[fact] !== NONE
      ? [facts.rec[fact]!]
      : (owners.named.get(fact) ?? recordsByAddress(owners, facts.email[fact]!, facts.phone[fact]!)),
  )
  return {
    asOfDay,
    sources: flagSources,
    records,
    facts,
    persons: count,
    members,
    links: factLinks(facts, lifted, owners, personOf, count, possible),
    jurisdiction: readJurisdictions(store, legal, count),
    lastSale: sales.byRecord,
    ...states,
  }
}

function flagSource(spec: SourceSpec, brands: readonly string[], rules: ChannelRules, asOfDay: number): FlagSource {
  const notice = Object.hasOwn(rules.asset_deal_notices, spec.name) ? rules.asset_deal_notices[spec.name]! : null
  return {
    name: spec.name,
    brand: brands.indexOf(spec.brand),
    deal: spec.deal,
    isNoticeOver: notice !== null && notice.objection_until < fromDayNo(asOfDay),
  }
}

function readRecordSources(store: Store, keys: SourceKeys): Int32Array {
  const recordSource = new Int32Array(sourceRecords.count(store))
  for (const [rec, source, key] of sourceRecords.raw(store, [
    'rec',
    'source_no',
    'own_key',
  ]) as Iterable<unknown> as Iterable<[number, number, string | null]>) {
    recordSource[rec] = source
    keys.add(source, key, rec)
  }
  return recordSource
}

type FactTuple = [
  source: number,
  kind: string,
  channel: string | null,
  brand: string | null,
  purpose: string | null,
  email: string | null,
  phone: string | null,
  customerRef: string | null,
  rec: number | null,
  identity: string | null,
  day: number | null,
  detail: string | null,
]

/** Numbers all facts; returns name and place of those that have nothing else. */
function readFacts(
  store: Store,
  builder: FactBuilder,
  emails: AddressBook,
  phones: AddressBook,
  keys: SourceKeys,
  targets: readonly (readonly number[])[],
): Map<number, NamedPlace> {
  const named = new Map<number, NamedPlace>()
  const mended = new Map([...mendedAddresses.all(store)].map((row) => [row.typed, row.mended]))
  const rows = factTable.raw(store, [
    'source_no',
    'kind',
    'channel',
    'brand',
    'purpose',
    'email',
    'phone',
    'customer_ref',
    'rec',
    'identity',
    'day',
    'detail',
  ])
  for (const row of rows as Iterable<unknown> as Iterable<FactTuple>) {
    const [source, kind, channel, brand, purpose, email, phone, customerRef, rec, identity, day, detail] = row
    const byKey = customerRef === null ? [] : targets[source]!.flatMap((target) => keys.find(target, customerRef))
    const recs = rec !== null ? [rec, ...byKey] : byKey.length > 0 ? byKey : [NONE]
    const fact = {
      kind: kind as FactKind,
      channel,
      brand,
      purpose,
      source,
      day,
      email: emails.add(emailKey(email)),
      phone: phones.add(phoneKey(phone)),
      detail,
    }
    for (const r of recs) {
      const no = builder.push({ ...fact, rec: r })
      if (identity !== null && r === NONE) named.set(no, namedPlace(JSON.parse(identity)))
    }
    // A person's own restriction also holds for the address they meant; what happened to an address stays with it, and
    // a consent holds for nothing but what was typed.
    const meant = email === null ? undefined : mended.get(email)
    if (meant !== undefined && !isAddressFact(fact.kind) && !isConsent(fact.kind)) {
      builder.push({ ...fact, rec: NONE, email: emails.add(meant) })
    }
    if (phone !== null && !phone.startsWith('+') && !isConsent(fact.kind)) {
      builder.push({ ...fact, rec: NONE, email: NONE, phone: phones.add(nationalKey(phone)) })
      if (phone.startsWith('00')) builder.push({ ...fact, rec: NONE, email: NONE, phone: phones.add(phone.slice(2)) })
    }
  }
  return named
}

function readSales(store: Store, sales: LastSales, asOfDay: number): void {
  const bought = purchases.raw(store, ['source_no', 'customer_ref', 'email', 'day', 'amount_minor'])
  // A refund is no sale.
  for (const [source, ref, email, day, amount] of bought as Iterable<unknown> as Iterable<
    [number, string | null, string | null, number, number]
  >)
    if (amount >= 0) sales.add(source, ref, email, day)
  const contracted = contracts.raw(store, ['source_no', 'customer_ref', 'email', 'start_day', 'end_day'])
  for (const [source, ref, email, start, end] of contracted as Iterable<unknown> as Iterable<
    [number, string | null, string | null, number, number | null]
  >)
    if (start <= asOfDay) sales.add(source, ref, email, Math.max(start, Math.min(end ?? asOfDay, asOfDay)))
}

function readMembers(
  store: Store,
  records: number,
): { readonly personOf: Int32Array; readonly members: FlagInput['members']; readonly count: number } {
  const personOf = new Int32Array(records).fill(NONE)
  for (const [rec, person] of memberships.raw(store, ['rec', 'person_no']) as Iterable<unknown> as Iterable<
    [number, number]
  >)
    personOf[rec] = person
  const count = persons.count(store)
  const pairs = new Pairs()
  for (let rec = 0; rec < records; rec++) if (personOf[rec] !== NONE) pairs.push(personOf[rec]!, rec)
  return { personOf, members: pairs.lists(count), count }
}

function readJurisdictions(store: Store, legal: Jurisdictions, count: number): Uint8Array {
  const rows = new Uint8Array(count)
  const people = persons.raw(store, ['person_no', 'country', 'phone', 'mobile', 'email']) as Iterable<unknown>
  for (const [person, country, phone, mobile, email] of people as Iterable<
    [number, string | null, string | null, string | null, string | null]
  >)
    rows[person] = legal.of(country, mobile ?? phone, email)
  return rows
}

function* recordsByAddress(
  owners: { readonly emails: FlagInput['links']; readonly phones: FlagInput['links'] },
  email: number,
  phone: number,
): Iterable<number> {
  if (email !== NONE)
    for (let i = owners.emails.offsets[email]!; i < owners.emails.offsets[email + 1]!; i++)
      yield owners.emails.items[i]! >> 2
  if (phone !== NONE)
    for (let i = owners.phones.offsets[phone]!; i < owners.phones.offsets[phone + 1]!; i++)
      yield owners.phones.items[i]!
}

function writeOutput(store: Store, { facts }: FlagInput, output: FlagOutput): void {
  const insertVerdict = verdicts.rawInserter(store)
  const dayOrNull = (day: number): number | null => (day === NO_DAY ? null : day)
  for (const [no, v] of output.book.entries())
    insertVerdict([
      no,
      v.allowed ? 1 : 0,
      v.reason,
      dayOrNull(v.sinceDay),
      dayOrNull(v.untilDay),
      v.evidence,
      v.alternate === NONE ? null : CHANNELS[v.alternate]!,
      v.suspected ? 1 : 0,
    ])
  const insert = contactability.rawInserter(store)
  const values: (string | number | null)[] = []
  for (let row = 0; row < output.rows; row++) {
    values[0] = output.person[row]!
    values[1] = facts.brands[output.brand[row]!]!
    values[2] = output.purpose[row] === NONE ? 'marketing' : facts.purposes[output.purpose[row]!]!
    for (let channel = 0; channel < CHANNELS.length; channel++) {
      const no = output.verdicts[row * CHANNELS.length + channel]!
      values[3 + channel] = no === NONE ? null : no
    }
    insert(values)
  }
}

function countsOf(input: FlagInput, output: FlagOutput): Record<string, number> {
  const counts: Record<string, number> = {
    people: input.persons,
    facts: input.facts.length,
    rows: output.rows,
    verdicts: output.book.length,
  }
  for (const [channel, name] of CHANNELS.entries()) {
    let open = 0
    for (let row = 0; row < output.rows; row++) {
      const no = output.verdicts[row * CHANNELS.length + channel]!
      if (no !== NONE && output.book[no]!.allowed) open++
    }
    counts[`${name}_open`] = open
  }
  return counts
}
