/** Which texts were seen already, by 64 bits of each: millions of them in a few bytes a piece. */

import { scatter } from './hash.ts'

export class FingerprintSet {
  #high = new Uint32Array(1 << 10)
  #low = new Uint32Array(1 << 10)
  size = 0

  /** Whether the text is new. Of ten million texts two are taken for one with a probability of 3 in a million. */
  add(text: string): boolean {
    const slot = this.#slotOf(text)
    if (this.#low[slot] !== 0) return false
    this.#high[slot] = this.#hashHigh
    this.#low[slot] = this.#hashLow
    if (++this.size * 2 > this.#low.length) this.#grow()
    return true
  }

  has(text: string): boolean {
    return this.#low[this.#slotOf(text)] !== 0
  }

  #hashHigh = 0
  #hashLow = 0

  #slotOf(text: string): number {
    let [high, low] = [0x9e3779b9, 0x85ebca6b]
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      high = Math.imul(high ^ unit, 0x2c1b3c6d)
      // Turned, so that the two are not alike in their lower bits.
      low = Math.imul(low ^ unit, 0x297a2d39)
      low = (low << 13) | (low >>> 19)
    }
    this.#hashHigh = scatter(high)
    // Zero marks a free place.
    this.#hashLow = scatter(low ^ text.length) || 1
    return this.#find(this.#hashHigh, this.#hashLow)
  }

  #find(high: number, low: number): number {
    const mask = this.#low.length - 1
    let slot = high & mask
    while (this.#low[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high)) slot = (slot + 1) & mask
    return slot
  }

  #grow(): void {
    const [high, low] = [this.#high, this.#low]
    this.#high = new Uint32Array(high.length * 2)
    this.#low = new Uint32Array(low.length * 2)
    for (let i = 0; i < low.length; i++) {
      if (low[i] === 0) continue
      const slot = this.#find(high[i]!, low[i]!)
      this.#high[slot] = high[i]!
      this.#low[slot] = low[i]!
    }
  }
}
