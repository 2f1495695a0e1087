/** Remembers the answer for a pair of value numbers in a fixed space; a collision only means working it out again. */

/** Few enough to stay in the nearest memory: sixteen times as many know more, and take longer to ask. */
const SLOT_BITS = 12
const ANSWER_BITS = 3
const ANSWER = (1 << ANSWER_BITS) - 1
/** Beyond it a number and an answer do not fit one word. */
const MOST = 2 ** (32 - ANSWER_BITS)

/** Wraps a symmetric function of two different value numbers with answers of 1 to 7. */
export function rememberPairs(compare: (l: number, r: number) => number): (l: number, r: number) => number {
  // The smaller number, then the larger one with the answer: side by side, so that a look takes one line of memory.
  const slots = new Uint32Array(2 << SLOT_BITS)
  return (l, r) => {
    const low = Math.min(l, r)
    const high = Math.max(l, r)
    if (high >= MOST) return compare(low, high)
    const slot = ((Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> (32 - SLOT_BITS)) << 1
    const known = slots[slot + 1]!
    if (slots[slot] === low && known >>> ANSWER_BITS === high) return known & ANSWER
    const answer = compare(low, high)
    slots[slot] = low
    slots[slot + 1] = ((high << ANSWER_BITS) | answer) >>> 0
    return answer
  }
}
