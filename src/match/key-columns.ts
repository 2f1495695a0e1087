/** Columns in the form they are compared: rows in the order of their uids, values normalised, numbers shared where asked. */

import type { EncodedColumn } from '../record/encoded.ts'

/** Columns over one list of distinct texts; 0 is "nothing there". Numbers follow the canonical row order. */
export interface KeyColumns {
  readonly values: readonly (string | null)[]
  readonly ids: readonly Uint32Array[]
}

export interface KeySource {
  /** Null: no source has the column. */
  readonly column: EncodedColumn | null
  readonly normalise: (value: string) => string
}

/** `order[i]` is the row that stands at place i. Each distinct value is normalised once. */
export function keyColumns(order: Uint32Array, sources: readonly KeySource[]): KeyColumns {
  const values: (string | null)[] = [null]
  const known = new Map<string, number>()
  const idOf = (text: string): number => {
    if (text === '') return 0
    let id = known.get(text)
    if (id === undefined) {
      id = values.length
      values.push(text)
      known.set(text, id)
    }
    return id
  }
  const ids = sources.map(({ column, normalise }) => {
    const keys = new Uint32Array(order.length)
    if (column === null) return keys
    const keyOf = new Int32Array(column.values.length).fill(-1)
    for (let i = 0; i < order.length; i++) {
      const value = column.ids[order[i]!]!
      let key = keyOf[value]!
      if (key < 0) {
        const text = column.values[value]
        key = text == null ? 0 : idOf(normalise(text))
        keyOf[value] = key
      }
      keys[i] = key
    }
    return keys
  })
  return { values, ids }
}

/** Other keys of the same rows, made from each distinct text; several columns share one number space. */
export function derive(
  values: readonly (string | null)[],
  columns: readonly Uint32Array[],
  make: (text: string) => string,
): Uint32Array[] {
  const keyOf = numberTexts(values, make)
  return columns.map((ids) => ids.map((id) => keyOf[id]!))
}

/** For each text the number of what `make` makes of it; 0 for null and where it makes nothing. */
export function numberTexts(values: readonly (string | null)[], make: (text: string) => string): Uint32Array {
  const known = new Map<string, number>()
  return Uint32Array.from(values, (text) => {
    const made = text === null ? '' : make(text)
    if (made === '') return 0
    let id = known.get(made)
    if (id === undefined) {
      id = known.size + 1
      known.set(made, id)
    }
    return id
  })
}
