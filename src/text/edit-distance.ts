/** Levenshtein distance between packed texts: Myers' bit-parallel algorithm behind cheap lower bounds. */

import type { TextTable } from './text-table.ts'

export interface EditDistance {
  /** Levenshtein distance of texts `l` and `r` in code points, or −1 where it exceeds `max`. */
  distance(l: number, r: number, max: number): number
  /** Whether both hold the same letters equally often (so a distance of 2 is one swap). */
  isAnagram(l: number, r: number): boolean
}

/** G. Myers (1999), "A fast bit-vector algorithm …", in the form of H. Hyyrö (2003). */
export function editDistance(table: TextTable): EditDistance {
  const { codes, offsets, masks, alphabet } = table
  const positions = new Int32Array(alphabet)
  const counts = new Int32Array(alphabet)
  let row = new Int32Array(64)

  function bitParallel(l: number, lengthL: number, r: number, lengthR: number, max: number): number {
    for (let i = 0; i < lengthL; i++) positions[codes[l + i]!]! |= 1 << i
    let plus = -1
    let minus = 0
    let score = lengthL
    const last = 1 << (lengthL - 1)
    // Each remaining column lowers the score by at most one.
    for (let j = 0; j < lengthR && score - (lengthR - j) <= max; j++) {
      const equal = positions[codes[r + j]!]! | minus
      const x = (((equal & plus) + plus) ^ plus) | equal
      let horizontalPlus = minus | ~(x | plus)
      const horizontalMinus = plus & x
      if (horizontalPlus & last) score++
      if (horizontalMinus & last) score--
      horizontalPlus = (horizontalPlus << 1) | 1
      plus = (horizontalMinus << 1) | ~(x | horizontalPlus)
      minus = horizontalPlus & x
      if (j === lengthR - 1) {
        clear(l, lengthL)
        return score <= max ? score : -1
      }
    }
    clear(l, lengthL)
    return -1
  }

  function clear(from: number, length: number): void {
    for (let i = 0; i < length; i++) positions[codes[from + i]!] = 0
  }

  function byRows(l: number, lengthL: number, r: number, lengthR: number, max: number): number {
    if (row.length <= lengthL) row = new Int32Array(lengthL * 2)
    for (let i = 0; i <= lengthL; i++) row[i] = i
    for (let j = 1; j <= lengthR; j++) {
      let diagonal = row[0]!
      let best = j
      row[0] = j
      const code = codes[r + j - 1]!
      for (let i = 1; i <= lengthL; i++) {
        const above = row[i]!
        const cost = codes[l + i - 1] === code ? diagonal : 1 + Math.min(diagonal, above, row[i - 1]!)
        diagonal = above
        row[i] = cost
        if (cost < best) best = cost
      }
      if (best > max) return -1
    }
    return row[lengthL]! <= max ? row[lengthL]! : -1
  }

  return {
    distance(l, r, max) {
      let startL = offsets[l]!
      let startR = offsets[r]!
      let lengthL = offsets[l + 1]! - startL
      let lengthR = offsets[r + 1]! - startR
      if (Math.abs(lengthL - lengthR) > max) return -1
      // A letter that only one side has costs at least one edit; one substitution can explain one such letter a side.
      const onlyL = bitCount(masks[l]! & ~masks[r]!)
      const onlyR = bitCount(masks[r]! & ~masks[l]!)
      if (onlyL > max || onlyR > max) return -1
      while (lengthL > 0 && lengthR > 0 && codes[startL] === codes[startR]) {
        startL++
        startR++
        lengthL--
        lengthR--
      }
      while (lengthL > 0 && lengthR > 0 && codes[startL + lengthL - 1] === codes[startR + lengthR - 1]) {
        lengthL--
        lengthR--
      }
      if (lengthL === 0 || lengthR === 0) return lengthL + lengthR <= max ? lengthL + lengthR : -1
      if (lengthL > lengthR)
        return lengthR <= 32
          ? bitParallel(startR, lengthR, startL, lengthL, max)
          : byRows(startR, lengthR, startL, lengthL, max)
      return lengthL <= 32
        ? bitParallel(startL, lengthL, startR, lengthR, max)
        : byRows(startL, lengthL, startR, lengthR, max)
    },
    isAnagram(l, r) {
      const length = offsets[l + 1]! - offsets[l]!
      if (length !== offsets[r + 1]! - offsets[r]!) return false
      let isSame = true
      for (let i = 0; i < length; i++) counts[codes[offsets[l]! + i]!]!++
      for (let i = 0; i < length; i++) if (--counts[codes[offsets[r]! + i]!]! < 0) isSame = false
      for (let i = 0; i < length; i++) counts[codes[offsets[l]! + i]!] = counts[codes[offsets[r]! + i]!] = 0
      return isSame
    },
  }
}

/** How many bits are set. */
export function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
