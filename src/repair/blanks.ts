/** Values that stand for nothing ("n/a", "-"), told from a string or from bytes. */

/** Whether a value is one of `blanks` but for its case and outer blanks. */
export function blankTest(blanks: readonly string[]): (value: string) => boolean {
  const known = new Set(blanks)
  const longest = Math.max(...blanks.map((b) => b.length))
  // Nearly every value begins with something that none of them does.
  const first = new Set(blanks.flatMap((b) => [b.charCodeAt(0), b.toUpperCase().charCodeAt(0)]))
  const mayBegin = Uint8Array.from({ length: 128 }, (_, unit) => (unit <= 32 || first.has(unit) ? 1 : 0))
  return (value) =>
    value.length <= longest + 4 && mayBegin[value.charCodeAt(0)] !== 0 && known.has(value.trim().toLowerCase())
}

/** False where a value of visible signs is surely none of them: no blank is as long and begins so. */
export function blankBytesTest(blanks: readonly string[]): (bytes: Uint8Array, from: number, to: number) => boolean {
  const longest = Math.max(0, ...blanks.map((blank) => Buffer.byteLength(blank)))
  const known = new Uint8Array((longest + 1) * BEGINNINGS)
  for (const blank of blanks) {
    const bytes = Buffer.from(blank)
    known[bytes.length * BEGINNINGS + beginning(bytes[0]!)] = 1
  }
  return (bytes, from, to) => to - from <= longest && known[(to - from) * BEGINNINGS + beginning(bytes[from]!)] === 1
}

/** ASCII signs without regard to case, and all others as one. */
const BEGINNINGS = 0x81

const beginning = (byte: number): number => (byte >= 0x80 ? 0x80 : byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)
