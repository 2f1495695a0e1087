/** The stage segment: who is active, lapsed or never began, RFM, behaviour before the lapse, and expected value. */

import { hash32 } from '../base/hash.ts'
import { unpackCells } from '../record/cells.ts'
import { toDayNo } from '../record/dates.ts'
import type { SourceSpec } from '../record/project.ts'
import type { Stage, StageContext, StageSummary } from '../stage.ts'
import { NOBODY, PersonLookup, personCells, personsIn } from '../store/person-lookup.ts'
import type { SourceRow } from '../store/source-tables.ts'
import {
  activities,
  activityStates,
  cleaned,
  contracts,
  memberships,
  persons,
  purchases,
  segments,
  sourceRecords,
  sources,
} from '../store/tables.ts'
import { decideDateFormat } from '../text/read-date.ts'
import { holds, measureBehaviour } from './behaviour.ts'
import { EventLog } from './event-log.ts'
import { expectBuyers } from './expected-value.ts'
import { frequentKinds } from './frequent-kinds.ts'
import { fitLapse } from './lapse.ts'
import { PersonStates, stateWithoutActivity, trackStates } from './person-states.ts'
import { type PurchaseTotals, totalPurchases } from './purchase-totals.ts'
import { flatScores, scoreRfm } from './rfm.ts'
import { SECTOR_RULES, type SectorRules, sectorOf } from './rules.ts'
import { contractState, STATES, stateRank } from './state.ts'
import { kaplanMeier } from './survival.ts'
import { buildTracks, openGaps, sortEvents } from './tracks.ts'

export const segmentStage: Stage = {
  name: 'segment',
  does: 'tell active from lapsed and never active by the purchase cycle; score RFM and expected value',
  reads: [sources, sourceRecords, cleaned, memberships, persons, purchases, activities, contracts].map((t) => t.name),
  writes: [segments.name, activityStates.name],
  rules: [SECTOR_RULES],
  usesAsOf: true,
  outputs: [],
  version: 1,
  run: segment,
}

/** What one run of the stage works with. */
interface Work {
  readonly context: StageContext
  readonly rules: SectorRules
  readonly asOfDay: number
  readonly people: number
  readonly sources: ReadonlyMap<number, SourceRow>
  readonly lookup: PersonLookup
  readonly states: PersonStates
  readonly counts: Record<string, number>
  readonly notes: string[]
}

async function segment(context: StageContext): Promise<StageSummary> {
  const { store, progress } = context
  const work: Work = {
    context,
    rules: context.rules.get(SECTOR_RULES),
    asOfDay: toDayNo(context.asOf),
    people: persons.count(store),
    sources: new Map([...sources.all(store)].map((source) => [source.source_no, source])),
    lookup: new PersonLookup(store),
    states: new PersonStates(persons.count(store)),
    counts: {},
    notes: [],
  }
  progress.start('reading purchases and activities', null, 'rows')
  const log = new EventLog(purchases.count(store) + activities.count(store) + countLastActivities(work))
  const bought = readPurchases(work, log)
  readActivities(work, log)
  readLastActivities(work, log)
  progress.start('working out states', work.people, 'persons')
  const brandsWithHistory = writeActivityStates(work, log)
  writeSegments(work, log, bought, brandsWithHistory)
  progress.done()
  const shared = work.lookup.sharedKeys
  if (shared > 0)
    work.notes.push(
      `${shared} customer keys or email addresses belong to several persons; their events went to one of them.`,
    )
  return { counts: work.counts, notes: work.notes }
}

