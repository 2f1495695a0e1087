/** What each person was sent before and when, as far as it decides on what comes next. */

import { FLAG } from './eligibility.ts'
import { campaignOf, type Offer, type OfferRules } from './offers.ts'

const NEVER = -(2 ** 31)

/** Columns of `contact` as read, in this order. */
export const HISTORY_COLUMNS = ['source_no', 'customer_ref', 'email', 'day', 'offer', 'campaign'] as const
type Texts = readonly (string | null)[]

export class ContactHistory {
  readonly #rules: OfferRules
  readonly #asOfDay: number
  /** Contacts within the cap's days. */
  readonly #lately: Uint16Array
  readonly #lastChance: Int32Array
  readonly #survey: Int32Array
  /** Reason for leaving → per person the last day of an offer that answers it. */
  readonly #answers: ReadonlyMap<string, Int32Array>
  readonly #wasContacted: Uint8Array
  readonly #heldOutUntil: Int32Array
  /** Name of an offer or campaign in lower case → place of the offer. */
  readonly #offers: ReadonlyMap<string, number>
  /** Offers had lately, as bits: 32 offers an array. */
  readonly #had: readonly Uint32Array[]
  readonly #hadLists = new Map<string, readonly string[]>([['', []]])

  constructor(people: number, rules: OfferRules, asOfDay: number) {
    this.#rules = rules
    this.#asOfDay = asOfDay
    this.#lately = new Uint16Array(people)
    this.#lastChance = new Int32Array(people).fill(NEVER)
    this.#survey = new Int32Array(people).fill(NEVER)
    this.#answers = new Map(
      rules.offers.flatMap(answeredBy).map((reason) => [reason, new Int32Array(people).fill(NEVER)] as const),
    )
    this.#heldOutUntil = new Int32Array(people).fill(NEVER)
    this.#wasContacted = new Uint8Array(people)
    const names = rules.offers.flatMap((o, i) =>
      [o.id, campaignOf(rules, o.id), ...o.known_as].map((name) => [name.toLowerCase(), i] as const),
    )
    this.#offers = new Map(names)
    this.#had = Array.from({ length: Math.ceil(rules.offers.length / 32) }, () => new Uint32Array(people))
  }

  /** A block of {@link HISTORY_COLUMNS}; whom `find` puts below zero is passed over. */
  addBlock(
    block: readonly (readonly unknown[])[],
    find: (source: number, ref: string | null, email: string | null) => number,
  ): void {
    const [source, ref, email, day, offer, campaign] = block as unknown as [
      ...[number[], Texts, Texts, number[], Texts, Texts],
    ]
    for (let i = 0; i < source.length; i++) {
      const person = find(source[i]!, ref[i]!, email[i]!)
      if (person >= 0) this.add(person, day[i]!, offer[i]!, campaign[i]!)
    }
  }

  /** One contact; of the future it does not count. Offer and campaign may be known by an offer's id or one of its names. */
  add(person: number, day: number, offer: string | null, campaign: string | null): void {
    if (day > this.#asOfDay) return
    this.#wasContacted[person] = 1
    if (day > this.#asOfDay - this.#rules.cap.days && this.#lately[person]! < 65_535) this.#lately[person]!++
    const known = this.#offerNo(offer) ?? this.#offerNo(campaign)
    if (known === undefined) return
    if (day > this.#asOfDay - this.#rules.again_after_days) this.#had[known >>> 5]![person]! |= 1 << (known & 31)
    const had = this.#rules.offers[known]!
    if (had.kind === 'last_chance') keepLater(this.#lastChance, person, day)
    else if (had.kind === 'survey') keepLater(this.#survey, person, day)
    for (const reason of answeredBy(had)) keepLater(this.#answers.get(reason)!, person, day)
  }

  /** A campaign's control group, left alone until that day. */
  holdOut(person: number, untilDay: number): void {
    keepLater(this.#heldOutUntil, person, untilDay)
  }

  /** Bits of FLAG. `lastDay` is that of the last purchase; `cycleDays` the usual gap; null where unknown. */
  flagsOf(person: number, lastDay: number | null, cycleDays: number | null): number {
    let flags = this.#sequence(person, lastDay, cycleDays)
    if (this.#lately[person]! >= this.#rules.cap.contacts) flags |= FLAG.contactCap
    if (this.#heldOutUntil[person]! >= this.#asOfDay) flags |= FLAG.heldOut
    if (this.#wasContacted[person] === 0) flags |= FLAG.firstContact
    return flags
  }

  /** Whether there is an offer that answers this reason for leaving (`service`: what was mended), and the person had it since that day. */
  answerTo(reason: string, person: number, day: number): { readonly exists: boolean; readonly wasGiven: boolean } {
    const days = this.#answers.get(reason)
    return { exists: days !== undefined, wasGiven: days !== undefined && days[person]! >= day }
  }

  /** Ids of the offers that the person had lately; the same array for the same offers. */
  hadLately(person: number): readonly string[] {
    if (this.#had.every((bits) => bits[person] === 0)) return this.#hadLists.get('')!
    const key = this.#had.map((bits) => bits[person]).join()
    let list = this.#hadLists.get(key)
    if (list === undefined) {
      list = this.#rules.offers.flatMap((o, i) => (this.#had[i >>> 5]![person]! & (1 << (i & 31)) ? [o.id] : []))
      this.#hadLists.set(key, list)
    }
    return list
  }

  #sequence(person: number, lastDay: number | null, cycleDays: number | null): number {
    const { wait_cycles, least_days, most_days, survey_days } = this.#rules.sequence
    const chance = this.#lastChance[person]!
    if (chance === NEVER || (lastDay !== null && lastDay >= chance)) return 0
    const wait = Math.min(most_days, Math.max(least_days, wait_cycles * (cycleDays ?? most_days)))
    const survey = this.#survey[person]!
    if (survey >= chance) return this.#asOfDay < survey + survey_days ? FLAG.waits : FLAG.sunset
    if (this.#asOfDay < chance + wait) return FLAG.waits
    // A survey that could not be sent in its time does not keep anybody on the list for ever.
    return this.#asOfDay < chance + wait + survey_days ? FLAG.surveyDue : FLAG.sunset
  }

  #offerNo(name: string | null): number | undefined {
    return name === null ? undefined : this.#offers.get(name.toLowerCase())
  }
}

/** Reasons for leaving that an offer is an answer to. */
const answeredBy = ({ kind, reasons }: Offer): readonly string[] =>
  kind === 'improvement' ? ['service', ...(reasons ?? [])] : (reasons ?? [])

function keepLater(days: Int32Array, person: number, day: number): void {
  if (day > days[person]!) days[person] = day
}
