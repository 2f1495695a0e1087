/** The segments that the plan works with: state, and what else an offer or the value of a return tells apart. */

import { type Fit, type Offer, type OfferRules, offersFor } from './offers.ts'

/** What a segment is made of; plain data, as the workspace keeps it. */
export interface SegmentKey {
  readonly state: string
  /** Only where an offer asks for it. */
  readonly behaviour: string | null
  /** The longest silence that an offer for this state asks for and that has passed. */
  readonly silentDays: number | null
  /** A contract decides the state, and an offer is made for that. */
  readonly isContract: boolean
  /** Why they left, in their own words, where an offer answers that. */
  readonly reason: string | null
  readonly isHighValue: boolean
}

export interface PlanSegment extends SegmentKey {
  readonly name: string
  readonly offers: readonly Offer[]
}

export class PlanSegments {
  readonly #rules: OfferRules
  readonly #highFromM: number | null
  /** Ascending. */
  readonly #silences: readonly number[]
  readonly #segments: PlanSegment[] = []
  readonly #numbers = new Map<string, number>()
  /** State → behaviour → silence × value → number; undefined where it has not come up. */
  readonly #known = new Map<string, Map<string | null, (number | undefined)[]>>()

  constructor(rules: OfferRules, highFromM: number | null) {
    this.#rules = rules
    this.#highFromM = highFromM
    this.#silences = [...new Set(rules.offers.flatMap((o) => o.silent_days ?? []))].sort((l, r) => l - r)
  }

  /** Number of the segment of a person; `rule` says what their state comes from. */
  numberOf(
    state: string,
    rule: string,
    behaviour: string | null,
    recencyDays: number | null,
    mScore: number | null,
    reason: string | null = null,
  ): number {
    const isHigh = this.#highFromM !== null && mScore !== null && mScore >= this.#highFromM
    const passed = recencyDays === null ? -1 : this.#silences.filter((days) => recencyDays >= days).length
    const isContract = rule === 'contract'
    if (reason !== null) return this.add(this.#keyOf(state, isContract, behaviour, passed, isHigh, reason))
    let byBehaviour = this.#known.get(state)
    if (byBehaviour === undefined) {
      byBehaviour = new Map()
      this.#known.set(state, byBehaviour)
    }
    let numbers = byBehaviour.get(behaviour)
    if (numbers === undefined) {
      numbers = []
      byBehaviour.set(behaviour, numbers)
    }
    const slot = (passed + 1) * 4 + Number(isContract) * 2 + Number(isHigh)
    const known = numbers[slot]
    if (known !== undefined) return known
    const no = this.add(this.#keyOf(state, isContract, behaviour, passed, isHigh, null))
    numbers[slot] = no
    return no
  }

  /** Number of the segment with this key; a new one where there is none yet. */
  add(key: SegmentKey): number {
    const parts = [
      key.state,
      ...(key.isContract ? ['contract'] : []),
      ...(key.reason === null ? [] : [`said_${key.reason}`]),
      ...(key.behaviour === null ? [] : [key.behaviour]),
      ...(key.silentDays === null ? [] : [`silent_${key.silentDays}_days`]),
      ...(key.isHighValue ? ['high_value'] : []),
    ]
    const name = parts.join(':')
    let no = this.#numbers.get(name)
    if (no === undefined) {
      no = this.#segments.push({ ...key, name, offers: offersFor(this.#rules.offers, key) }) - 1
      this.#numbers.set(name, no)
    }
    return no
  }

  /** Big spenders fewer than `least` are put back to the others; `segmentOf` holds a segment number per person. */
  mergeSmall(segmentOf: Uint16Array, least: number): void {
    const sizes = new Uint32Array(this.#segments.length)
    for (const no of segmentOf) sizes[no]!++
    const target = this.#segments.map((segment, no) =>
      segment.isHighValue && sizes[no]! < least ? this.add({ ...segment, isHighValue: false }) : no,
    )
    for (let i = 0; i < segmentOf.length; i++) segmentOf[i] = target[segmentOf[i]!]!
  }

  get(no: number): PlanSegment {
    return this.#segments[no]!
  }

  #keyOf(
    state: string,
    hasContract: boolean,
    behaviour: string | null,
    passed: number,
    isHigh: boolean,
    given: string | null,
  ): SegmentKey {
    const ofState = this.#rules.offers.filter((o) => o.states.includes(state))
    const fitting = (fit: Omit<Fit, 'state'>) =>
      offersFor(ofState, { state, ...fit })
        .map((o) => o.id)
        .join()
    // What changes no offer makes no segment.
    const isContract = hasContract && ofState.some((o) => o.relation === 'contract')
    const unasked = { behaviour: null, isContract, reason: null, silentDays: null }
    const reason = given !== null && fitting({ ...unasked, reason: given }) !== fitting(unasked) ? given : null
    const plain = { ...unasked, reason }
    const asked = behaviour !== null && fitting({ ...plain, behaviour }) !== fitting(plain) ? behaviour : null
    const base = { ...plain, behaviour: asked }
    const silentDays =
      this.#silences
        .slice(0, Math.max(0, passed))
        .findLast((days) => fitting({ ...base, silentDays: days }) !== fitting(base)) ?? null
    return {
      state,
      behaviour: asked,
      isContract,
      reason,
      silentDays,
      isHighValue: isHigh && !isContract && ofState.length > 0,
    }
  }
}
