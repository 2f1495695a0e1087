/** Stat tiles: a few big numbers with what they mean. */

import { type Html, html } from './escape.ts'

export interface Tile {
  readonly value: string
  readonly label: string
  /** A second line, smaller: the share, the comparison. */
  readonly detail?: string
}

export function statTiles(tiles: readonly Tile[]): Html {
  const items = tiles.map(
    (t) =>
      html`<div class="tile"><dt>${t.label}</dt><dd class="value">${t.value}</dd>${
        t.detail ? html`<dd class="detail">${t.detail}</dd>` : null
      }</div>\n`,
  )
  // As many in a row as leave no lonely rest in the last one, up to five.
  const inRow = [5, 4, 3].find((n) => tiles.length <= n || tiles.length % n === 0) ?? 4
  return html`<dl class="tiles in-${Math.min(inRow, Math.max(tiles.length, 2))}">\n${items}</dl>\n`
}
