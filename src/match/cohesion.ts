/** Splits a component into people: the strongest links join first, and only while the evidence as a whole holds. */

export interface Cohesion {
  /** Weight in bits from which the best link of two groups may join them. */
  readonly sureBits: number
  /** Bits that stand against any pair before its fields are looked at; weight + priorBits is the fields' own evidence. */
  readonly priorBits: number
}

/** Evidence of one pair counts at most so many bits for and against, so that no single pair decides for many. */
const MOST_BITS = 30

/**
 * Groups `count` members by average evidence. `weightOf(a, b)` gives the pair's weight (log2 odds, prior included);
 * `mayJoin(a, b)` is false where two members must not be one person.
 * Returns the group of each member, numbered by first member. Ties go to the lower members.
 */
export function groupMembers(
  count: number,
  weightOf: (a: number, b: number) => number,
  mayJoin: (a: number, b: number) => boolean,
  { sureBits, priorBits }: Cohesion,
): Uint32Array {
  const best = new Float64Array(count * count).fill(-Infinity)
  const sum = new Float64Array(count * count)
  const sizes = new Uint32Array(count).fill(1)
  const group = Uint32Array.from({ length: count }, (_, i) => i)
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++)
      if (a !== b) {
        const weight = weightOf(Math.min(a, b), Math.max(a, b))
        best[a * count + b] = mayJoin(a, b) ? weight : -Infinity
        sum[a * count + b] = mayJoin(a, b) ? clamp(weight + priorBits) : -Infinity
      }
  const isAlive = new Uint8Array(count).fill(1)
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
    if (joinA < 0 || joinScore < (sureBits + priorBits) / 2) break
    isAlive[joinB] = 0
    sizes[joinA]! += sizes[joinB]!
    for (let m = 0; m < count; m++) {
      if (group[m] === joinB) group[m] = joinA
      if (m === joinA || m === joinB) continue
      const to = joinA * count + m
      best[to] = joined(best[to]!, best[joinB * count + m]!, Math.max)
      sum[to] = sum[to]! + sum[joinB * count + m]!
      best[m * count + joinA] = best[to]!
      sum[m * count + joinA] = sum[to]!
    }
  }
  return group
}

const clamp = (bits: number): number => Math.max(-MOST_BITS, Math.min(MOST_BITS, bits))

/** A bar between any two members (−∞) bars the groups. */
function joined(l: number, r: number, take: (l: number, r: number) => number): number {
  return l === -Infinity || r === -Infinity ? -Infinity : take(l, r)
}
