/** Match: cleaned records in; scored pairs, persons with golden records, memberships and possible matches out. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { digest } from '../base/hash.ts'
import { localEngine } from '../engine/local/local-engine.ts'
import { ColumnEncoder, type EncodedColumn } from '../record/encoded.ts'
import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'
import type { Project, SourceSpec } from '../record/project.ts'
import type { Stage, StageContext, StageSummary } from '../stage.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import { insertColumns } from '../store/insert-columns.ts'
import { MODEL_TEXT } from '../store/model-table.ts'
import {
  appendPersonHistory,
  readRememberedPeople,
  readRetiredIds,
  writeRememberedPeople,
} from '../store/person-memory.ts'
import { eachRawRow } from '../store/raw-rows.ts'
import { decisionsInForce } from '../store/review-decisions.ts'
import { readStageState } from '../store/stage-state.ts'
import type { Store } from '../store/store.ts'
import type { SqlValue } from '../store/table.ts'
import {
  cleaned,
  memberships,
  models,
  pairs,
  persons,
  possibleMatches,
  sourceRecords,
  sources,
} from '../store/tables.ts'
import type { Decision } from './clustering/decisions.ts'
import { ExtraColumns, type ExtraSource } from './extra-columns.ts'
import { modelText } from './learning/model-text.ts'
import { parseModelText } from './learning/parse-model-text.ts'
import { DECISIONS, type MatchOutcome } from './match-outcome.ts'
import { type MatchInput, matchTable } from './match-table.ts'
import { MergedRecords, type MergingSource } from './merged-records.ts'
import { findHouseholds } from './persons/households.ts'
import { type People, rankPeople } from './persons/people.ts'
import { keepIds } from './persons/person-ids.ts'
import { openSurvivorship, type RecordColumns, trustRanks } from './persons/survivorship.ts'
import { matchRules, nicknames, survivorshipRules } from './rules.ts'

/** Name under which the model stands in the workspace. */
export const MATCH_MODEL = 'match-model'

export const matchStage: Stage = {
  name: 'match',
  does: 'find the records of one person within and across sources, and make a golden record of them',
  reads: [sources.name, sourceRecords.name, cleaned.name],
  writes: [pairs.name, persons.name, memberships.name, possibleMatches.name, models.name],
  rules: [matchRules, nicknames, survivorshipRules],
  usesAsOf: false,
  outputs: [],
  version: 7,
  alsoRestsOn: ({ store, project }) => {
    const decided = decisionsInForce(store).map(({ uid_l, uid_r, decision }) => [uid_l, uid_r, decision])
    return {
      ...(decided.length === 0 ? {} : { "reviewers' decisions": digest(JSON.stringify(decided)) }),
      ...(project.match === undefined ? {} : { 'match model': digest(readModelText(project)) }),
    }
  },
  run: async (context) => match(context),
}

function match(context: StageContext): StageSummary {
  const { rules, progress, project, store, asOf } = context
  const records = readRecords(context)
  progress.start('match: comparing', null, 'pairs')
  // Reviewers' decisions come later and so outrank what a source merged.
  const decisions = [...records.merged, ...readReviewed(store, records.input.uids)]
  const outcome = matchTable({ ...records.input, decisions }, rules.get(matchRules), {
    openEngine: localEngine(context.threads),
    nicknames: rules.get(nicknames),
    ...(project.match === undefined
      ? {}
      : { model: parseModelText(readModelText(project), join(project.dir, project.match.model)) }),
  })
  progress.done()
  progress.start('match: writing', records.rows, 'records')
  writePairs(context, outcome, records.recs)
  const kept = keepIds({ ...outcome, uids: records.input.uids }, readRememberedPeople(store), readRetiredIds(store))
  const people = rankPeople(outcome.cluster, kept.ids)
  const households = writePersons(context, records, people)
  writeMemberships(context, outcome, records.recs, people)
  writePossible(context, outcome, people)
  writeRememberedPeople(store, kept.remember)
  const changed = appendPersonHistory(store, { asOf, inputs: inputsOf(store), changes: kept.changes })
  models.insertAll(store, [
    {
      name: MATCH_MODEL,
      json: JSON.stringify({
        ...outcome.model,
        blocking: outcome.blocking,
        foundBy: outcome.foundBy,
        notes: outcome.notes,
      }),
    },
    { name: MODEL_TEXT, json: JSON.stringify(modelText(outcome.model)) },
  ])
  progress.done()
  return {
    counts: {
      records: records.rows,
      persons: outcome.clusters,
      candidate_pairs: outcome.blocking.reduce((sum, rule) => sum + rule.pairs, 0),
      sure_pairs: countOf(outcome.pairs.decision, DECISIONS.sure),
      possible_pairs: countOf(outcome.pairs.decision, DECISIONS.possible),
      possible_matches: outcome.possible.l.length,
      households,
    },
    notes: outcome.notes,
    ...(changed > 0 ? { edition: String(changed) } : {}),
  }
}

