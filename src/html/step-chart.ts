/** Curves that fall in steps: shares that are left over time. */

import type { SeriesOption } from 'echarts/types/dist/shared'
import { valueAxis } from './bar-chart.ts'
import { type ChartSpec, chartLabel, INK } from './chart.ts'

export interface StepSeries {
  readonly name: string
  /** A colour of `INK`. */
  readonly ink: string
  /** `[x, share of 0–1]`, ascending; starts at (0, 1) without being said. */
  readonly points: readonly (readonly [number, number])[]
}

export interface StepSpec {
  readonly id: string
  readonly series: readonly StepSeries[]
  readonly xName: string
  /** The last x that is shown. */
  readonly until: number
}

export function stepChart({ id, series, xName, until }: StepSpec): Omit<ChartSpec, 'description'> {
  return {
    id,
    legend: series,
    height: (narrow) => (narrow ? 240 : 280),
    option: (narrow) => ({
      grid: { top: 12, bottom: 46, left: 50, right: 20 },
      xAxis: {
        type: 'value',
        min: 0,
        max: until,
        splitNumber: narrow ? 4 : 8,
        axisLabel: { color: INK.muted, hideOverlap: true },
        axisLine: { lineStyle: { color: INK.line } },
        axisTick: { lineStyle: { color: INK.line } },
        splitLine: { show: false },
        name: xName,
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: INK.muted },
      },
      yAxis: { ...valueAxis((value) => `${Math.round(100 * value)} %`, narrow), min: 0, max: 1, minInterval: 0.25 },
      series: series.map(
        (s): SeriesOption => ({
          type: 'line',
          name: chartLabel(s.name, 40),
          step: 'end',
          showSymbol: false,
          data: [[0, 1], ...s.points.filter(([x]) => x <= until).map(([x, y]) => [x, y])],
          lineStyle: { color: s.ink, width: 2 },
          itemStyle: { color: s.ink },
        }),
      ),
    }),
  }
}
