/** An evenly spread 32-bit hash of two integers: the seeded chance behind every sample of pairs. */

export function mixRows(l: number, r: number): number {
  let h = Math.imul(l ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(r + 0x7f4a7c15, 0xc2b2ae35)
  h ^= h >>> 16
  h = Math.imul(h, 0x7feb352d)
  h ^= h >>> 15
  h = Math.imul(h, 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}
