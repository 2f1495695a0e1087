/** Gives distinct texts numbers, from bytes or from strings, and keeps them packed. */

import { areSameBytes, copyBytes, hashBytes, wordsOf } from './byte-words.ts'
import { PackedTexts } from './packed-texts.ts'
import { MOST_BYTES, readText, writeText } from './utf8.ts'

/** Probes after which values are taken for made to collide; an honest column at half load needs a few dozen at most. */
const MOST_PROBES = 256
/** Below so many the table grows in large steps: filling it anew costs more than its memory. */
const MANY_SLOTS = 1 << 22
/** A Map throws past 2^24 entries. */
const MAP_LIMIT = 16_000_000

/**
 * Texts looked up together. Where all their slots are asked for before any is waited for, memory brings many at a time:
 * a large table answers three times as fast.
 */
const TOGETHER = 64

/** An open hash table over packed texts: no string is made of a value, whether it was seen before or not. */
export class TextPacker {
  #bytes = Buffer.allocUnsafeSlow(1024)
  #words = wordsOf(this.#bytes)
  #end = 0
  /** Where each text begins; text 0 is the empty one. */
  #offsets = new Uint32Array(256)
  #size = 1
  /** Hash and number of the text in each slot, side by side; number 0 where free. At most half full. */
  #slots = new Int32Array(1024)
  /** Takes over where values were made to collide: V8 salts its hashes. */
  #collided: Map<string, number> | null = null

  /** Of texts looked up together. */
  readonly #hashes = new Int32Array(TOGETHER)
  readonly #fetched = new Uint32Array(1)
  /** Texts put aside by {@link put}, one behind the other, and where their numbers are wanted. */
  #aside = Buffer.allocUnsafeSlow(8192)
  #asideWords = wordsOf(this.#aside)
  readonly #asideEnds = new Uint32Array(TOGETHER)
  readonly #intos: Uint32Array[] = []
  readonly #ats = new Uint32Array(TOGETHER)
  #waiting = 0

  /** Texts so far, the empty one included. */
  get size(): number {
    return this.#size
  }

  /** The numbers of `count` texts of UTF-8, text i at `source[starts[i]..ends[i])` from `at` on; 0 for empty ones. */
  idsOfBytes(
    source: Uint8Array,
    starts: Int32Array,
    ends: Int32Array,
    at: number,
    count: number,
    ids: Uint32Array,
    to: number,
  ): void {
    this.settle()
    const words = wordsOf(source)
    for (let first = 0; first < count; first += TOGETHER) {
      const size = Math.min(TOGETHER, count - first)
      this.#numberSome(words, starts, ends, at + first, size, ids, to + first)
    }
  }

