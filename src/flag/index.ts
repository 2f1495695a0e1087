/** The stage flag: facts and people → what may be sent to whom, on which channel, until when, and why. */

import { digest } from '../base/hash.ts'
import { toDayNo } from '../record/dates.ts'
import { FACT_COLUMNS } from '../record/fact-block.ts'
import { CHANNELS, type SourceSpec } from '../record/project.ts'
import { EXTERNAL_LIST_RULES } from '../rules/external-lists.ts'
import type { Stage, StageContext, StageSummary } from '../stage.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { ownFactsFingerprint, readOwnFacts } from '../store/own-fact-table.ts'
import { pastAddresses, pastFacts as pastFactTable, pastSources as pastSourceTable } from '../store/past-tables.ts'
import { personsByUid, recordsByUid } from '../store/records-by-uid.ts'
import type { Store } from '../store/store.ts'
import {
  activities,
  changes,
  cleaned,
  contactability,
  contracts,
  facts as factTable,
  memberships,
  mendedAddresses,
  openAddresses,
  persons,
  possibleMatches,
  purchases,
  sourceRecords,
  sources,
  verdicts,
} from '../store/tables.ts'
import { countsOf } from './counts.ts'
import { addressStates } from './deciding/address-states.ts'
import { isOurs } from './deciding/consents.ts'
import { type Jurisdictions, jurisdictions } from './deciding/jurisdiction.ts'
import { liftedFacts } from './deciding/lifting.ts'
import { factLinks, recordsOfFact } from './deciding/links.ts'
import { PRECEDENCE_RULES, readPrecedence } from './deciding/precedence-rules.ts'
import { CHANGE_COLUMNS, type ChangeTuple, emailRepairs } from './deciding/repairs.ts'
import { AddressBook } from './facts/address-book.ts'
import { FactBuilder } from './facts/fact-builder.ts'
import { NO_DAY, NONE } from './facts/fact-columns.ts'
import { FormerAddresses, PAST_ADDRESS_COLUMNS } from './facts/former.ts'
import { inquiryKinds } from './facts/inquiries.ts'
import { numberFacts } from './facts/number-facts.ts'
import { ownBlock, PAST_COLUMNS, type PastBlock, pastSources } from './facts/past-facts.ts'
import { CLEANED_COLUMNS, NAME_COLUMNS, recordsWithAddresses } from './facts/records-with-addresses.ts'
import { LastSales } from './facts/sales.ts'
import { keyTargets, SourceKeys } from './facts/source-keys.ts'
import { type FlagInput, Pairs } from './flag-input.ts'
import { byPurpose, type FlagOutput, flagPersons } from './flag-persons.ts'
import { flagSource } from './flag-source.ts'
import { flagNotes, staleNotes } from './notes.ts'
import { CHANNEL_RULES, type ChannelRules, JURISDICTION_RULES } from './rules.ts'

