/** Writes a table as a Parquet file, row group by row group, whole or not at all. */

import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import { openPending, type PendingFile } from './atomic.ts'

export type ParquetType = 'text' | 'integer' | 'number' | 'boolean'
type Value = string | number | boolean | null

/** One column; null is "nothing there". Integers are 64-bit, dates are days as `YYYY-MM-DD` text. */
export interface ParquetColumn {
  readonly name: string
  readonly type: ParquetType
  readonly values: readonly Value[]
}

export interface ParquetFile {
  /** One row; texts in a column of numbers or booleans are read as such. */
  write(cells: readonly Value[]): void
  /** Renames the file into place. */
  close(): void
  /** Leaves nothing behind; harmless after `close`. */
  abort(): void
}

const TYPES = { text: 'STRING', integer: 'INT64', number: 'DOUBLE', boolean: 'BOOLEAN' } as const

/** Rows held back and then written together: what bounds the memory. */
const ROWS_PER_GROUP = 100_000

/** Opens a Parquet file. Rows must have as many cells as `columns`. */
export function openParquet(path: string, columns: readonly Omit<ParquetColumn, 'values'>[]): ParquetFile {
  const file = openPending(path)
  const bytes = new ByteWriter()
  const frame = columns.map(({ name, type }) => ({ name, type: TYPES[type], nullable: true, data: [] }))
  const writer = new ParquetWriter({ writer: bytes, schema: schemaFromColumnData({ columnData: frame }) })
  let held: (Value | bigint)[][] = columns.map(() => [])
  const flush = (): void => {
    if (held[0] === undefined || held[0].length === 0) return
    const data = held
    writer.write({ columnData: columns.map(({ name }, i) => ({ name, data: data[i]! })), rowGroupSize: ROWS_PER_GROUP })
    held = columns.map(() => [])
    drain(bytes, file)
  }
  return {
    write(cells) {
      if (cells.length !== columns.length)
        throw new RangeError(`a row of ${cells.length} cells for ${columns.length} columns`)
      for (let c = 0; c < cells.length; c++) held[c]!.push(convert(cells[c]!, columns[c]!.type))
      if (held[0]!.length >= ROWS_PER_GROUP) flush()
    },
    close() {
      flush()
      writer.finish()
      drain(bytes, file)
      file.commit()
    },
    abort: () => file.abort(),
  }
}

/** All columns must be equally long. */
export function writeParquet(path: string, columns: readonly ParquetColumn[]): void {
  const rows = columns[0]?.values.length ?? 0
  for (const { name, values } of columns)
    if (values.length !== rows) throw new RangeError(`column ${name} has ${values.length} rows, not ${rows}`)
  const file = openParquet(path, columns)
  try {
    for (let row = 0; row < rows; row++) file.write(columns.map(({ values }) => values[row]!))
    file.close()
  } finally {
    file.abort()
  }
}

/** Moves what was encoded into the file; the writer goes on counting its offset. */
function drain(bytes: ByteWriter, file: PendingFile): void {
  file.write(bytes.getBytes())
  bytes.index = 0
}

function convert(value: Value, type: ParquetType): Value | bigint {
  if (value === null) return null
  if (type === 'text') return typeof value === 'string' ? value : String(value)
  if (type === 'boolean') return value === true || value === 'true'
  const number = typeof value === 'number' ? value : Number(value)
  if (value === '' || !Number.isFinite(number)) return null
  return type === 'integer' ? BigInt(Math.round(number)) : number
}
