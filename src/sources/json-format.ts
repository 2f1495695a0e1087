/** JSON as a format: an array of objects, an object that wraps one, objects one after another, or one per line. */

import { UserError } from '../base/errors.ts'
import { compareText } from '../base/order.ts'
import { openBytes, readHead } from './bytes.ts'
import { checkColumnCount } from './column-names.ts'
import { detectEncoding } from './encoding.ts'
import { formAsJson } from './form-body.ts'
import { type Format, type Location, placeOf, tableName } from './format.ts'
import {
  arrayElements,
  CUT_OFF,
  findRowArray,
  isSeveralValues,
  type JsonElement,
  jsonLines,
  splitValues,
} from './json-elements.ts'
import { flatten, parseExactly } from './json-text.ts'
import { BATCH_ROWS, HEAD_BYTES, MAX_CELL_BYTES } from './limits.ts'
import { makeReject, type TableInfo, type TableSpec } from './table.ts'
import { headToUtf8, toUtf8 } from './transcode.ts'
import { isJsonEvent, unfoldJson } from './unfold-json.ts'

export const jsonFormat: Format = makeFormat('json')
export const jsonlFormat: Format = makeFormat('jsonl')

function makeFormat(format: 'json' | 'jsonl'): Format {
  return {
    async inspect(at, given) {
      const encoding = given?.encoding ?? (await encodingOf(at))
      const columns = await columnsOf(at, format, encoding)
      const info: TableInfo = {
        path: at.path,
        table: tableName(at, null),
        format,
        encoding,
        delimiter: null,
        header: true,
        columns,
        dialect: `${format === 'json' ? 'JSON array' : 'one JSON object per line'}, ${encoding}`,
        notes: columns.length === 0 ? ['no rows'] : [],
      }
      return [info]
    },

    async *read(at, _inner, spec, { onReject, chunkBytes }) {
      const encoding = spec.encoding ?? (await encodingOf(at))
      const columns = columnsKnown(spec) ?? (await columnsOf(at, format, encoding))
      const index = new Map(columns.map((name, i) => [name, i]))
      let batch = emptyBatch()
      for await (const elements of elementsOf(at, format, encoding, chunkBytes)) {
        for (const element of elements) {
          for (const row of toRows(element, index)) {
            if (typeof row === 'string') onReject(makeReject(element.line, row, element.text))
            else {
              batch.lines.push(element.line)
              batch.rows.push(row)
            }
          }
          if (batch.rows.length < BATCH_ROWS) continue
          yield batch
          batch = emptyBatch()
        }
      }
      if (batch.rows.length > 0) yield batch
    },
  }
}

const emptyBatch = (): { lines: number[]; rows: string[][] } => ({ lines: [], rows: [] })

/** The columns of a TableInfo, which spare reading the file once more to find them. */
function columnsKnown(spec: TableSpec): readonly string[] | null {
  const { columns } = spec as Partial<TableInfo>
  return Array.isArray(columns) ? columns : null
}

/** The row, or why there is none: the file may have changed since its columns were looked up. */
function toRow(cells: ReadonlyMap<string, string>, index: ReadonlyMap<string, number>): string[] | string {
  const row: string[] = new Array(index.size).fill('')
  for (const [name, cell] of cells) {
    if (cell.length > MAX_CELL_BYTES) return `a cell is longer than ${MAX_CELL_BYTES} characters`
    const c = index.get(name)
    if (c !== undefined) row[c] = cell
    else if (cell !== '') return 'a key that the table does not have as a column'
  }
  return row
}

function toRows(element: JsonElement, index: ReadonlyMap<string, number>): readonly (string[] | string)[] {
  const found = readElement(element)
  return typeof found === 'string' ? [found] : found.map((cells) => toRow(cells, index))
}

/** The cells of each of the element's rows, or why it has none. */
function readElement(element: JsonElement): readonly Map<string, string>[] | string {
  if (element.broken !== null) return element.broken
  const text = formAsJson(element.text)
  if (text === null) return `${CUT_OFF} its form does`
  try {
    return cellsOf(parseExactly(text))
  } catch {
    return severalIn(text)
  }
}

const NO_JSON = 'not valid JSON'

function cellsOf(value: unknown): readonly Map<string, string>[] | string {
  const rows = unfoldJson(value)
  return 'broken' in rows ? rows.broken : rows.map(flatten)
}

/** Values that a pipeline wrote one behind another into one line. */
function severalIn(text: string): readonly Map<string, string>[] | string {
  const values = splitValues(text)
  if (values === null || values.length < 2) return NO_JSON
  try {
    const found = values.map((value) => cellsOf(parseExactly(value)))
    const broken = found.find((rows) => typeof rows === 'string')
    return broken ?? (found as (readonly Map<string, string>[])[]).flat()
  } catch {
    return NO_JSON
  }
}

/**
 * Every key of every element: a key that first shows up late (an opt-out, say) must have its column. Ordered by the
 * foremost place at which it stands in any element, then by name, so that the order of the rows does not matter.
 */
async function columnsOf(at: Location, format: 'json' | 'jsonl', encoding: string): Promise<string[]> {
  const foremost = new Map<string, number>()
  for await (const elements of elementsOf(at, format, encoding, undefined)) {
    for (const element of elements) {
      const rows = readElement(element)
      if (typeof rows !== 'string') for (const cells of rows) noteColumns(foremost, cells)
    }
    checkColumnCount(foremost.size, placeOf(at))
  }
  return [...foremost].sort(([l, i], [r, j]) => i - j || compareText(l, r)).map(([name]) => name)
}

function noteColumns(foremost: Map<string, number>, cells: ReadonlyMap<string, string>): void {
  let i = 0
  for (const name of cells.keys()) {
    const known = foremost.get(name)
    if (known === undefined || i < known) foremost.set(name, i)
    i++
  }
}

async function* elementsOf(
  at: Location,
  format: 'json' | 'jsonl',
  encoding: string,
  chunkBytes: number | undefined,
): AsyncGenerator<JsonElement[]> {
  const place = placeOf(at)
  const chunks = toUtf8(openBytes(at.path, at.member, chunkBytes === undefined ? {} : { chunkBytes }), encoding, place)
  if (format === 'jsonl') {
    yield* jsonLines(chunks)
    return
  }
  const { bytes, isWhole } = await readHead(at.path, at.member, HEAD_BYTES)
  const head = headToUtf8(bytes, encoding, place)
  if (isSeveralValues(head)) {
    yield* arrayElements(chunks, null)
    return
  }
  const arrayOffset = isWhole && isOneEvent(head) ? null : findRowArray(head)
  if (arrayOffset !== null) yield* arrayElements(chunks, arrayOffset)
  else if (isWhole) yield [{ line: 1, text: head.toString('utf8').trim(), broken: null }]
  else
    throw new UserError('no array of objects is found in the JSON file', {
      place,
      wayOut: 'write the rows as one array of objects, or one object per line',
    })
}

function isOneEvent(head: Buffer): boolean {
  try {
    return isJsonEvent(JSON.parse(head.toString('utf8')))
  } catch {
    return false
  }
}

async function encodingOf(at: Location): Promise<string> {
  const { bytes, isWhole } = await readHead(at.path, at.member, HEAD_BYTES)
  return detectEncoding(bytes, isWhole).encoding
}
