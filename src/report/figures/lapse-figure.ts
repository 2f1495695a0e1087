/** How long silence lasts: the survival curve of the gaps between purchases, and the limits that follow from it. */

import { INK } from '../../html/chart.ts'
import type { Html } from '../../html/escape.ts'
import { figure } from '../../html/figure.ts'
import { formatCount } from '../../html/numbers.ts'
import { stepChart } from '../../html/step-chart.ts'
import type { LapseModelRow } from '../../store/segment-tables.ts'
import type { ReportData } from '../report-data.ts'
import { brandWords, lapseRuleWords, plainWords } from '../wording.ts'

const DRAWN = 5
const INKS = [INK.gold, INK.blue, INK.green, INK.clay, INK.plum]
/** Fewer closed gaps make no curve. */
const MIN_GAPS = 10

const label = (m: LapseModelRow): string => `${brandWords(m.brand)} · ${plainWords(m.activity)}`

export function lapseFigure(data: ReportData): Html | null {
  const models = data.segments.lapse
  const drawn = models
    .filter((m) => m.closed >= MIN_GAPS)
    .sort((l, r) => r.closed - l.closed || (label(l) < label(r) ? -1 : 1))
    .slice(0, DRAWN)
  if (drawn.length === 0) return null
  const curves = drawn.map((m, i) => ({
    name: label(m),
    ink: INKS[i]!,
    points: JSON.parse(m.curve) as [number, number][],
  }))
  const longest = Math.max(...curves.map((c) => c.points.at(-1)?.[0] ?? 0))
  return figure({
    title: 'How long silence lasts',
    sentence:
      'The share of customers who have not come back so many days after an event. Silences that still run are counted as open, not as ended: where the curve levels out, those under the level never came back.',
    chart: stepChart({ id: 'survival', series: curves, xName: 'days of silence', until: roundUp(longest) }),
    numbers: {
      caption: 'Days of silence after which somebody without a rhythm of their own counts as …',
      columns: [
        { label: 'Brand and activity' },
        { label: 'Rule' },
        { label: 'Slipping', numeric: true },
        { label: 'Lapsed', numeric: true },
        { label: 'Lost', numeric: true },
        { label: 'Gaps ended', numeric: true },
        { label: 'Still open', numeric: true },
      ],
      rows: models.map((m) => [
        label(m),
        lapseRuleWords(m.rule),
        formatCount(m.slipping_after),
        formatCount(m.lapsed_after),
        m.lost_after === null ? '–' : formatCount(m.lost_after),
        formatCount(m.closed),
        formatCount(m.open),
      ]),
      note: 'Own gaps shift these limits person by person.',
    },
  })
}

/** To a round number of days, so that the axis ends there. */
function roundUp(days: number): number {
  const step = days > 800 ? 200 : days > 200 ? 100 : 10
  return Math.max(step, Math.ceil(days / step) * step)
}
