/** Upright bars over a scale of numbers, one bar a unit, with lines at exact places. */

import { type BarSeries, valueAxis } from './bar-chart.ts'
import { type ChartSpec, chartLabel, drawnWidth, INK } from './chart.ts'
import { formatShort } from './numbers.ts'

export interface HistogramSpec {
  readonly id: string
  /** Lower edge of the first bar; the next begins one further on. */
  readonly from: number
  /** Stacked on each other; one value a bar. */
  readonly series: readonly BarSeries[]
  readonly xName: string
  /** In ascending order. */
  readonly lines: readonly { readonly at: number; readonly label: string }[]
}

const LEFT = 46
const RIGHT = 14
/** Height of a line's label; each has a row of its own, as lines may stand close. */
const LABEL_ROW = 16

export function histogram(spec: HistogramSpec): Omit<ChartSpec, 'description'> {
  const bars = spec.series[0]?.values.length ?? 0
  const top = 10 + spec.lines.length * LABEL_ROW
  return {
    id: spec.id,
    legend: spec.series,
    height: (narrow) => (narrow ? 210 : 230) + top,
    option: (narrow) => ({
      grid: { top, bottom: 46, left: LEFT, right: RIGHT },
      xAxis: {
        type: 'value',
        min: spec.from,
        max: spec.from + bars,
        splitNumber: narrow ? 5 : 10,
        minInterval: 1,
        axisLabel: { color: INK.muted, hideOverlap: true, formatter: minus, showMinLabel: false, showMaxLabel: false },
        axisLine: { lineStyle: { color: INK.line } },
        axisTick: { lineStyle: { color: INK.line } },
        splitLine: { show: false },
        name: spec.xName,
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: INK.muted },
      },
      yAxis: valueAxis(formatShort, narrow),
      series: spec.series.map((s, i) => ({
        type: 'bar' as const,
        name: s.name,
        stack: 'all',
        barWidth: Math.max(1, ((drawnWidth(narrow) - LEFT - RIGHT) / bars) * 0.84),
        data: s.values.map((value, bar) => [spec.from + bar + 0.5, value]),
        itemStyle: { color: s.ink },
        ...(i === 0 && spec.lines.length > 0 ? { markLine: lines(spec, bars) } : {}),
      })),
    }),
  }
}

function lines({ lines: marks, from }: HistogramSpec, bars: number) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: INK.text, type: 'dashed' as const, width: 1 },
    data: marks.map((mark, i) => ({
      xAxis: mark.at,
      label: {
        formatter: chartLabel(mark.label),
        color: INK.text,
        position: 'end' as const,
        // Towards the middle, so that no label leaves the drawing.
        align: mark.at - from > bars / 2 ? ('right' as const) : ('left' as const),
        padding: [0, 0, i * LABEL_ROW, 0],
      },
    })),
  }
}

const minus = (value: number) => String(value).replace('-', '−')
