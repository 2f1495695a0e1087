/** The distinct values of a clean column: those of the raw one that stay as they are, under their own numbers, and others behind them. */

import { PackedTexts } from '../record/packed-texts.ts'
import { TextPacker } from '../record/text-packer.ts'
import type { Numbering } from './columns.ts'

/** Texts numbered together: a large table answers many at a time faster. */
const TOGETHER = 64

/**
 * Texts that nobody kept are left empty. One of the raw column that another value became as well stands twice: telling them
 * apart again would take a search for each of them.
 */
export class GrownTexts implements Numbering<PackedTexts> {
  readonly #own: PackedTexts | null
  readonly #isKept: Uint8Array
  readonly #added = new TextPacker()
  /** Numbers that the raw column has. */
  readonly #taken: number

  /** Texts put aside, one behind the other, and where their numbers are wanted. */
  #aside = new Uint8Array(4096)
  readonly #starts = new Int32Array(TOGETHER)
  readonly #ends = new Int32Array(TOGETHER)
  readonly #ids = new Uint32Array(TOGETHER)
  readonly #intos: Uint32Array[] = []
  readonly #ats = new Uint32Array(TOGETHER)
  #waiting = 0

  /** `own`: of the raw column, where its values may stay. */
  constructor(own: PackedTexts | null) {
    this.#own = own
    this.#isKept = new Uint8Array(own?.length ?? 0)
    this.#taken = own === null ? 0 : own.length - 1
  }

  /** Text `id` of the raw column is one of these, under the same number. */
  keep(id: number): void {
    this.#isKept[id] = 1
  }

  idOf(text: string): number {
    const id = this.#added.idOf(text)
    return id === 0 ? 0 : id + this.#taken
  }

  /** The number of a text that is not empty stands at `into[at]` once {@link settle} or {@link finish} was called. */
  put(source: Uint8Array, from: number, to: number, into: Uint32Array, at: number): void {
    const k = this.#waiting++
    let end = k === 0 ? 0 : this.#ends[k - 1]!
    if (end + to - from > this.#aside.length) this.#growAside(end + to - from)
    const aside = this.#aside
    this.#starts[k] = end
    for (let i = from; i < to; i++) aside[end++] = source[i]!
    this.#ends[k] = end
    this.#intos[k] = into
    this.#ats[k] = at
    if (this.#waiting === TOGETHER) this.settle()
  }

  settle(): void {
    const size = this.#waiting
    if (size === 0) return
    this.#waiting = 0
    this.#added.idsOfBytes(this.#aside, this.#starts, this.#ends, 0, size, this.#ids, 0)
    for (let k = 0; k < size; k++) this.#intos[k]![this.#ats[k]!] = this.#ids[k]! + this.#taken
  }

  finish(): PackedTexts {
    this.settle()
    const added = this.#added.finish()
    if (this.#own === null) return added
    return added.length === 1 && this.#isKept.indexOf(0, 1) < 0 ? this.#own : joined(this.#own, this.#isKept, added)
  }

  #growAside(least: number): void {
    const bigger = new Uint8Array(2 * least)
    bigger.set(this.#aside)
    this.#aside = bigger
  }
}

/** The kept texts of the one list in their places, behind them those of the other without its first, the empty one. */
function joined(own: PackedTexts, isKept: Uint8Array, added: PackedTexts): PackedTexts {
  const offsets = new Uint32Array(own.length + added.length)
  let end = 0
  for (let id = 0; id < own.length; id++) {
    if (isKept[id] === 1) end += own.offsets[id + 1]! - own.offsets[id]!
    offsets[id + 1] = end
  }
  for (let id = 1; id < added.length; id++) offsets[own.length + id] = end + added.offsets[id + 1]!
  const bytes = new Uint8Array(end + added.bytes.length)
  for (let id = 1; id < own.length; ) {
    const first = id
    while (id < own.length && isKept[id] === 1) id++
    if (id > first) bytes.set(own.bytes.subarray(own.offsets[first], own.offsets[id]), offsets[first])
    else id++
  }
  bytes.set(added.bytes, end)
  return new PackedTexts(bytes, offsets)
}
