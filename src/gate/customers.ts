/** Who is a customer of any brand already, may be one, or lives with one: offers for newcomers are not for them. */

import { NONE } from '../flag/facts/fact-columns.ts'
import type { OfferRules } from '../plan/offers.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import type { Store } from '../store/store.ts'
import { persons, possibleMatches, segments } from '../store/tables.ts'
import type { Refusal } from './refusal.ts'
import type { Whom } from './whom-row-means.ts'

const REASONS = ['existing_customer', 'possible_match_is_customer', 'household_is_customer'] as const
const [CUSTOMER, MAY_BE, LIVES_WITH] = [1, 2, 4]

export class Customers {
  /** Person → bits. */
  readonly #flags: Uint8Array

  constructor(store: Store, rules: OfferRules) {
    const flags = new Uint8Array(persons.count(store))
    this.#flags = flags
    const lookBack = rules.new_customer_look_back_days
    for (const block of columnBlocks(store, segments, ['person_no', 'is_customer', 'state', 'recency_days'])) {
      const [people, isCustomer, state, recency] = block as unknown as [number[], number[], string[], (number | null)[]]
      for (let i = 0; i < people.length; i++) {
        const isLongGone = lookBack !== null && state[i] === 'lost' && (recency[i] ?? 0) > lookBack
        if (isCustomer[i] === 1 && !isLongGone) flags[people[i]!] = CUSTOMER!
      }
    }
    for (const row of possibleMatches.raw(store, ['person_l', 'person_r'])) {
      const [l, r] = row as [number, number]
      if (flags[l]! & CUSTOMER!) flags[r]! |= MAY_BE!
      if (flags[r]! & CUSTOMER!) flags[l]! |= MAY_BE!
    }
    this.#flagHouseholds(store)
  }

  /** Why the row may not have an offer for newcomers, or null. */
  refusal({ people, household }: Whom): Refusal | null {
    let worst: number = REASONS.length
    for (const { person, isSure } of people) {
      const flags = this.#flags[person]!
      if (flags & CUSTOMER!) worst = Math.min(worst, isSure ? 0 : 1)
      else if (flags & MAY_BE!) worst = Math.min(worst, 1)
      else if (flags & LIVES_WITH!) worst = Math.min(worst, 2)
    }
    if (household.some((person) => person !== NONE && this.#flags[person]! & CUSTOMER!)) worst = Math.min(worst, 2)
    const reason = REASONS[worst]
    if (reason === undefined) return null
    return { reason, sinceDay: null, evidence: 'offer for new customers', suspected: worst === 1, alternate: null }
  }

  #flagHouseholds(store: Store): void {
    const households = new Map<string, number[]>()
    for (const block of columnBlocks(store, persons, ['person_no', 'household_id'])) {
      const [people, ids] = block as unknown as [number[], (string | null)[]]
      for (let i = 0; i < people.length; i++) {
        if (ids[i] === null) continue
        const known = households.get(ids[i]!)
        if (known === undefined) households.set(ids[i]!, [people[i]!])
        else known.push(people[i]!)
      }
    }
    for (const members of households.values())
      if (members.some((p) => this.#flags[p]! & CUSTOMER!)) for (const p of members) this.#flags[p]! |= LIVES_WITH!
  }
}
