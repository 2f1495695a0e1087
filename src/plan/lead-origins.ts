/** Which lead sources each person stands in: whoever is written to for the first time must be told (GDPR 14). */

export class LeadOrigins {
  /** Number of a list of sources per person; 0: none. */
  readonly #listOf: Uint16Array
  readonly #lists: string[] = ['']
  readonly #next = new Map<string, number>()

  constructor(people: number) {
    this.#listOf = new Uint16Array(people)
  }

  /** Sources in ascending order of their names; of a person's records in one source only the first counts. */
  add(person: number, source: string): void {
    const list = this.#lists[this.#listOf[person]!]!
    if (list === source || list.endsWith(` + ${source}`)) return
    const longer = list === '' ? source : `${list} + ${source}`
    let no = this.#next.get(longer)
    if (no === undefined) {
      no = this.#lists.push(longer) - 1
      this.#next.set(longer, no)
    }
    this.#listOf[person] = no
  }

  of(person: number): string | null {
    return this.#lists[this.#listOf[person]!] || null
  }
}
