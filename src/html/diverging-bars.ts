/** Bars to both sides of nought: what speaks for to the right, what against to the left. */

import { categoryAxis, labelSpace, valueAxis } from './bar-chart.ts'
import { type ChartSpec, chartLabel, INK } from './chart.ts'

export interface Signed {
  readonly label: string
  readonly weight: number
}

const ROW = 22

export function divergingBars(
  id: string,
  bars: readonly Signed[],
  format: (value: number) => string,
): Omit<ChartSpec, 'description'> {
  return {
    id,
    height: () => bars.length * ROW + 34,
    option: (narrow) => {
      const left = labelSpace(
        bars.map((b) => b.label),
        narrow,
      )
      return {
        grid: { top: 4, bottom: 26, left, right: 30 },
        xAxis: valueAxis(format, narrow),
        yAxis: {
          ...categoryAxis(bars.map((b) => chartLabel(b.label, narrow ? 20 : 36))),
          inverse: true,
          axisLine: { show: false },
          axisLabel: { color: INK.text, fontSize: 11, width: left - 12, overflow: 'truncate', interval: 0 },
        },
        series: [
          {
            type: 'bar',
            barWidth: 12,
            data: bars.map((b) => ({
              value: Number(b.weight.toFixed(3)),
              itemStyle: { color: b.weight >= 0 ? INK.green : INK.clay, borderRadius: 2 },
            })),
          },
        ],
      }
    },
  }
}
