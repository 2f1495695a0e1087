/** Counts the domains of a stream of cells in bounded memory: only what would be repaired is worth counting. */

import { hash32 } from '../../base/hash.ts'
import type { DomainJudge } from './email-domain.ts'
import type { DomainCounts } from './frequent-domain.ts'

const LONGEST = 320
/** Addresses told apart; past that each row counts as one. */
const MOST_ADDRESSES = 4_000_000
/** Bits of the sketch that estimates how many distinct addresses there are in all: good to some 40 million. */
const SKETCH_BITS = 1 << 23

export class DomainCounter {
  readonly #judge: DomainJudge
  readonly #addresses = new Set<number>()
  readonly #byDomain = new Map<string, number>()
  readonly #sketch = new Uint8Array(SKETCH_BITS >> 3)

  constructor(judge: DomainJudge) {
    this.#judge = judge
  }

  add(cell: string): void {
    const at = cell.length > LONGEST ? -1 : cell.lastIndexOf('@')
    if (at < 1) return
    const hash = hash32(cell)
    this.#sketch[(hash >>> 9) >>> 3]! |= 1 << ((hash >>> 9) & 7)
    const domain = cell
      .slice(at + 1)
      .trim()
      .toLowerCase()
    const { decision } = this.#judge.judge(domain)
    // What is up for review may be repaired on evidence that comes later.
    if (decision !== 'repaired' && decision !== 'review') return
    // Two addresses in four billion hashes taken for one make nobody's domain rare.
    if (this.#addresses.has(hash)) return
    if (this.#addresses.size < MOST_ADDRESSES) this.#addresses.add(hash)
    this.#byDomain.set(domain, (this.#byDomain.get(domain) ?? 0) + 1)
  }

  finish(): DomainCounts {
    return { byDomain: this.#byDomain, total: Math.round(this.#distinct()) }
  }

  /** Linear counting (Whang, Vander-Zanden and Taylor 1990): from the part of the bits that nothing has set. */
  #distinct(): number {
    let set = 0
    for (const byte of this.#sketch) for (let bits = byte; bits !== 0; bits &= bits - 1) set++
    return -SKETCH_BITS * Math.log(Math.max(1, SKETCH_BITS - set) / SKETCH_BITS)
  }
}
