/** Estimates with their intervals: a dot for the best guess, a bar for where the truth may lie. */

import type { CustomSeriesRenderItem } from 'echarts/types/dist/shared'
import { categoryAxis, labelSpace, valueAxis } from './bar-chart.ts'
import { type ChartSpec, chartLabel, INK } from './chart.ts'

export interface Interval {
  readonly label: string
  readonly low: number
  readonly best: number
  readonly high: number
  /** A colour of `INK`. */
  readonly ink: string
}

const ROW = 34
/** On phones the label stands above its line. */
const NARROW_ROW = 46

/** One line per estimate, the first on top, with a line at nought. */
export function intervalChart(
  id: string,
  intervals: readonly Interval[],
  format: (value: number) => string,
): Omit<ChartSpec, 'description'> {
  return {
    id,
    height: (narrow) => intervals.length * (narrow ? NARROW_ROW : ROW) + 40,
    option: (narrow) => {
      const left = labelSpace(
        intervals.map((i) => i.label),
        narrow,
      )
      return {
        grid: { top: 8, bottom: 28, left: narrow ? 16 : left, right: 30 },
        xAxis: valueAxis(format, narrow),
        yAxis: {
          ...categoryAxis(intervals.map((i) => chartLabel(i.label, narrow ? 36 : 34))),
          inverse: true,
          axisLine: { show: false },
          axisLabel: {
            color: INK.text,
            interval: 0,
            ...(narrow
              ? { inside: true, margin: -6, verticalAlign: 'bottom' as const, padding: [0, 0, 9, 0] }
              : { width: left - 12, overflow: 'truncate' as const }),
          },
        },
        series: [
          {
            type: 'custom',
            renderItem: drawInterval(intervals),
            encode: { x: [1, 2, 3], y: 0 },
            data: intervals.map((v, i) => [i, v.low, v.best, v.high]),
            markLine: {
              silent: true,
              symbol: 'none',
              label: { show: false },
              lineStyle: { color: INK.muted, type: 'solid', width: 1 },
              data: [{ xAxis: 0 }],
            },
          },
        ],
      }
    },
  }
}

function drawInterval(intervals: readonly Interval[]): CustomSeriesRenderItem {
  return (params, api) => {
    const ink = intervals[params.dataIndex]?.ink ?? INK.grey
    const at = (dimension: number): [number, number] => {
      const [x = 0, y = 0] = api.coord([api.value(dimension), api.value(0)])
      return [x, y]
    }
    const [low, y] = at(1)
    const [best] = at(2)
    const [high] = at(3)
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: 'line' as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke: ink, lineWidth: 2, fill: 'none' },
    })
    return {
      type: 'group',
      children: [
        line(low, y, high, y),
        line(low, y - 5, low, y + 5),
        line(high, y - 5, high, y + 5),
        { type: 'circle', shape: { cx: best, cy: y, r: 5 }, style: { fill: ink } },
      ],
    }
  }
}
