/** Dictionary-encoded columns: every distinct value once, rows as integers. */

/** `values[0]` is null ("nothing there"); `ids[row]` is an index into `values`. */
export interface EncodedColumn {
  readonly values: readonly (string | null)[]
  readonly ids: Uint32Array
}

/** Builds an {@link EncodedColumn} row by row. Past 2^24 distinct values a Map would throw, so it is sharded by length. */
export class ColumnEncoder {
  readonly #values: (string | null)[] = [null]
  readonly #shards: Map<string, number>[] = []
  #ids: Uint32Array
  #length = 0

  constructor(expectedRows = 1024) {
    this.#ids = new Uint32Array(Math.max(16, expectedRows))
  }

  /** Appends a row; null and the empty string are both "nothing there". */
  push(value: string | null): void {
    if (this.#length === this.#ids.length) {
      const bigger = new Uint32Array(this.#ids.length * 2)
      bigger.set(this.#ids)
      this.#ids = bigger
    }
    this.#ids[this.#length++] = value === null || value === '' ? 0 : this.#idOf(value)
  }

  finish(): EncodedColumn {
    return { values: this.#values, ids: this.#ids.slice(0, this.#length) }
  }

  #idOf(value: string): number {
    const shardNo = value.length & 15
    let shard = this.#shards[shardNo]
    if (shard === undefined) {
      shard = new Map()
      this.#shards[shardNo] = shard
    }
    let id = shard.get(value)
    if (id === undefined) {
      id = this.#values.length
      this.#values.push(value)
      shard.set(value, id)
    }
    return id
  }
}

/** The same column with each distinct value replaced; equal results share an id again. */
export function mapColumn(column: EncodedColumn, replace: (value: string) => string | null): EncodedColumn {
  const known = new ColumnEncoder(column.values.length)
  known.push(null)
  for (const value of column.values.slice(1)) known.push(value === null ? null : replace(value))
  const mapped = known.finish()
  const ids = new Uint32Array(column.ids.length)
  for (let row = 0; row < ids.length; row++) ids[row] = mapped.ids[column.ids[row]!]!
  return { values: mapped.values, ids }
}
