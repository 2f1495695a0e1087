/** Text to bytes and back without loss: UTF-8, with half surrogate pairs written as if they were characters (WTF-8). */

const HALF_LEAD = 0xed

/** Most bytes a UTF-16 unit takes. */
export const MOST_BYTES = 3

/** Writes a text at `at`, where there must be room for three bytes a unit; the offset after it. */
export function writeText(text: string, bytes: Uint8Array, at: number): number {
  let end = at
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) bytes[end++] = unit
    else {
      const point = text.codePointAt(i)!
      if (point > 0xffff) i++
      end = writePoint(point, bytes, end)
    }
  }
  return end
}

function writePoint(point: number, bytes: Uint8Array, at: number): number {
  if (point < 0x800) {
    bytes[at] = 0xc0 | (point >> 6)
    bytes[at + 1] = 0x80 | (point & 63)
    return at + 2
  }
  if (point < 0x10000) {
    bytes[at] = 0xe0 | (point >> 12)
    bytes[at + 1] = 0x80 | ((point >> 6) & 63)
    bytes[at + 2] = 0x80 | (point & 63)
    return at + 3
  }
  bytes[at] = 0xf0 | (point >> 18)
  bytes[at + 1] = 0x80 | ((point >> 12) & 63)
  bytes[at + 2] = 0x80 | ((point >> 6) & 63)
  bytes[at + 3] = 0x80 | (point & 63)
  return at + 4
}

/** The text that {@link writeText} wrote. */
export function readText(bytes: Buffer, from: number, to: number): string {
  let hasHigh = false
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!
    if (byte < 0x80) continue
    hasHigh = true
    if (byte === HALF_LEAD && bytes[i + 1]! >= 0xa0) return readHalves(bytes, from, to)
  }
  return bytes.toString(hasHigh ? 'utf8' : 'latin1', from, to)
}

function readHalves(bytes: Buffer, from: number, to: number): string {
  let text = ''
  let start = from
  for (let i = from; i + 2 < to; i++)
    if (bytes[i] === HALF_LEAD && bytes[i + 1]! >= 0xa0) {
      const half = 0xd000 | ((bytes[i + 1]! & 63) << 6) | (bytes[i + 2]! & 63)
      text += bytes.toString('utf8', start, i) + String.fromCharCode(half)
      start = i + 3
    }
  return text + bytes.toString('utf8', start, to)
}

/** The code point (or half of a pair) whose bytes begin at `at`. */
export function pointAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!
  if (lead < 0x80) return lead
  if (lead < 0xe0) return ((lead & 31) << 6) | (bytes[at + 1]! & 63)
  const two = ((bytes[at + 1]! & 63) << 6) | (bytes[at + 2]! & 63)
  return lead < 0xf0 ? ((lead & 15) << 12) | two : ((lead & 7) << 18) | (two << 6) | (bytes[at + 3]! & 63)
}

/** Bytes that a code point takes. */
export const byteLength = (point: number): number => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
