/** `goldpan match`: files of people in, clusters of records out; no workspace, weights learned from the data. */

import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { localEngine } from '../engine/local/local-engine.ts'
import { COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS } from '../ingest/recognise/rules.ts'
import { DECISIONS, type MatchOutcome, matchFeatures } from '../match/match-table.ts'
import { modelText } from '../match/model-text.ts'
import { matchRules, nicknames } from '../match/rules.ts'
import { loadRules } from '../rules/load-rules.ts'
import { writeFileAtomic } from '../sinks/atomic.ts'
import { openCsv } from '../sinks/csv.ts'
import { REPAIR_SPECS } from './clean-people.ts'
import { decisionRows } from './decisions-file.ts'
import { defaultThreads } from './default-threads.ts'
import { withInputFile } from './input-file.ts'
import type { Io } from './io.ts'
import { layOutSummary } from './match-summary.ts'
import { readModelFile, withColumnsOf } from './model-file.ts'
import { parseMap } from './parse-map.ts'
import { type PeopleNames, preparePeople } from './prepare-people.ts'
import { eachName, nameReader } from './record-names.ts'

interface Options {
  readonly id: string
  readonly out: string
  readonly pairs?: string
  readonly linkOnly?: boolean
  readonly decisions?: string
  readonly model?: string
  readonly saveModel?: string
  readonly map?: string
  readonly threads?: string
  readonly threshold?: string
  readonly json?: boolean
}

const SPECS = [COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS, ...REPAIR_SPECS, matchRules, nicknames]

export function matchCommand(io: Io): Command {
  return new Command('match')
    .description('Find the records of one person in one or more files.')
    .argument('<files...>', 'CSV, JSON, XLSX or SQLite files; - for standard input')
    .requiredOption('--id <column>', "column with the record's id")
    .requiredOption('--out <file>', 'CSV to write: source, record_id, cluster_id')
    .option('--pairs <file>', 'CSV of all pairs from the review threshold on')
    .option('--link-only', 'compare only records of different files')
    .option(
      '--decisions <file>',
      'what reviewers decided: columns as --pairs writes them, same or different under decision',
    )
    .option('--model <file>', 'use the weights of a saved model instead of learning them')
    .option('--save-model <file>', 'write the learned weights as YAML, to read, edit and use again')
    .option('--map <a=b,…>', 'column a holds field b, or is compared as it is under the name b')
    .option('--threads <n>', 'worker threads (results do not depend on it)')
    .option('--threshold <p>', 'merge from this probability on (default: found in the data)')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan match crm.csv shop.csv --id customer_id --out clusters.csv --pairs pairs.csv\n  goldpan match people.csv --id id --out clusters.csv --map birth_place=birth_place',
    )
    .action(async (files: string[], options: Options) => {
      const threshold = probability(options.threshold)
      if (options.threads !== undefined && !/^[1-9]\d{0,2}$/.test(options.threads))
        throw new UserError('That is no number of threads.', {
          place: '--threads',
          wayOut: 'Give a whole number from 1 on.',
        })
      if (files.filter((file) => file === '-').length > 1)
        throw new UserError('Standard input can be read once only.', {
          place: '-',
          wayOut: 'Give the other files by name.',
        })
      const rest = files.map((file) => (file === '-' ? null : file))
      await withInputFile(files.includes('-') ? '-' : files[0]!, io.stdin, (stdin) =>
        matchFiles(
          rest.map((file) => file ?? stdin),
          threshold,
          options,
          io,
        ),
      )
    })
}

async function matchFiles(paths: readonly string[], sure: number | null, options: Options, io: Io): Promise<void> {
  const { rules } = loadRules(SPECS, null)
  const recogniseRules = {
    columns: rules.get(COLUMN_WORDS),
    roles: rules.get(ROLE_WORDS),
    values: rules.get(VALUE_WORDS),
  }
  const given = options.model === undefined ? null : readModelFile(options.model)
  const asked = parseMap(options.map)
  const map = withColumnsOf(given, asked)
  const threads = options.threads === undefined ? defaultThreads() : Number(options.threads)
  const { files, features } = await preparePeople(paths, {
    idColumn: options.id,
    map,
    asked,
    rules,
    recognise: recogniseRules,
    threads,
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
    rules.get(matchRules),
    {
      openEngine: localEngine(threads),
      nicknames: rules.get(nicknames),
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
    eachName(people, (name, row) => csv.writeText(`${name},${cluster[row]}`))
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
  const csv = openCsv(path, PAIR_COLUMNS)
  try {
    for (let i = 0; i < pairs.l.length; i++)
      csv.writeText(
        `${nameOf(pairs.l[i]!)},${nameOf(pairs.r[i]!)},${Number(pairs.weight[i]!.toFixed(3))},${Number(
          pairs.probability[i]!.toFixed(6),
        )},${pairs.decision[i] === DECISIONS.sure ? 'sure' : 'possible'}`,
      )
    csv.close()
  } finally {
    csv.abort()
  }
}

function report(io: Io, options: Options, people: readonly PeopleNames[], outcome: MatchOutcome): void {
  const records = outcome.cluster.length
  const sure = outcome.pairs.decision.filter((d) => d === DECISIONS.sure).length
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

function probability(text: string | undefined): number | null {
  if (text === undefined) return null
  const p = Number(text)
  if (p > 0 && p < 1) return p
  throw new UserError('That is no probability.', {
    place: '--threshold',
    wayOut: 'Give a number between 0 and 1, such as 0.9.',
  })
}
