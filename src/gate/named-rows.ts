/** Names and postal addresses of a list's rows, folded once per distinct value and kept as numbers. */

import { NONE } from '../flag/facts/fact-columns.ts'
import { FOLD_PART, type NamedPlace } from '../flag/facts/name-address.ts'
import type { CleanField } from '../record/fields.ts'
import type { GateList } from './read-list.ts'

type Part = keyof NamedPlace

/** Number of the empty text: the part is not given. */
export const EMPTY = 0

export class NamedRows {
  readonly #numbers = new Map<string, number>([['', EMPTY]])
  readonly #texts: string[] = ['']
  /** Row → number of the part's text. */
  readonly parts: Readonly<Record<Part, Int32Array>>

  constructor(list: GateList) {
    const column = (field: CleanField, fold: (text: string) => string): Int32Array => this.#column(list, field, fold)
    const houseNumber = column('house_number', FOLD_PART.houseNumber)
    const inStreet = column('street', FOLD_PART.houseInStreet)
    for (let row = 0; row < list.rows; row++) if (houseNumber[row] === EMPTY) houseNumber[row] = inStreet[row]!
    this.parts = {
      first: column('first_name', FOLD_PART.first),
      last: column('last_name', FOLD_PART.last),
      company: column('company', FOLD_PART.company),
      postcode: column('postcode', FOLD_PART.postcode),
      city: column('city', FOLD_PART.city),
      street: column('street', FOLD_PART.street),
      houseNumber,
    }
  }

  /** Whether the row has a name and a place at all. */
  has(row: number): boolean {
    const { last, company, postcode, city } = this.parts
    return (last[row] !== EMPTY || company[row] !== EMPTY) && (postcode[row] !== EMPTY || city[row] !== EMPTY)
  }

  textAt(row: number, part: Part): string {
    return this.#texts[this.parts[part][row]!]!
  }

  placeAt(row: number): NamedPlace {
    return {
      first: this.textAt(row, 'first'),
      last: this.textAt(row, 'last'),
      company: this.textAt(row, 'company'),
      postcode: this.textAt(row, 'postcode'),
      city: this.textAt(row, 'city'),
      street: this.textAt(row, 'street'),
      houseNumber: this.textAt(row, 'houseNumber'),
    }
  }

  /** The number of a text, given now if it has none yet. */
  number(text: string): number {
    let no = this.#numbers.get(text)
    if (no === undefined) {
      no = this.#texts.push(text) - 1
      this.#numbers.set(text, no)
    }
    return no
  }

  /** NONE where no row has it. */
  find(text: string): number {
    return this.#numbers.get(text) ?? NONE
  }

  #column(list: GateList, field: CleanField, fold: (text: string) => string): Int32Array {
    const column = list.clean.get(field)
    if (column === undefined) return new Int32Array(list.rows)
    const numbers = new Int32Array(column.values.length)
    column.values.forEach((text, i) => {
      numbers[i] = this.number(fold(text ?? ''))
    })
    return Int32Array.from(column.ids, (id) => numbers[id]!)
  }
}
