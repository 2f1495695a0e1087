/** A table for people: caption, header cells with scope, numbers to the right. */

import { type Html, type HtmlValue, html } from './escape.ts'

interface TableColumn {
  readonly label: string
  /** Numbers stand right-aligned in tabular figures. */
  readonly numeric?: boolean
}

export interface TableSpec {
  /** What the table shows; read aloud first, and shown above it. */
  readonly caption: string
  readonly columns: readonly TableColumn[]
  /** First cell of a row is its heading. */
  readonly rows: readonly (readonly HtmlValue[])[]
  /** Said after the table, where rows were left out. */
  readonly note?: string
}

/** The table, inside a box that scrolls sideways on small screens; nothing where there are no rows. */
export function dataTable(spec: TableSpec): Html | null {
  if (spec.rows.length === 0) return null
  const classOf = (i: number) => (spec.columns[i]?.numeric ? 'num' : '')
  const head = spec.columns.map((c, i) => html`<th scope="col" class="${classOf(i)}">${c.label}</th>`)
  const body = spec.rows.map((row) => {
    const cells = row.map((cell, i) =>
      i === 0
        ? html`<th scope="row" class="${classOf(i)}"><bdi>${cell}</bdi></th>`
        : html`<td class="${classOf(i)}"><bdi>${cell}</bdi></td>`,
    )
    return html`<tr>${cells}</tr>\n`
  })
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${spec.caption}"><table><caption>${spec.caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody></table></div>${spec.note ? html`<p class="small">${spec.note}</p>` : null}
`
}