export const flagStage: Stage = {
  name: 'flag',
  does: 'turn facts into what may be sent to whom, on which channel, until when, and why',
  reads: [
    sources,
    sourceRecords,
    activities,
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
  writes: [contactability, openAddresses, verdicts].map((t) => t.name),
  rules: [CHANNEL_RULES, PRECEDENCE_RULES, JURISDICTION_RULES, EXTERNAL_LIST_RULES],
  usesAsOf: true,
  outputs: [],
  version: 5,
  alsoRestsOn: ({ store, project }) => ({
    'own facts': ownFactsFingerprint(store),
    ...(project.sendDate === undefined ? {} : { 'send date': project.sendDate }),
    ...(project.disregard === undefined ? {} : { 'disregarded sources': digest(...project.disregard) }),
  }),
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
  return {
    counts: countsOf(input, output),
    notes: [
      ...flagNotes(input, output, rules),
      ...staleNotes(context.project, context.rules.get(EXTERNAL_LIST_RULES), context.asOf),
    ],
  }
}

function readInput(
  { store, asOf, project, rules: all }: StageContext,
  rules: ChannelRules,
  legal: Jurisdictions,
): FlagInput {
  const asOfDay = toDayNo(asOf)
  const sendDay = project.sendDate === undefined ? asOfDay : Math.max(asOfDay, toDayNo(project.sendDate))
  const specs = [...sources.all(store, ['source_no'])].map((row) => JSON.parse(row.spec) as SourceSpec)
  const past = readPast(store, project, specs)
  const builder = new FactBuilder(specs.map((spec) => spec.brand))
  const ownTargets = specs.map((spec) => keyTargets(specs, spec))
  const targets = [...ownTargets, ...past.targets]
  const keys = new SourceKeys(new Set(targets.flat()))
  const recordSource = readRecordSources(store, keys)
  const emails = new AddressBook()
  const phones = new AddressBook()
  const mended = new Map([...mendedAddresses.all(store)].map((row) => [row.typed, row.mended]))
  const keyNames = [...ownTargets.map((nos) => nos.map((no) => specs[no]!.name)), ...past.keyNames]
  const numbering = { builder, emails, phones, keys, targets, keyNames, mended }
  const told = columnBlocks(store, factTable, FACT_COLUMNS)
  const { named, orphans } = numberFacts(chain<readonly (readonly unknown[])[]>(told, past.facts()), numbering)
  const facts = builder.finish(readPrecedence(all))
  const flagSources = [...specs.map((spec) => flagSource(spec, facts.brands, rules, sendDay)), ...past.sources]
  const changed = changes.raw(store, CHANGE_COLUMNS) as Iterable<unknown> as Iterable<ChangeTuple>
  const repairs = emailRepairs(changed, recordSource.length, { emails, phones }, rules.repaired_email.min_confidence)
  const known = { sources: flagSources, recordSource, keys, targets, emails, asOfDay }
  const sales = new LastSales(known)
  readSales(store, sales)
  const inquiries = new LastSales(known)
  readInquiries(store, inquiries, inquiryKinds(rules.inquiries))
  const owns = (record: number, address: number): void => {
    sales.owns(record, address)
    inquiries.owns(record, address)
  }
  const { records, owners } = recordsWithAddresses(
    columnBlocks(store, cleaned, named.size > 0 ? [...CLEANED_COLUMNS, ...NAME_COLUMNS] : CLEANED_COLUMNS),
    recordSource,
    { emails, phones, repairs, sales: { owns }, named },
  )
  const { personOf, members, count } = readMembers(store, recordSource.length)
  const addresses = new FormerAddresses(past.addresses(), { emails, phones }, past.isIgnored)
  const former = addresses.people(orphans, personFinder(store, addresses.uids, orphans, personOf))
  const lifted = liftedFacts(facts, asOfDay, (source) => isOurs({ sources: flagSources }, source))
  const possible = possibleMatches.raw(store, ['person_l', 'person_r']) as Iterable<unknown> as Iterable<
    [number, number]
  >
  const states = addressStates(facts, emails.size, phones.size, rules, (fact) => recordsOfFact(facts, owners, fact))
  return {
    asOfDay,
    sendDay,
    sources: flagSources,
    records,
    facts,
    persons: count,
    members,
    links: factLinks(facts, lifted, { ...owners, former }, personOf, count, possible),
    jurisdiction: readJurisdictions(store, legal, count),
    lastSale: sales.byRecord,
    lastInquiry: inquiries.byRecord,
    emailTexts: (address) => emails.textOf(address),
    phoneTexts: (address) => phones.textOf(address),
    ...states,
  }
}

/** Facts by command, and what the workspace remembers from earlier files. */
function readPast(store: Store, { disregard }: StageContext['project'], specs: readonly SourceSpec[]) {
  const own = readOwnFacts(store)
  const files = [...pastSourceTable.all(store, ['name'])].filter(({ name }) => !disregard?.includes(name))
  const origins = own.map((fact) => fact.origin)
  const past = pastSources(
    origins,
    files.map((row) => JSON.parse(row.spec) as SourceSpec),
    specs,
  )
  const remembered = (): Iterable<PastBlock> =>
    files.length === 0 ? [] : columnBlocks(store, pastFactTable, PAST_COLUMNS)
  const wanted = new Set<string>()
  if (files.length > 0)
    for (const [uids] of columnBlocks(store, pastFactTable, ['uid']))
      for (const uid of uids!) if (uid) wanted.add(`${uid}`)
  for (const { uid } of own) if (uid !== null) wanted.add(uid)
  const records = recordsByUid(store, wanted)
  const recordOf = (uid: string): number | undefined => records.get(uid)
  return {
    ...past,
    *facts() {
      for (const block of own.length > 0 ? [ownBlock(own)] : []) yield past.factBlock('own', block, recordOf)!
      for (const block of remembered()) {
        const found = past.factBlock('file', block, recordOf)
        if (found !== null) yield found
      }
    },
    addresses: () => (files.length === 0 ? [] : columnBlocks(store, pastAddresses, PAST_ADDRESS_COLUMNS)),
    isIgnored: (source: string) => disregard?.includes(source) === true,
  }
}

/** The person a record belongs to, or belonged to when it was last there. */
function personFinder(
  store: Store,
  former: ReadonlySet<string>,
  orphans: ReadonlyMap<string, unknown>,
  personOf: Int32Array,
): (uid: string) => number {
  const records = recordsByUid(store, former)
  const gone = new Set([...orphans.keys(), ...former].filter((uid) => !records.has(uid)))
  const people = personsByUid(store, gone)
  return (uid) => {
    const record = records.get(uid)
    return record === undefined ? (people.get(uid) ?? NONE) : personOf[record]!
  }
}

function readRecordSources(store: Store, keys: SourceKeys): Int32Array {
  const recordSource = new Int32Array(sourceRecords.count(store))
  for (const block of columnBlocks(store, sourceRecords, ['rec', 'source_no', 'own_key'])) {
    const [rec, source, key] = block as unknown as [number[], number[], (string | null)[]]
    for (let i = 0; i < rec.length; i++) {
      recordSource[rec[i]!] = source[i]!
      keys.add(source[i]!, key[i]!, rec[i]!)
    }
  }
  return recordSource
}

function* chain<T>(...lists: readonly Iterable<T>[]): Iterable<T> {
  for (const list of lists) yield* list
}

function readSales(store: Store, sales: LastSales): void {
  for (const block of columnBlocks(store, purchases, ['source_no', 'customer_ref', 'email', 'day', 'amount_minor']))
    sales.addPurchases(block)
  for (const block of columnBlocks(store, contracts, ['source_no', 'customer_ref', 'email', 'start_day', 'end_day']))
    sales.addContracts(block)
}

/** Most activities are none: their kinds are looked at before anything else of them is read. */
function readInquiries(store: Store, inquiries: LastSales, isInquiry: (kind: string) => boolean): void {
  let isThere = false
  for (const [kinds] of columnBlocks(store, activities, ['kind'])) isThere ||= (kinds as string[]).some(isInquiry)
  if (!isThere) return
  for (const block of columnBlocks(store, activities, ['source_no', 'customer_ref', 'email', 'day', 'kind']))
    inquiries.addInquiries(block, isInquiry)
}

function readMembers(
  store: Store,
  records: number,
): { readonly personOf: Int32Array; readonly members: FlagInput['members']; readonly count: number } {
  const personOf = new Int32Array(records).fill(NONE)
  for (const block of columnBlocks(store, memberships, ['rec', 'person_no'])) {
    const [rec, person] = block as [number[], number[]]
    for (let i = 0; i < rec.length; i++) personOf[rec[i]!] = person[i]!
  }
  const count = persons.count(store)
  const pairs = new Pairs()
  for (let rec = 0; rec < records; rec++) if (personOf[rec] !== NONE) pairs.push(personOf[rec]!, rec)
  return { personOf, members: pairs.lists(count), count }
}

function readJurisdictions(store: Store, legal: Jurisdictions, count: number): Uint8Array {
  const rows = new Uint8Array(count)
  for (const block of columnBlocks(store, persons, PLACE_COLUMNS)) {
    const [person, country, phone, mobile, email, region, code] = block as unknown as [number[], ...Texts[]]
    for (let i = 0; i < person.length; i++)
      rows[person[i]!] = legal.of(country![i]!, mobile![i] ?? phone![i]!, email![i]!, region![i], code![i])
  }
  return rows
}
type Texts = readonly (string | null)[]
const PLACE_COLUMNS = ['person_no', 'country', 'phone', 'mobile', 'email', 'region', 'postcode'] as const

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
  const packed = contactability.bulkInserter(store)
  const open = openAddresses.bulkInserter(store)
  const purposeOf = (row: number): string =>
    output.purpose[row] === NONE ? 'marketing' : facts.purposes[output.purpose[row]!]!
  const values: (string | number | null)[] = []
  for (const row of byPurpose(output, purposeOf)) {
    values[0] = output.person[row]!
    values[1] = facts.brands[output.brand[row]!]!
    values[2] = purposeOf(row)
    for (let channel = 0; channel < CHANNELS.length; channel++) {
      const no = output.verdicts[row * CHANNELS.length + channel]!
      values[3 + channel] = no === NONE ? null : no
    }
    packed.insert(values)
    for (let channel = 0; channel < CHANNELS.length; channel++) values[3 + channel] = output.openCell(row, channel)
    if (values.some((cell, i) => i >= 3 && cell !== null)) open.insert(values)
  }
  packed.end()
  open.end()
}
