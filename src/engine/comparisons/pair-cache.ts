/** Remembers the answer for a pair of value numbers in a fixed space; a collision only means working it out again. */

const SIZE = 1 << 18

/** Wraps a symmetric function of two different value numbers with answers below 255. */
export function rememberPairs(compare: (l: number, r: number) => number): (l: number, r: number) => number {
  const low = new Uint32Array(SIZE)
  const high = new Uint32Array(SIZE)
  const answers = new Uint8Array(SIZE)
  return (l, r) => {
    const a = Math.min(l, r)
    const b = Math.max(l, r)
    const slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 14
    if (low[slot] === a && high[slot] === b) return answers[slot]!
    const answer = compare(a, b)
    low[slot] = a
    high[slot] = b
    answers[slot] = answer
    return answer
  }
}
