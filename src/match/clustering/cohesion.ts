/** Splits a component into people: the strongest links join first, and only while the evidence as a whole holds. */

export interface PairJudgement {
  /** log2 odds that the pair is one person. */
  weight(a: number, b: number): number
  /** What the pair says for joining the groups it stands between, in bits; below 0 it speaks against. */
  evidence(a: number, b: number): number
  /** False where the two must not be one person. */
  mayJoin(a: number, b: number): boolean
  /** Members that are one person whatever their pairs say. */
  readonly same?: readonly (readonly [number, number])[]
}

/** Evidence of one pair counts at most so many bits for and against, so that no single pair decides for many. */
const MOST_FOR = 20
const MOST_AGAINST = 30

/** By pair of groups; hundreds of thousands of small components are grouped one after another, and none needs memory of its own. */
let best = new Float64Array(64)
let sum = new Float64Array(64)

/**
 * Groups `count` members by average evidence; the best link of two groups must weigh at least `sureBits`. The judgement is asked with `a` below `b`.
 * Returns the group of each member, named by its first member. Ties go to the lower members.
 */
export function groupMembers(count: number, judge: PairJudgement, sureBits: number): Uint32Array {
  const cells = count * count
  if (best.length < cells) {
    best = new Float64Array(2 * cells)
    sum = new Float64Array(2 * cells)
  }
  best.fill(-Infinity, 0, cells)
  const sizes = new Uint32Array(count).fill(1)
  const group = Uint32Array.from({ length: count }, (_, i) => i)
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      const isBarred = !judge.mayJoin(a, b)
      best[a * count + b] = best[b * count + a] = isBarred ? -Infinity : judge.weight(a, b)
      sum[a * count + b] = sum[b * count + a] = isBarred ? -Infinity : clamp(judge.evidence(a, b))
    }
  const isAlive = new Uint8Array(count).fill(1)
  const join = (a: number, b: number) => {
    isAlive[b] = 0
    sizes[a]! += sizes[b]!
    for (let m = 0; m < count; m++) {
      if (group[m] === b) group[m] = a
      if (m === a || m === b) continue
      const to = a * count + m
      best[to] = joined(best[to]!, best[b * count + m]!)
      sum[to] = sum[to]! + sum[b * count + m]!
      best[m * count + a] = best[to]!
      sum[m * count + a] = sum[to]!
    }
  }
  for (const [a, b] of judge.same ?? []) {
    const [l, r] = [group[a]!, group[b]!]
    if (l !== r) join(Math.min(l, r), Math.max(l, r))
  }
  for (;;) {
    let joinA = -1
    let joinB = -1
    let joinScore = -Infinity
    for (let a = 0; a < count; a++) {
      if (!isAlive[a]) continue
      for (let b = a + 1; b < count; b++) {
        if (!isAlive[b] || best[a * count + b]! < sureBits) continue
        const mean = sum[a * count + b]! / (sizes[a]! * sizes[b]!)
        if (mean > joinScore) {
          joinScore = mean
          joinA = a
          joinB = b
        }
      }
    }
    // Two groups are one person when their fields agree on the whole, not only along one link.
    if (joinA < 0 || joinScore < 0) break
    join(joinA, joinB)
  }
  return group
}

/** What {@link groupMembers} makes of two members, of whom no more is known. */
export const areOne = (weight: number, evidence: number, sureBits: number): boolean =>
  weight >= sureBits && evidence >= 0

const clamp = (bits: number): number => Math.max(-MOST_AGAINST, Math.min(MOST_FOR, bits))

/** A bar between any two members (−∞) bars the groups. */
function joined(l: number, r: number): number {
  return l === -Infinity || r === -Infinity ? -Infinity : Math.max(l, r)
}