  #numberSome(
    words: DataView,
    starts: Int32Array,
    ends: Int32Array,
    at: number,
    size: number,
    ids: Uint32Array,
    to: number,
  ): void {
    const hashes = this.#hashes
    for (let k = 0; k < size; k++) {
      const [from, end] = [starts[at + k]!, ends[at + k]!]
      hashes[k] = from === end ? 0 : hashBytes(words, from, end)
    }
    this.#fetch(size)
    for (let k = 0; k < size; k++) ids[to + k] = this.#number(words, starts[at + k]!, ends[at + k]!, hashes[k]!)
  }

  /** The number of a text given as bytes of UTF-8; 0 where it is empty. */
  idOfBytes(source: Uint8Array, from: number, to: number): number {
    this.settle()
    if (from === to) return 0
    const words = wordsOf(source)
    return this.#number(words, from, to, hashBytes(words, from, to))
  }

  /** The number of a text; 0 where it is empty. */
  idOf(text: string): number {
    return this.#numberOf(text, true)
  }

  /** The number of a text; 0 where it is empty, or was never given. */
  find(text: string): number {
    return this.#numberOf(text, false)
  }

  /** The text of a number. */
  textOf(id: number): string {
    return readText(this.#bytes, this.#offsets[id]!, this.#offsets[id + 1]!)
  }

  /** As {@link idOf}, but the number stands at `into[at]` only once {@link settle} was called. */
  put(text: string, into: Uint32Array, at: number): void {
    const from = this.#waiting === 0 ? 0 : this.#asideEnds[this.#waiting - 1]!
    if (from + text.length * MOST_BYTES > this.#aside.length) this.#growAside(from + text.length * MOST_BYTES)
    const end = writeText(text, this.#aside, from)
    const k = this.#waiting++
    this.#asideEnds[k] = end
    this.#hashes[k] = from === end ? 0 : hashBytes(this.#asideWords, from, end)
    this.#intos[k] = into
    this.#ats[k] = at
    if (this.#waiting === TOGETHER) this.settle()
  }

  /** Numbers what {@link put} put aside, in its order. */
  settle(): void {
    const size = this.#waiting
    if (size === 0) return
    this.#waiting = 0
    this.#fetch(size)
    for (let k = 0, from = 0; k < size; k++) {
      const end = this.#asideEnds[k]!
      this.#intos[k]![this.#ats[k]!] = this.#number(this.#asideWords, from, end, this.#hashes[k]!)
      from = end
    }
  }

  finish(): PackedTexts {
    this.settle()
    this.#slots = new Int32Array(0)
    this.#collided = null
    return new PackedTexts(this.#bytes.subarray(0, this.#end), this.#offsets.slice(0, this.#size + 1))
  }

  #numberOf(text: string, mayAdd: boolean): number {
    this.settle()
    if (text === '') return 0
    this.#makeRoom(text.length * MOST_BYTES)
    const words = this.#words
    const end = writeText(text, this.#bytes, this.#end)
    return this.#number(words, this.#end, end, hashBytes(words, this.#end, end), mayAdd)
  }

  /** Asks memory for the slots of the hashes and for what stands there, nothing waiting for anything before it. */
  #fetch(size: number): void {
    const [slots, offsets, bytes, hashes] = [this.#slots, this.#offsets, this.#bytes, this.#hashes]
    const mask = slots.length / 2 - 1
    let seen = 0
    for (let k = 0; k < size; k++) seen ^= slots[(hashes[k]! & mask) * 2]!
    for (let k = 0; k < size; k++) seen ^= offsets[slots[(hashes[k]! & mask) * 2 + 1]!]!
    for (let k = 0; k < size; k++) seen ^= bytes[offsets[slots[(hashes[k]! & mask) * 2 + 1]!]!]!
    this.#fetched[0]! ^= seen
  }

  /** The number of the text `source[from..to)`, which is kept if it is new and may be added. */
  #number(source: DataView, from: number, to: number, hash: number, mayAdd = true): number {
    if (from === to) return 0
    if (this.#collided !== null) return this.#numberCollided(source, from, to, this.#collided, mayAdd)
    const slots = this.#slots
    const mask = slots.length / 2 - 1
    let slot = hash & mask
    for (let probes = 0; ; probes++) {
      const id = slots[slot * 2 + 1]!
      if (id === 0) break
      if (slots[slot * 2] === hash && this.#isText(id, source, from, to)) return id
      if (probes === MOST_PROBES) return this.#numberCollided(source, from, to, this.#giveUp(), mayAdd)
      slot = (slot + 1) & mask
    }
    if (!mayAdd) return 0
    const id = this.#append(source, from, to)
    slots[slot * 2] = hash
    slots[slot * 2 + 1] = id
    if (id * 2 > mask) this.#growSlots()
    return id
  }

  #isText(id: number, source: DataView, from: number, to: number): boolean {
    const at = this.#offsets[id]!
    return this.#offsets[id + 1]! - at === to - from && areSameBytes(source, from, this.#words, at, to - from)
  }

  #append(source: DataView, from: number, to: number): number {
    // A text may stand in its place already.
    if (source !== this.#words) {
      this.#makeRoom(to - from)
      copyBytes(source, from, this.#words, this.#end, to - from)
    }
    const end = this.#end + to - from
    const id = this.#size++
    if (id + 2 > this.#offsets.length) {
      const bigger = new Uint32Array(this.#offsets.length * 2)
      bigger.set(this.#offsets)
      this.#offsets = bigger
    }
    this.#offsets[id + 1] = end
    this.#end = end
    return id
  }

  #makeRoom(length: number): void {
    if (this.#end + length <= this.#bytes.length) return
    const bigger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#end + length))
    this.#bytes.copy(bigger, 0, 0, this.#end)
    this.#bytes = bigger
    this.#words = wordsOf(bigger)
  }

  #growAside(least: number): void {
    const bigger = Buffer.allocUnsafeSlow(2 * least)
    this.#aside.copy(bigger)
    this.#aside = bigger
    this.#asideWords = wordsOf(bigger)
  }

  #growSlots(): void {
    const old = this.#slots
    const slots = new Int32Array(old.length * (old.length < MANY_SLOTS ? 4 : 2))
    const mask = slots.length / 2 - 1
    for (let i = 0; i < old.length; i += 2) {
      if (old[i + 1] === 0) continue
      let slot = old[i]! & mask
      while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask
      slots[slot * 2] = old[i]!
      slots[slot * 2 + 1] = old[i + 1]!
    }
    this.#slots = slots
  }

  #giveUp(): Map<string, number> {
    this.#collided = new Map()
    for (let id = 1; id < Math.min(this.#size, MAP_LIMIT); id++)
      this.#collided.set(this.#bytes.toString('latin1', this.#offsets[id], this.#offsets[id + 1]), id)
    return this.#collided
  }

  #numberCollided(source: DataView, from: number, to: number, known: Map<string, number>, mayAdd: boolean): number {
    const text = Buffer.from(source.buffer, source.byteOffset + from, to - from).toString('latin1')
    let id = known.get(text)
    if (id === undefined) {
      if (!mayAdd) return 0
      id = this.#append(source, from, to)
      // Past this many the rest goes without sharing.
      if (known.size < MAP_LIMIT) known.set(text, id)
    }
    return id
  }
}
