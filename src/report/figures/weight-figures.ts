/** The scored pairs: how many at which match weight, where the thresholds stand, and how many the model expects to be right. */

import { horizontalBars } from '../../html/bar-chart.ts'
import { INK } from '../../html/chart.ts'
import { type Html, html } from '../../html/escape.ts'
import { figure } from '../../html/figure.ts'
import { histogram } from '../../html/histogram.ts'
import { formatCount, formatPercent, formatShare } from '../../html/numbers.ts'
import type { WeightCount } from '../../store/report-queries.ts'
import type { ReportData } from '../report-data.ts'

/** Weights beyond this many bits would make the bars too thin to see. */
const WIDEST = 400

export function weightFigures(data: ReportData): Html | null {
  const pairs = data.people.pairWeights
  if (pairs.length === 0) return null
  return html`${weightFigure(data)}${expectationFigure(pairs)}`
}

function weightFigure({ people: { pairWeights: pairs }, model }: ReportData): Html | null {
  const low = Math.min(...pairs.map((p) => p.weight))
  const high = Math.max(...pairs.map((p) => p.weight))
  if (high - low > WIDEST) return null
  const weights = Array.from({ length: high - low + 1 }, (_, i) => low + i)
  const count = (weight: number, sure: boolean) =>
    sum(
      pairs.filter((p) => p.weight === weight && (p.decision === 'sure') === sure),
      (p) => p.n,
    )
  const lines = [
    ...(model?.reviewBits == null ? [] : [{ at: model.reviewBits, label: 'kept from here' }]),
    ...(model?.sureBits == null ? [] : [{ at: model.sureBits, label: 'sure from here' }]),
  ].filter((line) => line.at >= low && line.at <= high + 1)
  return figure({
    title: 'How sure the matching is',
    sentence:
      'Pairs of records by match weight: each bit doubles the odds that both are one person. Pairs left of the sure line are kept apart and only checked for opt-outs; a few right of it are kept apart too, where a group of records would not hold together; a few left of it are one person by way of other records.',
    chart: histogram({
      id: 'match-weights',
      from: low,
      series: [
        { name: 'one person', ink: INK.blue, values: weights.map((w) => count(w, true)) },
        { name: 'possible: kept apart', ink: INK.gold, values: weights.map((w) => count(w, false)) },
      ],
      xName: 'match weight (bits)',
      lines,
    }),
    numbers: {
      caption: 'Pairs by match weight',
      columns: [{ label: 'Weight' }, { label: 'One person', numeric: true }, { label: 'Possible', numeric: true }],
      rows: weights
        .map((w) => [String(w).replace('-', '−'), formatCount(count(w, true)), formatCount(count(w, false))])
        .filter((row) => row[1] !== '0' || row[2] !== '0'),
    },
  })
}

/** Whole bits, so that the bars of the other chart are these bands' parts; the words say what the bits mean. */
const BANDS: readonly { readonly label: string; readonly from: number; readonly to: number }[] = [
  { label: 'over 99.9 % (10 bits or more)', from: 10, to: Infinity },
  { label: '99.2–99.9 % (7 to 10 bits)', from: 7, to: 10 },
  { label: '89–99.2 % (3 to 7 bits)', from: 3, to: 7 },
  { label: '50–89 % (0 to 3 bits)', from: 0, to: 3 },
  { label: 'below 50 % (under 0 bits)', from: -Infinity, to: 0 },
]

/** Calibration as the model itself has it: nobody has checked these pairs, and the page says so. */
function expectationFigure(pairs: readonly WeightCount[]): Html | null {
  const bands = BANDS.map((band) => {
    const own = pairs.filter((p) => p.weight >= band.from && p.weight < band.to)
    const n = sum(own, (p) => p.n)
    const right = sum(own, (p) => p.expected)
    return { ...band, n, right, wrong: Math.max(0, n - right) }
  }).filter((band) => band.n > 0)
  if (bands.length === 0) return null
  return figure({
    title: 'How many of these pairs should be right',
    sentence:
      'The share of pairs that are one person, by the model’s own probabilities. It is what the model expects, not what anybody has checked; where the truth is known for a sample, goldpan evaluate --pairs checks it.',
    chart: horizontalBars({
      id: 'expected-right',
      labels: bands.map((b) => b.label),
      series: [
        { name: 'expected right', ink: INK.blue, values: bands.map((b) => b.right) },
        { name: 'expected wrong', ink: INK.clay, values: bands.map((b) => b.wrong) },
      ],
      asShares: true,
      hasLongLabels: true,
    }),
    numbers: {
      caption: 'Scored pairs by probability',
      columns: [
        { label: 'Probability' },
        { label: 'Pairs', numeric: true },
        { label: 'Expected right', numeric: true },
        { label: 'Share', numeric: true },
      ],
      rows: bands.map((b) => [b.label, formatCount(b.n), formatCount(b.right), formatShare(b.right, b.n)]),
    },
  })
}

/** What the pairs that were merged should be worth, in words; null where there are none. */
export function expectedRightOfSure(pairs: readonly WeightCount[]): string | null {
  const sure = pairs.filter((p) => p.decision === 'sure')
  const n = sum(sure, (p) => p.n)
  return n === 0 ? null : formatPercent(sum(sure, (p) => p.expected) / n)
}

const sum = <T>(list: readonly T[], of: (item: T) => number): number =>
  list.reduce((total, item) => total + of(item), 0)
