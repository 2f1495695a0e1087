/** What `goldpan match` does: the files read and cleaned, records compared, clusters written. */

import { localEngine } from '../engine/local/local-engine.ts'
import { modelText } from '../match/learning/model-text.ts'
import { DECISIONS, type MatchOutcome } from '../match/match-outcome.ts'
import { matchFeatures } from '../match/match-table.ts'
import { writeFileAtomic } from '../sinks/atomic.ts'
import { openCsv } from '../sinks/csv.ts'
import type { ContactsAside } from './contacts-aside.ts'
import { decisionRows } from './decisions-file.ts'
import type { Io } from './io.ts'
import { RECOGNISE_FILES, REPAIR_FILES, readMatchRules, repairRules } from './match-rules.ts'
import { layOutSummary } from './match-summary.ts'
import { readModelFile, withColumnsOf } from './model-file.ts'
import { parseMap } from './parse-map.ts'
import { type PeopleNames, preparePeople } from './prepare-people.ts'
import { nameReader } from './record-names.ts'
import { writeNumbers } from './write-numbers.ts'

export interface MatchOptions {
  readonly id: string
  readonly out: string
  readonly pairs?: string
  readonly linkOnly?: boolean
  readonly decisions?: string
  readonly model?: string
  readonly saveModel?: string
  readonly map?: string
  readonly json?: boolean
}

export interface MatchWork {
  /** Probability from which on records are merged; null: found in the data. */
  readonly sure: number | null
  readonly threads: number
  /** Does part of the cleaning, where the files are worth it. */
  readonly contacts: ContactsAside | null
  readonly io: Io
}

export async function matchFiles(paths: readonly string[], options: MatchOptions, work: MatchWork): Promise<void> {
  const { sure, threads, contacts, io } = work
  const rules = await readMatchRules([...RECOGNISE_FILES, ...REPAIR_FILES, 'match', 'nicknames'])
  const given = options.model === undefined ? null : await readModelFile(options.model)
  const asked = parseMap(options.map)
  const map = withColumnsOf(given, asked)
  const { files, features } = await preparePeople(paths, {
    idColumn: options.id,
    map,
    asked,
    repair: repairRules(rules),
    recognise: rules,
    matching: rules.match,
    contacts,
    note: (text) => io.progress.note(text),
  })
  const outcome = matchFeatures(
    features,
    {
      sourceNos: sourceNosOf(files),
      freeOfDuplicates: new Set(),
      linkOnly: options.linkOnly === true,
      ...(options.decisions === undefined ? {} : { decisions: await decisionRows(options.decisions, files) }),
    },
    rules.match,
    {
      openEngine: localEngine(threads),
      nicknames: rules.nicknames,
      ...(given === null ? {} : { model: given }),
      ...(sure === null ? {} : { sure }),
    },
  )
  for (const note of outcome.notes) io.progress.note(note)
  writeClusters(options.out, files, outcome)
  if (options.pairs !== undefined) writePairs(options.pairs, files, outcome)
  if (options.saveModel !== undefined) writeFileAtomic(options.saveModel, modelText(outcome.model))
  report(io, options, files, outcome)
}

function writeClusters(path: string, people: readonly PeopleNames[], { cluster }: MatchOutcome): void {
  const csv = openCsv(path, ['source', 'record_id', 'cluster_id'])
  try {
    writeNumbers(csv, people, cluster)
    csv.close()
  } finally {
    csv.abort()
  }
}

const PAIR_COLUMNS = [
  'source_l',
  'record_id_l',
  'source_r',
  'record_id_r',
  'match_weight',
  'match_probability',
  'decision',
]

function writePairs(path: string, people: readonly PeopleNames[], { pairs }: MatchOutcome): void {
  const nameOf = nameReader(people)
  const { l, r, weight, probability, decision } = pairs
  const csv = openCsv(path, PAIR_COLUMNS)
  try {
    for (let i = 0; i < l.length; i++)
      csv.writeText(
        `${nameOf(l[i]!)},${nameOf(r[i]!)},${Number(weight[i]!.toFixed(3))},${Number(
          probability[i]!.toFixed(6),
        )},${decision[i] === DECISIONS.sure ? 'sure' : 'possible'}`,
      )
    csv.close()
  } finally {
    csv.abort()
  }
}

function report(io: Io, options: MatchOptions, people: readonly PeopleNames[], outcome: MatchOutcome): void {
  const records = outcome.cluster.length
  let sure = 0
  for (const decision of outcome.pairs.decision) if (decision === DECISIONS.sure) sure++
  if (options.json) {
    io.out(
      `${JSON.stringify({
        records,
        clusters: outcome.clusters,
        sure_pairs: sure,
        possible_pairs: outcome.pairs.decision.length - sure,
        columns: Object.fromEntries(people.map((file) => [file.source, file.columns])),
        blocking: outcome.blocking,
        model: outcome.model,
        notes: outcome.notes,
        out: options.out,
      })}\n`,
    )
    return
  }
  const comparedBy = outcome.model.comparisons.map((c) => c.name)
  const possiblePairs = outcome.pairs.decision.length - sure
  io.out(
    layOutSummary({ files: people, records, people: outcome.clusters, possiblePairs, comparedBy, out: options.out }),
  )
}

/** Row → rank of its source's name. */
function sourceNosOf(people: readonly PeopleNames[]): Uint16Array {
  const sourceNos = new Uint16Array(people.reduce((sum, file) => sum + file.ids.length, 0))
  let first = 0
  for (const [no, { ids }] of people.entries()) {
    sourceNos.fill(no, first, first + ids.length)
    first += ids.length
  }
  return sourceNos
}
