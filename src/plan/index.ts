/** The stage plan: for each person the offer and channel that pay, or why nothing is sent; and the money page. */

import { toDayNo } from '../record/dates.ts'
import type { Stage, StageContext, StageSummary } from '../stage.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { NOBODY, PersonLookup } from '../store/person-lookup.ts'
import {
  activityStates,
  cleaned,
  complaints,
  contactability,
  contacts,
  memberships,
  money,
  persons,
  plans,
  possibleMatches,
  segments,
  sourceRecords,
  sources,
  verdicts,
} from '../store/tables.ts'
import { complaintFlag, isComplaint } from './complaint-flags.ts'
import { COST_RULES, type CostRules, pricedChannels } from './costs.ts'
import { FLAG } from './eligibility.ts'
import { HOME_COLUMNS, HomeBrands } from './home-brands.ts'
import { surplusLetters } from './household-letters.ts'
import { OFFER_RULES, type OfferRules, unfairOffers } from './offers.ts'
import { OpenLists } from './open-lists.ts'
import { People, SEGMENT_COLUMNS } from './people.ts'
import { PlanBook } from './plan-book.ts'
import { planRows } from './plan-rows.ts'

export const planStage: Stage = {
  name: 'plan',
  does: 'choose for each person the offer and channel that pay, hold out a control group, work out the money',
  reads: [
    sources,
    sourceRecords,
    cleaned,
    memberships,
    persons,
    possibleMatches,
    contactability,
    verdicts,
    segments,
    activityStates,
    contacts,
    complaints,
  ].map((t) => t.name),
  writes: [plans.name, money.name],
  rules: [OFFER_RULES, COST_RULES],
  usesAsOf: true,
  outputs: [],
  version: 1,
  run: plan,
}

interface Work {
  readonly context: StageContext
  readonly offers: OfferRules
  readonly costs: CostRules
  readonly asOfDay: number
  readonly people: number
  readonly lookup: PersonLookup
  /** Bits of FLAG per person. */
  readonly flags: Uint8Array
  readonly ids: readonly string[]
  /** Household number per person; -1 for people without one. */
  readonly household: Int32Array
  readonly householdIds: readonly string[]
  readonly notes: string[]
}

async function plan(context: StageContext): Promise<StageSummary> {
  const { store, progress } = context
  progress.start('reading persons and segments', null, 'persons')
  const work = readPersons(context)
  const book = new PlanBook(fairOffers(work), work.costs)
  const people = readSegments(work, book)
  flagContacts(work)
  flagComplaints(work, people)
  flagRelatives(work)
  progress.start('choosing offers and channels', work.people, 'persons')
  const profileOf = readProfiles(work, book, people)
  giveOneLetterPerHousehold(work, book, profileOf, people)
  const counts = writePlans(work, book, profileOf, people)
  money.insertAll(store, book.moneyRows())
  progress.done()
  return { counts, notes: work.notes }
}

function readPersons(context: StageContext): Work {
  const { store } = context
  const people = persons.count(store)
  const ids: string[] = []
  const household = new Int32Array(people).fill(-1)
  const numbers = new Map<string, number>()
  for (const block of columnBlocks(store, persons, ['person_no', 'person_id', 'household_id'])) {
    const [person, id, householdId] = block as unknown as [number[], string[], (string | null)[]]
    for (let i = 0; i < person.length; i++) {
      ids[person[i]!] = id[i]!
      if (householdId[i] !== null) household[person[i]!] = numberOf(numbers, householdId[i]!)
    }
  }
  return {
    context,
    offers: context.rules.get(OFFER_RULES),
    costs: context.rules.get(COST_RULES),
    asOfDay: toDayNo(context.asOf),
    people,
    lookup: new PersonLookup(store),
    flags: new Uint8Array(people),
    ids,
    household,
    householdIds: [...numbers.keys()],
    notes: [],
  }
}

function fairOffers({ offers, notes }: Work): OfferRules {
  const unfair = offers.unfair_offers === 'allow' ? [] : unfairOffers(offers.offers)
  for (const offer of unfair) {
    const consequence = offers.unfair_offers === 'block' ? 'it was left out' : 'it was kept (unfair_offers: warn)'
    notes.push(`The offer ${offer.id} is worth more than the best one for active customers; ${consequence}.`)
  }
  if (offers.unfair_offers !== 'block') return offers
  return { ...offers, offers: offers.offers.filter((offer) => !unfair.includes(offer)) }
}

function readSegments(work: Work, book: PlanBook): People {
  const people = new People(work.people)
  for (const block of columnBlocks(work.context.store, segments, SEGMENT_COLUMNS))
    people.add(block, book, work.offers, work.flags)
  return people
}

/** People who have had as many contacts lately as the cap allows. */
function flagContacts(work: Work): void {
  const { store } = work.context
  const { cap } = work.offers
  const wasSent = new Set([...sources.all(store)].filter((s) => s.role === 'contacts').map((s) => s.source_no))
  const counts = new Uint16Array(work.people)
  for (const block of columnBlocks(store, contacts, ['source_no', 'customer_ref', 'email', 'day'])) {
    const [source, ref, email, day] = block as unknown as [number[], Texts, Texts, number[]]
    for (let i = 0; i < source.length; i++) {
      if (!wasSent.has(source[i]!) || day[i]! > work.asOfDay || day[i]! <= work.asOfDay - cap.days) continue
      const person = work.lookup.find(source[i]!, ref[i]!, email[i]!)
      if (person === NOBODY || counts[person] === 65_535) continue
      counts[person]!++
      if (counts[person]! >= cap.contacts) work.flags[person]! |= FLAG.contactCap
    }
  }
}

