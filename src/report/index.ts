/** Report: writes what was found as CSV files and one page. */

import { join } from 'node:path'
import { canUseThreads } from '../base/task-threads.ts'
import { CHANNELS } from '../record/project.ts'
import { writeFileAtomic } from '../sinks/atomic.ts'
import { csvText } from '../sinks/csv.ts'
import type { Stage } from '../stage.ts'
import { countCampaigns } from '../store/campaign-results.ts'
import { learnedResponses } from '../store/campaign-tables.ts'
import { changeExamples, countChanges, countDomainFixes } from '../store/change-queries.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { contactability, verdicts } from '../store/contactability-table.ts'
import { persons } from '../store/golden-table.ts'
import { MODEL_TEXT, models } from '../store/model-table.ts'
import { money, planExclusions } from '../store/plan-tables.ts'
import {
  countActivityStates,
  countBehaviours,
  countClusterSizes,
  countEvents,
  countFacts,
  countHouseholds,
  countMovements,
  countPairWeights,
  countPlans,
  countPossibleMatches,
  countRecency,
  countRejects,
  countRfm,
  countStates,
  readPersonIds,
  streamRecordOwners,
} from '../store/report-queries.ts'
import { lapseModels } from '../store/segment-tables.ts'
import { files, sources } from '../store/source-tables.ts'
import { stageStates } from '../store/spine-tables.ts'
import type { Store } from '../store/store.ts'
import { type ContactRowView, ContactTally } from './contact-tally.ts'
import { summariseModel } from './figures/model-summary.ts'
import { OUTPUTS, verdictCells } from './outputs.ts'
import type { ContactSummary, ReportData, SourceSummary, StageNotes } from './report-data.ts'
import { SourceSets } from './source-sets.ts'
import { type TableContext, TICK, withOutput, writeTables, writeTablesAside } from './tables-worker.ts'

/** The page; what draws its charts takes a while to load, and is loaded when there is a page to make. */
export const renderReport = async (data: ReportData): Promise<string> =>
  (await import('./render-report.ts')).renderReport(data)

const PAGE = 'report.html'
/** The model of matching, for another run: `match: { model: … }`. */
const MODEL = 'model.yaml'

export const reportStage: Stage = {
  name: 'report',
  does: 'write what was found, what it is worth and what to do next: a page and CSV files',
  reads: [
    'source',
    'file',
    'source_record',
    'reject',
    'purchase',
    'activity',
    'contract',
    'contact',
    'complaint',
    'fact',
    'cleaned',
    'change',
    'pair',
    'person',
    'membership',
    'model',
    'possible_match',
    'contactability',
    'verdict',
    'segment',
    'activity_state',
    'plan',
    'money',
    'plan_exclusion',
    'person_change',
    'lapse_model',
    'campaign_contact',
    'learned_response',
  ],
  writes: [],
  outputs: [...Object.values(OUTPUTS).map((o) => o.file), MODEL, PAGE],
  rules: [],
  usesAsOf: true,
  version: 5,
  async run(context) {
    const { store, outDir, parquet, project, asOf, progress, threads } = context
    const tables = { store, outDir, parquet, tick: (rows: number) => progress.tick(rows) }
    progress.start('writing tables', null, 'rows')
    const aside = threads > 1 && canUseThreads ? writeTablesAside(tables) : null
    const { contact, rows } = writeContactability(tables)
    const data = gatherReport(store, { project: project.name, asOf, currency: project.currency, contact })
    writeFileAtomic(join(outDir, MODEL), readModelText(store))
    writeFileAtomic(join(outDir, PAGE), await renderReport(data))
    const counts = aside === null ? writeTables(tables) : await aside
    progress.done()
    return { counts: { ...counts, contactability: rows }, notes: [] }
  },
}

/** A workspace whose records were never compared has an empty one. */
function readModelText(store: Store): string {
  const [row] = models.where(store, { name: MODEL_TEXT })
  return row === undefined ? '' : JSON.parse(row.json)
}

/**
 * Writes one line per person, brand, purpose and channel in use, and counts them for the page in the same pass. Lines are
 * put together from parts: what a verdict says, and brand, channel and purpose, are made into CSV once.
 */
function writeContactability(context: TableContext) {
  const { store } = context
  return withOutput(context, 'contactability', (out) => {
    const answers: (readonly (string | null)[])[] = []
    const tails: string[] = []
    for (const verdict of verdicts.all(store)) {
      answers[verdict.verdict_no] = verdictCells(verdict)
      tails[verdict.verdict_no] = csvText(verdictCells(verdict))
    }
    const idOf = readPersonIds(store)
    const middles = new Map<string, readonly string[]>()
    let rows = 0
    const contact = tallyContactability(store, ({ person, brand, purpose, verdicts: numbers }) => {
      const id = idOf[person]!
      const key = `${brand}\0${purpose}`
      let middle = middles.get(key)
      if (middle === undefined) {
        middle = CHANNELS.map((channel) => `,${csvText([brand, channel, purpose])},`)
        middles.set(key, middle)
      }
      for (let i = 0; i < CHANNELS.length; i++) {
        const verdict = numbers[i] ?? null
        const tail = verdict === null ? undefined : tails[verdict]
        if (tail === undefined) continue
        out.writeMade(id + middle[i]! + tail, () => [id, brand, CHANNELS[i]!, purpose, ...answers[verdict!]!])
        if (++rows % TICK === 0) context.tick(TICK)
      }
    })
    context.tick(rows % TICK)
    return { contact, rows }
  })
}

