/** A chart with the sentence that explains it, and its numbers for those who want or need them. */

import { type ChartSpec, chart } from './chart.ts'
import { type Html, html } from './escape.ts'
import { dataTable, type TableSpec } from './table.ts'

export interface FigureSpec {
  readonly title: string
  /** One sentence: what the chart shows and how to read it. */
  readonly sentence: string
  readonly chart: Omit<ChartSpec, 'description'>
  readonly numbers: TableSpec
}

/** Charts of one kind and scale, one under the other, each with a heading of its own. */
export interface FigureSeriesSpec extends Omit<FigureSpec, 'chart'> {
  readonly charts: readonly { readonly heading: string; readonly chart: Omit<ChartSpec, 'description'> }[]
}

export function figure(spec: FigureSpec): Html {
  const description = `${spec.title}. ${spec.sentence}`
  return html`<figure>
<figcaption><strong>${spec.title}</strong> ${spec.sentence}</figcaption>
${chart({ ...spec.chart, description })}
<details><summary>The numbers</summary>${dataTable(spec.numbers)}</details>
</figure>
`
}

/** Unlike {@link figure} it may break over pages, between its charts. */
export function figureSeries(spec: FigureSeriesSpec): Html {
  const charts = spec.charts.map(
    (c) => html`<div class="part"><p class="part-name"><bdi>${c.heading}</bdi></p>
${chart({ ...c.chart, description: `${spec.title}: ${c.heading}. ${spec.sentence}` })}</div>
`,
  )
  return html`<figure class="series">
<figcaption><strong>${spec.title}</strong> ${spec.sentence}</figcaption>
<div class="panel">${charts}</div>
<details><summary>The numbers</summary>${dataTable(spec.numbers)}</details>
</figure>
`
}