function readPurchases(work: Work, log: EventLog) {
  const { lookup, asOfDay } = work
  const { store, project } = work.context
  const size = purchases.count(store)
  const person = new Int32Array(size)
  const day = new Int32Array(size)
  const amount = new Float64Array(size)
  const order = new Float64Array(size)
  const currencyOf = new Uint16Array(size)
  const currencies = new Map<string | null, number>([[null, 0]])
  const series = seriesOf(work, log, 'purchase')
  let n = 0
  let unknown = 0
  let future = 0
  const columns = ['source_no', 'customer_ref', 'email', 'day', 'amount_minor', 'currency', 'order_id'] as const
  for (const row of purchases.raw(store, columns)) {
    const [source, ref, email, at, minor, currency, orderId] = row as PurchaseCells
    const who = lookup.find(source, ref, email)
    if (who === NOBODY) unknown++
    else if (at > asOfDay) future++
    else {
      let currencyNo = currencies.get(currency)
      if (currencyNo === undefined) {
        currencyNo = currencies.size
        currencies.set(currency, currencyNo)
      }
      person[n] = who
      day[n] = at
      amount[n] = minor
      currencyOf[n] = currencyNo
      order[n] = orderId === null ? 0 : orderHash(orderId, source)
      if (minor >= 0) log.add(series(source), who, at, minor, Number.NaN)
      n++
    }
  }
  const main = mainCurrency(project.currency, currencies, currencyOf.subarray(0, n))
  let other = 0
  for (let i = 0; i < n; i++) {
    if (currencyOf[i] === 0 || currencyOf[i] === main.no) continue
    // A refund in another currency must not turn into a purchase without an amount.
    amount[i] = amount[i]! < 0 ? Number.NEGATIVE_INFINITY : Number.NaN
    other++
  }
  Object.assign(work.counts, { purchases: size, purchases_of_unknown_customers: unknown })
  if (unknown > 0) work.notes.push(`${unknown} of ${size} purchases belong to nobody in the customer sources.`)
  if (future > 0) work.notes.push(`${future} purchases are dated after ${work.context.asOf} and were left out.`)
  if (other > 0) work.notes.push(`${other} purchases are not in ${main.name}; they count, but not their amounts.`)
  const cut = { person: person.subarray(0, n), day: day.subarray(0, n) }
  const all = { ...cut, amountMinor: amount.subarray(0, n), order: order.subarray(0, n) }
  return totalPurchases(all, sortEvents(cut, work.people), asOfDay)
}

type PurchaseCells = [number, string | null, string | null, number, number, string | null, string | null]

/** 53 bits, never zero. */
const orderHash = (orderId: string, source: number): number =>
  hash32(orderId, source) * 2 ** 21 + (hash32(orderId, source ^ 0x5bd1e995) >>> 11) + 1

/** The project's currency, else the most frequent one (ties by name). */
function mainCurrency(wanted: string | null, known: ReadonlyMap<string | null, number>, used: Uint16Array) {
  const counts = new Uint32Array(known.size)
  for (let i = 0; i < used.length; i++) counts[used[i]!]!++
  const named = [...known].filter((entry): entry is [string, number] => entry[0] !== null)
  named.sort(([l, lNo], [r, rNo]) => counts[rNo]! - counts[lNo]! || (l < r ? -1 : 1))
  const name = wanted ?? named[0]?.[0] ?? 'the main currency'
  return { name, no: known.get(name) ?? -1 }
}

function readActivities(work: Work, log: EventLog): void {
  const { lookup, asOfDay, rules } = work
  const { store } = work.context
  const size = activities.count(store)
  if (size === 0) return
  const kept = frequentKinds(
    (function* () {
      for (const [kind] of activities.raw(store, ['kind'])) yield kind as string
    })(),
    rules.max_activity_kinds,
  )
  const seriesByKind = new Map<string, (source: number) => number>()
  let unknown = 0
  let future = 0
  const columns = ['source_no', 'customer_ref', 'email', 'day', 'kind', 'amount_minor', 'balance_minor'] as const
  for (const row of activities.raw(store, columns)) {
    const [source, ref, email, at, given, amount, balance] = row as ActivityCells
    const who = lookup.find(source, ref, email)
    if (who === NOBODY) unknown++
    else if (at > asOfDay) future++
    else {
      const kind = kept(given)
      let series = seriesByKind.get(kind)
      if (series === undefined) {
        series = seriesOf(work, log, kind)
        seriesByKind.set(kind, series)
      }
      log.add(series(source), who, at, amount ?? Number.NaN, balance ?? Number.NaN)
    }
  }
  Object.assign(work.counts, { activities: size, activities_of_unknown_customers: unknown })
  if (unknown > 0) work.notes.push(`${unknown} of ${size} activities belong to nobody in the customer sources.`)
  if (future > 0) work.notes.push(`${future} activities are dated after ${work.context.asOf} and were left out.`)
}

type ActivityCells = [number, string | null, string | null, number, string, number | null, number | null]

