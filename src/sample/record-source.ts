/** A source under construction: its keys, its lines, and the truth about every record. */

import { AS_OF_DAY, FIRST_DAY } from './calendar.ts'
import { type LineEncoding, LineStore } from './line-store.ts'
import type { Damage, RecordView } from './record-view.ts'
import { Rng } from './rng.ts'

export interface SourceOptions {
  /** As `goldpan init` names it: the file's base name. */
  readonly name: string
  readonly encoding: LineEncoding
  /** Own key of the record in a slot; null: the row number counts. */
  readonly keyOf: ((slot: number) => string) | null
  readonly seed: number
  /** Upper bound of the number of records. */
  readonly capacity: number
}

/** Records are handed slots in scattered order; a slot decides key, place in the file and sign-up day, all ascending together. */
export class RecordSource {
  readonly name: string
  readonly lines: LineStore
  readonly #keyOf: ((slot: number) => string) | null
  readonly #slots: number
  readonly #order: Uint32Array
  readonly #owners: Uint32Array
  readonly #damageIds: Uint16Array
  readonly #damages: string[] = ['']
  readonly #damageIdOf = new Map<string, number>([['', 0]])
  readonly #emails: [slot: number, typed: string, intended: string, kind: string][] = []
  #used = 0

  constructor(options: SourceOptions) {
    this.name = options.name
    this.lines = new LineStore(options.encoding)
    this.#keyOf = options.keyOf
    this.#slots = options.capacity
    this.#order = shuffled(options.capacity, new Rng(options.seed, `keys of ${options.name}`))
    this.#owners = new Uint32Array(this.#slots)
    this.#damageIds = new Uint16Array(this.#slots)
  }

  get count(): number {
    return this.#used
  }

  /** A free slot. */
  reserve(): number {
    if (this.#used === this.#slots) throw new RangeError(`sample source ${this.name} is full`)
    return this.#order[this.#used++]!
  }

  /** Sign-up day of a slot: keys grow with time, faster in the later years. */
  dayOf(slot: number): number {
    return FIRST_DAY + Math.floor((AS_OF_DAY - FIRST_DAY) * (slot / this.#slots) ** 0.8)
  }

  keyOf(slot: number): string {
    return this.#keyOf === null ? '' : this.#keyOf(slot)
  }

  /** Takes the record with its truth; `line` ends in a line end. */
  add(slot: number, personNo: number, view: RecordView, line: string): void {
    this.lines.put(slot, line)
    this.#owners[slot] = personNo
    const damage = view.damage.join('|')
    let id = this.#damageIdOf.get(damage)
    if (id === undefined) {
      id = this.#damages.length
      if (id > 65_535) id = 0
      else {
        this.#damages.push(damage)
        this.#damageIdOf.set(damage, id)
      }
    }
    this.#damageIds[slot] = id
    if (view.email !== view.intendedEmail) {
      const kind: Damage = view.damage.includes('email_broken') ? 'email_broken' : 'email_typo'
      this.#emails.push([slot, view.email, view.intendedEmail, kind])
    }
  }

  /** Every record in file order: its id, its person, what is wrong with it. */
  *truth(): Generator<{ recordId: string; personNo: number; damage: string }> {
    let row = 0
    for (let slot = 0; slot < this.#slots; slot++) {
      const personNo = this.#owners[slot]!
      if (personNo === 0) continue
      row++
      const recordId = this.#keyOf === null ? String(row) : this.#keyOf(slot)
      yield { recordId, personNo, damage: this.#damages[this.#damageIds[slot]!]! }
    }
  }

  /** Mistyped addresses in file order. */
  *emails(): Generator<{ recordId: string; personNo: number; typed: string; intended: string; kind: string }> {
    const rows = new Map<number, number>()
    if (this.#keyOf === null) {
      let row = 0
      for (let slot = 0; slot < this.#slots; slot++) if (this.#owners[slot] !== 0) rows.set(slot, ++row)
    }
    const inOrder = this.#emails.sort((l, r) => l[0] - r[0])
    for (const [slot, typed, intended, kind] of inOrder) {
      const recordId = this.#keyOf === null ? String(rows.get(slot)) : this.#keyOf(slot)
      yield { recordId, personNo: this.#owners[slot]!, typed, intended, kind }
    }
  }
}

/** 0 … n−1 in seeded random order (Fisher–Yates). */
function shuffled(n: number, rng: Rng): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = rng.int(i + 1)
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}

/** Whether a person signs up twice in the same source. */
export function recordsOf(rng: Rng): number {
  return rng.chance(0.055) ? 2 : 1
}
