/** What the matching learned: how much each agreement and disagreement speaks for or against one person. */

import type { Html } from '../../html/escape.ts'
import { figureSeries } from '../../html/figure.ts'
import { formatBits, levelBars } from '../../html/level-bars.ts'
import { formatPercent } from '../../html/numbers.ts'
import type { ModelSummary } from '../report-data.ts'
import { plainWords } from '../wording.ts'

/** Levels rarer than this on both sides stand in the table only. */
const DRAWN_FROM = 0.002

type Level = ModelSummary['comparisons'][number]['levels'][number]

export function modelFigure(model: ModelSummary | null): Html | null {
  const comparisons = (model?.comparisons ?? []).filter((c) => c.levels.length > 0)
  if (comparisons.length === 0) return null
  const drawn = comparisons.map((c) => c.levels.filter(isDrawn))
  const weights = drawn.flat().map((l) => l.bits)
  const scale = { low: Math.min(0, ...weights), high: Math.max(0, ...weights) }
  const allLabels = drawn.flat().map((l) => plainWords(l.label))
  return figureSeries({
    title: 'What speaks for one person, and what against',
    sentence:
      'Each outcome of each comparison weighs what its share among pairs of one person (m) is to its share among pairs of two people (u). In bits: +1 doubles the odds of one person, −1 halves them. Learned from this data, without examples; rare values weigh more and common ones less than shown.',
    charts: comparisons.map((c, i) => ({
      heading: plainWords(c.name),
      chart: levelBars({
        id: `model-${i + 1}`,
        bars: drawn[i]!.map((l) => ({
          label: plainWords(l.label),
          weight: l.bits,
          shares: [formatPercent(l.m, 1), formatPercent(l.u, 3)],
        })),
        columns: ['m: one person', 'u: two people'],
        hasHead: i === 0,
        ...scale,
        allLabels,
      }),
    })),
    numbers: {
      caption: 'Comparison levels',
      columns: [
        { label: 'Level' },
        { label: 'm: among one person', numeric: true },
        { label: 'u: among two', numeric: true },
        { label: 'Weight in bits', numeric: true },
      ],
      rows: comparisons.flatMap((c) =>
        c.levels.map((l) => [
          `${plainWords(c.name)}: ${plainWords(l.label)}`,
          formatPercent(l.m, 2),
          formatPercent(l.u, 4),
          formatBits(l.bits),
        ]),
      ),
    },
  })
}

/** What happens often enough to matter, and in any case the first and the last level. */
function isDrawn(level: Level, at: number, all: readonly Level[]): boolean {
  return at === 0 || at === all.length - 1 || Math.max(level.m, level.u) >= DRAWN_FROM
}
