/** Reads which cluster, or which person, each record belongs to; records become numbers that two files share. */

import { UserError } from '../base/errors.ts'
import { ColumnEncoder } from '../record/encoded.ts'
import { readTable, type TableInfo } from '../sources/source.ts'
import { oneTable } from './one-table.ts'

/** Numbers records across files: by source and id where both are told, else by id alone. */
export class RecordNumbers {
  readonly #encoder = new ColumnEncoder()
  readonly withSource: boolean

  constructor(withSource: boolean) {
    this.withSource = withSource
  }

  of(source: string, record: string): number {
    return this.#encoder.idOf(this.withSource ? `${source.length}:${source}${record}` : record)
  }
}

export interface LabelFile {
  readonly path: string
  readonly info: TableInfo
  readonly recordAt: number
  readonly labelAt: number
  /** Null where the file has no column source. */
  readonly sourceAt: number | null
}

/** `labelColumns`: the first of them that the file has holds the labels. */
export async function openLabels(path: string, labelColumns: readonly string[]): Promise<LabelFile> {
  const info = await oneTable(path)
  const label = labelColumns.find((name) => info.columns.includes(name)) ?? labelColumns[0]!
  return {
    path,
    info,
    recordAt: columnAt(info, 'record_id', path),
    labelAt: columnAt(info, label, path),
    sourceAt: optionalColumn(info, 'source'),
  }
}

export interface Labels {
  /** Record number → label number + 1; 0 where the file does not have the record. May be shorter than there are records. */
  readonly labelOf: Uint32Array
  readonly records: number
}

export async function readLabels(file: LabelFile, numbers: RecordNumbers): Promise<Labels> {
  const labels = new ColumnEncoder()
  let labelOf = new Uint32Array(1 << 16)
  let records = 0
  for await (const batch of readTable(file.path, file.info, () => {}))
    for (const row of batch.rows) {
      const record = numbers.of(file.sourceAt === null ? '' : row[file.sourceAt]!, row[file.recordAt]!)
      const label = labels.idOf(row[file.labelAt]!) + 1
      if (record >= labelOf.length) labelOf = grown(labelOf, record)
      if (labelOf[record] === 0) records++
      else if (labelOf[record] !== label) throw standsTwice(file.path, numbers.withSource)
      labelOf[record] = label
    }
  return { labelOf, records }
}

function grown(values: Uint32Array, toHold: number): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(Math.max(values.length * 2, toHold + 1))
  bigger.set(values)
  return bigger
}

function standsTwice(path: string, withSource: boolean): UserError {
  return new UserError('A record stands in the file twice, with different labels.', {
    place: path,
    wayOut: withSource
      ? 'Each source and record_id must be unique.'
      : 'Each record_id must be unique; where ids repeat across sources both files need a column source.',
  })
}

/** @throws UserError with the columns that there are. */
export function columnAt(info: TableInfo, name: string, path: string): number {
  const at = info.columns.indexOf(name)
  if (at >= 0) return at
  throw new UserError(`There is no column ${name}.`, {
    place: path,
    wayOut: `Its columns are: ${info.columns.join(', ')}.`,
  })
}

export function optionalColumn(info: TableInfo, name: string): number | null {
  const at = info.columns.indexOf(name)
  return at < 0 ? null : at
}
