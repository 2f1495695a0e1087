/** Which pairs were compared at all: what each blocking rule found, what was given up, and what may have been missed. */

import { horizontalBars } from '../../html/bar-chart.ts'
import { INK } from '../../html/chart.ts'
import { type Html, html } from '../../html/escape.ts'
import { figure } from '../../html/figure.ts'
import { formatCount, formatNumberOf, formatPercent } from '../../html/numbers.ts'
import type { ModelSummary } from '../report-data.ts'
import { blockingWords } from '../wording.ts'

/** What stands for the rules where there were few enough records to do without. */
const EVERY_PAIR = 'every pair'

export function blockingFigure(model: ModelSummary | null): Html | null {
  const rules = model?.blocking ?? []
  if (model === null || rules.length === 0) return null
  if (rules[0]!.rule === EVERY_PAIR)
    return html`<p>Every pair of records was compared with every other: ${formatNumberOf(rules[0]!.pairs, 'pair', 'pairs')}.</p>
`
  const sorted = [...rules].sort((l, r) => r.pairs - l.pairs)
  return html`${figure({
    title: 'Which records were compared',
    sentence:
      'Not every record can be compared with every other. Each bar is the number of pairs that share one thing or a few; a pair that several rules find is compared once.',
    chart: horizontalBars({
      id: 'blocking',
      labels: sorted.map((r) => blockingWords(r.rule)),
      series: [{ name: 'pairs', ink: INK.teal, values: sorted.map((r) => r.pairs) }],
      format: formatCount,
      hasLongLabels: true,
    }),
    numbers: {
      caption: 'Candidate pairs by blocking rule',
      columns: [
        { label: 'Records share' },
        { label: 'Pairs', numeric: true },
        { label: 'Groups split', numeric: true },
        { label: 'Pairs given up', numeric: true },
      ],
      rows: sorted.map((r) => [
        blockingWords(r.rule),
        formatCount(r.pairs),
        formatCount(r.refinedBlocks),
        formatCount(r.givenUpPairs),
      ]),
    },
  })}<p>${splitWords(model)} ${missedWords(model.foundBy)}</p>
`
}

function splitWords({ blocking }: ModelSummary): string {
  const split = blocking.filter((r) => r.refinedBlocks > 0)
  const givenUp = blocking.filter((r) => r.givenUpPairs > 0)
  const groups = split.reduce((sum, r) => sum + r.refinedBlocks, 0)
  const lost = givenUp.reduce((sum, r) => sum + r.givenUpPairs, 0)
  if (groups === 0 && lost === 0) return 'No group was too large to be compared in full.'
  const most = [...givenUp].sort((l, r) => r.givenUpPairs - l.givenUpPairs)[0]
  const sentences = [
    groups > 0
      ? `${formatNumberOf(groups, 'group of records that shared too common a value was', 'groups of records that shared too common a value were')} split by a further field.`
      : '',
    most === undefined
      ? 'No pair was given up.'
      : `${formatNumberOf(lost, 'pair', 'pairs')} stayed in groups too large to compare, most of them of records that share ${blockingWords(most.rule)}; a rule’s pairs given up may still have been found by another rule.`,
  ]
  return sentences.filter((s) => s !== '').join(' ')
}

/**
 * Pairs that no rule finds, from those that one or two rules find: Chao's estimator (1987), a lower bound where pairs differ
 * in how easily they are found, without those that only stand next to one another when sorted (at index 0): these were
 * found after all. Null where too few were counted to say.
 */
export function estimateMissed(foundBy: readonly number[]): { readonly found: number; readonly missed: number } | null {
  const [byNeighbours = 0, once = 0, twice = 0] = foundBy
  const rules = foundBy.length - 1
  const found = foundBy.slice(1).reduce((sum, n) => sum + n, 0)
  if (rules < 3 || found < 50 || twice === 0) return null
  const byNoKey = ((rules - 1) / rules) * (once ** 2 / (2 * twice))
  return { found: found + byNeighbours, missed: Math.max(0, byNoKey - byNeighbours) }
}

function missedWords(foundBy: readonly number[]): string {
  const estimate = estimateMissed(foundBy)
  if (estimate === null) return ''
  const { found, missed } = estimate
  const once = foundBy[1] ?? 0
  const share = formatPercent(missed / (found + missed))
  return `Of the pairs that weigh enough to be one person, ${formatPercent(once / found)} share no more than one of these things, so that only one rule finds them. From this an estimate follows of the pairs that no rule found although their values would have been enough: about ${
    missed < 1 ? 'none' : `${formatCount(missed)}, or ${share}`
  }. It is an estimate from how the rules overlap (capture and recapture), good for the order of magnitude; nobody has counted them.`
}
