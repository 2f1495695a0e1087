/** The stage plan: for each person the offer and channel that pay, or why nothing is sent; and the money page. */

import { toDayNo } from '../record/dates.ts'
import type { Stage, StageContext, StageSummary } from '../stage.ts'
import { campaignFingerprint, forgetStatesOf, rememberedDays, rememberedStatesOf } from '../store/campaign-tables.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { statedReasons } from '../store/lapse-reason-table.ts'
import { NOBODY, PersonLookup } from '../store/person-lookup.ts'
import {
  activityStates,
  campaignContacts,
  cleaned,
  complaints,
  contactability,
  contacts,
  learnedResponses,
  memberships,
  money,
  personChanges,
  persons,
  planExclusions,
  planProfiles,
  plans,
  possibleMatches,
  rememberedStates,
  segments,
  sourceRecords,
  sources,
  verdicts,
} from '../store/tables.ts'
import { Beliefs } from './beliefs.ts'
import { COMPLAINT_COLUMNS, complaintFlag, complaintsIn } from './complaint-flags.ts'
import { ContactHistory, HISTORY_COLUMNS } from './contact-history.ts'
import { COST_RULES, type CostRules, pricedChannels } from './costs.ts'
import { FLAG } from './eligibility.ts'
import { countExclusions } from './exclusions.ts'
import { fairOffers } from './fair-offers.ts'
import { HOME_COLUMNS, HomeBrands } from './home-brands.ts'
import { surplusLetters } from './household-letters.ts'
import { LeadOrigins } from './lead-origins.ts'
import { OFFER_RULES, type OfferRules } from './offers.ts'
import { OpenLists } from './open-lists.ts'
import { People, SEGMENT_COLUMNS } from './people.ts'
import { changeRows, stepOf } from './person-changes.ts'
import { ID_COLUMNS, PersonIds } from './person-ids.ts'
import { planRows } from './plan-rows.ts'
import { PlanSegments } from './plan-segments.ts'
import { Profiles } from './profiles.ts'
import { type Settlement, settle } from './settle.ts'
import { StatedReasons, withReason } from './stated-reasons.ts'
import { storedProfiles } from './stored-profiles.ts'

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
  writes: [plans, money, planProfiles, planExclusions, personChanges].map((t) => t.name),
  rules: [OFFER_RULES, COST_RULES],
  usesAsOf: true,
  outputs: [],
  version: 4,
  alsoRestsOn: ({ store }) => ({ 'own campaigns': campaignFingerprint(store) }),
  run: plan,
}

interface Work {
  readonly context: StageContext
  readonly offers: OfferRules
  readonly costs: CostRules
  readonly asOfDay: number
  readonly count: number
  readonly lookup: PersonLookup
  readonly people: People
  readonly history: ContactHistory
  readonly planSegments: PlanSegments
  readonly reasons: StatedReasons
  readonly profiles: Profiles
  /** Bits of FLAG per person. */
  readonly flags: Uint16Array
  readonly ids: PersonIds
  readonly notes: string[]
}

async function plan(context: StageContext): Promise<StageSummary> {
  const { store, progress } = context
  progress.start('reading persons and segments', null, 'persons')
  const work = startWork(context)
  for (const block of columnBlocks(store, persons, ID_COLUMNS)) work.ids.add(block)
  for (const block of columnBlocks(store, segments, SEGMENT_COLUMNS))
    work.people.add(block, work.planSegments, work.reasons, work.offers, work.flags)
  work.planSegments.mergeSmall(work.people.segment, work.costs.min_segment)
  const history = readHistory(work)
  flagComplaints(work, history)
  flagReasons(work, history)
  flagRelatives(work)
  progress.start('choosing offers and channels', work.count, 'persons')
  const profileOf = readProfiles(work)
  giveOneLetterPerHousehold(work, profileOf)
  const groups = work.profiles.groups(profileOf, work.people)
  const beliefs = new Beliefs(work.costs, learnedResponses.all(store))
  const settlement = settle(groups, work.costs, beliefs)
  const counts = writePlans(work, profileOf, settlement)
  money.insertAll(store, settlement.lines)
  planProfiles.insertAll(store, storedProfiles(work.profiles, groups))
  planExclusions.insertAll(store, countExclusions(groups))
  const changed = writeChanges(work, profileOf)
  progress.done()
  return { counts: { ...counts, ...changed }, notes: work.notes }
}