/** Series number of an activity by source: the brand is the source's. */
function seriesOf(work: Work, log: EventLog, activity: string): (source: number) => number {
  const known = new Map<number, number>()
  return (source) => {
    let no = known.get(source)
    if (no === undefined) {
      no = log.seriesNo(activity, work.sources.get(source)?.brand ?? '')
      known.set(source, no)
    }
    return no
  }
}

/** Customer sources with a column that says when somebody was last active, and which cell it is. */
function lastActivityColumns(work: Work): { source: SourceRow; cell: number; spec: SourceSpec }[] {
  return [...work.sources.values()].flatMap((source) => {
    const spec = JSON.parse(source.spec) as SourceSpec // written by ingest from a validated project file
    const names = JSON.parse(source.columns) as string[]
    const cell = names.findIndex((name) => spec.columns[name] === 'last_activity_at')
    return cell >= 0 && source.role === 'customers' ? [{ source, cell, spec }] : []
  })
}

const countLastActivities = (work: Work): number =>
  lastActivityColumns(work).reduce((sum, { source }) => sum + source.rows, 0)

function readLastActivities(work: Work, log: EventLog): void {
  const { store, project } = work.context
  for (const { source, cell, spec } of lastActivityColumns(work)) {
    const who: number[] = []
    const texts: string[] = []
    for (const [person, cells] of personCells(store, source.source_no)) {
      const text = unpackCells(cells)[cell]?.trim() ?? ''
      if (text === '') continue
      who.push(person)
      texts.push(text)
    }
    const dates = decideDateFormat(texts, { country: spec.country ?? project.country })
    const series = log.seriesNo('last_activity', source.brand)
    for (let i = 0; i < texts.length; i++) {
      const date = dates.read(texts[i]!)
      if (date !== null && toDayNo(date) <= work.asOfDay)
        log.add(series, who[i]!, toDayNo(date), Number.NaN, Number.NaN)
    }
  }
}

/** Writes a row per person and activity, folds them into `work.states`; returns the brands with any history. */
function writeActivityStates(work: Work, log: EventLog): ReadonlySet<string> {
  const { rules, states, asOfDay, people } = work
  const insert = activityStates.rawInserter(work.context.store)
  const brands = new Set<string>()
  for (const { activity, brand } of log.series()) {
    const slice = log.slice((s) => s.activity === activity && s.brand === brand)
    const tracks = buildTracks(slice, sortEvents(slice, people))
    const model = fitLapse(sectorOf(rules, activity, brand), kaplanMeier(tracks.gaps, openGaps(tracks, asOfDay)))
    if (model.id === 'too_few_gaps' && activity !== 'last_activity')
      work.notes.push(`Too few repeat events of ${activity} (${brand}) to learn its cycle; fixed days were used.`)
    const stateNos = trackStates(tracks, model, asOfDay)
    for (let t = 0; t < stateNos.length; t++) {
      const person = tracks.person[t]!
      states.add(person, stateNos[t]!, model.id)
      insert([person, activity, brand, STATES[stateNos[t]!]!, tracks.lastDay[t]!, tracks.events[t]!])
    }
    brands.add(brand)
  }
  for (const row of contractStates(work)) {
    states.add(row.person, stateRank(row.state), 'contract')
    insert([row.person, 'contract', row.brand, row.state, row.endDay, row.contracts])
    brands.add(row.brand)
  }
  return brands
}

interface ContractTrack {
  readonly person: number
  readonly brand: string
  endDay: number | null
  contracts: number
}

function contractStates(work: Work) {
  const tracks = new Map<string, ContractTrack>()
  let unknown = 0
  for (const row of contracts.raw(work.context.store, ['source_no', 'customer_ref', 'email', 'end_day'])) {
    const [source, ref, email, endDay] = row as [number, string | null, string | null, number | null]
    const person = work.lookup.find(source, ref, email)
    if (person === NOBODY) {
      unknown++
      continue
    }
    const brand = work.sources.get(source)?.brand ?? ''
    const track = tracks.get(`${person}\x1f${brand}`)
    if (track === undefined) tracks.set(`${person}\x1f${brand}`, { person, brand, endDay, contracts: 1 })
    else {
      track.contracts++
      track.endDay = track.endDay === null || endDay === null ? null : Math.max(track.endDay, endDay)
    }
  }
  if (unknown > 0) work.notes.push(`${unknown} contracts belong to nobody in the customer sources.`)
  return [...tracks.values()].map((track) => {
    const { contract_grace_days, retention_days } = sectorOf(work.rules, 'contract', track.brand)
    return { ...track, state: contractState(track.endDay, work.asOfDay, contract_grace_days, retention_days) }
  })
}

