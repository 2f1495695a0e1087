/** Match: cleaned records in; scored pairs, persons with golden records, memberships and possible matches out. */

import { shortId } from '../base/hash.ts'
import { compareText } from '../base/order.ts'
import { openLocalEngine } from '../engine/local/local-engine.ts'
import { ColumnEncoder, type EncodedColumn } from '../record/encoded.ts'
import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'
import type { SourceSpec } from '../record/project.ts'
import type { Stage, StageContext, StageSummary } from '../stage.ts'
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
import { Households } from './households.ts'
import { DECISIONS, type MatchInput, type MatchOutcome, matchTable } from './match-table.ts'
import { matchRules, nicknames } from './rules.ts'
import { goldenRecord } from './survivorship.ts'

/** Name under which the model stands in the workspace. */
export const MATCH_MODEL = 'match-model'

export const matchStage: Stage = {
  name: 'match',
  does: 'find the records of one person within and across sources, and make a golden record of them',
  reads: [sources.name, sourceRecords.name, cleaned.name],
  writes: [pairs.name, persons.name, memberships.name, possibleMatches.name, models.name],
  rules: [matchRules, nicknames],
  usesAsOf: false,
  outputs: [],
  version: 1,
  run: async (context) => match(context),
}

function match(context: StageContext): StageSummary {
  const { rules, progress, store } = context
  const records = readRecords(context)
  progress.start('match: comparing', null, 'pairs')
  const outcome = matchTable(records.input, rules.get(matchRules), {
    openEngine: openLocalEngine,
    nicknames: rules.get(nicknames),
  })
  progress.done()
  progress.start('match: writing', records.rows, 'records')
  writePairs(context, outcome, records.recs)
  const people = rankPeople(outcome, records.input.uids)
  const persons = writePersons(context, outcome, records, people)
  writeMemberships(context, outcome, records.recs, people)
  writePossible(context, outcome, people)
  models.insertAll(store, [
    { name: MATCH_MODEL, json: JSON.stringify({ ...outcome.model, blocking: outcome.blocking, notes: outcome.notes }) },
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
      households: persons.households,
    },
    notes: outcome.notes,
  }
}

interface Records {
  readonly rows: number
  readonly input: MatchInput
  /** Row → rec. */
  readonly recs: Uint32Array
  /** In the order of CLEAN_FIELDS; null where no record has the field. */
  readonly columns: readonly (EncodedColumn | null)[]
}

function readRecords({ store, progress }: StageContext): Records {
  const rows = cleaned.count(store)
  progress.start('match: reading', rows, 'records')
  const encoders = CLEAN_FIELDS.map(() => new ColumnEncoder(rows))
  const recs = new Uint32Array(rows)
  const uids: string[] = new Array(rows)
  const sourceNos = new Uint16Array(rows)
  let row = 0
  const rowOf = new Map<number, number>()
  let isDense = true
  for (const values of cleaned.raw(store, ['rec', ...CLEAN_FIELDS], ['rec'])) {
    recs[row] = values[0] as number
    if (recs[row] !== row) isDense = false
    for (let f = 0; f < encoders.length; f++) encoders[f]!.push(values[f + 1] as string | null)
    row++
  }
  if (!isDense) for (let i = 0; i < rows; i++) rowOf.set(recs[i]!, i)
  for (const [rec, uid, sourceNo] of sourceRecords.raw(store, ['rec', 'uid', 'source_no'])) {
    const at = isDense ? (rec as number) : rowOf.get(rec as number)
    if (at === undefined || at >= rows) continue
    uids[at] = uid as string
    sourceNos[at] = sourceNo as number
  }
  const columns = encoders.map((encoder) => encoder.finish()).map((c) => (c.values.length > 1 ? c : null))
  const table = Object.fromEntries(
    CLEAN_FIELDS.flatMap((field, f): [CleanField, EncodedColumn][] => (columns[f] ? [[field, columns[f]]] : [])),
  )
  progress.done()
  const freeOfDuplicates = new Set<number>()
  for (const source of sources.all(store)) {
    const spec: Partial<SourceSpec> = JSON.parse(source.spec)
    if (spec.free_of_duplicates === true) freeOfDuplicates.add(source.source_no)
  }
  return { rows, input: { table: { rows, columns: table }, uids, sourceNos, freeOfDuplicates }, recs, columns }
}

