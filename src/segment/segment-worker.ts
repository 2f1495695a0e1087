/** Works out who is active, lapsed or never began, RFM, behaviour before the lapse, and expected value; in a thread where there is one. */

import { isMainThread } from 'node:worker_threads'
import { serveTasks } from '../base/task-threads.ts'
import { unpackCells } from '../record/cells.ts'
import { toDayNo } from '../record/dates.ts'
import type { IsoDate } from '../record/ids.ts'
import type { SourceSpec } from '../record/project.ts'
import { blockChars, type RowBlock, RowPacker } from '../record/row-block.ts'
import type { StageSummary } from '../stage.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { PersonLookup, personCells } from '../store/person-lookup.ts'
import type { LapseModelRow } from '../store/segment-tables.ts'
import type { SourceRow } from '../store/source-tables.ts'
import { openReader, type Store } from '../store/store.ts'
import { activities, activityStates, contracts, persons, purchases, segments, sources } from '../store/tables.ts'
import { decideDateFormat } from '../text/read-date.ts'
import { ACTIVITY_COLUMNS, ActivityLog } from './activity-log.ts'
import { CONTRACT_COLUMNS, type ContractTrack, ContractTracks } from './contract-tracks.ts'
import { describeModel } from './describe-model.ts'
import { EventLog } from './event-log.ts'
import { expectBuyers, ownBaskets } from './expected-value.ts'
import { findBehaviours } from './find-behaviours.ts'
import type { FindPerson } from './find-person.ts'
import { frequentKinds } from './frequent-kinds.ts'
import { fitLapse } from './lapse.ts'
import { PersonStates, trackStates } from './person-states.ts'
import { PURCHASE_COLUMNS, PurchaseLog } from './purchase-log.ts'
import { purchaseNotes } from './purchase-notes.ts'
import { largestShare, type PurchaseTotals, totalPurchases } from './purchase-totals.ts'
import { flatScores, scoreRfm } from './rfm.ts'
import { type SectorRules, sectorOf } from './rules.ts'
import { HAS_ACCOUNT, HAS_HISTORY, segmentRows } from './segment-rows.ts'
import { contractState, STATES, stateRank } from './state.ts'
import { kaplanMeier } from './survival.ts'
import { buildTracks, openGaps, sortEvents } from './tracks.ts'

/** Plain data, so that it can be sent to a thread. */
export interface SegmentTask {
  /** Of the workspace. */
  readonly path: string
  readonly country: string | null
  readonly currency: string | null
  readonly asOf: IsoDate
  readonly rules: SectorRules
}

export type SegmentEvent =
  | { readonly kind: 'block'; readonly table: 'segment' | 'activity_state'; readonly block: RowBlock }
  | { readonly kind: 'progress'; readonly label: string; readonly unit: string }
  | { readonly kind: 'end'; readonly summary: StageSummary; readonly models: readonly LapseModelRow[] }

/** What one run of the stage works with. */
interface Work {
  readonly store: Store
  readonly task: SegmentTask
  readonly rules: SectorRules
  readonly asOfDay: number
  readonly people: number
  readonly out: { readonly segments: RowPacker; readonly activityStates: RowPacker }
  readonly sources: ReadonlyMap<number, SourceRow>
  readonly lookup: PersonLookup
  readonly find: FindPerson
  readonly states: PersonStates
  /** Level of account per person. */
  readonly account: Uint8Array
  readonly models: LapseModelRow[]
  readonly counts: Record<string, number>
  readonly notes: string[]
}