/** Counts contactability; `onRow` sees every row on the way. */
function tallyContactability(store: Store, onRow?: (row: ContactRowView) => void): ContactSummary {
  const tally = new ContactTally(verdicts.all(store))
  for (const block of columnBlocks(store, contactability, ['person_no', 'brand', 'purpose', ...CHANNELS])) {
    const [persons, brands, purposes, ...numbers] = block as unknown as [number[], string[], string[], ...Numbers[]]
    for (let i = 0; i < persons.length; i++) {
      const verdictNos = numbers.map((column) => column[i]!)
      const row = { person: persons[i]!, brand: brands[i]!, purpose: purposes[i]!, verdicts: verdictNos }
      tally.add(row)
      onRow?.(row)
    }
  }
  return tally.finish()
}

type Numbers = readonly (number | null)[]

export interface ReportFrame {
  readonly project: string
  readonly asOf: string
  readonly currency: string | null
  /** Where the caller has counted it already. */
  readonly contact?: ContactSummary
}

/** Everything the page says, from the workspace. Reads only; a pass over records and contactability, and some counts. */
export function gatherReport(store: Store, frame: ReportFrame): ReportData {
  const { perSource, people } = gatherPeople(store)
  const fileOf = new Map([...files.all(store)].map((f) => [f.source_no, f]))
  return {
    project: frame.project,
    asOf: frame.asOf,
    currency: frame.currency,
    sources: [...sources.all(store, ['source_no'])].map(
      (s): SourceSummary => ({
        name: s.name,
        role: s.role,
        brand: s.brand,
        rows: s.rows,
        rejected: s.rejected,
        format: fileOf.get(s.source_no)?.format ?? null,
        records: perSource.get(s.source_no)?.records ?? 0,
        people: perSource.get(s.source_no)?.people ?? 0,
      }),
    ),
    rejects: countRejects(store),
    events: countEvents(store),
    facts: countFacts(store),
    changes: countChanges(store),
    changeExamples: changeExamples(store),
    domainFixes: countDomainFixes(store),
    people,
    model: summariseModel(models.where(store, { name: 'match-model' })[0]?.json ?? null),
    contact: frame.contact ?? tallyContactability(store),
    segments: {
      states: countStates(store),
      activities: countActivityStates(store),
      behaviours: countBehaviours(store),
      rfm: countRfm(store),
      recency: countRecency(store),
      lapse: [...lapseModels.all(store, ['activity', 'brand'])],
    },
    plans: countPlans(store),
    money: [...money.all(store, ['segment', 'channel', 'offer'])],
    exclusions: [...planExclusions.all(store, ['segment', 'offer', 'reason'])],
    movements: countMovements(store),
    campaigns: {
      sent: countCampaigns(store),
      learned: [...learnedResponses.all(store, ['campaign', 'segment', 'channel', 'offer'])],
    },
    stageNotes: gatherNotes(store),
  }
}

function gatherPeople(store: Store) {
  const records = new Map<number, number>()
  const total = persons.count(store)
  const sets = new SourceSets(total)
  for (const [source, person] of streamRecordOwners(store) as IterableIterator<[number, number | null]>) {
    records.set(source, (records.get(source) ?? 0) + 1)
    if (person !== null) sets.add(person, source)
  }
  const nameOf = new Map([...sources.all(store)].map((s) => [s.source_no, s.name]))
  const combinations = sets.count()
  const perSource = new Map(
    [...records].map(([source, n]) => {
      const known = combinations.filter((c) => c.sources.includes(source))
      return [source, { records: n, people: known.reduce((sum, c) => sum + c.people, 0) }] as const
    }),
  )
  const people: ReportData['people'] = {
    records: [...records.values()].reduce((l, r) => l + r, 0),
    people: total,
    sizes: countClusterSizes(store),
    combinations: combinations.map((c) => ({
      people: c.people,
      sources: c.sources.map((no) => nameOf.get(no) ?? '?'),
    })),
    pairWeights: countPairWeights(store),
    possibleMatches: countPossibleMatches(store),
    households: countHouseholds(store),
  }
  return { perSource, people }
}

const STAGE_ORDER: readonly string[] = ['ingest', 'repair', 'match', 'flag', 'segment', 'plan']

/** The notes of the stages before this one, in the order of the spine. */
function gatherNotes(store: Store): StageNotes[] {
  const states = new Map([...stageStates.all(store)].map((s) => [s.stage, s.summary]))
  return STAGE_ORDER.flatMap((stage) => {
    const summary: unknown = JSON.parse(states.get(stage) ?? '{}')
    const notes = typeof summary === 'object' && summary !== null && 'notes' in summary ? summary.notes : []
    const texts = Array.isArray(notes) ? notes.filter((n): n is string => typeof n === 'string') : []
    return texts.length > 0 ? [{ stage, notes: texts }] : []
  })
}
