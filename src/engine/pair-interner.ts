/** Gives every distinct pair of numbers a dense number of its own, in the order of first sight; typed arrays, no Map limit. */

export class PairInterner {
  #low: Uint32Array
  #high: Uint32Array
  #slots: Int32Array
  #mask: number
  #size = 0

  constructor(expected = 1024) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, expected * 2)))
    this.#low = new Uint32Array(capacity >> 1)
    this.#high = new Uint32Array(capacity >> 1)
    this.#slots = new Int32Array(capacity).fill(-1)
    this.#mask = capacity - 1
  }

  get size(): number {
    return this.#size
  }

  /** The pair that `intern` gave number `id`. */
  lowOf(id: number): number {
    return this.#low[id]!
  }

  highOf(id: number): number {
    return this.#high[id]!
  }

  /** The number of a pair; -1 where it was never seen. */
  find(low: number, high: number): number {
    let slot = mix(low, high) & this.#mask
    for (;;) {
      const id = this.#slots[slot]!
      if (id < 0 || (this.#low[id] === low && this.#high[id] === high)) return id
      slot = (slot + 1) & this.#mask
    }
  }

  /** 0-based. */
  intern(low: number, high: number): number {
    let slot = mix(low, high) & this.#mask
    for (;;) {
      const id = this.#slots[slot]!
      if (id < 0) break
      if (this.#low[id] === low && this.#high[id] === high) return id
      slot = (slot + 1) & this.#mask
    }
    if (this.#size === this.#low.length) {
      this.#grow()
      return this.intern(low, high)
    }
    this.#slots[slot] = this.#size
    this.#low[this.#size] = low
    this.#high[this.#size] = high
    return this.#size++
  }

  #grow(): void {
    const capacity = this.#slots.length * 2
    const low = new Uint32Array(capacity >> 1)
    const high = new Uint32Array(capacity >> 1)
    low.set(this.#low)
    high.set(this.#high)
    this.#low = low
    this.#high = high
    this.#slots = new Int32Array(capacity).fill(-1)
    this.#mask = capacity - 1
    for (let id = 0; id < this.#size; id++) {
      let slot = mix(low[id]!, high[id]!) & this.#mask
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & this.#mask
      this.#slots[slot] = id
    }
  }
}

function mix(low: number, high: number): number {
  let h = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)
  h ^= h >>> 15
  h = Math.imul(h, 0xc2b2ae35)
  return h ^ (h >>> 16)
}
