/** `goldpan evaluate`: how right a set of clusters is, where the truth is known. */

import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { type Evaluation, evaluateClusters } from '../match/evaluate-clusters.ts'
import { inspectFile, readTable } from '../sources/source.ts'
import type { Io } from './io.ts'

interface Options {
  readonly clusters: string
  readonly truth: string
  readonly json?: boolean
}

export function evaluateCommand(io: Io): Command {
  return new Command('evaluate')
    .description('Compare clusters with the truth: pairwise precision, recall and F1.')
    .requiredOption('--clusters <file>', 'clusters of `goldpan match`, or membership.csv of a run')
    .requiredOption('--truth <file>', 'columns record_id, true_id (and source, where ids repeat across sources)')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExample:\n  goldpan evaluate --clusters clusters.csv --truth truth.csv')
    .action(async (options: Options) => {
      const evaluation = await evaluateFiles(options)
      io.out(options.json ? `${JSON.stringify(evaluation)}\n` : layOut(evaluation))
    })
}

interface FileEvaluation extends Evaluation {
  /** Records of one file that the other does not have; they are left out. */
  readonly onlyInClusters: number
  readonly onlyInTruth: number
}

async function evaluateFiles(options: Options): Promise<FileEvaluation> {
  const clusters = await readLabels(options.clusters, ['cluster_id', 'person_id'])
  const truth = await readLabels(options.truth, ['true_id'])
  const withSource = clusters.hasSource && truth.hasSource
  const found = keyed(clusters, withSource, options.clusters)
  const right = keyed(truth, withSource, options.truth)
  const foundLabels: string[] = []
  const rightLabels: string[] = []
  for (const [key, label] of found) {
    const wanted = right.get(key)
    if (wanted === undefined) continue
    foundLabels.push(label)
    rightLabels.push(wanted)
  }
  if (foundLabels.length === 0)
    throw new UserError('The two files have no record in common.', {
      place: options.truth,
      wayOut: 'Both need a column record_id (and source, where ids repeat) with the same values.',
    })
  return {
    ...evaluateClusters(foundLabels, rightLabels),
    onlyInClusters: found.size - foundLabels.length,
    onlyInTruth: right.size - foundLabels.length,
  }
}

interface Labels {
  readonly rows: readonly { readonly source: string; readonly record: string; readonly label: string }[]
  readonly hasSource: boolean
}

/** `labelColumns`: the first of them that the file has holds the labels. */
async function readLabels(path: string, labelColumns: readonly string[]): Promise<Labels> {
  const [info] = await inspectFile(path)
  if (info === undefined) throw new UserError('The file holds no table.', { place: path, wayOut: 'Give a CSV file.' })
  const columnAt = (name: string) => {
    const at = info.columns.indexOf(name)
    if (at >= 0) return at
    throw new UserError(`There is no column ${name}.`, {
      place: path,
      wayOut: `Its columns are: ${info.columns.join(', ')}.`,
    })
  }
  const recordAt = columnAt('record_id')
  const labelAt = columnAt(labelColumns.find((name) => info.columns.includes(name)) ?? labelColumns[0]!)
  const sourceAt = info.columns.indexOf('source')
  const rows: { source: string; record: string; label: string }[] = []
  for await (const batch of readTable(path, info, () => {}))
    for (const row of batch.rows)
      rows.push({ source: sourceAt < 0 ? '' : row[sourceAt]!, record: row[recordAt]!, label: row[labelAt]! })
  return { rows, hasSource: sourceAt >= 0 }
}

function keyed({ rows }: Labels, withSource: boolean, path: string): Map<string, string> {
  const labels = new Map<string, string>()
  for (const { source, record, label } of rows) {
    const key = withSource ? `${source.length}:${source}${record}` : record
    if (labels.get(key) === label) continue
    if (labels.has(key))
      throw new UserError('A record stands in the file twice.', {
        place: path,
        wayOut: withSource
          ? 'Each source and record_id must be unique.'
          : 'Where ids repeat across sources both files need a column source.',
      })
    labels.set(key, label)
  }
  return labels
}

function layOut(e: FileEvaluation): string {
  const share = (x: number | null) => (x === null ? 'none' : x.toFixed(4))
  const lines = [
    ['records', String(e.records)],
    ['clusters found', String(e.clusters)],
    ['true clusters', String(e.trueClusters)],
    ['pairs found', String(e.foundPairs)],
    ['true pairs', String(e.truePairs)],
    ['pairs right', String(e.rightPairs)],
    ['precision', share(e.precision)],
    ['recall', share(e.recall)],
    ['F1', share(e.f1)],
  ]
  if (e.onlyInClusters + e.onlyInTruth > 0)
    lines.push(['left out', `${e.onlyInClusters} only in clusters, ${e.onlyInTruth} only in truth`])
  return `${lines.map(([name, value]) => `${name!.padEnd(16)}${value}`).join('\n')}\n`
}
