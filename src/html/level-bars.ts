/** Weights of the levels of one comparison: bars to both sides of nought, the two shares behind each weight beside it. */

import { categoryAxis, labelSpace } from './bar-chart.ts'
import { type ChartSpec, chartLabel, INK } from './chart.ts'

export interface LevelBar {
  readonly label: string
  /** In bits; to the right it speaks for one person, to the left against. */
  readonly weight: number
  /** What stands beside it on wide pages, one text a column. */
  readonly shares: readonly string[]
}

export interface LevelBarsSpec {
  readonly id: string
  readonly bars: readonly LevelBar[]
  /** Names of the shares, shown above them; of several charts under each other only the first needs to. */
  readonly columns: readonly string[]
  readonly hasHead: boolean
  /** Ends of the scale: the same for all charts that are to be compared. */
  readonly low: number
  readonly high: number
  /** All labels of charts that stand above each other, so that their bars begin at one place. */
  readonly allLabels: readonly string[]
}

const ROW = 22
const HEAD = 24
const COLUMN = 82
/** Room for the number at the end of a bar. */
const NUMBER = 38

export function levelBars(spec: LevelBarsSpec): Omit<ChartSpec, 'description'> {
  return {
    id: spec.id,
    height: (narrow) => spec.bars.length * ROW + headOf(spec, narrow),
    option: (narrow) => {
      const left = Math.min(labelSpace(spec.allLabels, narrow), 190)
      const columns = narrow ? [] : spec.columns
      return {
        grid: { top: headOf(spec, narrow), bottom: 0, left: left + NUMBER, right: columns.length * COLUMN + NUMBER },
        xAxis: { type: 'value', show: false, min: spec.low, max: spec.high },
        yAxis: [
          labelAxis(spec.bars, left),
          ...columns.map((name, c) => shareAxis(spec.bars, spec.hasHead ? name : '', c)),
        ],
        series: [
          {
            type: 'bar',
            barWidth: 12,
            data: spec.bars.map(({ weight }) => ({
              value: Number(weight.toFixed(3)),
              itemStyle: { color: weight >= 0 ? INK.green : INK.clay, borderRadius: 2 },
              label: { position: weight >= 0 ? ('right' as const) : ('left' as const) },
            })),
            label: { show: true, color: INK.text, fontSize: 11, formatter: (p) => formatBits(Number(p.value)) },
            markLine: {
              silent: true,
              symbol: 'none',
              label: { show: false },
              lineStyle: { color: INK.line, type: 'solid', width: 1 },
              data: [{ xAxis: 0 }],
            },
          },
        ],
      }
    },
  }
}

const headOf = ({ hasHead }: LevelBarsSpec, narrow: boolean) => (hasHead && !narrow ? HEAD : 4)

function labelAxis(bars: readonly LevelBar[], left: number) {
  return {
    ...categoryAxis(bars.map((b) => chartLabel(b.label, 30))),
    inverse: true,
    axisLine: { show: false },
    axisLabel: {
      color: INK.text,
      fontSize: 12,
      width: left - 8,
      overflow: 'truncate' as const,
      interval: 0,
      align: 'left' as const,
      margin: left + NUMBER - 4,
    },
  }
}

function shareAxis(bars: readonly LevelBar[], name: string, column: number) {
  return {
    ...categoryAxis(bars.map((_, i) => String(i))),
    inverse: true,
    position: 'right' as const,
    offset: NUMBER + column * COLUMN,
    axisLine: { show: false },
    axisLabel: {
      color: INK.muted,
      fontSize: 11,
      interval: 0,
      align: 'right' as const,
      margin: COLUMN - 4,
      formatter: (i: string) => chartLabel(bars[Number(i)]?.shares[column] ?? ''),
    },
    name,
    nameLocation: 'start' as const,
    nameGap: 8,
    nameTextStyle: { color: INK.muted, fontSize: 11, align: 'right' as const, padding: [0, -(COLUMN - 4), 0, 0] },
  }
}

/** `8.05` → `+8.0`. */
export function formatBits(bits: number): string {
  const rounded = Number(bits.toFixed(1)) || 0
  return `${rounded > 0 ? '+' : ''}${rounded.toFixed(1).replace('-', '−')}`
}
