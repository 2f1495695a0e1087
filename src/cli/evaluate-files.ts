/** Puts files of clusters, truth and scored pairs side by side. */

import { UserError } from '../base/errors.ts'
import { type Evaluation, evaluateClusters } from '../match/evaluation/evaluate-clusters.ts'
import { type PairEvaluation, PairTally } from '../match/evaluation/evaluate-pairs.ts'
import { readTable, type TableInfo } from '../sources/source.ts'
import { oneTable } from './one-table.ts'
import { columnAt, type Labels, openLabels, optionalColumn, RecordNumbers, readLabels } from './read-labels.ts'

export interface EvaluateFiles {
  readonly clusters: string
  readonly truth: string
  readonly pairs?: string
}

export interface FileEvaluation extends Evaluation {
  /** Records of one file that the other does not have; they are left out. */
  readonly onlyInClusters: number
  readonly onlyInTruth: number
  /** Where scored pairs were given. */
  readonly scored?: ScoredEvaluation
}

export interface ScoredEvaluation extends PairEvaluation {
  /** Pairs with a record that clusters or truth do not have. */
  readonly leftOut: number
}

export async function evaluateFiles(files: EvaluateFiles): Promise<FileEvaluation> {
  const clusterFile = await openLabels(files.clusters, ['cluster_id', 'person_id'])
  const truthFile = await openLabels(files.truth, ['true_id'])
  const pairFile = files.pairs === undefined ? null : await openPairs(files.pairs)
  const numbers = new RecordNumbers(clusterFile.sourceAt !== null && truthFile.sourceAt !== null)
  if (pairFile !== null && numbers.withSource && (pairFile.sourceL === null || pairFile.sourceR === null))
    throw new UserError('The pairs do not say which source their records are of.', {
      place: pairFile.path,
      wayOut: 'Clusters and truth have a column source; the pairs need source_l and source_r.',
    })
  const found = await readLabels(clusterFile, numbers)
  const truth = await readLabels(truthFile, numbers)
  const common = inCommon(found, truth)
  if (common.found.length === 0)
    throw new UserError('The two files have no record in common.', {
      place: files.truth,
      wayOut: 'Both need a column record_id (and source, where ids repeat) with the same values.',
    })
  const evaluation = evaluateClusters(common.found, common.truth)
  return {
    ...evaluation,
    onlyInClusters: found.records - common.found.length,
    onlyInTruth: truth.records - common.found.length,
    ...(pairFile === null ? {} : { scored: await evaluatePairs(pairFile, numbers, common.personOf, evaluation) }),
  }
}

interface Common {
  readonly found: Uint32Array
  readonly truth: Uint32Array
  /** Record number → person + 1; 0 where a file does not have the record. */
  readonly personOf: Uint32Array
}

function inCommon(found: Labels, truth: Labels): Common {
  const most = Math.min(found.records, truth.records)
  const columns = { found: new Uint32Array(most), truth: new Uint32Array(most) }
  const personOf = new Uint32Array(Math.min(found.labelOf.length, truth.labelOf.length))
  let n = 0
  for (let record = 0; record < personOf.length; record++) {
    if (found.labelOf[record] === 0 || truth.labelOf[record] === 0) continue
    columns.found[n] = found.labelOf[record]!
    columns.truth[n++] = personOf[record] = truth.labelOf[record]!
  }
  return { found: columns.found.subarray(0, n), truth: columns.truth.subarray(0, n), personOf }
}

interface PairFile {
  readonly path: string
  readonly info: TableInfo
  readonly recordL: number
  readonly recordR: number
  readonly probability: number
  readonly sourceL: number | null
  readonly sourceR: number | null
  readonly weight: number | null
  readonly decision: number | null
}

async function openPairs(path: string): Promise<PairFile> {
  const info = await oneTable(path)
  return {
    path,
    info,
    recordL: columnAt(info, 'record_id_l', path),
    recordR: columnAt(info, 'record_id_r', path),
    probability: columnAt(info, 'match_probability', path),
    sourceL: optionalColumn(info, 'source_l'),
    sourceR: optionalColumn(info, 'source_r'),
    weight: optionalColumn(info, 'match_weight'),
    decision: optionalColumn(info, 'decision'),
  }
}

async function evaluatePairs(
  file: PairFile,
  numbers: RecordNumbers,
  personOf: Uint32Array,
  { truePairs }: Evaluation,
): Promise<ScoredEvaluation> {
  const tally = new PairTally()
  let leftOut = 0
  const personAt = (row: readonly string[], source: number | null, record: number) =>
    personOf[numbers.of(source === null ? '' : row[source]!, row[record]!)] ?? 0
  for await (const batch of readTable(file.path, file.info, () => {}))
    for (const [i, row] of batch.rows.entries()) {
      const l = personAt(row, file.sourceL, file.recordL)
      const r = personAt(row, file.sourceR, file.recordR)
      if (l === 0 || r === 0) {
        leftOut++
        continue
      }
      const probability = Number(row[file.probability])
      if (row[file.probability] === '' || !(probability >= 0 && probability <= 1))
        throw new UserError('A pair has no match_probability between 0 and 1.', {
          place: `${file.path}:${batch.lines[i]}`,
          wayOut: 'Give the file that `goldpan match --pairs` wrote.',
        })
      tally.add({
        probability,
        weight: file.weight === null ? Math.log2(probability / (1 - probability)) : Number(row[file.weight]),
        isRight: l === r,
        isSure: file.decision === null ? null : row[file.decision] === 'sure',
      })
    }
  return { ...tally.finish(truePairs), leftOut }
}
