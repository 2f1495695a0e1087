/** Takes packed rows apart straight into dictionary-encoded columns: cells that are known or unused are never cut out. */

import { ESCAPE, SEPARATOR, unpackCells } from './cells.ts'
import { type ColumnEncoder, hashStep } from './encoded.ts'

const SEPARATOR_UNIT = SEPARATOR.charCodeAt(0)

/** Pushes the cells of a packed row (record/cells.ts) to the encoders of their columns; null where nobody wants the column. */
export function encodeCells(packed: string, encoders: readonly (ColumnEncoder | null)[]): void {
  if (packed.includes(ESCAPE)) {
    encodeEscaped(packed, encoders)
    return
  }
  let column = 0
  let from = 0
  let hash = 0
  for (let i = 0; i < packed.length; i++) {
    const unit = packed.charCodeAt(i)
    if (unit !== SEPARATOR_UNIT) {
      hash = hashStep(hash, unit)
      continue
    }
    encoders[column++]?.pushPart(packed, from, i, hash)
    from = i + 1
    hash = 0
  }
  encoders[column++]?.pushPart(packed, from, packed.length, hash)
  while (column < encoders.length) encoders[column++]?.push(null)
}

function encodeEscaped(packed: string, encoders: readonly (ColumnEncoder | null)[]): void {
  const cells = unpackCells(packed)
  for (const [column, encoder] of encoders.entries()) encoder?.push(cells[column] ?? null)
}
