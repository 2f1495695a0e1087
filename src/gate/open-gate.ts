/** The gate: a list of people held against everything the workspace knows at the moment. */

import { PRECEDENCE_RULES, readPrecedence } from '../flag/deciding/precedence-rules.ts'
import { type AddressBook, emailKey, phoneKey } from '../flag/facts/address-book.ts'
import { NONE } from '../flag/facts/fact-columns.ts'
import { ownBlock, PAST_COLUMNS, pastSources } from '../flag/facts/past-facts.ts'
import type { FlagSource } from '../flag/flag-input.ts'
import { CHANNEL_RULES } from '../flag/rules.ts'
import { nicknames } from '../match/rules.ts'
import { OFFER_RULES } from '../plan/offers.ts'
import { toDayNo } from '../record/dates.ts'
import { erasureOf } from '../record/erased.ts'
import type { IsoDate } from '../record/ids.ts'
import type { SourceSpec } from '../record/project.ts'
import { addressRules, emailDomainRules, nameRules, valueRules } from '../repair/rules.ts'
import type { StaleList } from '../rules/external-lists.ts'
import type { RuleSpec, Rules } from '../rules/rule-file.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { readOwnFacts } from '../store/own-fact-table.ts'
import { pastFacts as pastFactTable, pastSources as pastSourceTable } from '../store/past-tables.ts'
import { recordsByUids } from '../store/records-by-id.ts'
import type { Store } from '../store/store.ts'
import { mendedAddresses, persons, possibleMatches, sources } from '../store/tables.ts'
import { readErased } from '../store/tombstone-table.ts'
import { personIdTrace, phoneTrace, tracesOf } from '../text/tombstone-keys.ts'
import { Customers } from './customers.ts'
import { sameNames } from './find-people.ts'
import { rowJudge } from './judge-rows.ts'
import { listAddresses } from './list-addresses.ts'
import { listFacts, type PastOfGate } from './list-facts.ts'
import { NamePlaces } from './name-places.ts'
import { recordsByOwnIds } from './own-ids.ts'
import { ownLinks } from './own-links.ts'
import { peopleOfRows } from './people-of-rows.ts'
import { type Asked, PersonAnswers } from './person-answers.ts'
import { type GateList, hasText, textAt } from './read-list.ts'
import { type Refusal, refusalOrder } from './refusal.ts'
import { staleRefusal } from './stale-registers.ts'
import { type Whom, wantedPeople, whomRowMeans } from './whom-row-means.ts'

export const GATE_RULES: readonly RuleSpec<unknown>[] = [
  CHANNEL_RULES,
  PRECEDENCE_RULES,
  OFFER_RULES,
  nicknames,
  emailDomainRules,
  nameRules,
  addressRules,
  valueRules,
]

export interface GateOptions {
  readonly asked: Asked
  readonly rules: Rules
  /** Existing customers out. */
  readonly isForNewcomers: boolean
  /** The user said that a column holds our customer numbers. */
  readonly hasOurCustomerIds: boolean
  /** Row → the person it was made for, where that is known without looking. */
  readonly personOf?: (row: number) => number
  /** Sources whose remembered facts do not count. */
  readonly disregard?: readonly string[]
  /** Registers of others that are too old, of any channel; and the country of rows that name none. */
  readonly stale?: readonly StaleList[]
  readonly country?: string | null
}

export interface Judged {
  readonly refusal: Refusal | null
  /** Nobody in the workspace is meant. */
  readonly isUnknown: boolean
}

/** Judges the rows of a list, each on its own; rows by number. */
export function openGate(store: Store, list: GateList, options: GateOptions): (row: number) => Judged {
  const { asked, rules } = options
  const channelRules = rules.get(CHANNEL_RULES)
  const precedence = readPrecedence(rules)
  const specs = [...sources.all(store, ['source_no'])].map((row) => JSON.parse(row.spec) as SourceSpec)
  const areSameName = sameNames(rules)
  const addresses = listAddresses(list)
  const names = new NamePlaces(list, areSameName, asked.channel === 'letter' || options.isForNewcomers)
  const past = readPast(store, specs, options.disregard ?? [])
  // Wishes that came by command concern people, not only the address they name: their owners are looked for too.
  addOwnAddresses(store, addresses.emails, addresses.phones)
  const gateSources = [...specs.map(gateSource), ...past.sources]
  const facts = listFacts(store, {
    addresses,
    names,
    sources: gateSources,
    brands: specs.map((spec) => spec.brand),
    mended: new Map([...mendedAddresses.all(store)].map((row) => [row.typed, row.mended])),
    past,
    rules: channelRules,
    precedence,
    asOfDay: asked.day,
  })
  const found = peopleOfRows(store, { rows: list.rows, addresses, names, ownNamed: facts.ownNamed })
  const links = ownLinks(
    facts,
    found,
    specs.length,
    () => possibleMatches.raw(store, ['person_l', 'person_r']) as Iterable<unknown> as Iterable<[number, number]>,
  )
  const personOf = options.personOf ?? null
  const byId =
    personOf === null
      ? recordsByOwnIds(store, list, keySources(specs, asked), options.hasOurCustomerIds)
      : new Map<number, number[]>()
  const search = { channel: asked.channel, list, addresses, names, found, byId, personOf, areSameName }
  const whom = whomRowMeans(search)
  const answers = new PersonAnswers(persons.count(store), asked, refusalOrder(precedence))
  answers.read(store, wantedPeople(search, persons.count(store)))
  const judge = rowJudge({
    asked,
    addresses,
    facts,
    sources: gateSources,
    rules: channelRules,
    answers,
    own: links,
    found,
    invalid: list.invalid,
  })
  const customers = options.isForNewcomers ? new Customers(store, rules.get(OFFER_RULES)) : null
  const buried = erasedRow(store, list)
  const unchecked = staleRefusal(options.stale ?? [], asked.channel, list, options.country ?? null)
  return (row) => {
    const meant = whom(row)
    const refused = judge.refusal(row, meant.people)
    const refusal = buried(row) ?? refused ?? customers?.refusal(meant) ?? unchecked(row)
    return { refusal: refusal ?? nothingToGoBy(list, row, meant, names, asked), isUnknown: meant.people.length === 0 }
  }
}

