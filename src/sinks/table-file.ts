/** One table, written as CSV and where wanted as Parquet beside it in the same pass. */

import { type Cell, type CsvFile, type CsvOptions, openCsv } from './csv.ts'
import { openParquet, type ParquetType } from './parquet.ts'

export interface TableFileOptions extends CsvOptions {
  readonly parquet: boolean
  /** Of the columns that are not text. */
  readonly types: Readonly<Record<string, Exclude<ParquetType, 'text'>>>
}

export interface TableFile extends Omit<CsvFile, 'writeText' | 'writePiece'> {
  /** A row whose line in the CSV file is made already; `cells` is asked for only where Parquet is written. */
  writeMade(line: string, cells: () => readonly Cell[]): void
}

/** Opens `path` (which ends in .csv) and writes its header. */
export function openTable(path: string, columns: readonly string[], options: TableFileOptions): TableFile {
  const csv = openCsv(path, columns, options)
  const typed = columns.map((name) => ({ name, type: options.types[name] ?? ('text' as const) }))
  const parquet = options.parquet ? openParquet(path.replace(/\.csv$/, '.parquet'), typed) : null
  return {
    write(cells) {
      csv.write(cells)
      parquet?.write(cells)
    },
    writeMade(line, cells) {
      csv.writeText(line)
      parquet?.write(cells())
    },
    close() {
      csv.close()
      parquet?.close()
    },
    abort() {
      csv.abort()
      parquet?.abort()
    },
  }
}