/** The saved model that goldpan.yaml names; empty where it names none. */
function readModelText({ dir, match }: Project): string {
  return match === undefined ? '' : readFileSync(join(dir, match.model), 'utf8')
}

/** Decisions about records that are there, as rows. */
function readReviewed(store: Store, uids: readonly string[]): Decision[] {
  const decided = decisionsInForce(store)
  const wanted = new Set(decided.flatMap((d) => [d.uid_l, d.uid_r]))
  const rowOf = new Map<string, number>()
  if (wanted.size > 0) for (const [row, uid] of uids.entries()) if (wanted.has(uid)) rowOf.set(uid, row)
  return decided.flatMap(({ uid_l, uid_r, decision }) => {
    const [l, r] = [rowOf.get(uid_l), rowOf.get(uid_r)]
    return l === undefined || r === undefined ? [] : [{ l, r, isSame: decision === 'same' }]
  })
}

/** What the run read, by the key that repair finished with. */
const inputsOf = (store: Store): string => readStageState(store, 'repair')?.key ?? ''

/** Chosen fields of all records and the columns of their own that sources want compared; for explaining a pair. */
export function readFields(
  store: Store,
  fields: readonly CleanField[],
): Pick<MatchInput, 'table' | 'extra'> & { readonly recs: Uint32Array } {
  const { recs, table } = readTable(store, fields)
  return { recs, table, extra: readSources(store, recs).extra ?? new Map() }
}

interface Records {
  readonly rows: number
  readonly input: MatchInput
  /** What sources merged themselves. */
  readonly merged: readonly Decision[]
  /** Row → rec. */
  readonly recs: Uint32Array
  readonly columns: RecordColumns
}

/** The cleaned records as they are matched. */
function readRecords({ store, progress }: Pick<StageContext, 'store' | 'progress'>): Records {
  const rows = cleaned.count(store)
  progress.start('match: reading', rows, 'records')
  const { recs, columns, table } = readTable(store, CLEAN_FIELDS)
  progress.done()
  const { merged, ...declared } = readSources(store, recs)
  return {
    rows,
    input: { table, ...readOrigins(store, recs), ...declared },
    merged,
    recs,
    columns,
  }
}

/** `columns` in the order of `fields`: null where no record has the field. */
function readTable(store: Store, fields: readonly CleanField[]) {
  const rows = cleaned.count(store)
  const encoders = fields.map(() => new ColumnEncoder(rows))
  const recs = new Uint32Array(rows)
  let from = 0
  for (const [ownRecs, ...values] of columnBlocks(store, cleaned, ['rec', ...fields])) {
    recs.set(ownRecs as number[], from)
    from += ownRecs!.length
    for (let f = 0; f < encoders.length; f++) {
      const encoder = encoders[f]!
      for (const value of values[f]!) encoder.push(value as string | null)
    }
  }
  const columns = encoders.map((encoder) => encoder.finish()).map((c) => (c.values.length > 1 ? c : null))
  const filled = fields.flatMap((field, f): [CleanField, EncodedColumn][] => (columns[f] ? [[field, columns[f]]] : []))
  const table: MatchInput['table'] = { rows, columns: Object.fromEntries(filled) }
  return { recs, columns, table }
}

/** What sources declare of themselves and merged themselves, and the columns of their own that they want compared. */
function readSources(
  store: Store,
  recs: Uint32Array,
): Pick<MatchInput, 'freeOfDuplicates' | 'extra'> & Pick<Records, 'merged'> {
  const freeOfDuplicates = new Set<number>()
  const own: ExtraSource[] = []
  const merging: MergingSource[] = []
  for (const source of sources.all(store)) {
    const spec: Partial<SourceSpec> = JSON.parse(source.spec)
    if (spec.free_of_duplicates === true) freeOfDuplicates.add(source.source_no)
    if (spec.compare !== undefined)
      own.push({ sourceNo: source.source_no, columns: JSON.parse(source.columns), compare: spec.compare })
    merging.push({ sourceNo: source.source_no, columns: JSON.parse(source.columns), key: spec.key ?? null })
  }
  const extra = new ExtraColumns(own, recs.length)
  const merged = new MergedRecords(merging)
  let row = 0
  eachRawRow(store, [...new Set([...extra.sources, ...merged.sources])], (rec, sourceNo, cells) => {
    while (row < recs.length && recs[row]! < rec) row++
    if (recs[row] !== rec) return
    extra.take(row, sourceNo, cells)
    merged.take(row, sourceNo, cells)
  })
  return { freeOfDuplicates, extra: extra.finish(), merged: merged.finish() }
}

