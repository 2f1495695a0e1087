import { describe, expect, it } from 'vitest'
import { horizontalBars, verticalBars } from '../../src/html/bar-chart.ts'
import { chart, chartLabel, INK } from '../../src/html/chart.ts'
import { htmlText } from '../../src/html/escape.ts'
import { histogram } from '../../src/html/histogram.ts'
import { intervalChart } from '../../src/html/interval-chart.ts'
import { levelBars } from '../../src/html/level-bars.ts'
import { PAGE_STYLE } from '../../src/html/page-style.ts'

const evil = ['<script>alert(1)</script>', '"><img onerror=x>', '{a|b} zr0-c1', '\u202eabc', 'ok']
const values = evil.map((_, i) => i + 1)

const charts = {
  bars: horizontalBars({ id: 'a', labels: evil, series: [{ name: 'n', ink: INK.gold, values }] }),
  long: horizontalBars({
    id: 'g',
    labels: evil,
    series: [{ name: 'n', ink: INK.gold, values }],
    hasLongLabels: true,
  }),
  stacked: horizontalBars({
    id: 'b',
    labels: evil,
    asShares: true,
    series: evil.slice(0, 2).map((name) => ({ name, ink: INK.blue, values })),
  }),
  upright: verticalBars({
    id: 'c',
    labels: evil,
    series: [{ name: 'n', ink: INK.green, values }],
    xName: evil[0]!,
  }),
  histogram: histogram({
    id: 'd',
    from: -2,
    series: evil.slice(0, 2).map((name) => ({ name, ink: INK.blue, values })),
    xName: evil[1]!,
    lines: [
      { at: -1.4, label: evil[0]! },
      { at: 2.2, label: evil[1]! },
    ],
  }),
  levels: levelBars({
    id: 'f',
    bars: evil.map((label, i) => ({ label, weight: i - 2, shares: evil.slice(0, 2) })),
    columns: evil.slice(0, 2),
    hasHead: true,
    low: -2,
    high: 2,
    allLabels: evil,
  }),
  intervals: intervalChart(
    'e',
    evil.map((label, i) => ({ label, low: -1, best: i, high: i + 1, ink: INK.clay })),
    String,
  ),
}

describe.each(Object.entries(charts))('chart: %s', (_, spec) => {
  const draw = () => htmlText(chart({ ...spec, description: evil[1]! }))

  it('is the same each time, whatever was drawn before', () => {
    expect(draw()).toBe(draw())
  })

  it('takes every colour from the page, so that it follows light and dark', () => {
    const colours = [...draw().matchAll(/(?:fill|stroke|background)[=:]"?([^";\s>]+)/g)].map((m) => m[1]!)
    expect(colours.length).toBeGreaterThan(4)
    for (const colour of colours) expect(colour).toMatch(/^(none|transparent|var\(--[a-z]+\))/)
    for (const colour of colours.filter((c) => c.startsWith('var(')))
      expect(PAGE_STYLE).toContain(`${colour.slice(4, -1)}:`)
  })

  it('lets no label out of its text', () => {
    const tags = [...draw().matchAll(/<([a-zA-Z]+)/g)].map((m) => m[1])
    for (const tag of tags)
      expect([
        'div',
        'ul',
        'li',
        'span',
        'svg',
        'g',
        'rect',
        'path',
        'text',
        'defs',
        'clipPath',
        'circle',
        'line',
      ]).toContain(tag)
    const attributes = [...draw().matchAll(/\s([a-zA-Z:-]+)="[^"]*"/g)].map((m) => m[1]!)
    expect(attributes.filter((name) => /^on/i.test(name))).toEqual([])
    expect(draw()).not.toMatch(/font-family|NaN|undefined/)
  })
})

describe('chartLabel', () => {
  it('cuts by characters, not by halves of them', () => {
    expect(chartLabel('👍👍👍👍', 3)).toBe('👍👍…')
    expect(chartLabel('a \n\t b', 10)).toBe('a b')
  })
})
