/** What the matching learned: how much each agreement and disagreement speaks for or against one person. */

import { divergingBars } from '../html/diverging-bars.ts'
import type { Html } from '../html/escape.ts'
import { figure } from '../html/figure.ts'
import { formatPercent } from '../html/numbers.ts'
import type { ModelSummary } from './report-data.ts'
import { plainWords } from './wording.ts'

const LEAST = 1e-9

export function modelFigure(model: ModelSummary | null): Html | null {
  const levels = (model?.comparisons ?? []).flatMap((c) =>
    c.levels.map((l) => ({
      comparison: c.name,
      label: `${plainWords(c.name)}: ${plainWords(l.label)}`,
      m: l.m,
      u: l.u,
      weight: Math.log2(Math.max(l.m, LEAST) / Math.max(l.u, LEAST)),
    })),
  )
  if (levels.length === 0) return null
  const names = [...new Set(levels.map((l) => l.comparison))]
  const drawn = names.flatMap((name) => extremes(levels.filter((l) => l.comparison === name)))
  return figure({
    title: 'What speaks for one person, and what against',
    sentence:
      'What the best and the worst outcome of each comparison weigh, in bits: to the right it speaks for the same person, to the left against; learned from this data.',
    chart: divergingBars(
      'model-weights',
      drawn,
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

/** The outcome that speaks most for one person, and the one that speaks most against. */
function extremes<L extends { readonly weight: number }>(levels: readonly L[]): L[] {
  const sorted = [...levels].sort((l, r) => r.weight - l.weight)
  return sorted.length < 2 ? sorted : [sorted[0]!, sorted.at(-1)!]
}
