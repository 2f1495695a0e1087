/** Writes every row of a table with its repairs beside it, in the order of the file, holding one batch at a time. */

import type { Progress } from '../base/progress.ts'
import { type Cell, type CsvFile, csvText, openCsv } from '../sinks/csv.ts'
import { type OddRow, type Reject, readTable, type TableInfo } from '../sources/source.ts'
import type { AddedColumns, CellRepairs } from './repair-cells.ts'
import { OddRowWriter } from './repair-odd-rows.ts'
import { uniqueNames } from './unique-names.ts'

interface Task {
  readonly path: string
  readonly info: TableInfo
  readonly out: string
  readonly cells: CellRepairs
  readonly progress: Progress
}

export interface Repaired {
  /** All that were written, the unreadable ones excepted. */
  readonly rows: number
  readonly unreadable: number
  /** Rows that were handed through as bytes, by reason. */
  readonly handedThrough: ReadonlyMap<OddRow['why'], number>
  /** `email_repaired` → rows. */
  readonly decisions: ReadonlyMap<string, number>
  readonly notes: readonly string[]
}

export async function writeRepaired({ path, info, out, cells, progress }: Task): Promise<Repaired> {
  const parts = [cells.email, cells.phone].filter((part) => part !== null)
  const names = parts.map(({ columns }) => columns.names)
  const header = [...info.columns, ...names.flat(), ...parts.flatMap(({ columns }) => columns.lastNames)]
  const csv = openCsv(out, uniqueNames(header))
  const writer = new RowWriter(csv, { given: info.columns.length, all: header.length }, cells)
  const table = { columns: info.columns.length, delimiter: info.delimiter ?? ',' }
  const pieces = new OddRowWriter(csv, table, {
    wanted: parts.map(({ at }) => at),
    end: (row, textOf) => {
      progress.tick(1)
      return writer.endOfOddRow(row, textOf)
    },
  })
  const notes: string[] = []
  progress.start('repair: writing', null, 'rows')
  try {
    const options = { onNote: (note: string) => notes.push(note), pieces }
    for await (const batch of readTable(path, info, (reject) => writer.hold(reject), options)) {
      for (let i = 0; i < batch.rows.length; i++) writer.write(batch.rows[i]!, batch.lines[i]!)
      progress.tick(batch.rows.length)
    }
    writer.writeHeld(Number.POSITIVE_INFINITY)
    csv.close()
  } catch (error) {
    csv.abort()
    throw error
  }
  progress.done()
  const { rows, unreadable, decisions, handedThrough } = writer
  return { rows, unreadable, decisions, handedThrough, notes: [...notes, ...said(writer)] }
}

/** Columns of the file, and of what is written. */
interface Width {
  readonly given: number
  readonly all: number
}

class RowWriter {
  rows = 0
  unreadable = 0
  readonly decisions = new Map<string, number>()
  readonly handedThrough = new Map<OddRow['why'], number>()
  readonly #csv: CsvFile
  readonly #width: Width
  readonly #email: CellRepairs['email']
  readonly #phone: CellRepairs['phone']
  /** Rejects that stand after the last row written, in the order of the file. */
  #held: Reject[] = []

  constructor(csv: CsvFile, width: Width, { email, phone }: CellRepairs) {
    this.#csv = csv
    this.#width = width
    this.#email = email
    this.#phone = phone
  }

  hold(reject: Reject): void {
    this.#held.push(reject)
  }

  write(cells: readonly string[], line: number): void {
    if (this.#held.length > 0) this.writeHeld(line)
    const row: Cell[] = cells.slice()
    this.#addTo(row, (column) => cells[column]!)
    this.#csv.write(row)
    this.rows++
  }

  /** What stands behind the cells of a row that was handed through as bytes. */
  endOfOddRow({ why }: OddRow, textOf: (column: number) => string | null): string {
    this.handedThrough.set(why, (this.handedThrough.get(why) ?? 0) + 1)
    this.rows++
    const added: Cell[] = []
    this.#addTo(added, textOf)
    return `,${csvText(added)}`
  }

  #addTo(row: Cell[], textOf: (column: number) => string | null): void {
    const parts = [
      { what: 'email', part: this.#email },
      { what: 'phone', part: this.#phone },
    ].flatMap(({ what, part }) => (part === null ? [] : [{ what, columns: part.columns, text: textOf(part.at) }]))
    const made = parts.map(({ what, columns, text }) => this.#put(row, what, columns, text))
    for (const [i, { columns, text }] of parts.entries())
      row.push(...(text === null ? columns.tooLong.last : columns.lastCellsOf(made[i]!, text)))
  }

  /** Rows that could not be read stand as they are, in the first column. */
  writeHeld(before: number): void {
    this.#held.sort((l, r) => l.line - r.line)
    let next = 0
    while (next < this.#held.length && this.#held[next]!.line < before) {
      const { raw, reason } = this.#held[next++]!
      const row: Cell[] = new Array(this.#width.all).fill(null)
      row[0] = raw
      const at = this.#width.given + (this.#email?.columns.decisionAt ?? 0)
      if (this.#email !== null) row.splice(at, 3, 'invalid', null, `the row could not be read: ${reason}`)
      this.#csv.write(row)
      this.unreadable++
    }
    this.#held = this.#held.slice(next)
  }

  #put(row: Cell[], what: string, columns: AddedColumns, cell: string | null): readonly Cell[] {
    const added = cell === null ? columns.tooLong.first : columns.cellsOf(cell)
    for (const value of added) row.push(value)
    const decision = added[columns.decisionAt]
    if (decision === null || decision === undefined) return added
    const key = `${what}_${decision}`
    this.decisions.set(key, (this.decisions.get(key) ?? 0) + 1)
    return added
  }
}

const WHY: Readonly<Record<OddRow['why'], string>> = {
  long: 'too long to be held, handed through byte for byte',
  bytes: 'NUL bytes or half a character, handed through byte for byte',
  quote: 'a quote is opened and not closed rightly; the quotes of the line were taken as text',
  cells: 'more cells than columns; what is too much stands in the last column',
}

function said({ unreadable, decisions, handedThrough, rows }: RowWriter): readonly string[] {
  const notes = [...handedThrough].map(([why, count]) => `${count} ${count === 1 ? 'row' : 'rows'}: ${WHY[why]}`)
  if (unreadable > 0)
    notes.push(
      `${unreadable} ${unreadable === 1 ? 'row' : 'rows'} could not be read; the first 4,096 characters of each stand in the output, in the first column`,
    )
  if (rows > 0 && decisions.size === 0) notes.push('the column is empty: there was nothing to repair')
  return notes
}
