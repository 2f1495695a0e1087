/** Columns in the form they are compared: values normalised, rows in the order of their uids, numbers shared where asked. */

import { PackedTexts } from '../../record/packed-texts.ts'
import type { TextColumn, TextList } from '../../record/text-list.ts'
import { TextPacker } from '../../record/text-packer.ts'
import { MOST_BYTES, writeText } from '../../record/utf8.ts'
import { type WriteKey, writerOf } from './plain-keys.ts'

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

/**
 * Each distinct value normalised once; row `order[i]` at place i, and numbers in the order in which the places show them.
 * `nothing`: the column of those that no source has.
 */
export function keyColumns(sources: readonly KeySource[], order: Uint32Array, nothing: Uint32Array): KeyColumns {
  const texts = new TextPacker()
  const keysOf = sources.map(({ column, normalise }) => column && makeKeys(column.values, normalise, texts))
  const all = texts.finish()
  const shown = new ShownKeys(all.length)
  const ids = sources.map(({ column }, at) => (column === null ? nothing : shown.place(column.ids, keysOf[at]!, order)))
  return { values: shown.pick(all), ids }
}

/** Gives keys numbers as they are first shown. */
class ShownKeys {
  readonly #numberOf: Uint32Array
  readonly #keys: Uint32Array
  #count = 1

  constructor(keys: number) {
    this.#numberOf = new Uint32Array(keys)
    this.#keys = new Uint32Array(keys)
  }

  place(ids: Uint32Array, keyOf: Uint32Array, order: Uint32Array): Uint32Array {
    const numberOf = this.#numberOf
    const keys = this.#keys
    const placed = new Uint32Array(order.length)
    let count = this.#count
    for (let i = 0; i < order.length; i++) {
      const key = keyOf[ids[order[i]!]!]!
      if (key === 0) continue
      let number = numberOf[key]!
      if (number === 0) {
        number = count++
        numberOf[key] = number
        keys[number] = key
      }
      placed[i] = number
    }
    this.#count = count
    return placed
  }

  /** The texts that were shown, by number. */
  pick(texts: PackedTexts): PackedTexts {
    return pick(texts, this.#keys.subarray(0, this.#count))
  }
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
  return makeKeys(values, make, new TextPacker())
}

/** The same with numbers from `keys`. */
function makeKeys(values: TextList, make: (text: string) => string, keys: TextPacker): Uint32Array {
  const write = values instanceof PackedTexts ? writerOf(make) : null
  const numbers = new Uint32Array(values.length)
  if (write !== null) writeKeys(values as PackedTexts, make, write, keys, numbers)
  else {
    values.forEach((text, i) => {
      if (text !== null) keys.put(make(text), numbers, i)
    })
    keys.settle()
  }
  return numbers
}

/** Texts whose keys are written before any is looked up. */
const BATCH = 512

function writeKeys(
  values: PackedTexts,
  make: (text: string) => string,
  write: WriteKey,
  keys: TextPacker,
  numbers: Uint32Array,
): void {
  const { bytes, offsets, length } = values
  const starts = new Int32Array(BATCH)
  const ends = new Int32Array(BATCH)
  let written = new Uint8Array(64 * BATCH)
  for (let first = 0; first < length; first += BATCH) {
    const count = Math.min(BATCH, length - first)
    let end = 0
    for (let k = 0; k < count; k++) {
      const [from, to] = [offsets[first + k]!, offsets[first + k + 1]!]
      if (end + to - from > written.length) written = grown(written, end + to - from)
      starts[k] = end
      const next = from === to ? end : write(bytes, from, to, written, end)
      if (next >= 0) end = next
      else {
        const key = make(values.at(first + k)!)
        if (end + key.length * MOST_BYTES > written.length) written = grown(written, end + key.length * MOST_BYTES)
        end = writeText(key, written, end)
      }
      ends[k] = end
    }
    keys.idsOfBytes(written, starts, ends, 0, count, numbers, first)
  }
}

function grown(bytes: Uint8Array, least: number): Uint8Array<ArrayBuffer> {
  const bigger = new Uint8Array(2 * least)
  bigger.set(bytes)
  return bigger
}
