/** Distinct texts packed into typed arrays, so that pairs of them are compared as integers and threads can share them. */

/** Text `i` is `codes[offsets[i] .. offsets[i+1])`; codes are dense ranks of code points, so two tables never mix. */
export interface TextTable {
  readonly codes: Uint16Array
  readonly offsets: Uint32Array
  /**
   * Which letters occur, one bit per code modulo 32; where there are at most ten letters and no blank, three bits a letter:
   * how often. Bits that only one of two texts has are letters that must be edited: a cheap lower bound on their distance.
   */
  readonly masks: Uint32Array
  /** Codes are below this. */
  readonly alphabet: number
  /** Code of the blank, or 0 where no text has one. */
  readonly blank: number
}

/** Packs texts (null → empty). Code points past the 65,535th distinct one share a code. */
export function packTexts(values: readonly (string | null)[]): TextTable {
  const offsets = new Uint32Array(values.length + 1)
  const masks = new Uint32Array(values.length)
  let total = 0
  for (const value of values) total += value?.length ?? 0
  const codes = new Uint16Array(total)
  const known = new Map<number, number>()
  const ascii = new Uint16Array(128)
  let end = 0
  const codeOf = (point: number): number => {
    let code = point < 128 ? ascii[point]! : (known.get(point) ?? 0)
    if (code === 0) {
      code = Math.min(known.size + 1, 65_535)
      known.set(point, code)
      if (point < 128) ascii[point] = code
    }
    return code
  }
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    let mask = 0
    if (value)
      for (let c = 0; c < value.length; c++) {
        const point = value.codePointAt(c)!
        if (point > 0xffff) c++
        const code = codeOf(point)
        codes[end++] = code
        mask |= 1 << (code & 31)
      }
    masks[i] = mask
    offsets[i + 1] = end
  }
  if (known.size <= FEW_LETTERS && ascii[32] === 0) countLetters(codes, offsets, masks)
  return { codes: codes.slice(0, end), offsets, masks, alphabet: known.size + 1, blank: ascii[32]! }
}

const FEW_LETTERS = 10
const BITS_PER_LETTER = 3

/** Of digits nearly all occur in every number; how often they do tells numbers apart. */
function countLetters(codes: Uint16Array, offsets: Uint32Array, masks: Uint32Array): void {
  for (let i = 0; i < masks.length; i++) {
    let mask = 0
    for (let c = offsets[i]!; c < offsets[i + 1]!; c++) {
      const place = (codes[c]! - 1) * BITS_PER_LETTER
      for (let bit = place; bit < place + BITS_PER_LETTER; bit++)
        if ((mask & (1 << bit)) === 0) {
          mask |= 1 << bit
          break
        }
    }
    masks[i] = mask
  }
}
