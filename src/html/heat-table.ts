/** A grid of numbers where the larger ones stand on a stronger ground: readable without the colour. */

import { type Html, type HtmlValue, html } from './escape.ts'

export interface HeatSpec {
  readonly caption: string
  /** Says what the rows and the columns are; stands in the corner. */
  readonly corner: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly label: string; readonly cells: readonly HeatCell[] }[]
}

interface HeatCell {
  readonly text: HtmlValue
  readonly detail?: string
  /** 0–1: how strong the ground is. */
  readonly heat: number
}

/** Text stays readable (contrast over 4.5) up to this share of the colour, in light and dark. */
const STRONGEST = 55

export function heatTable(spec: HeatSpec): Html {
  const head = spec.columns.map((c) => html`<th scope="col"><bdi>${c}</bdi></th>`)
  const body = spec.rows.map((row) => {
    const cells = row.cells.map((cell) => {
      const share = Math.round(Math.min(1, Math.max(0, cell.heat)) * STRONGEST)
      return html`<td style="--share:${share}%">${cell.text}${cell.detail ? html`<small>${cell.detail}</small>` : null}</td>`
    })
    return html`<tr><th scope="row"><bdi>${row.label}</bdi></th>${cells}</tr>\n`
  })
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${spec.caption}"><table class="heat"><caption>${spec.caption}</caption>
<thead><tr><th scope="col">${spec.corner}</th>${head}</tr></thead>
<tbody>
${body}</tbody></table></div>
`
}
