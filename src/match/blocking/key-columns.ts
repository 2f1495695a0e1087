/** Columns in the form they are compared: values normalised, rows in the order of their uids, numbers shared where asked. */

import { PackedTexts } from '../../record/packed-texts.ts'
import type { TextColumn, TextList } from '../../record/text-list.ts'
import { TextPacker } from '../../record/text-packer.ts'

/** Columns over one list of distinct texts; 0 is "nothing there". Numbers follow the canonical row order. */
export interface KeyColumns {
  readonly values: PackedTexts
  readonly ids: readonly Uint32Array[]
}

export interface KeySource {
  /** Null: no source has the column. */
  readonly column: TextColumn | null
  readonly normalise: (value: string) => string
}

/** Each distinct value normalised once; numbers and rows as they come. */
export function normaliseColumns(rows: number, sources: readonly KeySource[]): KeyColumns {
  const texts = new TextPacker()
  const ids = sources.map(() => new Uint32Array(rows))
  for (const column of new Set(sources.map((source) => source.column))) {
    if (column === null) continue
    const made = sources.flatMap((source, at) =>
      source.column === column
        ? [{ normalise: source.normalise, keyOf: new Uint32Array(column.values.length), keys: ids[at]! }]
        : [],
    )
    // All that is made of a value is made at once: what they have in common is then at hand.
    column.values.forEach((value, id) => {
      if (value !== null) for (const { normalise, keyOf } of made) texts.put(normalise(value), keyOf, id)
    })
    texts.settle()
    for (const { keyOf, keys } of made) for (let row = 0; row < rows; row++) keys[row] = keyOf[column.ids[row]!]!
  }
  return { values: texts.finish(), ids }
}

/** The same with row `order[i]` at place i, and numbers in the order in which the places show them. */
export function inOrder({ values, ids }: KeyColumns, order: Uint32Array): KeyColumns {
  const numberOf = new Uint32Array(values.length)
  const texts = new Uint32Array(values.length)
  let count = 1
  const ordered = ids.map((column) => {
    const keys = new Uint32Array(order.length)
    for (let i = 0; i < order.length; i++) {
      const id = column[order[i]!]!
      if (id === 0) continue
      let number = numberOf[id]!
      if (number === 0) {
        number = count++
        numberOf[id] = number
        texts[number] = id
      }
      keys[i] = number
    }
    return keys
  })
  return { values: pick(values, texts.subarray(0, count)), ids: ordered }
}

/** The texts of the given numbers, in that order. */
function pick({ bytes, offsets }: PackedTexts, chosen: Uint32Array): PackedTexts {
  const ends = new Uint32Array(chosen.length + 1)
  for (let i = 0; i < chosen.length; i++) ends[i + 1] = ends[i]! + offsets[chosen[i]! + 1]! - offsets[chosen[i]!]!
  const picked = new Uint8Array(ends[chosen.length]!)
  for (let i = 0; i < chosen.length; i++) {
    let from = offsets[chosen[i]!]!
    for (let at = ends[i]!; at < ends[i + 1]!; at++) picked[at] = bytes[from++]!
  }
  return new PackedTexts(picked, ends)
}

/** For each text the number of what `make` makes of it; 0 for null and where it makes nothing. */
export function numberTexts(values: TextList, make: (text: string) => string): Uint32Array {
  const known = new TextPacker()
  const numbers = new Uint32Array(values.length)
  values.forEach((text, i) => {
    if (text !== null) known.put(make(text), numbers, i)
  })
  known.settle()
  return numbers
}
