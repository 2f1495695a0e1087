/** The brand with which each person last did anything: in its name the person is addressed first. */

/** Columns of `activity_state` as read, in this order. */
export const HOME_COLUMNS = ['person_no', 'brand', 'last_day'] as const

export class HomeBrands {
  readonly #names: string[] = []
  readonly #numbers = new Map<string, number>()
  readonly #brand: Int16Array
  readonly #lastDay: Int32Array

  constructor(people: number) {
    this.#brand = new Int16Array(people).fill(-1)
    this.#lastDay = new Int32Array(people).fill(-(2 ** 31))
  }

  /** A block of {@link HOME_COLUMNS}; an activity without an end lasts until the as-of day. Ties go by name. */
  add(block: readonly (readonly unknown[])[], asOfDay: number): void {
    const [persons, brands, days] = block as unknown as [number[], string[], (number | null)[]]
    for (let i = 0; i < persons.length; i++) {
      const person = persons[i]!
      const name = brands[i]!
      const day = days[i] ?? asOfDay
      const last = this.#lastDay[person]!
      if (day < last || (day === last && name >= this.#names[this.#brand[person]!]!)) continue
      this.#lastDay[person] = day
      this.#brand[person] = this.#no(name)
    }
  }

  /** Null for people who never did anything. */
  brandOf(person: number): string | null {
    return this.#names[this.#brand[person]!] ?? null
  }

  #no(name: string): number {
    let no = this.#numbers.get(name)
    if (no === undefined) {
      no = this.#names.push(name) - 1
      this.#numbers.set(name, no)
    }
    return no
  }
}
