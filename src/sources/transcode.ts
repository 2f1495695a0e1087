/** Byte chunks of any encoding become byte chunks of UTF-8, whatever characters the chunk borders cut. */

import { UserError } from '../base/errors.ts'
import { codePage } from './code-page.ts'

/**
 * Without the byte order mark. UTF-8 passes as it is (the reader mends broken characters row by row).
 * @throws UserError for an encoding that is not known.
 */
export async function* toUtf8(chunks: AsyncIterable<Buffer>, encoding: string, place: string): AsyncGenerator<Buffer> {
  const convert = converterOf(encoding.toLowerCase(), place)
  let start: Buffer | null = NOTHING // held back until a byte order mark would be whole
  for await (const chunk of chunks) {
    let utf8 = convert(chunk)
    if (start !== null) {
      utf8 = Buffer.concat([start, utf8])
      if (utf8.length < 3) {
        start = utf8
        continue
      }
      start = null
      utf8 = withoutMark(utf8)
    }
    if (utf8.length > 0) yield utf8
  }
  const rest = Buffer.concat([start ?? NOTHING, convert(null)])
  if (rest.length > 0) yield start === null ? rest : withoutMark(rest)
}

/** The same for bytes at hand, such as a file's beginning; a character cut at the end is left out. */
export function headToUtf8(bytes: Buffer, encoding: string, place: string): Buffer {
  return withoutMark(converterOf(encoding.toLowerCase(), place)(bytes))
}

/** A chunk, or null at the end. */
type Converter = (chunk: Buffer | null) => Buffer

const NOTHING = Buffer.alloc(0)

function converterOf(encoding: string, place: string): Converter {
  if (encoding === 'utf-8' || encoding === 'utf8' || encoding === 'us-ascii' || encoding === 'ascii')
    return (chunk) => chunk ?? NOTHING
  if (encoding === 'utf-16le' || encoding === 'utf-16') return utf16(false)
  if (encoding === 'utf-16be') return utf16(true)
  const table = codePage(encoding)
  if (table !== null) return singleByte(table)
  return anyDecoder(encoding, place)
}

function utf16(isBigEndian: boolean): Converter {
  let carry = NOTHING
  return (chunk) => {
    if (chunk === null) return carry.length === 0 ? NOTHING : Buffer.from('\ufffd')
    const bytes = carry.length === 0 ? Buffer.from(chunk) : Buffer.concat([carry, chunk])
    let end = bytes.length & ~1
    const lastHigh = end >= 2 ? bytes[isBigEndian ? end - 2 : end - 1]! : 0
    if (lastHigh >= 0xd8 && lastHigh < 0xdc) end -= 2 // half a surrogate pair waits for the other half
    carry = Buffer.from(bytes.subarray(end))
    const whole = bytes.subarray(0, end)
    if (isBigEndian) whole.swap16()
    return Buffer.from(whole.toString('utf16le'), 'utf8')
  }
}

function singleByte(table: string): Converter {
  const sequences = Array.from(table, (char) => Buffer.from(char))
  return (chunk) => {
    if (chunk === null) return NOTHING
    const out = Buffer.allocUnsafe(chunk.length * 3)
    let n = 0
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!
      if (byte < 128) out[n++] = byte
      else for (const b of sequences[byte]!) out[n++] = b
    }
    return out.subarray(0, n)
  }
}

/** Multi-byte encodings such as Shift JIS or GB 18030, by Node's own decoder. */
function anyDecoder(encoding: string, place: string): Converter {
  const decoder = makeDecoder(encoding, place)
  return (chunk) => Buffer.from(chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }))
}

function makeDecoder(encoding: string, place: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding)
  } catch (cause) {
    throw new UserError(`the encoding "${encoding}" is not known`, {
      place,
      wayOut: 'name one such as utf-8, utf-16le, windows-1252 or iso-8859-15',
      cause,
    })
  }
}

const withoutMark = (utf8: Buffer): Buffer =>
  utf8[0] === 0xef && utf8[1] === 0xbb && utf8[2] === 0xbf ? utf8.subarray(3) : utf8