type Texts = readonly (string | null)[]

function flagComplaints(work: Work, people: People): void {
  let unknown = 0
  for (const block of columnBlocks(work.context.store, complaints, COMPLAINT_COLUMNS)) {
    const [source, ref, email, openedOn, closedOn, topic] = block as unknown as ComplaintBlock
    for (let i = 0; i < source.length; i++) {
      const opened = openedOn[i]!
      if (!isComplaint(opened, topic[i]!, work.asOfDay, work.offers)) continue
      const person = work.lookup.find(source[i]!, ref[i]!, email[i]!)
      if (person === NOBODY) {
        unknown++
        continue
      }
      const lastDay = people.lastDay(person, work.asOfDay)
      work.flags[person]! |= complaintFlag(opened, closedOn[i]!, lastDay, work.asOfDay, work.offers)
    }
  }
  if (unknown > 0) work.notes.push(`${unknown} complaints belong to nobody in the customer sources.`)
}

const COMPLAINT_COLUMNS = ['source_no', 'customer_ref', 'email', 'opened_day', 'closed_day', 'topic'] as const
type ComplaintBlock = readonly [number[], Texts, Texts, number[], Numbers, Texts]

/** Possible matches (one hop) and households of customers may not have new-customer offers. */
function flagRelatives({ context, flags, household, householdIds, people }: Work): void {
  for (const row of possibleMatches.raw(context.store, ['person_l', 'person_r'])) {
    const [l, r] = row as [number, number]
    if (flags[l]! & FLAG.isCustomer) flags[r]! |= FLAG.possibleMatchIsCustomer
    if (flags[r]! & FLAG.isCustomer) flags[l]! |= FLAG.possibleMatchIsCustomer
  }
  const hasCustomer = new Uint8Array(householdIds.length)
  for (let p = 0; p < people; p++) if (household[p]! >= 0 && flags[p]! & FLAG.isCustomer) hasCustomer[household[p]!] = 1
  for (let p = 0; p < people; p++)
    if (household[p]! >= 0 && hasCustomer[household[p]!]) flags[p]! |= FLAG.householdIsCustomer
}

/** The profile of each person in the book: segment, flags, and what contactability leaves open. */
function readProfiles(work: Work, book: PlanBook, { segment }: People): Uint32Array {
  const { store } = work.context
  const channels = pricedChannels(work.costs)
  const allowed: boolean[] = []
  for (const row of verdicts.raw(store, ['verdict_no', 'allowed'])) allowed[row[0] as number] = row[1] === 1
  const home = new HomeBrands(work.people)
  for (const block of columnBlocks(store, activityStates, HOME_COLUMNS, 'person_no')) home.add(block, work.asOfDay)
  const lists = new OpenLists(channels)
  const listOf = new Uint32Array(work.people)
  const columns = ['person_no', 'brand', 'purpose', ...channels] as const
  for (const block of columnBlocks(store, contactability, columns, 'person_no')) {
    const [person, brand, purpose, ...verdictNos] = block as unknown as [number[], string[], string[], ...Numbers[]]
    for (let i = 0; i < person.length; i++) {
      let open = 0
      for (let c = 0; c < channels.length; c++) {
        const verdict = verdictNos[c]![i]!
        if (verdict !== null && allowed[verdict] === true) open |= 1 << c
      }
      listOf[person[i]!] = lists.append(listOf[person[i]!]!, brand[i]!, purpose[i]!, open)
    }
  }
  return listOf.map((list, person) =>
    book.profileNo(segment[person]!, work.flags[person]!, lists.rows(list, home.brandOf(person))),
  )
}

type Numbers = readonly (number | null)[]

/** Members of a household beyond the first are planned as if a letter were closed to them. */
function giveOneLetterPerHousehold(work: Work, book: PlanBook, profileOf: Uint32Array, { worth }: People): void {
  const { household, people } = work
  const candidates = function* () {
    for (let person = 0; person < people; person++) {
      if (household[person]! >= 0 && book.mayHaveLetter(profileOf[person]!))
        yield { person, household: household[person]!, worth: worth[person]! }
    }
  }
  for (const person of surplusLetters(candidates()))
    profileOf[person] = book.withFlag(profileOf[person]!, FLAG.householdHasLetter)
}

function writePlans(work: Work, book: PlanBook, profileOf: Uint32Array, { segment }: People): Record<string, number> {
  const { costs, ids, household, householdIds } = work
  const unitOf = (person: number): string =>
    household[person]! >= 0 ? householdIds[household[person]!]! : ids[person]!
  const parts = { profileOf, choices: book.settle(profileOf), segment, unitOf }
  const packed = plans.bulkInserter(work.context.store)
  const counts = planRows(book, costs, parts, (row) => packed.insert(row))
  packed.end()
  return counts
}

function numberOf(numbers: Map<string, number>, text: string): number {
  let no = numbers.get(text)
  if (no === undefined) {
    no = numbers.size
    numbers.set(text, no)
  }
  return no
}
