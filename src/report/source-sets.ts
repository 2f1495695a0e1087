/** Which set of sources knows each person: counted without a set per person. */

import { compareText } from '../base/order.ts'

/**
 * Every set of sources seen is one number; adding a source to a person moves the person to the next number. The result
 * does not depend on the order of the records.
 */
export class SourceSets {
  readonly #setOf: Uint32Array
  readonly #sets: (readonly number[])[] = [[]]
  readonly #numbers = new Map<string, number>([['', 0]])
  readonly #next: Map<number, number>[] = [new Map()]

  constructor(people: number) {
    this.#setOf = new Uint32Array(people)
  }

  add(person: number, source: number): void {
    const from = this.#setOf[person]
    if (from === undefined) return
    const next = this.#next[from]!
    let to = next.get(source)
    if (to === undefined) {
      to = this.#number([...new Set([...this.#sets[from]!, source])].sort((l, r) => l - r))
      next.set(source, to)
    }
    this.#setOf[person] = to
  }

  /** The sets that people have, largest first, then by the sources in them. */
  count(): { readonly sources: readonly number[]; readonly people: number }[] {
    const counts = new Uint32Array(this.#sets.length)
    for (const set of this.#setOf) counts[set]!++
    return this.#sets
      .map((sources, set) => ({ sources, people: counts[set]! }))
      .filter((c) => c.people > 0 && c.sources.length > 0)
      .sort((l, r) => r.people - l.people || compareText(l.sources.join(), r.sources.join()))
  }

  #number(sources: readonly number[]): number {
    const key = sources.join()
    let set = this.#numbers.get(key)
    if (set === undefined) {
      set = this.#sets.length
      this.#sets.push(sources)
      this.#next.push(new Map())
      this.#numbers.set(key, set)
    }
    return set
  }
}
