/** One row per person: the overall state with its rule, the scores, and what may be expected. */

import type { Expectations } from './expected-value.ts'
import { type PersonStates, stateWithoutActivity } from './person-states.ts'
import type { PurchaseTotals } from './purchase-totals.ts'
import type { RfmScores } from './rfm.ts'
import type { State } from './state.ts'

/** Levels of an account: none, one with brands without any history, one where use is recorded. */
export const NO_ACCOUNT = 0
export const HAS_ACCOUNT = 1
export const HAS_HISTORY = 2

export interface SegmentParts {
  readonly people: number
  readonly states: PersonStates
  /** Buyers by ascending person; scores and expectations run in parallel. */
  readonly bought: PurchaseTotals
  readonly scores: RfmScores
  readonly expected: Expectations | null
  /** Of buyers, where nothing is expected. */
  readonly baskets: Float64Array
  /** Per person the rule id of the behaviour before the lapse, or null. */
  readonly behaviourOf: (person: number) => string | null
  /** Per person a level of account. */
  readonly account: Uint8Array
}

/** Calls `write` with each row in the order of the table's columns; returns how many people are in each state. */
export function segmentRows(
  { people, states, bought, scores, expected, baskets, behaviourOf, account }: SegmentParts,
  write: (row: readonly (string | number | null)[]) => void,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (let person = 0, k = 0; person < people; person++) {
    const isBuyer = k < bought.person.length && bought.person[k] === person
    const runs = states.has(person) && states.state(person) === 'contract_running'
    const isCustomer = isBuyer || account[person]! > NO_ACCOUNT || runs
    const { state, rule } = stateOf(states, person, isCustomer, account[person]!)
    counts[state] = (counts[state] ?? 0) + 1
    write([
      person,
      state,
      rule,
      isBuyer ? bought.recencyDays[k]! : null,
      isBuyer ? bought.frequency[k]! : 0,
      isBuyer ? bought.monetaryMinor[k]! : 0,
      isBuyer ? scores.r[k]! : null,
      isBuyer ? scores.f[k]! : null,
      isBuyer ? scores.m[k]! : null,
      behaviourOf(person),
      isBuyer && expected !== null ? round6(expected.purchases[k]!) : null,
      isBuyer && expected !== null ? wholeOrNull(expected.valueMinor[k]!) : null,
      isCustomer ? 1 : 0,
      states.has(person) ? states.cycleDays(person) : null,
      isBuyer ? wholeOrNull((expected?.basketMinor ?? baskets)[k]!) : null,
      isBuyer ? wholeOrNull((expected?.returnMinor ?? baskets)[k]!) : null,
    ])
    if (isBuyer) k++
  }
  return counts
}

function stateOf(
  states: PersonStates,
  person: number,
  isCustomer: boolean,
  account: number,
): { readonly state: State; readonly rule: string } {
  if (!states.has(person)) return stateWithoutActivity(account > NO_ACCOUNT, account === HAS_HISTORY)
  if (isCustomer) return { state: states.state(person), rule: states.rule(person) }
  return { state: 'prospect', rule: 'active_without_purchase' }
}

const round6 = (value: number): number | null => (Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 : null)
const wholeOrNull = (value: number): number | null => (Number.isFinite(value) ? Math.round(value) : null)
