/** Ids of people and of their households, by number. */

/** Columns of `person` as read, in this order. */
export const ID_COLUMNS = ['person_no', 'person_id', 'household_id'] as const

export class PersonIds {
  readonly ids: string[] = []
  readonly householdIds: string[] = []
  /** Household number per person; -1 for people without one. */
  readonly household: Int32Array
  readonly #households = new Map<string, number>()

  constructor(people: number) {
    this.household = new Int32Array(people).fill(-1)
  }

  /** A block of {@link ID_COLUMNS}. */
  add(block: readonly (readonly unknown[])[]): void {
    const [person, id, household] = block as unknown as [number[], string[], (string | null)[]]
    for (let i = 0; i < person.length; i++) {
      this.ids[person[i]!] = id[i]!
      if (household[i] !== null) this.household[person[i]!] = this.#householdNo(household[i]!)
    }
  }

  /** What is held out together, and gets one letter: the household where there is one, else the person. */
  unitOf(person: number): string {
    const household = this.household[person]!
    return household >= 0 ? this.householdIds[household]! : this.ids[person]!
  }

  numbers(): ReadonlyMap<string, number> {
    return new Map(this.ids.map((id, person) => [id, person]))
  }

  #householdNo(id: string): number {
    let no = this.#households.get(id)
    if (no === undefined) {
      no = this.householdIds.push(id) - 1
      this.#households.set(id, no)
    }
    return no
  }
}
