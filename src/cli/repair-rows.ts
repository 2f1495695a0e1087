/** Writes every row of a table with its repairs beside it, in the order of the file, holding one batch at a time. */

import type { Progress } from '../base/progress.ts'
import { type Cell, type CsvFile, openCsv } from '../sinks/csv.ts'
import { type Reject, readTable, type TableInfo } from '../sources/source.ts'
import type { AddedColumns, CellRepairs } from './repair-cells.ts'
import { uniqueNames } from './unique-names.ts'

interface Task {
  readonly path: string
  readonly info: TableInfo
  readonly out: string
  readonly cells: CellRepairs
  readonly progress: Progress
}

export interface Repaired {
  readonly rows: number
  readonly unreadable: number
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
  const notes: string[] = []
  progress.start('repair: writing', null, 'rows')
  try {
    const options = { onNote: (note: string) => notes.push(note) }
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
  return {
    rows: writer.rows,
    unreadable: writer.unreadable,
    decisions: writer.decisions,
    notes: [...notes, ...said(writer)],
  }
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
    const [email, phone] = [this.#email, this.#phone]
    const mail = email === null ? null : this.#put(row, 'email', email.columns, cells[email.at]!)
    const call = phone === null ? null : this.#put(row, 'phone', phone.columns, cells[phone.at]!)
    if (email !== null && mail !== null) row.push(...email.columns.lastCellsOf(mail, cells[email.at]!))
    if (phone !== null && call !== null) row.push(...phone.columns.lastCellsOf(call, cells[phone.at]!))
    this.#csv.write(row)
    this.rows++
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

  #put(row: Cell[], what: string, columns: AddedColumns, cell: string): readonly Cell[] {
    const added = columns.cellsOf(cell)
    for (const value of added) row.push(value)
    const decision = added[columns.decisionAt]
    if (decision === null || decision === undefined) return added
    const key = `${what}_${decision}`
    this.decisions.set(key, (this.decisions.get(key) ?? 0) + 1)
    return added
  }
}

function said({ unreadable, decisions, rows }: RowWriter): readonly string[] {
  const notes: string[] = []
  if (unreadable > 0)
    notes.push(
      `${unreadable} rows could not be read; their first 4,096 characters stand in the output, in the first column`,
    )
  if (rows > 0 && decisions.size === 0) notes.push('the column is empty: there was nothing to repair')
  return notes
}
