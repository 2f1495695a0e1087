/** Reviewers' decisions about pairs of records: which of them hold together, and which are overruled by later ones. */

import { SparseSets } from './sparse-sets.ts'

export interface Decision {
  readonly l: number
  readonly r: number
  /** One person, or two. */
  readonly isSame: boolean
}

export interface SettledDecisions {
  readonly same: readonly (readonly [number, number])[]
  readonly different: readonly (readonly [number, number])[]
  /** Decisions that later ones of other pairs contradict, so that they cannot hold. */
  readonly overruled: number
}

/**
 * `decisions`: rows, in the order they were made. The latest is taken first; an earlier one holds only where it fits those
 * taken, also through chains: a = b and b = c leave no room for a ≠ c. Of one pair only the latest counts.
 */
export function settleDecisions(decisions: readonly Decision[]): SettledDecisions {
  const same: (readonly [number, number])[] = []
  const different: (readonly [number, number])[] = []
  const groups = new Groups()
  const seen = new Set<string>()
  let overruled = 0
  for (let i = decisions.length - 1; i >= 0; i--) {
    const { l, r, isSame } = decisions[i]!
    if (l === r) continue
    const pair: readonly [number, number] = l < r ? [l, r] : [r, l]
    const key = pair.join(' ')
    if (seen.has(key)) continue
    seen.add(key)
    if (!(isSame ? groups.join(...pair) : groups.part(...pair))) overruled++
    else (isSame ? same : different).push(pair)
  }
  return { same, different, overruled }
}

/** Groups of rows that are one person, and the groups each must not join. */
class Groups {
  readonly #sets = new SparseSets()
  readonly #foes = new Map<number, Set<number>>()

  /** False where a decision stands between the two. */
  join(l: number, r: number): boolean {
    const [a, b] = [this.#sets.find(l), this.#sets.find(r)]
    if (a === b) return true
    if (this.#foesOf(a).has(b)) return false
    this.#sets.union(a, b)
    const root = this.#sets.find(a)
    const gone = root === a ? b : a
    for (const foe of this.#foesOf(gone)) {
      this.#foesOf(foe).delete(gone)
      this.#setFoes(foe, root)
    }
    return true
  }

  /** False where decisions make the two one. */
  part(l: number, r: number): boolean {
    const [a, b] = [this.#sets.find(l), this.#sets.find(r)]
    if (a === b) return false
    this.#setFoes(a, b)
    return true
  }

  #setFoes(a: number, b: number): void {
    this.#foesOf(a).add(b)
    this.#foesOf(b).add(a)
  }

  #foesOf(root: number): Set<number> {
    const foes = this.#foes.get(root) ?? new Set<number>()
    this.#foes.set(root, foes)
    return foes
  }
}
