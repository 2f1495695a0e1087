/** Given names by record, each distinct one kept once. */

import { NONE } from '../flag/facts/fact-columns.ts'

export class RecordNames {
  readonly #numbers: Int32Array
  readonly #known = new Map<string, number>()
  readonly #texts: string[] = []

  constructor(records: number) {
    this.#numbers = new Int32Array(records).fill(NONE)
  }

  set(record: number, name: string): void {
    let no = this.#known.get(name)
    if (no === undefined) {
      no = this.#texts.push(name) - 1
      this.#known.set(name, no)
    }
    this.#numbers[record] = no
  }

  /** Null where none is known. */
  of(record: number): string | null {
    const no = this.#numbers[record] ?? NONE
    return no === NONE ? null : this.#texts[no]!
  }
}
