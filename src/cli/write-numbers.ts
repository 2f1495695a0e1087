/** Records with a number each as lines of CSV: bytes of ids go out as they came in, no text is made of them. */

import type { PackedTexts } from '../record/packed-texts.ts'
import { type CsvFile, csvText } from '../sinks/csv.ts'

const OUT_BYTES = 1 << 16
/** A comma, the digits of 32 bits and the line's end. */
const NUMBER_BYTES = 12
const [COMMA, LINE_END, ZERO] = [44, 10, 48]

/** Bytes that may want quotes, and the one that begins half a surrogate pair: such ids are written as texts. */
const IS_ODD = new Uint8Array(256)
for (const byte of [...Buffer.from('",\r\n \t'), 0xed]) IS_ODD[byte] = 1

interface Named {
  readonly source: string
  readonly ids: PackedTexts
}

/** A line for every record of the files, one file after another: source, id, and `numbers` by row. */
export function writeNumbers(csv: CsvFile, files: readonly Named[], numbers: Uint32Array): void {
  let first = 0
  for (const { source, ids } of files) {
    writeFile(csv, Buffer.from(`${csvText([source])},`), ids, numbers.subarray(first, first + ids.length))
    first += ids.length
  }
}

function writeFile(csv: CsvFile, prefix: Uint8Array, ids: PackedTexts, numbers: Uint32Array): void {
  const { bytes, offsets } = ids
  let out = Buffer.allocUnsafeSlow(OUT_BYTES)
  let end = 0
  for (let row = 0; row < numbers.length; row++) {
    let [id, from, to] = [bytes, offsets[row]!, offsets[row + 1]!]
    if (hasOdd(bytes, from, to)) {
      id = Buffer.from(csvText([ids.at(row) ?? '']))
      from = 0
      to = id.length
    }
    const most = prefix.length + to - from + NUMBER_BYTES
    if (end + most > out.length) {
      csv.writePiece(out.subarray(0, end))
      end = 0
      if (most > out.length) out = Buffer.allocUnsafeSlow(most)
    }
    for (let i = 0; i < prefix.length; i++) out[end++] = prefix[i]!
    for (let i = from; i < to; i++) out[end++] = id[i]!
    end = putNumber(out, end, numbers[row]!)
  }
  csv.writePiece(out.subarray(0, end))
}

function hasOdd(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (IS_ODD[bytes[i]!] === 1) return true
  return false
}

/** Writes a comma, the number and the line's end; the offset after them. */
function putNumber(out: Uint8Array, at: number, number: number): number {
  let digits = 1
  for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) digits++
  out[at] = COMMA
  const end = at + 1 + digits
  for (let i = end - 1, rest = number; i > at; i--) {
    const next = Math.floor(rest / 10)
    out[i] = ZERO + rest - next * 10
    rest = next
  }
  out[end] = LINE_END
  return end + 1
}