/** Uid and source of each row; both tables come in the order of rec. */
function readOrigins(store: Store, recs: Uint32Array): { uids: string[]; sourceNos: Uint16Array } {
  const uids: string[] = new Array(recs.length)
  const sourceNos = new Uint16Array(recs.length)
  let row = 0
  for (const [ownRecs, ownUids, ownSources] of columnBlocks(store, sourceRecords, ['rec', 'uid', 'source_no']))
    for (let i = 0; i < ownRecs!.length; i++) {
      if (row >= recs.length || recs[row] !== ownRecs![i]) continue
      uids[row] = ownUids![i] as string
      sourceNos[row++] = ownSources![i] as number
    }
  return { uids, sourceNos }
}

function writePairs({ store }: StageContext, { pairs: found }: MatchOutcome, recs: Uint32Array): void {
  const { l, r, weight, probability, decision } = found
  insertColumns(store, pairs, pairs.columns, l.length, (i, values) => {
    values.push(recs[l[i]!]!, recs[r[i]!]!, weight[i]!, probability[i]!)
    values.push(decision[i] === DECISIONS.sure ? 'sure' : 'possible')
  })
}

/** Writes the golden records; returns how many households there are. */
function writePersons({ store, rules }: StageContext, { input, columns }: Records, people: People): number {
  const { ids, starts, members } = people
  const golden = new Uint32Array(ids.length * CLEAN_FIELDS.length)
  const wanted = rules.get(survivorshipRules)
  const trust = trustRanks(
    wanted.trusted_sources,
    [...sources.all(store, ['source_no'])].map((source) => source.name),
  )
  const survivors = openSurvivorship(
    columns,
    wanted,
    Uint16Array.from(input.sourceNos, (no) => trust[no]!),
  )
  const at = (person: number) => person * CLEAN_FIELDS.length
  const rowsOf = (person: number) => members.subarray(starts[person]!, starts[person + 1]!)
  for (let person = 0; person < ids.length; person++)
    survivors.take(rowsOf(person), golden.subarray(at(person), at(person + 1)))
  const { household, count } = findHouseholds(columns, golden, ids)
  const bulk = persons.bulkInserter(store)
  const texts = columns.map((column) => column?.values ?? null)
  for (let person = 0; person < ids.length; person++) {
    const rows = rowsOf(person)
    const values: SqlValue[] = [
      person,
      ids[person]!,
      rows.length,
      countSources(rows, input.sourceNos),
      household[person]!,
    ]
    for (let f = 0; f < texts.length; f++) values.push(texts[f]?.[golden[at(person) + f]!] ?? null)
    bulk.insert(values)
  }
  bulk.end()
  return count
}

function countSources(rows: Uint32Array, sourceNos: Uint16Array): number {
  return rows.length === 1 ? 1 : new Set(Array.from(rows, (row) => sourceNos[row]!)).size
}

function writeMemberships({ store }: StageContext, outcome: MatchOutcome, recs: Uint32Array, people: People): void {
  const { cluster, band } = outcome
  insertColumns(store, memberships, memberships.columns, recs.length, (row, values) => {
    values.push(recs[row]!, people.numberOf[cluster[row]!]!)
    values.push(band[row] === DECISIONS.sure ? 'sure' : 'possible')
  })
}

function writePossible({ store }: StageContext, { possible }: MatchOutcome, { numberOf }: People): void {
  const rows: [number, number, number][] = Array.from(possible.l, (l, i) => {
    const a = numberOf[l]!
    const b = numberOf[possible.r[i]!]!
    return [Math.min(a, b), Math.max(a, b), possible.probability[i]!]
  })
  rows.sort(([a, b], [c, d]) => a - c || b - d)
  const insert = possibleMatches.rawInserter(store)
  for (const row of rows) insert(row)
}

function countOf(values: Uint8Array, wanted: number): number {
  let n = 0
  for (const value of values) if (value === wanted) n++
  return n
}
