/** What the matching learned: how much each agreement and disagreement speaks for or against one person. */

import { divergingBars } from '../html/diverging-bars.ts'
import type { Html } from '../html/escape.ts'
import { figure } from '../html/figure.ts'
import { formatPercent } from '../html/numbers.ts'
import type { ModelSummary } from './report-data.ts'
import { plainWords } from './wording.ts'

const LEVELS_SHOWN = 60
const LEAST = 1e-9

export function modelFigure(model: ModelSummary | null): Html | null {
  const levels = (model?.comparisons ?? [])
    .flatMap((c) =>
      c.levels.map((l) => ({
        label: `${plainWords(c.name)}: ${plainWords(l.label)}`,
        m: l.m,
        u: l.u,
        weight: Math.log2(Math.max(l.m, LEAST) / Math.max(l.u, LEAST)),
      })),
    )
    .slice(0, LEVELS_SHOWN)
  if (levels.length === 0) return null
  return figure({
    title: 'What speaks for one person, and what against',
    sentence:
      'The weight of each outcome of a comparison, in bits: to the right it speaks for the same person, to the left against; learned from this data.',
    chart: divergingBars(
      'model-weights',
      levels,
      (value) => `${value > 0 ? '+' : ''}${String(Number(value.toFixed(1))).replace('-', '−')}`,
    ),
    numbers: {
      caption: 'Comparison levels',
      columns: [
        { label: 'Level' },
        { label: 'm: among one person', numeric: true },
        { label: 'u: among two', numeric: true },
        { label: 'Weight', numeric: true },
      ],
      rows: levels.map((l) => [l.label, formatPercent(l.m, 2), formatPercent(l.u, 4), l.weight.toFixed(2)]),
    },
  })
}