/** Whoever was erased on request must not be written to again, whatever list they stand in. */
function erasedRow(store: Store, list: GateList): (row: number) => Refusal | null {
  const erased = readErased(store)
  if (erased === null) return () => null
  const dayOf = erasureOf(erased)
  return (row) => {
    const at = (field: string): string => textAt(list.clean, field, row)
    const phones = [at('phone'), at('mobile')].filter((text) => text !== '').map(phoneKey)
    const given = ['email', 'email_2'].flatMap((field) => [at(field), textAt(list.raw, field, row)])
    const meant = list.suggested.get(row)
    const personId = textAt(list.raw, 'person_id', row).trim()
    const day = dayOf([
      ...tracesOf({
        emails: [...new Set([...given, meant ?? ''].map(emailKey))].filter((email) => email !== ''),
        phones,
        name: `${at('first_name')} ${at('last_name')}`,
        birthDate: at('birth_date'),
        postcode: at('postcode'),
        street: `${at('house_number')} ${at('street')}`,
        keys: [],
      }),
      ...phones.map(phoneTrace),
      ...(personId === '' ? [] : [personIdTrace(personId)]),
    ])
    if (day === null) return null
    const sinceDay = toDayNo(day as IsoDate) // written by goldpan erase
    return { reason: 'erased', sinceDay, evidence: 'goldpan erase', suspected: false, alternate: null }
  }
}

/** A row with nothing in it that could be checked does not pass. */
function nothingToGoBy(
  list: GateList,
  row: number,
  { people }: Whom,
  names: NamePlaces,
  { channel }: Asked,
): Refusal | null {
  if (people.length > 0) return null
  const fields =
    channel === 'letter' ? [] : channel === 'sms' || channel === 'call' ? ['phone', 'mobile'] : ['email', 'email_2']
  const isThere = channel === 'letter' ? names.has(row) : fields.some((field) => hasText(list.clean, field, row))
  if (isThere || channel === 'push' || (channel === 'ads' && hasText(list.clean, 'phone', row))) return null
  return {
    reason: 'no_address',
    sinceDay: null,
    evidence: 'the row gives nothing to check',
    suspected: false,
    alternate: null,
  }
}

const gateSource = ({ name, deal }: SourceSpec): FlagSource => ({ name, brand: NONE, deal, isNoticeOver: false })

/** Facts by command, and what earlier files said. */
function readPast(store: Store, specs: readonly SourceSpec[], disregard: readonly string[]): PastOfGate {
  const own = readOwnFacts(store)
  const files = [...pastSourceTable.all(store, ['name'])].filter(({ name }) => !disregard.includes(name))
  const past = pastSources(
    own.map((fact) => fact.origin),
    files.map((row) => JSON.parse(row.spec) as SourceSpec),
    specs,
  )
  const uids = own.flatMap(({ uid }) => (uid === null ? [] : [uid]))
  const records = recordsByUids(store, uids)
  return {
    sources: past.sources,
    own: () => (own.length === 0 ? [] : [past.factBlock('own', ownBlock(own), (uid) => records.get(uid))!]),
    *remembered() {
      if (files.length === 0) return
      for (const block of columnBlocks(store, pastFactTable, PAST_COLUMNS)) {
        const found = past.factBlock('file', block, () => undefined)
        if (found !== null) yield found
      }
    },
  }
}

function addOwnAddresses(store: Store, emails: AddressBook, phones: AddressBook): void {
  for (const { email, phone } of readOwnFacts(store)) {
    emails.add(emailKey(email))
    phones.add(phoneKey(phone))
  }
}

/** Sources of people whose customer numbers a list in the brand's name may give. */
function keySources(specs: readonly SourceSpec[], { brand }: Asked): number[] {
  return specs.flatMap((spec, no) => {
    const isAsked = brand === null || spec.brand === brand
    return (spec.role === 'customers' || spec.role === 'leads') && spec.key !== null && isAsked ? [no] : []
  })
}