interface People {
  /** Cluster → person_no. */
  readonly numberOf: Uint32Array
  /** Cluster → person id. */
  readonly ids: readonly string[]
  /** Person → cluster. */
  readonly clusterOf: Uint32Array
}

/** Person ids come from the smallest uid of a cluster; person numbers are ranks of the ids. */
function rankPeople({ cluster, clusters }: MatchOutcome, uids: readonly string[]): People {
  const smallest: string[] = new Array(clusters)
  for (let row = 0; row < cluster.length; row++) {
    const known = smallest[cluster[row]!]
    if (known === undefined || uids[row]! < known) smallest[cluster[row]!] = uids[row]!
  }
  const ids = smallest.map((uid) => `p${shortId(uid)}`)
  const clusterOf = Uint32Array.from(ids.keys()).sort((l, r) => compareText(ids[l]!, ids[r]!))
  const numberOf = new Uint32Array(clusters)
  clusterOf.forEach((clusterNo, person) => {
    numberOf[clusterNo] = person
  })
  return { numberOf, ids, clusterOf }
}

function writePairs({ store }: StageContext, { pairs: found }: MatchOutcome, recs: Uint32Array): void {
  const insert = pairs.rawInserter(store)
  for (let i = 0; i < found.l.length; i++)
    insert([
      recs[found.l[i]!]!,
      recs[found.r[i]!]!,
      found.weight[i]!,
      found.probability[i]!,
      found.decision[i] === DECISIONS.sure ? 'sure' : 'possible',
    ])
}

function writePersons(
  { store }: StageContext,
  { cluster, clusters }: MatchOutcome,
  { input, columns }: Records,
  people: People,
): { households: number } {
  const { starts, members } = membersByCluster(cluster, clusters)
  const valuesOf = (row: number) => columns.map((column) => column?.values[column.ids[row]!] ?? null)
  const goldenOf = (person: number) => {
    const own = members.subarray(starts[people.clusterOf[person]!]!, starts[people.clusterOf[person]! + 1]!)
    return { own, golden: goldenRecord(Array.from(own, (row) => ({ values: valuesOf(row) }))) }
  }
  const households = new Households()
  for (let person = 0; person < clusters; person++) households.add(person, goldenOf(person).golden)
  const householdIds = households.finish(clusters, (person) => people.ids[people.clusterOf[person]!]!)
  const insert = persons.rawInserter(store)
  for (let person = 0; person < clusters; person++) {
    const { own, golden } = goldenOf(person)
    const sourcesOfPerson = new Set(Array.from(own, (row) => input.sourceNos[row]!)).size
    const row: SqlValue[] = [
      person,
      people.ids[people.clusterOf[person]!]!,
      own.length,
      sourcesOfPerson,
      householdIds[person]!,
    ]
    insert(row.concat(golden))
  }
  return { households: new Set(householdIds.filter((id) => id !== null)).size }
}

function membersByCluster(cluster: Uint32Array, clusters: number): { starts: Uint32Array; members: Uint32Array } {
  const starts = new Uint32Array(clusters + 1)
  for (let row = 0; row < cluster.length; row++) starts[cluster[row]! + 1]!++
  for (let c = 0; c < clusters; c++) starts[c + 1]! += starts[c]!
  const next = starts.slice()
  const members = new Uint32Array(cluster.length)
  for (let row = 0; row < cluster.length; row++) members[next[cluster[row]!]!++] = row
  return { starts, members }
}

function writeMemberships({ store }: StageContext, outcome: MatchOutcome, recs: Uint32Array, people: People): void {
  const insert = memberships.rawInserter(store)
  for (let row = 0; row < recs.length; row++)
    insert([
      recs[row]!,
      people.numberOf[outcome.cluster[row]!]!,
      outcome.band[row] === DECISIONS.sure ? 'sure' : 'possible',
    ])
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
