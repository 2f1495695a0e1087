/** Columns lined up with spaces, as statistics packages print them: runs of spaces become one delimiter. */

import { CR, LF } from './csv-scanner.ts'

const SPACE = 32
/** Lines of the beginning that are looked at. */
const SAMPLE_LINES = 500
const MIN_COLUMNS = 3

/**
 * Whether the text is such a table: no other delimiter, every line has the same number of words (three or more), and
 * most are set apart by two spaces somewhere. A list of street names is none.
 */
export function isAligned(head: Buffer, isWhole: boolean): boolean {
  const lines = head.toString('latin1').split(/\r\n|\n|\r/)
  if (!isWhole) lines.pop()
  const filled = lines.filter((line) => line.trim() !== '').slice(0, SAMPLE_LINES)
  const width = filled[0]?.trim().split(/ +/).length ?? 0
  if (filled.length < 2 || width < MIN_COLUMNS) return false
  const apart = filled.filter((line) => line.trim().includes('  ')).length
  return (
    apart * 2 > filled.length &&
    filled.every((line) => !/[,;|\t"]/.test(line) && line.trim().split(/ +/).length === width)
  )
}

/** One space for each run of them, none at the ends of lines; UTF-8 in and out. */
export async function* squeezeChunks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const squeeze = squeezer()
  for await (const chunk of chunks) yield squeeze(chunk)
}

export const squeezeSpaces = (bytes: Buffer): Buffer => squeezer()(bytes)

function squeezer(): (chunk: Buffer) => Buffer {
  let isLineStart = true
  let isPending = false // a space was seen, and nothing after it yet
  return (chunk) => {
    const out = Buffer.allocUnsafe(chunk.length + 1)
    let n = 0
    for (const byte of chunk) {
      if (byte === SPACE) {
        isPending = !isLineStart
        continue
      }
      isLineStart = byte === LF || byte === CR
      if (isPending && !isLineStart) out[n++] = SPACE
      isPending = false
      out[n++] = byte
    }
    return out.subarray(0, n)
  }
}
