/** Columns that goldpan has no field for, as sources map them to names of the user's own, to be compared as they are. */

import { ColumnEncoder, type EncodedColumn } from '../record/encoded.ts'

export interface ExtraSource {
  readonly sourceNo: number
  /** Names of the columns, in the order of the cells. */
  readonly columns: readonly string[]
  /** Column → name. */
  readonly compare: Readonly<Record<string, string>>
}

export class ExtraColumns {
  /** Source → which cell goes to which column. */
  readonly #cells = new Map<number, readonly { readonly at: number; readonly column: Column }[]>()
  readonly #columns = new Map<string, Column>()

  constructor(sources: readonly ExtraSource[], rows: number) {
    for (const { sourceNo, columns, compare } of sources) {
      const cells = Object.entries(compare).map(([column, name]) => ({
        at: columns.indexOf(column),
        column: this.#columnOf(name, rows),
      }))
      if (cells.length > 0) this.#cells.set(sourceNo, cells)
    }
  }

  /** The sources that have such a column. */
  get sources(): readonly number[] {
    return [...this.#cells.keys()]
  }

  take(row: number, sourceNo: number, cells: readonly string[]): void {
    for (const { at, column } of this.#cells.get(sourceNo) ?? [])
      column.ids[row] = column.encoder.idOf((cells[at] ?? '').trim())
  }

  finish(): ReadonlyMap<string, EncodedColumn> {
    return new Map(
      [...this.#columns].map(([name, { encoder, ids }]) => [name, { values: encoder.finish().values, ids }]),
    )
  }

  #columnOf(name: string, rows: number): Column {
    const column = this.#columns.get(name) ?? { encoder: new ColumnEncoder(), ids: new Uint32Array(rows) }
    this.#columns.set(name, column)
    return column
  }
}

interface Column {
  readonly encoder: ColumnEncoder
  readonly ids: Uint32Array
}
