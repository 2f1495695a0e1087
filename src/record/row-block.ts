/** Many rows as one text per column: what threads hand each other and what packed tables store, at a few calls a block. */

export type CellValue = string | number | null

/**
 * A column is null (no row has a value), one JSON value (all rows have it), a JSON array, U+001D with a character a row
 * and a JSON array of the distinct values that they number, or, for raw cells, the texts joined by U+001E, one before each.
 */
export interface RowBlock {
  readonly rows: number
  readonly columns: readonly (string | null)[]
}

/** Rows of a block: few enough for the values of a block to die young. */
export const BLOCK_ROWS = 1024
/** A block with long texts ends early: a JavaScript string holds half a billion characters, written as JSON up to six times as many. */
const BLOCK_CHARS = 8_000_000
const RECORD = '\x1e'
const REPEATED = '\x1d'
/** Character of the first distinct value; the others follow. */
const FIRST_CODE = 32
/** Of more distinct values in a block a list is no longer than their numbers and themselves. */
const MOST_DISTINCT = BLOCK_ROWS / 2
/** Where among so many rows nearly all differ, nobody looks further. */
const SAMPLE = 64
const MOST_IN_SAMPLE = 62

/** Gathers rows and hands them on in blocks; `joined` is the column of raw cells, whose separators JSON would blow up. */
export class RowPacker {
  readonly #columns: CellValue[][]
  readonly #joined: number
  readonly #emit: (block: RowBlock) => void
  #rows = 0
  #chars = 0

  constructor(width: number, joined: number, emit: (block: RowBlock) => void) {
    this.#columns = Array.from({ length: width }, () => [])
    this.#joined = joined
    this.#emit = emit
  }

  /** Copies a row. */
  add(values: readonly CellValue[]): void {
    const columns = this.#columns
    for (let c = 0; c < columns.length; c++) {
      const value = values[c]!
      columns[c]!.push(value)
      if (typeof value === 'string') this.#chars += value.length
    }
    if (++this.#rows === BLOCK_ROWS || this.#chars >= BLOCK_CHARS) this.end()
  }

  /** Hands on what is held back; more rows may follow. */
  end(): void {
    if (this.#rows === 0) return
    const columns = this.#columns.map((values, c) => packColumn(values, c === this.#joined))
    this.#emit({ rows: this.#rows, columns })
    this.#rows = 0
    this.#chars = 0
    for (const values of this.#columns) values.length = 0
  }
}

export function packColumn(values: readonly CellValue[], isJoined = false): string | null {
  const first = values[0]!
  if (values.every((value) => value === first)) return first === null ? null : JSON.stringify(first)
  if (isJoined && values.every((value) => typeof value === 'string')) {
    const text = RECORD + values.join(RECORD)
    if (countRecords(text) === values.length) return text
  }
  return packRepeated(values) ?? JSON.stringify(values)
}

/** Values that repeat are written once, and read as one and the same string. Null where too few do. */
function packRepeated(values: readonly CellValue[]): string | null {
  if (values.length < SAMPLE || values.length > BLOCK_ROWS) return null
  const numbers = new Map<CellValue, number>()
  const codes: number[] = []
  for (const value of values) {
    let no = numbers.get(value)
    if (no === undefined) {
      no = numbers.size
      if (no === MOST_DISTINCT || (no === MOST_IN_SAMPLE && codes.length < SAMPLE)) return null
      numbers.set(value, no)
    }
    codes.push(FIRST_CODE + no)
  }
  return REPEATED + String.fromCharCode(...codes) + JSON.stringify([...numbers.keys()])
}

function unpackRepeated(packed: string, rows: number): CellValue[] {
  const distinct = JSON.parse(packed.slice(rows + 1)) as CellValue[]
  const values: CellValue[] = []
  for (let i = 1; i <= rows; i++) values.push(distinct[packed.charCodeAt(i) - FIRST_CODE]!)
  return values
}

/** The values of a packed column; the array is new each time. */
export function unpackColumn(packed: string | null, rows: number): CellValue[] {
  if (packed === null) return new Array<null>(rows).fill(null)
  if (packed.startsWith('[')) return JSON.parse(packed) as CellValue[]
  if (packed.startsWith(REPEATED)) return unpackRepeated(packed, rows)
  if (packed.startsWith(RECORD)) return packed.slice(1).split(RECORD)
  return new Array<CellValue>(rows).fill(JSON.parse(packed) as CellValue)
}

function countRecords(text: string): number {
  let n = 0
  for (let i = text.indexOf(RECORD); i >= 0; i = text.indexOf(RECORD, i + 1)) n++
  return n
}

/** The rows of a block, one after another in one and the same array. */
export function* unpackRows({ rows, columns }: RowBlock): IterableIterator<readonly CellValue[]> {
  const values = columns.map((column) => unpackColumn(column, rows))
  const row = new Array<CellValue>(columns.length).fill(null)
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < row.length; c++) row[c] = values[c]![i]!
    yield row
  }
}

/** About how much memory a block takes. */
export const blockChars = ({ columns }: RowBlock): number =>
  columns.reduce((sum, column) => sum + (column?.length ?? 0), 0)
