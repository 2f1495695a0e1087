/** Charts drawn on this side as SVG by echarts, in colours that the page decides (light, dark, print). */

import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { EChartsOption } from 'echarts/types/dist/shared'
import { dropControls, type Html, html, trustedHtml } from './escape.ts'

use([BarChart, CustomChart, LineChart, ScatterChart, GridComponent, MarkLineComponent, SVGRenderer])

/**
 * Colours to draw with. They are stand-ins: after drawing, each becomes the page's CSS variable of the same name, so
 * one drawing serves light and dark.
 */
export const INK = {
  text: '#0a0b01',
  muted: '#0a0b02',
  line: '#0a0b03',
  surface: '#0a0b04',
  gold: '#0a0b11',
  blue: '#0a0b12',
  green: '#0a0b13',
  clay: '#0a0b14',
  plum: '#0a0b15',
  grey: '#0a0b16',
  sand: '#0a0b17',
  teal: '#0a0b18',
} as const

const INK_NAMES: ReadonlyMap<string, string> = new Map(Object.entries(INK).map(([name, colour]) => [colour, name]))

/** Measured by echarts as any sans-serif; the page's own font is what shows. */
const FONT = 'sans-serif'

/** One drawing for wide pages and one for phones; the style sheet shows the one that fits. */
export interface ChartSpec {
  /** Unique on the page, `[a-z0-9-]`. */
  readonly id: string
  /** What a person who cannot see the chart should hear. */
  readonly description: string
  /** What the colours mean; colours of `INK`. Stands above the drawing as text, so that it wraps and can be read aloud. */
  readonly legend?: readonly { readonly name: string; readonly ink: string }[]
  /** Height in CSS pixels at a width. */
  readonly height: (narrow: boolean) => number
  readonly option: (narrow: boolean) => EChartsOption
}

/** Width of a drawing in CSS pixels. */
export const drawnWidth = (narrow: boolean): number => (narrow ? 352 : 760)

export function chart(spec: ChartSpec): Html {
  const drawn = [false, true].map(
    (narrow) =>
      html`<div class="${narrow ? 'narrow' : 'wide'}" role="img" aria-label="${spec.description}">${draw(spec, narrow)}</div>`,
  )
  return html`<div class="chart" id="${spec.id}">${legend(spec)}${drawn}</div>`
}

function legend(spec: ChartSpec): Html | null {
  if (spec.legend === undefined) return null
  const items = spec.legend.map(
    (s) =>
      html`<li><span class="swatch" style="background:var(--${INK_NAMES.get(s.ink) ?? 'grey'})"></span>${s.name}</li>`,
  )
  return html`<ul class="legend">${items}</ul>`
}

function draw(spec: ChartSpec, narrow: boolean): Html {
  const canvas = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: drawnWidth(narrow),
    height: spec.height(narrow),
  })
  try {
    canvas.setOption({
      animation: false,
      textStyle: { fontFamily: FONT, color: INK.text, fontSize: 12 },
      ...spec.option(narrow),
    })
    return trustedHtml(normalise(canvas.renderToSVGString(), `${spec.id}-${narrow ? 'n' : 'w'}`))
  } finally {
    canvas.dispose()
  }
}

/** Ids from echarts carry a counter of the process; ours say which chart it is. Stand-in colours become variables. */
function normalise(svg: string, id: string): string {
  return svg
    .replace(/(\sid="|url\(#|\shref="#|\sclass=")zr\d+-/g, `$1${id}-`)
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replaceAll(`font-family:${FONT};`, '')
    .replace(/\s(?:ecmeta_\w+|class)="[^"]*"/g, '')
    .replace(/(fill|stroke)="(#0a0b[01][0-9])"/g, (all, key, colour) => {
      const name = INK_NAMES.get(colour)
      return name === undefined ? all : `${key}="var(--${name})"`
    })
}

/** Text for a label in a chart: without controls, cut at `length` characters. */
export function chartLabel(text: string, length = 28): string {
  const chars = [...dropControls(text).replace(/\s+/g, ' ')]
  return chars.length <= length ? chars.join('') : `${chars.slice(0, length - 1).join('')}…`
}
