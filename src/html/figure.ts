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

export function figure(spec: FigureSpec): Html {
  const description = `${spec.title}. ${spec.sentence}`
  return html`<figure>
<figcaption><strong>${spec.title}</strong> ${spec.sentence}</figcaption>
${chart({ ...spec.chart, description })}
<details><summary>The numbers</summary>${dataTable(spec.numbers)}</details>
</figure>
`
}
