/** Which customers a source of events speaks of: measured by how many of its keys are theirs. */

import { hash32 } from '../../base/hash.ts'
import { compareText } from '../../base/order.ts'

const MAX_KEPT = 8192

/**
 * A sample of distinct keys in bounded memory: those with the smallest hashes, so that two sketches sample the same
 * keys and their overlap can be compared (bottom-k sampling).
 */
export class KeySketch {
  #kept = new Set<number>()
  #limit = 0xffffffff

  add(key: string): void {
    const trimmed = key.trim()
    if (trimmed === '') return
    const hash = hash32(trimmed)
    if (hash > this.#limit) return
    this.#kept.add(hash)
    while (this.#kept.size > MAX_KEPT) {
      this.#limit = Math.floor(this.#limit / 2)
      this.#kept = new Set([...this.#kept].filter((h) => h <= this.#limit))
    }
  }

  /** Share (0–1) of this sketch's keys that the other holds; null where either has none to compare. */
  shareIn(other: KeySketch): number | null {
    const limit = Math.min(this.#limit, other.#limit)
    let own = 0
    let shared = 0
    for (const hash of this.#kept) {
      if (hash > limit) continue
      own++
      if (other.#kept.has(hash)) shared++
    }
    return own === 0 || other.#kept.size === 0 ? null : shared / own
  }
}

export interface KeyedSource {
  readonly name: string
  readonly brand: string
  readonly keys: KeySketch
}

export interface Link {
  readonly of: string
  /** 0–1: share of the keys that were found. */
  readonly share: number
  /** Another source holds nearly as many of the keys. */
  readonly isClose: boolean
}

/** Below this share the keys are not those of the source. */
const MIN_OVERLAP = 0.2

/** The source whose keys these are: most overlap, own brand before others, then by name; null where none fits. */
export function linkSource(events: KeyedSource, people: readonly KeyedSource[]): Link | null {
  const ranked = people
    .map((p) => ({ name: p.name, share: events.keys.shareIn(p.keys) ?? 0, isOwn: p.brand === events.brand }))
    .filter((p) => p.share >= MIN_OVERLAP)
    .sort((l, r) => r.share + (r.isOwn ? 0.3 : 0) - (l.share + (l.isOwn ? 0.3 : 0)) || compareText(l.name, r.name))
  const [first, second] = ranked
  if (first === undefined) return null
  return {
    of: first.name,
    share: first.share,
    isClose: second !== undefined && second.share >= first.share - 0.1 && second.isOwn === first.isOwn,
  }
}