function startWork(context: StageContext): Work {
  const { store, rules } = context
  const count = persons.count(store)
  const { offers, notes } = fairOffers(rules.get(OFFER_RULES))
  const costs = rules.get(COST_RULES)
  const asOfDay = toDayNo(context.asOf)
  const planSegments = new PlanSegments(offers, costs.high_value_from_m)
  return {
    context,
    offers,
    costs,
    asOfDay,
    count,
    lookup: new PersonLookup(store),
    people: new People(count),
    // What was sent before counts, also offers that are left out today.
    history: new ContactHistory(count, rules.get(OFFER_RULES), asOfDay),
    planSegments,
    reasons: new StatedReasons(statedReasons(store, asOfDay), asOfDay),
    profiles: new Profiles(planSegments),
    flags: new Uint16Array(count),
    ids: new PersonIds(count),
    notes: [...notes],
  }
}

/** What was sent to whom: the contact lists of sources, and own campaigns; returns person ids by number, where needed. */
function readHistory(work: Work): ContactHistory {
  const { context, history, lookup, ids, costs } = work
  const { store } = context
  const wasSent = new Set([...sources.all(store)].filter((s) => s.role === 'contacts').map((s) => s.source_no))
  const find = (source: number, ref: string | null, email: string | null) =>
    wasSent.has(source) ? lookup.find(source, ref, email) : NOBODY
  for (const block of columnBlocks(store, contacts, HISTORY_COLUMNS)) history.addBlock(block, find)
  if (campaignContacts.count(store) === 0) return history
  const numberOf = ids.numbers()
  for (const row of campaignContacts.raw(store, ['person_id', 'arm', 'day', 'offer', 'campaign'])) {
    const [id, arm, day, offer, campaign] = row as [string, string, number, string, string]
    const person = numberOf.get(id)
    if (person === undefined) continue
    if (arm === 'control') history.holdOut(person, day + costs.hold_out_days)
    else history.add(person, day, offer, campaign)
  }
  return history
}

function flagComplaints(work: Work, history: ContactHistory): void {
  const { people, asOfDay, flags, offers } = work
  let unknown = 0
  const find: PersonLookup['find'] = (...of) => work.lookup.find(...of)
  for (const block of columnBlocks(work.context.store, complaints, COMPLAINT_COLUMNS))
    for (const { person, openedDay, closedDay } of complaintsIn(block, find, asOfDay, offers)) {
      if (person === NOBODY) unknown++
      else {
        flags[person]! |= complaintFlag(openedDay, closedDay, people.lastDay(person, asOfDay), asOfDay, offers)
        if (history.answerTo('service', person, openedDay).wasGiven) flags[person]! |= FLAG.mendedTold
      }
    }
  for (let p = 0; p < work.count; p++) flags[p]! |= history.flagsOf(p, people.lastDay(p, asOfDay), people.cycleDays(p))
  if (unknown > 0) work.notes.push(`${unknown} complaints belong to nobody in the customer sources.`)
}

/** After all other flags of the person's own: an answer may take some of them away. */
function flagReasons({ people, reasons, flags }: Work, history: ContactHistory): void {
  for (const { person, day } of reasons) {
    const reason = reasons.of(person, people.recencyDays(person))
    if (reason !== null) flags[person] = withReason(flags[person]!, reason, history.answerTo(reason, person, day))
  }
}

/** Possible matches (one hop) and households of customers may not have new-customer offers. */
function flagRelatives({ context, flags, ids: { household, householdIds }, count }: Work): void {
  for (const row of possibleMatches.raw(context.store, ['person_l', 'person_r'])) {
    const [l, r] = row as [number, number]
    if (flags[l]! & FLAG.isCustomer) flags[r]! |= FLAG.possibleMatchIsCustomer
    if (flags[r]! & FLAG.isCustomer) flags[l]! |= FLAG.possibleMatchIsCustomer
  }
  const hasCustomer = new Uint8Array(householdIds.length)
  for (let p = 0; p < count; p++) if (household[p]! >= 0 && flags[p]! & FLAG.isCustomer) hasCustomer[household[p]!] = 1
  for (let p = 0; p < count; p++)
    if (household[p]! >= 0 && hasCustomer[household[p]!]) flags[p]! |= FLAG.householdIsCustomer
}

