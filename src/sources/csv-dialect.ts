/** What kind of delimited text a file's beginning shows: delimiter, line ends, and where its rows begin. */

import { UserError } from '../base/errors.ts'
import { checkColumnCount } from './column-names.ts'
import type { CsvLayout } from './csv.ts'
import { CR, CsvScanner, ESCAPED_CELL, LF } from './csv-scanner.ts'
import { HEAD_BYTES, MAX_COLUMNS } from './limits.ts'
import { NO_ROWS, tableShape, usualWidth } from './table-shape.ts'

const DELIMITERS = [',', ';', '\t', '|', '\u001f', '\u0001', '^', '~'] as const
/** Records of the beginning that are looked at. */
const SAMPLE_RECORDS = 500

export interface CsvShape extends CsvLayout {
  readonly header: boolean
  readonly columns: readonly string[]
  /** For people: `CRLF`, `mixed line ends (LF, CR)`. */
  readonly lineEnd: string
  readonly notes: readonly string[]
}

interface SampleRecord {
  readonly cells: readonly string[]
  readonly offset: number
  readonly line: number
}

/**
 * @param head UTF-8 bytes from the file's beginning, without byte order mark
 * @param isWhole the head is the whole file
 * @param given what is known already (null: to be found out)
 * @throws UserError for a table that is too wide
 */
export function csvShape(
  head: Buffer,
  isWhole: boolean,
  given: { readonly delimiter: string | null; readonly header: boolean | null },
  place: string,
): CsvShape {
  const declared = separatorLine(head)
  const delimiter = given.delimiter ?? declared?.delimiter ?? guessDelimiter(head, isWhole)
  const { records, next } = sampleRecords(head, isWhole, delimiter)
  const rows = records.filter((r) => !isBlank(r) && r.offset >= (declared?.next ?? 0))
  if (rows.length === 0) throw noRows(isWhole, place)
  for (const row of rows) checkColumnCount(row.cells.length, place)
  const shape = tableShape(
    rows.map((r) => r.cells),
    given.header,
    place,
  )
  const data = firstData(records, shape.header ? rows[shape.firstData - 1]! : null, declared?.next ?? 0) ?? next
  return {
    delimiter,
    header: shape.header,
    columns: shape.columns,
    columnCount: shape.columns.length,
    dataOffset: data.offset,
    dataLine: data.line,
    headerCells: shape.header ? (rows[shape.firstData - 1]?.cells ?? null) : null,
    lineEnd: lineEndsOf(head),
    notes: [
      ...(declared === null ? [] : ['the first line declares the delimiter']),
      // A first row that is longer than the beginning looked at is a row all the same.
      ...shape.notes.filter((note) => isWhole || note !== NO_ROWS),
    ],
  }
}

/** What follows the header; without one, the first record after the line that declares the delimiter. */
function firstData(
  records: readonly SampleRecord[],
  header: SampleRecord | null,
  from: number,
): SampleRecord | undefined {
  if (header === null) return records.find((record) => record.offset >= from)
  return records[records.indexOf(header) + 1]
}

function noRows(isWhole: boolean, place: string): UserError {
  return isWhole
    ? new UserError('the file holds nothing but blank lines', { place, wayOut: 'export it again, or take it out' })
    : new UserError(`the first row does not end within ${HEAD_BYTES} bytes`, {
        place,
        wayOut: 'check that the file has line breaks and is a table at all',
      })
}

/** `sep=;`, as Excel writes and reads it. */
function separatorLine(head: Buffer): { readonly delimiter: string; readonly next: number } | null {
  const match = /^"?sep=([^\r\n"])"?(\r\n|\n|\r)/i.exec(head.toString('latin1', 0, 16))
  return match === null ? null : { delimiter: match[1]!, next: match[0].length }
}

/** The delimiter that cuts most records into the same number of cells; a comma where none does. */
function guessDelimiter(head: Buffer, isWhole: boolean): string {
  let best = ','
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    const { records } = sampleRecords(head, isWhole, delimiter)
    const widths = records.filter((r) => !isBlank(r)).map((r) => r.cells.length)
    const width = usualWidth(widths)
    if (width < 2) continue
    const share = widths.filter((n) => n === width).length / widths.length
    const score = share * share * Math.log2(1 + width)
    if (score > bestScore) {
      bestScore = score
      best = delimiter
    }
  }
  return best
}

const isBlank = (record: SampleRecord): boolean => record.cells.length === 1 && record.cells[0] === ''

/** The first records, and where the one after them begins. */
function sampleRecords(
  head: Buffer,
  isWhole: boolean,
  delimiter: string,
): { records: SampleRecord[]; next: SampleRecord } {
  const scanner = new CsvScanner(delimiter, MAX_COLUMNS + 1)
  const records: SampleRecord[] = []
  let offset = 0
  let line = 1
  while (offset < head.length && records.length < SAMPLE_RECORDS) {
    let result = scanner.scan(head, offset, head.length, isWhole)
    if (result === 'broken') result = scanBrokenLine(scanner, head, offset, isWhole)
    if (result === 'more') break
    records.push({ cells: cellsOf(scanner, head), offset, line })
    line += scanner.innerLines + 1
    offset = scanner.next
  }
  return { records, next: { cells: [], offset, line } }
}

/** A line with a broken quote by itself, its quotes taken as text where need be. */
function scanBrokenLine(scanner: CsvScanner, head: Buffer, offset: number, isWhole: boolean): 'record' | 'more' {
  let end = offset
  while (end < head.length && head[end] !== LF && head[end] !== CR) end++
  if (end >= head.length && !isWhole) return 'more'
  if (scanner.scan(head, offset, end, true, true) !== 'record') scanner.cells = 0
  scanner.innerLines = 0
  scanner.end = end
  scanner.next = Math.min(head.length, head[end] === CR && head[end + 1] === LF ? end + 2 : end + 1)
  return 'record'
}

function cellsOf(scanner: CsvScanner, bytes: Buffer): string[] {
  const cells: string[] = []
  for (let c = 0; c < Math.min(scanner.cells, scanner.capacity); c++) {
    const text = bytes.toString('utf8', scanner.starts[c]!, scanner.ends[c]!)
    cells.push(scanner.kinds[c] === ESCAPED_CELL ? text.replaceAll('""', '"') : text)
  }
  return cells.length === 0 ? [''] : cells
}

function lineEndsOf(head: Buffer): string {
  const text = head.toString('latin1', 0, 65_536)
  const crlf = text.match(/\r\n/g)?.length ?? 0
  const lf = (text.match(/\n/g)?.length ?? 0) - crlf
  const cr = text.match(/\r(?!\n|$)/g)?.length ?? 0
  const kinds = [crlf > 0 ? 'CRLF' : '', lf > 0 ? 'LF' : '', cr > 0 ? 'CR' : ''].filter((kind) => kind !== '')
  return kinds.length > 1 ? `mixed line ends (${kinds.join(', ')})` : (kinds[0] ?? 'no line end')
}
