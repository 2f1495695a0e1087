/** Writes a table as a Parquet file, whole or not at all. */

import { ByteWriter, parquetWrite } from 'hyparquet-writer'
import { openPending } from './atomic.ts'

/** One column; null is "nothing there". Integers are 64-bit, dates are days as `YYYY-MM-DD` text. */
export interface ParquetColumn {
  readonly name: string
  readonly type: 'text' | 'integer' | 'number' | 'boolean'
  readonly values: readonly (string | number | boolean | null)[]
}

const TYPES = { text: 'STRING', integer: 'INT64', number: 'DOUBLE', boolean: 'BOOLEAN' } as const

/** All columns must be equally long. */
export function writeParquet(path: string, columns: readonly ParquetColumn[]): void {
  const rows = columns[0]?.values.length ?? 0
  for (const { name, values } of columns)
    if (values.length !== rows) throw new RangeError(`column ${name} has ${values.length} rows, not ${rows}`)
  const writer = new ByteWriter()
  parquetWrite({
    writer,
    columnData: columns.map(({ name, type, values }) => ({
      name,
      type: TYPES[type],
      nullable: true,
      data: type === 'integer' ? values.map((v) => (typeof v === 'number' ? BigInt(v) : null)) : [...values],
    })),
  })
  const file = openPending(path)
  try {
    file.write(new Uint8Array(writer.getBuffer()))
    file.commit()
  } catch (error) {
    file.abort()
    throw error
  }
}
