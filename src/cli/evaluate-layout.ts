/** Lays an evaluation out as text for people. */

import { formatCount, formatNumberOf } from '../html/numbers.ts'
import type { Bucket, Correctness } from '../match/evaluation/evaluate-pairs.ts'
import type { FileEvaluation, ScoredEvaluation } from './evaluate-files.ts'

export function layOutEvaluation(e: FileEvaluation): string {
  const lines = [
    ['records', String(e.records)],
    ['clusters found', String(e.clusters)],
    ['true clusters', String(e.trueClusters)],
    ['exact clusters', `${e.exactClusters} (${percent(e.exactShareTrue)} of the true ones)`],
    ['pairs found', String(e.foundPairs)],
    ['true pairs', String(e.truePairs)],
    ['pairs right', String(e.rightPairs)],
    ['precision', share(e.precision)],
    ['recall', share(e.recall)],
    ['F1', share(e.f1)],
    ['B-cubed', `precision ${share(e.bcubedPrecision)}, recall ${share(e.bcubedRecall)}`],
  ]
  if (e.onlyInClusters + e.onlyInTruth > 0)
    lines.push(['left out', `${e.onlyInClusters} only in clusters, ${e.onlyInTruth} only in truth`])
  return `${layOutLines(lines)}${e.scored === undefined ? '' : `\n${layOutScored(e.scored, e)}`}`
}

function layOutScored(s: ScoredEvaluation, e: FileEvaluation): string {
  const lines = [
    ['scored pairs', `${s.pairs}, of them right ${s.rightPairs}${s.leftOut > 0 ? `; ${s.leftOut} left out` : ''}`],
    [
      'not scored',
      `${formatNumberOf(s.trueOutside, 'true pair', 'true pairs')} (${percent(s.trueOutsideShare)}): not compared, or below review`,
    ],
  ]
  if (s.sure !== null) lines.push(['decided sure', correctness(s.sure)])
  if (s.best !== null)
    lines.push([
      'best threshold',
      `${s.best.weight.toFixed(2)} bits (probability ${s.best.probability.toFixed(4)}), chosen with the truth in hand:`,
      '',
      correctness(s.best),
    ])
  lines.push(['clusters', `F1 ${share(e.f1)}, after pairs were joined and cut`])
  return `${layOutLines(lines)}\n${calibration(s)}`
}

function calibration(s: ScoredEvaluation): string {
  const rows = s.buckets
    .filter((b) => b.pairs > 0)
    .map((b) => [bucketName(b), formatCount(b.pairs), share(b.meanProbability), share(b.shareRight)])
  if (rows.length === 0) return 'No scored pair has both records in the truth.\n'
  const table = [['probability', 'pairs', 'mean', 'share right'], ...rows].map(
    ([name, ...cells]) => `  ${name!.padEnd(16)}${cells.map((cell) => cell.padStart(13)).join('')}`,
  )
  return `calibration: of pairs given this probability, how many are right\n${table.join('\n')}\nexpected calibration error ${share(s.calibrationError)}\n`
}

const bucketName = ({ from, to }: Bucket) => `${from} – ${to === 1 ? '1' : `<${to}`}`
const correctness = (c: Correctness) =>
  `${c.pairs} pairs, precision ${share(c.precision)}, recall ${share(c.recall)}, F1 ${share(c.f1)}`
const share = (x: number | null) => (x === null ? 'none' : x.toFixed(4))
const percent = (x: number | null) => (x === null ? 'none' : `${(100 * x).toFixed(1)} %`)

/** Name and value by turns; a blank name goes on under the one before. */
function layOutLines(lines: readonly (readonly string[])[]): string {
  return lines
    .flatMap((line) => Array.from({ length: line.length / 2 }, (_, i) => line.slice(2 * i, 2 * i + 2)))
    .map(([name, value]) => `${name!.padEnd(16)}${value}\n`)
    .join('')
}
