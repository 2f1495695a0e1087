/** Disjoint sets over dense numbers; the smallest member stands for its set. */

export class UnionFind {
  readonly #parent: Uint32Array

  constructor(size: number) {
    this.#parent = new Uint32Array(size)
    for (let i = 0; i < size; i++) this.#parent[i] = i
  }

  find(i: number): number {
    const parent = this.#parent
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!
      i = parent[i]!
    }
    return i
  }

  /** Joins the sets of both; the smaller root stays, so roots do not depend on the order of joins. */
  union(l: number, r: number): void {
    const a = this.find(l)
    const b = this.find(r)
    if (a < b) this.#parent[b] = a
    else if (b < a) this.#parent[a] = b
  }
}
