/** The stage plan: for each person the offer and channel that pay, or why nothing is sent; and the money page. */

import { toDayNo } from '../record/dates.ts'
import type { Stage, StageContext, StageSummary } from '../stage.ts'
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
import { assignArm, isInTest } from './arms.ts'
import type { OpenChannels } from './choose.ts'
import { COST_RULES, type CostRules, pricedChannels } from './costs.ts'
import { FLAG } from './eligibility.ts'
import { surplusLetters } from './household-letters.ts'
import { OFFER_RULES, type OfferRules, unfairOffers } from './offers.ts'
import { PlanBook } from './plan-book.ts'

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
  for (const row of persons.raw(store, ['person_no', 'person_id', 'household_id'], ['person_no'])) {
    const [person, id, householdId] = row as [number, string, string | null]
    ids.push(id)
    if (householdId === null) continue
    let no = numbers.get(householdId)
    if (no === undefined) {
      no = numbers.size
      numbers.set(householdId, no)
    }
    household[person] = no
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

/** What later steps need of the segments, by person. */
interface People {
  /** Number of the segment in the book. */
  readonly segment: Uint16Array
  /** -1: has never bought. */
  readonly recencyDays: Int32Array
  readonly worth: Float64Array
}

function readSegments(work: Work, book: PlanBook): People {
  const { flags, people, offers } = work
  const out: People = {
    segment: new Uint16Array(people),
    recencyDays: new Int32Array(people).fill(-1),
    worth: new Float64Array(people),
  }
  const lookBack = offers.new_customer_look_back_days
  const columns = [
    'person_no',
    'state',
    'behaviour',
    'recency_days',
    'monetary_minor',
    'expected_purchases',
    'expected_value_minor',
    'is_customer',
  ] as const
  for (const row of segments.raw(work.context.store, columns)) {
    const [person, state, behaviour, recency, monetary, expected, value, isCustomer] = row as SegmentCells
    out.segment[person] = book.segmentNo(state, behaviour)
    out.recencyDays[person] = recency ?? -1
    out.worth[person] = value ?? monetary
    const isLongGone = lookBack !== null && recency !== null && recency > lookBack && state === 'lost'
    if (isCustomer === 1 && !isLongGone) flags[person]! |= FLAG.isCustomer
    // Without an expectation an active customer is taken to come back: a discount would be given away.
    if ((state === 'active' || state === 'new') && (expected ?? Number.POSITIVE_INFINITY) >= offers.buys_anyway_from)
      flags[person]! |= FLAG.buysAnyway
  }
  return out
}

type SegmentCells = [number, string, string | null, number | null, number, number | null, number | null, number]

/** People who have had as many contacts lately as the cap allows. */
function flagContacts(work: Work): void {
  const { store } = work.context
  const { cap } = work.offers
  const wasSent = new Set([...sources.all(store)].filter((s) => s.role === 'contacts').map((s) => s.source_no))
  const counts = new Uint16Array(work.people)
  for (const row of contacts.raw(store, ['source_no', 'customer_ref', 'email', 'day'])) {
    const [source, ref, email, day] = row as [number, string | null, string | null, number]
    if (!wasSent.has(source) || day > work.asOfDay || day <= work.asOfDay - cap.days) continue
    const person = work.lookup.find(source, ref, email)
    if (person === NOBODY || counts[person] === 65_535) continue
    counts[person]!++
    if (counts[person]! >= cap.contacts) work.flags[person]! |= FLAG.contactCap
  }
}

function flagComplaints(work: Work, people: People): void {
  const { failure_days, complaint_topics_ignored } = work.offers
  const columns = ['source_no', 'customer_ref', 'email', 'opened_day', 'closed_day', 'topic'] as const
  let unknown = 0
  for (const row of complaints.raw(work.context.store, columns)) {
    const [source, ref, email, opened, closed, topic] = row as ComplaintCells
    const isIgnored = topic !== null && complaint_topics_ignored.some((word) => topic.toLowerCase().includes(word))
    if (isIgnored || opened > work.asOfDay) continue
    const person = work.lookup.find(source, ref, email)
    if (person === NOBODY) unknown++
    else if (closed === null || closed > work.asOfDay) work.flags[person]! |= FLAG.openComplaint
    else if (people.recencyDays[person]! >= 0) {
      const lastDay = work.asOfDay - people.recencyDays[person]!
      if (Math.abs(opened - lastDay) <= failure_days) work.flags[person]! |= FLAG.lapsedAfterFailure
    }
  }
  if (unknown > 0) work.notes.push(`${unknown} complaints belong to nobody in the customer sources.`)
}

type ComplaintCells = [number, string | null, string | null, number, number | null, string | null]

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
  const home = readHomeBrands(work)
  const profileOf = new Uint32Array(work.people)
  let open: OpenChannels[] = []
  let at = 0
  const finishUpTo = (person: number) => {
    for (; at < person; at++) {
      profileOf[at] = book.profileNo(segment[at]!, work.flags[at]!, preferBrand(open, home.brandOf(at)))
      open = []
    }
  }
  for (const row of contactability.raw(
    store,
    ['person_no', 'brand', 'purpose', ...channels],
    ['person_no', 'brand', 'purpose'],
  )) {
    finishUpTo(row[0] as number)
    const usable = channels.filter((_, i) => {
      const verdict = row[3 + i]
      return typeof verdict === 'number' && allowed[verdict] === true
    })
    if (usable.length > 0) open.push({ brand: row[1] as string, purpose: row[2] as string, channels: usable })
  }
  finishUpTo(work.people)
  return profileOf
}