/** The profile of each person: segment, flags, what was sent lately, and what contactability leaves open. */
function readProfiles(work: Work): Uint32Array {
  const { context, people, history, profiles, flags } = work
  const { store } = context
  const channels = pricedChannels(work.costs)
  const allowed: boolean[] = []
  for (const row of verdicts.raw(store, ['verdict_no', 'allowed'])) allowed[row[0] as number] = row[1] === 1
  const home = new HomeBrands(work.count)
  for (const block of columnBlocks(store, activityStates, HOME_COLUMNS, 'person_no')) home.add(block, work.asOfDay)
  const lists = new OpenLists(channels)
  const listOf = new Uint32Array(work.count)
  for (const block of columnBlocks(store, contactability, ['person_no', 'brand', 'purpose', ...channels], 'person_no'))
    lists.addBlock(block, allowed, listOf)
  return listOf.map((list, p) =>
    profiles.numberOf(people.segment[p]!, flags[p]!, lists.rows(list, home.brandOf(p)), history.hadLately(p)),
  )
}

/** Members of a household beyond the first are planned as if a letter were closed to them. */
function giveOneLetterPerHousehold(
  { ids: { household }, count, profiles, people }: Work,
  profileOf: Uint32Array,
): void {
  const candidates = function* () {
    for (let person = 0; person < count; person++) {
      if (household[person]! >= 0 && profiles.mayHaveLetter(profileOf[person]!))
        yield { person, household: household[person]!, worth: people.worth[person]! }
    }
  }
  for (const person of surplusLetters(candidates()))
    profileOf[person] = profiles.withFlag(profileOf[person]!, FLAG.householdHasLetter)
}

function writePlans(work: Work, profileOf: Uint32Array, settlement: Settlement): Record<string, number> {
  const { context, costs, offers, ids, profiles, planSegments, people, flags } = work
  const origins = readOrigins(work)
  const parts = {
    profiles,
    segments: planSegments,
    settlement,
    profileOf,
    worth: people.worth,
    unitOf: (p: number) => ids.unitOf(p),
    originOf: (p: number) => (flags[p]! & FLAG.firstContact ? origins.of(p) : null),
  }
  const packed = plans.bulkInserter(context.store)
  const counts = planRows(parts, offers, costs, (row) => packed.insert(row))
  packed.end()
  return counts
}

function readOrigins({ context, count, lookup }: Work): LeadOrigins {
  const origins = new LeadOrigins(count)
  const leads = [...sources.all(context.store)].filter((s) => s.role === 'leads')
  for (const source of leads.sort((l, r) => (l.name < r.name ? -1 : 1)))
    for (const person of lookup.personsIn(source.source_no)) origins.add(person, source.name)
  return origins
}

/** Compares with the last run of an earlier day, and remembers this one. */
function writeChanges(work: Work, profileOf: Uint32Array): Record<string, number> {
  const { context, people, ids, count, profiles, flags, asOfDay } = work
  const { store } = context
  const steps: (string | null)[] = []
  for (let p = 0; p < count; p++) {
    const { choices } = profiles.get(profileOf[p]!).options
    steps.push(
      stepOf(
        flags[p]!,
        choices.some((choice) => choice.offer.kind === 'last_chance'),
      ),
    )
  }
  for (const day of rememberedDays(store)) if (day >= asOfDay) forgetStatesOf(store, day)
  const known = rememberedDays(store)
  const counts: Record<string, number> = {}
  const baseline = known.at(-1)
  if (baseline !== undefined) {
    const now = (person: number) => ({ state: people.stateOf(person), step: steps[person]! })
    const packed = personChanges.bulkInserter(store)
    for (const row of changeRows(rememberedStatesOf(store, baseline), ids.numbers(), now)) {
      counts[`now_${row[1]}`] = (counts[`now_${row[1]}`] ?? 0) + 1
      packed.insert(row)
    }
    packed.end()
  }
  for (const day of known.slice(0, -1)) forgetStatesOf(store, day)
  const memory = rememberedStates.bulkInserter(store)
  for (let p = 0; p < count; p++) memory.insert([asOfDay, ids.ids[p]!, people.stateOf(p), steps[p]!])
  memory.end()
  return Object.fromEntries(Object.entries(counts).sort(([l], [r]) => (l < r ? -1 : 1)))
}
