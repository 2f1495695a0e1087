/** Latin letters as bytes of UTF-8: which are capital, which small, and the one of the other. */

/** Letters from here on are left to the full repair. */
const END = 0x180

export const NO_LETTER = 0
export const CAPITAL = 1
export const SMALL = 2

/** Code point → what it is. A letter that is not one sign of as many bytes in either case counts as none (İ, ſ). */
export const kindOf = new Uint8Array(END)
/** Code point → the letter in the other case; itself where it is none, or has none (ß). */
export const smallOf = new Uint16Array(END)
export const capitalOf = new Uint16Array(END)

for (let point = 0; point < END; point++) {
  const sign = String.fromCharCode(point)
  const [small, capital] = [sign.toLowerCase(), sign.toUpperCase()]
  const isPair = small !== capital && isLike(small, sign) && isLike(capital, sign) && small.toUpperCase() === capital
  smallOf[point] = isPair ? small.charCodeAt(0) : point
  capitalOf[point] = isPair ? capital.charCodeAt(0) : point
  if (isPair ? sign === small : sign === small && capital.length > 1) kindOf[point] = SMALL
  else if (isPair) kindOf[point] = CAPITAL
}

function isLike(other: string, sign: string): boolean {
  const [l, r] = [other.charCodeAt(0), sign.charCodeAt(0)]
  return (
    other.length === 1 && l < END && l < 0x80 === r < 0x80 && [other.toLowerCase(), other.toUpperCase()].includes(sign)
  )
}

/** The code point at `at`; {@link END} and beyond for what is not of one or two bytes. */
export function latinAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!
  if (lead < 0x80) return lead
  return lead < 0xe0 ? ((lead & 31) << 6) | (bytes[at + 1]! & 63) : 0xffff
}

/** Writes a code point of one or two bytes; the place behind it. */
export function writeLatin(point: number, bytes: Uint8Array, at: number): number {
  if (point < 0x80) {
    bytes[at] = point
    return at + 1
  }
  bytes[at] = 0xc0 | (point >> 6)
  bytes[at + 1] = 0x80 | (point & 63)
  return at + 2
}