/** The brand with which the person last did anything comes first, then by name. */
function preferBrand(open: OpenChannels[], home: string | null): OpenChannels[] {
  if (home === null || open.length < 2) return open
  return [...open.filter((o) => o.brand === home), ...open.filter((o) => o.brand !== home)]
}

function readHomeBrands(work: Work): { brandOf(person: number): string | null } {
  const names: string[] = []
  const numbers = new Map<string, number>()
  const brand = new Int16Array(work.people).fill(-1)
  const lastDay = new Int32Array(work.people).fill(-(2 ** 31))
  for (const row of activityStates.raw(work.context.store, ['person_no', 'brand', 'last_day'])) {
    const [person, name, day] = row as [number, string, number | null]
    let no = numbers.get(name)
    if (no === undefined) {
      no = names.push(name) - 1
      numbers.set(name, no)
    }
    const at = day ?? work.asOfDay
    const isTie = at === lastDay[person] && name < names[brand[person]!]!
    if (at > lastDay[person]! || isTie) {
      lastDay[person] = at
      brand[person] = no
    }
  }
  return { brandOf: (person) => names[brand[person]!] ?? null }
}

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
  const choices = book.settle(profileOf)
  const { costs, ids, household, householdIds } = work
  const insert = plans.rawInserter(work.context.store)
  const counts: Record<string, number> = { treated: 0, control: 0, none: 0 }
  for (let person = 0; person < work.people; person++) {
    const name = book.segmentName(segment[person]!)
    const taken = choices[profileOf[person]!] ?? null
    if (taken === null) {
      counts.none!++
      insert([person, name, null, null, 'none', book.reasonOf(profileOf[person]!), null, null])
      continue
    }
    const { choice, cell } = taken
    const unit = household[person]! >= 0 ? householdIds[household[person]!]! : ids[person]!
    const isTest = cell.testShare !== null
    if (isTest && !isInTest(unit, costs.salt, choice.offer.id, cell.testShare!)) {
      counts.none!++
      insert([person, name, null, null, 'none', 'waits_for_test', null, null])
      continue
    }
    // A test compares halves; a campaign only holds out its control share.
    const arm = assignArm(unit, costs.salt, choice.offer.id, isTest ? 0.5 : costs.control_share)
    counts[arm]!++
    const reason = arm === 'control' ? 'control_group' : isTest ? 'test_first' : 'best_net'
    insert([person, name, choice.channel, choice.offer.id, arm, reason, choice.brand, Math.round(cell.valueMinor)])
  }
  return counts
}