function writeSegments(
  work: Work,
  log: EventLog,
  bought: PurchaseTotals,
  brandsWithHistory: ReadonlySet<string>,
): void {
  const { rules, states, people, counts } = work
  const scores = scoreRfm(bought.recencyDays, bought.frequency, bought.monetaryMinor, rules.rfm_ties)
  const flat = flatScores(scores)
  if (flat.length > 0)
    work.notes.push(`All buyers share one ${flat.join(' and one ').toUpperCase()} score: it tells nobody apart.`)
  const expected = expectBuyers(bought, rules.expected)
  if (expected === null && bought.person.length > 0)
    work.notes.push('Too few buyers or repeat buyers to say what anybody will buy next.')
  const behaviour = behaviours(work, log)
  const account = readAccounts(work, brandsWithHistory)
  const insert = segments.rawInserter(work.context.store)
  for (let person = 0, k = 0; person < people; person++) {
    const isBuyer = k < bought.person.length && bought.person[k] === person
    const hasHad = states.has(person)
    const isCustomer = isBuyer || account[person]! > 0 || (hasHad && states.state(person) === 'contract_running')
    const { state, rule } = describe(work, person, isCustomer, account[person]!)
    counts[state] = (counts[state] ?? 0) + 1
    const whole = (values: Float64Array) => (isBuyer ? values[k]! : 0)
    insert([
      person,
      state,
      rule,
      isBuyer ? bought.recencyDays[k]! : null,
      whole(bought.frequency),
      whole(bought.monetaryMinor),
      isBuyer ? scores.r[k]! : null,
      isBuyer ? scores.f[k]! : null,
      isBuyer ? scores.m[k]! : null,
      behaviour[person] === 0 ? null : rules.behaviours[behaviour[person]! - 1]!.id,
      isBuyer && expected !== null ? round6(expected.purchases[k]!) : null,
      isBuyer && expected !== null ? wholeOrNull(expected.valueMinor[k]!) : null,
      isCustomer ? 1 : 0,
    ])
    if (isBuyer) k++
  }
}

function describe(work: Work, person: number, isCustomer: boolean, account: number) {
  const { states } = work
  if (states.has(person)) {
    if (isCustomer) return { state: states.state(person), rule: states.rule(person) }
    return { state: 'prospect' as const, rule: 'active_without_purchase' }
  }
  return stateWithoutActivity(account > 0, account === HAS_HISTORY)
}

const HAS_ACCOUNT = 1
const HAS_HISTORY = 2

/** Per person: 0 no account, 1 an account with brands without any history, 2 an account where use is recorded. */
function readAccounts(work: Work, brandsWithHistory: ReadonlySet<string>): Uint8Array {
  const account = new Uint8Array(work.people)
  for (const { source_no, role, brand } of work.sources.values()) {
    if (role !== 'customers') continue
    const level = brandsWithHistory.has(brand) ? HAS_HISTORY : HAS_ACCOUNT
    for (const person of personsIn(work.context.store, source_no)) if (level > account[person]!) account[person] = level
  }
  for (const row of contracts.raw(work.context.store, ['source_no', 'customer_ref', 'email'])) {
    const [source, ref, email] = row as [number, string | null, string | null]
    const person = work.lookup.find(source, ref, email)
    if (person !== NOBODY) account[person] = HAS_HISTORY
  }
  return account
}

/** Per person the 1-based number of the first behaviour rule that holds; 0 where none does. */
function behaviours(work: Work, log: EventLog): Uint8Array {
  const found = new Uint8Array(work.people)
  work.rules.behaviours.forEach((rule, i) => {
    const slice = log.slice((series) => series.activity === rule.activity)
    if (slice.person.length === 0) return
    const features = measureBehaviour(slice, sortEvents(slice, work.people), rule.window_days)
    for (let k = 0; k < features.person.length; k++) {
      const person = features.person[k]!
      if (found[person] === 0 && holds(rule.when, features, k)) found[person] = i + 1
    }
  })
  return found
}

const round6 = (value: number): number | null => (Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 : null)
const wholeOrNull = (value: number): number | null => (Number.isFinite(value) ? Math.round(value) : null)