/** Tells everything there is to store, and the summary at last. Reads only. */
export function workOutSegments(store: Store, task: SegmentTask, say: (event: SegmentEvent) => void): void {
  const people = persons.count(store)
  const lookup = new PersonLookup(store)
  const packer = (table: 'segment' | 'activity_state', width: number) =>
    new RowPacker(width, -1, (block) => say({ kind: 'block', table, block }))
  const work: Work = {
    store,
    task,
    rules: task.rules,
    asOfDay: toDayNo(task.asOf),
    people,
    out: {
      segments: packer('segment', segments.columns.length),
      activityStates: packer('activity_state', activityStates.columns.length),
    },
    sources: new Map([...sources.all(store)].map((source) => [source.source_no, source])),
    lookup,
    find: (source, ref, email) => lookup.find(source, ref, email),
    states: new PersonStates(people),
    account: new Uint8Array(people),
    models: [],
    counts: {},
    notes: [],
  }
  say({ kind: 'progress', label: 'reading purchases and activities', unit: 'rows' })
  const log = new EventLog(purchases.count(store) + activities.count(store) + countLastActivities(work))
  const bought = readPurchases(work, log)
  readActivities(work, log)
  readLastActivities(work, log)
  say({ kind: 'progress', label: 'working out states', unit: 'persons' })
  const brandsWithHistory = tellActivityStates(work, log)
  tellSegments(work, log, bought, brandsWithHistory)
  work.out.activityStates.end()
  work.out.segments.end()
  const shared = work.lookup.sharedKeys
  if (shared > 0)
    work.notes.push(
      `${shared} customer keys or email addresses belong to several persons; their events went to one of them.`,
    )
  say({ kind: 'end', summary: { counts: work.counts, notes: work.notes }, models: work.models })
}

function readPurchases(work: Work, log: EventLog): PurchaseTotals {
  const { find, asOfDay } = work
  const { store, task } = work
  const size = purchases.count(store)
  const bought = new PurchaseLog(size)
  const series = seriesOf(work, log, 'purchase')
  for (const block of columnBlocks(store, purchases, PURCHASE_COLUMNS))
    bought.add(block, find, asOfDay, (source, who, day, amount) =>
      log.add(series(source), who, day, amount, Number.NaN),
    )
  const finished = bought.finish(task.currency, work.rules.exchange_rates)
  const { unknown, future } = bought
  Object.assign(work.counts, { purchases: size, purchases_of_unknown_customers: unknown })
  if (finished.refunds > 0) work.counts.refunds = finished.refunds
  work.notes.push(...purchaseNotes({ all: size, unknown, future, asOf: task.asOf }, finished))
  const all = finished.purchases
  const totals = totalPurchases(all, sortEvents(all, work.people), asOfDay)
  const share = largestShare(totals)
  if (share !== null)
    work.notes.push(
      `One customer stands for ${Math.round(100 * share)} % of the revenue; baskets count at most ten times the median one.`,
    )
  return totals
}

function readActivities(work: Work, log: EventLog): void {
  const { find, asOfDay, rules, store } = work
  const size = activities.count(store)
  if (size === 0) return
  const kept = frequentKinds(activityKinds(work), rules.max_activity_kinds)
  const done = new ActivityLog(find, asOfDay, (kind) => seriesOf(work, log, kept(kind)))
  for (const block of columnBlocks(store, activities, ACTIVITY_COLUMNS))
    done.add(block, (series, who, day, amount, balance) => log.add(series, who, day, amount, balance))
  const { unknown, future } = done
  Object.assign(work.counts, { activities: size, activities_of_unknown_customers: unknown })
  if (unknown > 0) work.notes.push(`${unknown} of ${size} activities belong to nobody in the customer sources.`)
  if (future > 0) work.notes.push(`${future} activities are dated after ${work.task.asOf} and were left out.`)
}

function* activityKinds({ store }: Work): Iterable<string> {
  for (const [kinds] of columnBlocks(store, activities, ['kind'])) yield* kinds as string[]
}

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
  const { store, task } = work
  for (const { source, cell, spec } of lastActivityColumns(work)) {
    const who: number[] = []
    const texts: string[] = []
    for (const [person, cells] of personCells(store, source.source_no)) {
      const text = unpackCells(cells)[cell]?.trim() ?? ''
      if (text === '') continue
      who.push(person)
      texts.push(text)
    }
    const dates = decideDateFormat(texts, { country: spec.country ?? task.country })
    const series = log.seriesNo('last_activity', source.brand)
    for (let i = 0; i < texts.length; i++) {
      const date = dates.read(texts[i]!)
      if (date !== null && toDayNo(date) <= work.asOfDay)
        log.add(series, who[i]!, toDayNo(date), Number.NaN, Number.NaN)
    }
  }
}

