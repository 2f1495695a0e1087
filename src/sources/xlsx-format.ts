/** Excel workbooks as a format: each sheet that holds something, dates as ISO text. */

import readWorkbook, { readSheet } from 'read-excel-file/node'
import { UserError } from '../base/errors.ts'
import { readAll } from './bytes.ts'
import { checkColumnCount } from './column-names.ts'
import { type Format, type Location, placeOf, tableName } from './format.ts'
import { BATCH_ROWS, MAX_CELL_BYTES, MAX_WORKBOOK_BYTES } from './limits.ts'
import { makeReject, type RowBatch, type TableInfo } from './table.ts'
import { type TableShape, tableShape } from './table-shape.ts'
import { listMembersOf } from './zip.ts'

/** Rows that decide where the header is. */
const SAMPLE_ROWS = 500

interface Sheet {
  readonly rows: readonly (readonly string[])[]
  /** 1-based row of each in the sheet; blank ones are left out. */
  readonly lines: readonly number[]
}

export const xlsxFormat: Format = {
  async inspect(at, given) {
    const sheets = await guarded(at, async (bytes) => readWorkbook(bytes))
    const infos: TableInfo[] = []
    for (const { sheet, data } of sheets) {
      const { rows } = toText(data)
      if (rows.length === 0) continue
      const shape = shapeOf(rows, given?.header ?? null, `${placeOf(at)}!${sheet}`)
      infos.push({
        path: at.path,
        table: tableName(at, sheet),
        format: 'xlsx',
        encoding: null,
        delimiter: null,
        header: shape.header,
        columns: shape.columns,
        dialect: 'Excel sheet',
        notes: shape.notes,
      })
    }
    return infos
  },

  async *read(at, inner, spec, { onReject }) {
    const data = await guarded(at, async (bytes) => readSheet(bytes, inner ?? 1))
    const { rows, lines } = toText(data)
    const shape = shapeOf(rows, spec.header, placeOf(at))
    const width = shape.columns.length
    let batch: { lines: number[]; rows: string[][] } = { lines: [], rows: [] }
    for (let i = shape.firstData; i < rows.length; i++) {
      const cells = rows[i]!
      const line = lines[i]!
      if (cells.length > width && cells.slice(width).some((cell) => cell !== ''))
        onReject(makeReject(line, `${cells.length} cells where the table has ${width} columns`, cells.join(', ')))
      else if (cells.some((cell) => cell.length > MAX_CELL_BYTES))
        onReject(makeReject(line, `a cell is longer than ${MAX_CELL_BYTES} characters`, cells.join(', ')))
      else {
        batch.lines.push(line)
        batch.rows.push(Array.from({ length: width }, (_, c) => cells[c] ?? ''))
      }
      if (batch.rows.length < BATCH_ROWS) continue
      yield batch satisfies RowBatch
      batch = { lines: [], rows: [] }
    }
    if (batch.rows.length > 0) yield batch
  },
}

function shapeOf(rows: Sheet['rows'], header: boolean | null, place: string): TableShape {
  const sample = rows.slice(0, SAMPLE_ROWS)
  for (const cells of sample) checkColumnCount(cells.length, place)
  return tableShape(sample, header, place)
}

/** Reads the workbook's bytes once its directory shows that it does not unfold into more than is held in memory. */
async function guarded<T>(at: Location, read: (bytes: Buffer) => Promise<T>): Promise<T> {
  const bytes = await readAll(at.path, at.member, MAX_WORKBOOK_BYTES)
  const members = await listMembersOf(bytes, placeOf(at))
  const size = members.reduce((sum, m) => sum + m.bytes, 0)
  if (size > MAX_WORKBOOK_BYTES)
    throw new UserError(`the workbook unfolds to more than ${MAX_WORKBOOK_BYTES} bytes`, {
      place: placeOf(at),
      wayOut: 'save its sheets as CSV',
    })
  try {
    return await read(bytes)
  } catch (cause) {
    throw new UserError('the workbook cannot be read', {
      place: placeOf(at),
      wayOut: 'open it in Excel and save it again as .xlsx, or as CSV',
      cause,
    })
  }
}

function toText(data: readonly (readonly unknown[])[]): Sheet {
  const rows: string[][] = []
  const lines: number[] = []
  data.forEach((values, i) => {
    const cells = values.map(cellOf)
    if (cells.every((cell) => cell === '')) return
    rows.push(cells)
    lines.push(i + 1)
  })
  return { rows, lines }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (!(value instanceof Date)) return String(value)
  if (Number.isNaN(value.getTime())) return ''
  const iso = value.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19)
}
