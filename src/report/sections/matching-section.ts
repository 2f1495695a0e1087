/** How matching decided: what was compared, what each outcome weighs, where the thresholds stand. */

import { type Html, html } from '../../html/escape.ts'
import { formatBits } from '../../html/level-bars.ts'
import { formatNumberOf, formatPercent } from '../../html/numbers.ts'
import type { PageSection } from '../../html/page.ts'
import { blockingFigure } from '../figures/blocking-figure.ts'
import { modelFigure } from '../figures/model-figure.ts'
import { expectedRightOfSure, weightFigures } from '../figures/weight-figures.ts'
import type { ReportData } from '../report-data.ts'

export const wasMatched = (data: ReportData): boolean => data.model !== null || data.people.pairWeights.length > 0

/** Null where nothing was matched. */
export function matchingSection(data: ReportData): PageSection | null {
  if (!wasMatched(data)) return null
  return { id: 'matching', title: 'How matching decided', short: 'Matching', body: body(data) }
}

function body(data: ReportData): Html {
  return html`<p class="lead">${leadWords(data)}</p>
${weightFigures(data)}${modelFigure(data.model)}${blockingFigure(data.model)}`
}

function leadWords({ people: { pairWeights }, model }: ReportData): string {
  const pairs = pairWeights.reduce((sum, p) => sum + p.n, 0)
  const expected = expectedRightOfSure(pairWeights)
  return [
    `${formatNumberOf(pairs, 'pair of records looks', 'pairs of records look')} enough alike to be kept.`,
    model?.sureBits == null
      ? ''
      : `A pair is one person from ${formatBits(model.sureBits)} bits on (a probability of ${formatPercent(
          1 / (1 + 2 ** -model.sureBits),
          0,
        )})${thresholdWords(model.threshold)}.`,
    expected === null ? '' : `Of the pairs that were merged, the model expects ${expected} to be right.`,
  ]
    .filter((s) => s !== '')
    .join(' ')
}

function thresholdWords(how: 'found' | 'given' | null): string {
  if (how === 'found') return ': the threshold was found in this data'
  return how === 'given' ? ': the threshold was given' : ''
}
