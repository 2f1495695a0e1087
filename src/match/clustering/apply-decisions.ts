/** Decisions at work: rows in canonical order, pairs that a reviewer took apart left out, and what a person should know. */

import type { ScoredPairs } from '../../engine/engine.ts'
import { formatNumberOf } from '../../html/numbers.ts'
import type { Bonds } from './bonds.ts'
import type { Decision, SettledDecisions } from './decisions.ts'

/** The same decisions by place: `order[place]` is the row. */
export function inOrder(decisions: readonly Decision[], order: Uint32Array): Decision[] {
  if (decisions.length === 0) return []
  const placeOf = new Uint32Array(order.length)
  for (let place = 0; place < order.length; place++) placeOf[order[place]!] = place
  return decisions.map(({ l, r, isSame }) => ({ l: placeOf[l]!, r: placeOf[r]!, isSame }))
}

/** Two clusters that a reviewer told apart are no possible match of one another, whichever of their records look alike. */
export function withoutParted(
  pairs: ScoredPairs,
  different: SettledDecisions['different'],
  cluster: Uint32Array,
): ScoredPairs {
  if (different.length === 0) return pairs
  const keyOf = (l: number, r: number): string => {
    const [a, b] = [cluster[l]!, cluster[r]!]
    return a < b ? `${a} ${b}` : `${b} ${a}`
  }
  const parted = new Set(different.map(([l, r]) => keyOf(l, r)))
  return pick(pairs, (i) => !parted.has(keyOf(pairs.l[i]!, pairs.r[i]!)))
}

/** The pairs that would be merged. */
export const linksOf = (pairs: ScoredPairs, sureBits: number): ScoredPairs =>
  pick(pairs, (i) => pairs.weight[i]! >= sureBits)

function pick({ l, r, weight }: ScoredPairs, isWanted: (i: number) => boolean): ScoredPairs {
  const kept = new Uint32Array(l.length)
  let count = 0
  for (let i = 0; i < l.length; i++) if (isWanted(i)) kept[count++] = i
  const wanted = kept.subarray(0, count)
  return {
    l: wanted.map((i) => l[i]!),
    r: wanted.map((i) => r[i]!),
    weight: Float64Array.from(wanted, (i) => weight[i]!),
  }
}

export function bondNotes(
  { l, r, weight }: ScoredPairs,
  { overruled }: SettledDecisions,
  bonds: Bonds,
  sureBits: number,
): string[] {
  const notes: string[] = []
  if (overruled > 0)
    notes.push(
      `${formatNumberOf(overruled, 'decision of reviewers does', 'decisions of reviewers do')} not fit later ones of other pairs and ${overruled === 1 ? 'was' : 'were'} left out.`,
    )
  for (const name of bonds.unreliable)
    notes.push(`Too many records of one person have a different ${name}; it only weighs and keeps nobody apart.`)
  let differing = 0
  for (let i = 0; i < l.length; i++)
    if (weight[i]! >= sureBits && bonds.numbersDiffer(l[i]!, r[i]!) && !bonds.mayJoin(l[i]!, r[i]!)) differing++
  if (differing > 0)
    notes.push(
      `${formatNumberOf(differing, 'pair agrees', 'pairs agree')} on the whole but ${differing === 1 ? 'has' : 'have'} different national ids; kept apart for review.`,
    )
  return notes
}
