/** Gives distinct texts numbers, from bytes or from strings, and keeps them packed. */

import { scatter } from '../base/hash.ts'
import { PackedTexts } from './packed-texts.ts'
import { MOST_BYTES, readText, writeText } from './utf8.ts'

/** Probes after which values are taken for made to collide; an honest column at half load needs a few dozen at most. */
const MOST_PROBES = 256
/** Below so many the table grows in large steps: filling it anew costs more than its memory. */
const MANY_SLOTS = 1 << 22
/** A Map throws past 2^24 entries. */
const MAP_LIMIT = 16_000_000

/** An open hash table over packed texts: no string is made of a value, whether it was seen before or not. */
export class TextPacker {
  #bytes = Buffer.allocUnsafeSlow(1024)
  #end = 0
  /** Where each text begins; text 0 is the empty one. */
  #offsets = new Uint32Array(256)
  #size = 1
  /** Hash and number of the text in each slot, side by side; number 0 where free. At most half full. */
  #slots = new Uint32Array(1024)
  /** Takes over where values were made to collide: V8 salts its hashes. */
  #collided: Map<string, number> | null = null

  /** Texts so far, the empty one included. */
  get size(): number {
    return this.#size
  }

  /** The number of a text given as bytes of UTF-8; 0 where it is empty. */
  idOfBytes(source: Uint8Array, from: number, to: number): number {
    if (from === to) return 0
    this.#makeRoom(to - from)
    const bytes = this.#bytes
    let end = this.#end
    let hash = 0
    for (let i = from; i < to; i++) {
      const byte = source[i]!
      bytes[end++] = byte
      hash = (Math.imul(hash, 31) + byte) | 0
    }
    return this.#number(end, hash, true)
  }

  /** The number of a text; 0 where it is empty. */
  idOf(text: string): number {
    return text === '' ? 0 : this.#numberOf(text, true)
  }

  /** The number of a text; 0 where it is empty, or was never given. */
  find(text: string): number {
    return text === '' ? 0 : this.#numberOf(text, false)
  }

  /** The text of a number. */
  textOf(id: number): string {
    return readText(this.#bytes, this.#offsets[id]!, this.#offsets[id + 1]!)
  }

  #numberOf(text: string, mayAdd: boolean): number {
    this.#makeRoom(text.length * MOST_BYTES)
    const bytes = this.#bytes
    let end = this.#end
    let hash = 0
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit >= 0x80) return this.#numberOfHigh(text, mayAdd)
      bytes[end++] = unit
      hash = (Math.imul(hash, 31) + unit) | 0
    }
    return this.#number(end, hash, mayAdd)
  }

  /** Of a text that is not ASCII alone. */
  #numberOfHigh(text: string, mayAdd: boolean): number {
    const bytes = this.#bytes
    const end = writeText(text, bytes, this.#end)
    let hash = 0
    for (let i = this.#end; i < end; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0
    return this.#number(end, hash, mayAdd)
  }

  finish(): PackedTexts {
    this.#slots = new Uint32Array(0)
    this.#collided = null
    return new PackedTexts(this.#bytes.subarray(0, this.#end), this.#offsets.slice(0, this.#size + 1))
  }

  /** The number of the text that stands behind the last one, up to `end`; it stays there if it is new and may be added. */
  #number(end: number, rolled: number, mayAdd: boolean): number {
    if (this.#collided !== null) return this.#numberCollided(end, this.#collided, mayAdd)
    const hash = scatter(rolled)
    const slots = this.#slots
    const mask = slots.length / 2 - 1
    let slot = hash & mask
    for (let probes = 0; ; probes++) {
      const id = slots[slot * 2 + 1]!
      if (id === 0) break
      if (slots[slot * 2] === hash && this.#isText(id, end)) return id
      if (probes === MOST_PROBES) return this.#numberCollided(end, this.#giveUp(), mayAdd)
      slot = (slot + 1) & mask
    }
    if (!mayAdd) return 0
    const id = this.#append(end)
    slots[slot * 2] = hash
    slots[slot * 2 + 1] = id
    if (id * 2 > mask) this.#growSlots()
    return id
  }

  #isText(id: number, end: number): boolean {
    const bytes = this.#bytes
    let at = this.#offsets[id]!
    let i = this.#end
    if (this.#offsets[id + 1]! - at !== end - i) return false
    while (i < end) if (bytes[i++] !== bytes[at++]) return false
    return true
  }

  #append(end: number): number {
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
  }

  #growSlots(): void {
    const old = this.#slots
    const slots = new Uint32Array(old.length * (old.length < MANY_SLOTS ? 4 : 2))
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

  #numberCollided(end: number, known: Map<string, number>, mayAdd: boolean): number {
    const text = this.#bytes.toString('latin1', this.#end, end)
    let id = known.get(text)
    if (id === undefined) {
      if (!mayAdd) return 0
      id = this.#append(end)
      // Past this many the rest goes without sharing.
      if (known.size < MAP_LIMIT) known.set(text, id)
    }
    return id
  }
}
