/** Many finished lines kept compactly (bytes, not strings) until they can be put out in order. */

export type LineEncoding = 'utf8' | 'latin1' | 'utf16le'

const CHUNK_BYTES = 1 << 24

/** Lines with a sort key each (a customer's slot, a day); equal keys stay in the order they came. */
export class LineStore {
  readonly #encoding: LineEncoding
  readonly #chunks: Buffer[] = []
  #fill = CHUNK_BYTES
  #keys = new Uint32Array(1024)
  #starts = new Float64Array(1024)
  #lengths = new Uint16Array(1024)
  #count = 0

  constructor(encoding: LineEncoding) {
    this.#encoding = encoding
  }

  get count(): number {
    return this.#count
  }

  /** Keeps a line (with its line end) under a non-negative key below 2^32. */
  put(key: number, line: string): void {
    const most = line.length * (this.#encoding === 'latin1' ? 1 : this.#encoding === 'utf16le' ? 2 : 3)
    if (this.#fill + most > CHUNK_BYTES) {
      this.#chunks.push(Buffer.allocUnsafe(CHUNK_BYTES))
      this.#fill = 0
    }
    const chunkNo = this.#chunks.length - 1
    const length = this.#chunks[chunkNo]!.write(line, this.#fill, this.#encoding)
    const i = this.#count++
    if (i === this.#keys.length) this.#grow()
    this.#keys[i] = key
    this.#starts[i] = chunkNo * CHUNK_BYTES + this.#fill
    this.#lengths[i] = length
    this.#fill += length
  }

  /** All lines by key, as buffers of about a megabyte; `prefix(rank)` goes before each line. */
  *sorted(prefix: ((rank: number) => string) | null = null): Generator<Buffer> {
    const size = 1 << 20
    let out = Buffer.allocUnsafe(size)
    let fill = 0
    let rank = 0
    for (const i of this.order()) {
      const length = this.#lengths[i]!
      if (fill + length + 128 > size) {
        yield out.subarray(0, fill)
        out = Buffer.allocUnsafe(size)
        fill = 0
      }
      if (prefix !== null) fill += out.write(prefix(rank), fill, this.#encoding)
      rank++
      const start = this.#starts[i]!
      const chunk = this.#chunks[Math.floor(start / CHUNK_BYTES)]!
      fill += chunk.copy(out, fill, start % CHUNK_BYTES, (start % CHUNK_BYTES) + length)
    }
    if (fill > 0) yield out.subarray(0, fill)
  }

  /** Line numbers by key: a counting sort, stable. */
  order(): Uint32Array {
    let max = 0
    for (let i = 0; i < this.#count; i++) if (this.#keys[i]! > max) max = this.#keys[i]!
    const places = new Uint32Array(max + 2)
    for (let i = 0; i < this.#count; i++) places[this.#keys[i]! + 1]!++
    for (let k = 1; k < places.length; k++) places[k]! += places[k - 1]!
    const order = new Uint32Array(this.#count)
    for (let i = 0; i < this.#count; i++) order[places[this.#keys[i]!]!++] = i
    return order
  }

  #grow(): void {
    const size = this.#keys.length * 2
    const keys = new Uint32Array(size)
    keys.set(this.#keys)
    this.#keys = keys
    const starts = new Float64Array(size)
    starts.set(this.#starts)
    this.#starts = starts
    const lengths = new Uint16Array(size)
    lengths.set(this.#lengths)
    this.#lengths = lengths
  }
}
