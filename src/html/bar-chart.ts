/** Bars: horizontal with one or more series (stacked), and vertical for distributions. */

import type { SeriesOption } from 'echarts/types/dist/shared'
import { type ChartSpec, chartLabel, INK } from './chart.ts'
import { formatShort } from './numbers.ts'

export interface BarSeries {
  readonly name: string
  /** A colour of `INK`. */
  readonly ink: string
  readonly values: readonly number[]
}

export interface BarSpec {
  readonly id: string
  /** One per bar. */
  readonly labels: readonly string[]
  /** Stacked on each other. */
  readonly series: readonly BarSeries[]
  /** How a value reads at the end of a bar and on the axis. */
  readonly format?: (value: number) => string
  /** Shares of 100 % instead of amounts. */
  readonly asShares?: boolean
  /** On phones each label stands above its bar: for labels that would be cut there. */
  readonly hasLongLabels?: boolean
}

const ROW = 30
/** With the label above the bar. */
const TALL_ROW = 42
const ABOVE_BAR = { inside: true, margin: 0, verticalAlign: 'bottom' as const, padding: [0, 0, 9, 0] }

/** Horizontal bars, the first label on top; with one series the value stands at the bar's end, else a legend stands above. */
export function horizontalBars(spec: BarSpec): Omit<ChartSpec, 'description'> {
  const format = spec.format ?? formatShort
  const legend = spec.series.length > 1
  const shown = spec.asShares ? toShares(spec.series) : spec.series
  return {
    id: spec.id,
    ...(legend ? { legend: spec.series } : {}),
    height: (narrow) => spec.labels.length * (narrow && spec.hasLongLabels ? TALL_ROW : ROW) + (legend ? 34 : 8),
    option: (narrow) => {
      return {
        grid: { top: 4, bottom: legend ? 26 : 4, left: labelWidth(spec, narrow), right: legend ? 26 : 62 },
        xAxis: legend
          ? spec.asShares
            ? { ...valueAxis((value) => `${Math.round(value)} %`, narrow), max: 100 }
            : valueAxis(format, narrow)
          : { type: 'value', show: false },
        yAxis: labelAxis(spec, narrow),
        series: shown.map(
          (s): SeriesOption => ({
            type: 'bar',
            name: chartLabel(s.name, 40),
            stack: 'all',
            barWidth: 16,
            data: [...s.values],
            itemStyle: legend
              ? { color: s.ink, borderColor: INK.surface, borderWidth: 0.5 }
              : { color: s.ink, borderRadius: 2 },
            label: legend
              ? { show: false }
              : { show: true, position: 'right', color: INK.text, formatter: (p) => format(Number(p.value)) },
          }),
        ),
      }
    },
  }
}

function labelWidth({ labels, hasLongLabels }: BarSpec, narrow: boolean): number {
  return narrow && hasLongLabels ? 12 : labelSpace(labels, narrow)
}

function labelAxis(spec: BarSpec, narrow: boolean) {
  const isAbove = narrow && spec.hasLongLabels === true
  const length = spec.hasLongLabels ? 48 : narrow ? 18 : 34
  return {
    ...categoryAxis(spec.labels.map((l) => chartLabel(l, length))),
    ...(isAbove ? { axisLine: { show: false } } : {}),
    inverse: true,
    axisLabel: {
      color: INK.text,
      interval: 0,
      ...(isAbove ? ABOVE_BAR : { width: labelWidth(spec, narrow) - 12, overflow: 'truncate' as const }),
    },
  }
}

/** Upright bars for a distribution over ordered steps. */
export function verticalBars(spec: BarSpec & { readonly xName?: string }): Omit<ChartSpec, 'description'> {
  const format = spec.format ?? formatShort
  const legend = spec.series.length > 1
  return {
    id: spec.id,
    ...(legend ? { legend: spec.series } : {}),
    height: (narrow) => (narrow ? 230 : 260),
    option: (narrow) => ({
      grid: {
        top: 14,
        bottom: spec.xName ? 46 : 28,
        left: 46,
        right: 14,
      },
      xAxis: {
        ...categoryAxis(spec.labels.map((l) => chartLabel(l, 16))),
        axisLabel: { color: INK.muted, hideOverlap: true },
        name: spec.xName ?? '',
        nameLocation: 'middle',
        nameGap: 28,
        nameTextStyle: { color: INK.muted },
      },
      yAxis: valueAxis(format, narrow),
      series: spec.series.map(
        (s): SeriesOption => ({
          type: 'bar',
          name: s.name,
          stack: 'all',
          barCategoryGap: '18%',
          data: [...s.values],
          itemStyle: { color: s.ink },
        }),
      ),
    }),
  }
}

export function valueAxis(format: (value: number) => string, narrow: boolean) {
  return {
    type: 'value' as const,
    splitNumber: narrow ? 3 : 5,
    minInterval: 1,
    axisLabel: { color: INK.muted, formatter: format, hideOverlap: true },
    splitLine: { lineStyle: { color: INK.line } },
    axisLine: { show: false },
    axisTick: { show: false },
  }
}

export function categoryAxis(labels: readonly string[]) {
  return {
    type: 'category' as const,
    data: [...labels],
    axisLine: { lineStyle: { color: INK.line } },
    axisTick: { show: false },
  }
}

export function labelSpace(labels: readonly string[], narrow: boolean): number {
  const longest = Math.max(...labels.map((l) => [...l].length), 4)
  return Math.min(narrow ? 140 : 290, Math.round(longest * 7) + 16)
}

function toShares(series: readonly BarSeries[]): BarSeries[] {
  const totals = (series[0]?.values ?? []).map((_, i) => series.reduce((sum, s) => sum + (s.values[i] ?? 0), 0))
  return series.map((s) => ({ ...s, values: s.values.map((v, i) => (totals[i]! > 0 ? (100 * v) / totals[i]! : 0)) }))
}
