/** The overall state of every person, folded from one state per activity: the most alive one counts. */

import { type LapseModel, personLimits } from './lapse.ts'
import { activityState, STATES, type State, stateRank } from './state.ts'
import type { Tracks } from './tracks.ts'

const LAPSED = stateRank('lapsed')
const SLIPPING = stateRank('slipping')
const NONE = STATES.length

/** State number of each track (its rank in STATES), and the usual gap in days, own gaps weighed in. */
export function trackStates(
  tracks: Tracks,
  model: LapseModel,
  asOfDay: number,
): { readonly states: Uint8Array; readonly cycleDays: Int32Array } {
  const states = new Uint8Array(tracks.person.length)
  const cycleDays = new Int32Array(tracks.person.length)
  for (let t = 0; t < states.length; t++) {
    const gaps = tracks.gaps.slice(tracks.gapStart[t]!, tracks.gapStart[t + 1]!)
    const limits = gaps.length === 0 ? model.segment : personLimits(model, gaps.sort())
    states[t] = stateRank(activityState(asOfDay - tracks.lastDay[t]!, gaps.length === 0, limits))
    cycleDays[t] = Math.max(1, Math.round(limits.slippingAfter))
  }
  return { states, cycleDays }
}

/** Folds the activities of each person; the order of the folds does not matter. */
export class PersonStates {
  readonly #best: Uint8Array
  readonly #rule: Uint16Array
  /** Of the activity that decided; 0 where it has none. */
  readonly #cycle: Int32Array
  /** 1 where an activity has ended that once was there. */
  readonly #ended: Uint8Array
  readonly #rules: string[] = []

  constructor(persons: number) {
    this.#best = new Uint8Array(persons).fill(NONE)
    this.#rule = new Uint16Array(persons)
    this.#cycle = new Int32Array(persons)
    this.#ended = new Uint8Array(persons)
  }

  /** One activity of one person; `rule` says how the state was found, `cycleDays` is the usual gap (0: there is none). */
  add(person: number, stateNo: number, rule: string, cycleDays: number): void {
    let ruleNo = this.#rules.indexOf(rule)
    if (ruleNo < 0) ruleNo = this.#rules.push(rule) - 1
    const best = this.#best[person]!
    const known = this.#rules[this.#rule[person]!]!
    const isShorter = rule === known && cycleDays < this.#cycle[person]!
    if (stateNo < best || (stateNo === best && (rule < known || isShorter))) {
      this.#best[person] = stateNo
      this.#rule[person] = ruleNo
      this.#cycle[person] = cycleDays
    }
    if (stateNo >= LAPSED) this.#ended[person] = 1
  }

  /** Whether any activity was added. */
  has(person: number): boolean {
    return this.#best[person]! < NONE
  }

  state(person: number): State {
    return STATES[this.#best[person]!]!
  }

  /** The usual gap of the activity that decided; null where it has none. */
  cycleDays(person: number): number | null {
    return this.#cycle[person]! || null
  }

  /** Rule id of the state; `partly_active` where one activity goes on and another has ended. */
  rule(person: number): string {
    const isPartly = this.#best[person]! < SLIPPING && this.#ended[person] === 1
    return isPartly ? 'partly_active' : this.#rules[this.#rule[person]!]!
  }
}

/** The state of somebody of whom no activity is known. */
export function stateWithoutActivity(hasAccount: boolean, brandHasHistory: boolean): { state: State; rule: string } {
  if (!hasAccount) return { state: 'prospect', rule: 'no_relation' }
  return brandHasHistory
    ? { state: 'never_active', rule: 'account_without_use' }
    : { state: 'unknown', rule: 'no_history' }
}
