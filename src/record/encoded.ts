/** Dictionary-encoded columns: every distinct value once, rows as integers. */

import { scatter } from '../base/hash.ts'

/** `values[0]` is null ("nothing there"); `ids[row]` is an index into `values`. */
export interface EncodedColumn {
  readonly values: readonly (string | null)[]
  readonly ids: Uint32Array
}

/** Probes after which values are taken for made to collide; an honest column at half load needs a few dozen at most. */
const MOST_PROBES = 256

/**
 * Builds an {@link EncodedColumn} row by row. Its own hash table, as a part of a text can be looked up in it without
 * cutting it out first, and a Map throws past 2^24 entries.
 */
export class ColumnEncoder {
  readonly #values: (string | null)[] = [null]
  /** Hash of each value, by id. */
  #hashes = new Uint32Array(16)
  /** Open addressing: id of the value in each slot, 0 where free; at most half full. */
  #slots = new Uint32Array(32)
  #ids: Uint32Array
  #length = 0
  /** Takes over where values were made to collide: V8 salts its hashes. */
  #collided: Map<string, number> | null = null

  constructor(expectedRows = 1024) {
    this.#ids = new Uint32Array(Math.max(16, expectedRows))
  }

  /** Appends a row; null and the empty string are both "nothing there". */
  push(value: string | null): void {
    this.#append(value === null ? 0 : this.idOf(value))
  }

  /** Appends a row of the characters `from` to `to` (not included) of a text; `hash` is their {@link hashStep}s from 0. */
  pushPart(text: string, from: number, to: number, hash: number): void {
    this.#append(from === to ? 0 : this.#find(text, from, to, hash))
  }

  /** The id of a value, a new one where it has none yet; no row is appended. */
  idOf(value: string): number {
    if (value === '') return 0
    let hash = 0
    for (let i = 0; i < value.length; i++) hash = hashStep(hash, value.charCodeAt(i))
    return this.#find(value, 0, value.length, hash)
  }

  finish(): EncodedColumn {
    return { values: this.#values, ids: this.#ids.slice(0, this.#length) }
  }

  #append(id: number): void {
    if (this.#length === this.#ids.length) this.#ids = doubled(this.#ids)
    this.#ids[this.#length++] = id
  }

  #find(text: string, from: number, to: number, rolled: number): number {
    if (this.#collided !== null) return this.#findCollided(text.slice(from, to), this.#collided)
    const hash = scatter(rolled)
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = hash & mask
    for (let probes = 0; ; probes++) {
      const id = slots[slot]!
      if (id === 0) break
      if (this.#hashes[id] === hash) {
        const value = this.#values[id]!
        if (value.length === to - from && text.startsWith(value, from)) return id
      }
      if (probes === MOST_PROBES) return this.#findCollided(text.slice(from, to), this.#giveUp())
      slot = (slot + 1) & mask
    }
    const id = this.#values.push(text.slice(from, to)) - 1
    if (id === this.#hashes.length) this.#hashes = doubled(this.#hashes)
    this.#hashes[id] = hash
    slots[slot] = id
    if (id * 2 > mask) this.#grow()
    return id
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 4)
    const mask = slots.length - 1
    for (let id = 1; id < this.#values.length; id++) {
      let slot = this.#hashes[id]! & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = id
    }
    this.#slots = slots
  }

  #giveUp(): Map<string, number> {
    this.#collided = new Map()
    for (let id = 1; id < Math.min(this.#values.length, MAP_LIMIT); id++) this.#collided.set(this.#values[id]!, id)
    return this.#collided
  }

  #findCollided(value: string, known: Map<string, number>): number {
    let id = known.get(value)
    if (id === undefined) {
      id = this.#values.push(value) - 1
      // Past this many the rest goes without sharing.
      if (known.size < MAP_LIMIT) known.set(value, id)
    }
    return id
  }
}

const MAP_LIMIT = 16_000_000

/** Takes one more UTF-16 unit into a running hash. */
export function hashStep(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0
}

function doubled(ints: Uint32Array): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(ints.length * 2)
  bigger.set(ints)
  return bigger
}
