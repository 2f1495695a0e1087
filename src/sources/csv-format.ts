/** Delimited text as a format: encoding and dialect are found out from the beginning, rows come in one pass. */

import { open } from 'node:fs/promises'
import { UserError } from '../base/errors.ts'
import { isAligned, squeezeChunks, squeezeSpaces } from './aligned.ts'
import { openBytes, openFrom, plainStart, readHead } from './bytes.ts'
import { encodeCsv, readCsv, readFaithfully } from './csv.ts'
import { doubling, refilling } from './csv-bytes.ts'
import { type CsvShape, csvShape } from './csv-dialect.ts'
import { detectEncoding } from './encoding.ts'
import { type Format, type Location, placeOf, type ReadContext, tableName } from './format.ts'
import { HEAD_BYTES } from './limits.ts'
import type { TableInfo, TableSpec } from './table.ts'
import { headToUtf8, toUtf8 } from './transcode.ts'

export const csvFormat: Format = {
  async inspect(at, given) {
    const { shape, encoding } = await shapeAt(at, given)
    const info: TableInfo = {
      path: at.path,
      table: tableName(at, null),
      format: 'csv',
      encoding,
      delimiter: shape.delimiter,
      header: shape.header,
      columns: shape.columns,
      dialect: `${nameOf(shape.delimiter)}, ${encoding}, ${shape.lineEnd}`,
      notes: shape.notes,
    }
    return [info]
  },

  async *read(at, _inner, spec, context) {
    const { shape, encoding, chunks } = await openAt(at, spec, context)
    const { pieces, mendings } = context
    if (pieces === null) yield* readCsv(chunks, shape, context.onReject, mendings)
    else yield* readFaithfully(chunks, shape, { pieces, ahead: await openAhead(at, shape, encoding) }, mendings)
  },

  async encode(at, _inner, spec, takers, context) {
    const { shape, encoding, chunks } = await openAt(at, spec, context)
    const start = await startOfPlain(at, shape, encoding)
    const blocks = start === null ? doubling(chunks) : refilling(at.path, start, context.chunkBytes)
    await encodeCsv(blocks, shape, takers, context.onReject, context.mendings)
  },
}

async function openAt(at: Location, spec: TableSpec, { chunkBytes }: ReadContext) {
  const { shape, encoding } = await shapeAt(at, spec)
  const utf8 = toUtf8(openBytes(at.path, at.member, { chunkBytes }), encoding, placeOf(at))
  return { shape, encoding, chunks: shape.delimiter === ' ' ? squeezeChunks(utf8) : utf8 }
}

/** The text once more from an offset on; where it is packed or of another encoding, by reading up to there. */
async function openAhead(at: Location, shape: CsvShape, encoding: string) {
  const start = await startOfPlain(at, shape, encoding)
  if (start !== null) return (offset: number) => openFrom(at.path, start + offset)
  return async function* (offset: number): AsyncGenerator<Buffer> {
    const utf8 = toUtf8(openBytes(at.path, at.member), encoding, placeOf(at))
    let toSkip = offset
    for await (const chunk of shape.delimiter === ' ' ? squeezeChunks(utf8) : utf8) {
      if (toSkip < chunk.length) yield chunk.subarray(toSkip)
      toSkip -= Math.min(toSkip, chunk.length)
    }
  }
}

/** Where the text begins in a file whose bytes can be read as they stand; null: they cannot. */
async function startOfPlain(at: Location, { delimiter }: CsvShape, encoding: string): Promise<number | null> {
  return at.member === null && encoding === 'utf-8' && delimiter !== ' ' ? plainStart(at.path) : null
}

/** Encoding and shape by the file's beginning; the same for inspecting and for reading. */
async function shapeAt(at: Location, given: TableSpec | null): Promise<{ shape: CsvShape; encoding: string }> {
  const { bytes, isWhole } = await readHead(at.path, at.member, HEAD_BYTES)
  const place = placeOf(at)
  const encoding = given?.encoding ?? (await encodingOf(at, bytes, isWhole))
  const head = headToUtf8(bytes, encoding, place)
  const delimiter = given?.delimiter ?? (isAligned(head, isWhole) ? ' ' : null)
  const known = {
    delimiter: delimiter === null ? null : checkDelimiter(delimiter, place),
    header: given?.header ?? null,
  }
  return { shape: csvShape(known.delimiter === ' ' ? squeezeSpaces(head) : head, isWhole, known, place), encoding }
}

/** The one-byte delimiter that a project file means. @throws UserError when it is none. */
function checkDelimiter(delimiter: string, place: string): string {
  if (delimiter === 'tab' || delimiter === '\\t') return '\t'
  if (/^[^"\r\n\0\u0080-\uffff]$/.test(delimiter)) return delimiter
  throw new UserError('the delimiter must be one ASCII character, and not a quote or a line end', {
    place,
    wayOut: 'leave "delimiter" out of goldpan.yaml to have it found',
  })
}

/** The encoding by the beginning, and for plain files by samples from further on: a first umlaut may come late. */
async function encodingOf(at: Location, head: Buffer, isWhole: boolean): Promise<string> {
  const guess = detectEncoding(head, isWhole)
  const isAscii = guess.encoding === 'utf-8' && head.every((byte) => byte < 128)
  const isPacked = at.member !== null || (await plainStart(at.path)) === null
  return !isAscii || isWhole || isPacked ? guess.encoding : detectEncoding(await laterSamples(at.path), true).encoding
}

const SAMPLES = 16
const SAMPLE_BYTES = 65_536

/** Whole lines from places spread over a file that is not packed. */
async function laterSamples(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const parts: Buffer[] = []
    for (let i = 1; i <= SAMPLES; i++) {
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(SAMPLE_BYTES),
        0,
        SAMPLE_BYTES,
        Math.floor((size * i) / (SAMPLES + 1)),
      )
      const lines = buffer.subarray(buffer.indexOf(10) + 1, bytesRead)
      parts.push(lines.subarray(0, lines.lastIndexOf(10) + 1))
    }
    return Buffer.concat(parts)
  } finally {
    await file.close()
  }
}

function nameOf(delimiter: string): string {
  if (delimiter === ' ') return 'aligned by spaces'
  if (delimiter === '\t') return 'tab delimited'
  return `${delimiter < ' ' ? `U+${delimiter.charCodeAt(0).toString(16).padStart(4, '0')}` : delimiter} delimited`
}