/** Tells a row per person and activity, folds them into `work.states`; returns the brands with any history. */
function tellActivityStates(work: Work, log: EventLog): ReadonlySet<string> {
  const { rules, states, asOfDay, people } = work
  const tell = work.out.activityStates
  const brands = new Set<string>()
  for (const { activity, brand } of log.series()) {
    const slice = log.slice((s) => s.activity === activity && s.brand === brand)
    const tracks = buildTracks(slice, sortEvents(slice, people))
    const curve = kaplanMeier(tracks.gaps, openGaps(tracks, asOfDay))
    const model = fitLapse(sectorOf(rules, activity, brand), curve)
    if (model.id === 'too_few_gaps' && activity !== 'last_activity')
      work.notes.push(`Too few repeat events of ${activity} (${brand}) to learn its cycle; fixed days were used.`)
    const { states: stateNos, cycleDays } = trackStates(tracks, model, asOfDay)
    work.models.push({ activity, brand, ...describeModel(model, curve), people: stateNos.length })
    for (let t = 0; t < stateNos.length; t++) {
      const person = tracks.person[t]!
      states.add(person, stateNos[t]!, model.id, cycleDays[t]!)
      tell.add([person, activity, brand, STATES[stateNos[t]!]!, tracks.lastDay[t]!, tracks.events[t]!])
    }
    brands.add(brand)
  }
  for (const { person, brand, endDay, contracts: count } of readContracts(work)) {
    const { contract_grace_days, retention_days } = sectorOf(rules, 'contract', brand)
    const state = contractState(endDay, asOfDay, contract_grace_days, retention_days)
    states.add(person, stateRank(state), 'contract', 0)
    tell.add([person, 'contract', brand, state, endDay, count])
    brands.add(brand)
    work.account[person] = HAS_HISTORY
  }
  return brands
}

function readContracts(work: Work): Iterable<ContractTrack> {
  const all = new ContractTracks()
  const brandOf = (source: number): string => work.sources.get(source)?.brand ?? ''
  for (const block of columnBlocks(work.store, contracts, CONTRACT_COLUMNS)) all.add(block, work.find, brandOf)
  if (all.unknown > 0) work.notes.push(`${all.unknown} contracts belong to nobody in the customer sources.`)
  return all.tracks()
}

function tellSegments(work: Work, log: EventLog, bought: PurchaseTotals, brandsWithHistory: ReadonlySet<string>): void {
  const { rules, states, people, counts } = work
  const scores = scoreRfm(bought.recencyDays, bought.frequency, bought.monetaryMinor, rules.rfm_ties)
  const flat = flatScores(scores)
  if (flat.length > 0)
    work.notes.push(`All buyers share one ${flat.join(' and one ').toUpperCase()} score: it tells nobody apart.`)
  const expected = expectBuyers(bought, rules.expected)
  if (expected === null && bought.person.length > 0)
    work.notes.push('Too few buyers or repeat buyers to say what anybody will buy next.')
  const behaviour = findBehaviours(rules.behaviours, people, log)
  findAccounts(work, brandsWithHistory)
  const behaviourOf = (person: number): string | null =>
    behaviour[person] === 0 ? null : rules.behaviours[behaviour[person]! - 1]!.id
  const parts = {
    people,
    states,
    bought,
    scores,
    expected,
    baskets: ownBaskets(bought),
    behaviourOf,
    account: work.account,
  }
  Object.assign(
    counts,
    segmentRows(parts, (row) => work.out.segments.add(row)),
  )
  if (counts.unknown !== undefined)
    work.notes.push(
      `${counts.unknown} customers belong to brands that supplied no purchases, contracts or activity: nothing says whether they lapsed.`,
    )
}

/** Raises the level of account of everybody with a record in a customer source. */
function findAccounts({ sources, lookup, account }: Work, brandsWithHistory: ReadonlySet<string>): void {
  for (const { source_no, role, brand } of sources.values()) {
    if (role !== 'customers') continue
    const level = brandsWithHistory.has(brand) ? HAS_HISTORY : HAS_ACCOUNT
    for (const person of lookup.personsIn(source_no)) if (level > account[person]!) account[person] = level
  }
}

if (!isMainThread)
  serveTasks<SegmentTask, SegmentEvent>(async (task, port) => {
    const store = openReader(task.path)
    try {
      workOutSegments(store, task, (event) => port.send(event, event.kind === 'block' ? blockChars(event.block) : 0))
    } finally {
      store.close()
    }
  })
