/** Disjoint sets over the few numbers that are ever named; the smallest member stands for its set. */

export class SparseSets {
  readonly #parents = new Map<number, number>()

  /** No two numbers are in one set. */
  get isEmpty(): boolean {
    return this.#parents.size === 0
  }

  find(i: number): number {
    let root = i
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) root = next
    for (let at = i; at !== root; ) {
      const next = this.#parents.get(at)!
      this.#parents.set(at, root)
      at = next
    }
    return root
  }

  union(l: number, r: number): void {
    const [a, b] = [this.find(l), this.find(r)]
    if (a !== b) this.#parents.set(Math.max(a, b), Math.min(a, b))
  }
}
