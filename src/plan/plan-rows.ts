/** One row per person: what is sent, or why nothing is. */

import { assignArm, isInTest } from './arms.ts'
import type { CostRules } from './costs.ts'
import { campaignOf, type OfferRules } from './offers.ts'
import type { PlanSegments } from './plan-segments.ts'
import type { Profiles } from './profiles.ts'
import type { Portion, Settlement } from './settle.ts'

export interface PlanParts {
  readonly profiles: Profiles
  readonly segments: PlanSegments
  readonly settlement: Settlement
  /** Profile of each person. */
  readonly profileOf: Uint32Array
  /** Who goes first where not everybody of a profile gets a contact. */
  readonly worth: Float64Array
  /** Who is held out together: the household where there is one, else the person. */
  readonly unitOf: (person: number) => string
  /** The sources that a lead's data came from; null where somebody need not be told. */
  readonly originOf: (person: number) => string | null
}

type Row = readonly (string | number | null)[]

/** Calls `write` with each row in the order of the table's columns; returns how many people are in each arm. */
export function planRows(
  parts: PlanParts,
  offers: OfferRules,
  costs: CostRules,
  write: (row: Row) => void,
): Record<string, number> {
  const { profiles, segments, settlement, profileOf } = parts
  const counts: Record<string, number> = { treated: 0, control: 0, none: 0 }
  const portionOf = distribute(parts)
  const campaigns = new Map(offers.offers.map((o) => [o.id, campaignOf(offers, o.id)]))
  for (let person = 0; person < profileOf.length; person++) {
    const profile = profiles.get(profileOf[person]!)
    const { name } = segments.get(profile.segment)
    const portion = portionOf(person)
    const withheld = withheldText(profile.options.reason, profile.options.exclusions)
    if (portion === null) {
      counts.none!++
      const reason = settlement.reasons[profileOf[person]!]!
      write([person, name, null, null, null, 'none', reason, null, null, withheld, null])
      continue
    }
    const { offer, channel, brand } = portion.choice
    const campaign = campaigns.get(offer.id)!
    const { arm, reason } = armOf(portion, campaign, parts.unitOf(person), costs)
    counts[arm]!++
    if (arm === 'none') write([person, name, null, null, null, arm, reason, null, null, withheld, null])
    else {
      const origin = offer.kind === 'conversion' ? parts.originOf(person) : null
      const value = Math.round(portion.valueMinor)
      write([person, name, channel, offer.id, campaign, arm, reason, brand, value, withheld, origin])
    }
  }
  return counts
}

/** The portion of each person: all of a profile share one, or the worthiest come first. */
function distribute({ settlement, profileOf, worth, profiles }: PlanParts): (person: number) => Portion | null {
  const sizes = new Uint32Array(profiles.count)
  for (const profile of profileOf) sizes[profile]!++
  const isWhole = settlement.portions.map((own, p) => own.length === 1 && own[0]!.people === sizes[p])
  const queues: (number[] | undefined)[] = []
  for (let person = 0; person < profileOf.length; person++) {
    const profile = profileOf[person]!
    if (isWhole[profile] || settlement.portions[profile]!.length === 0) continue
    const queue = queues[profile]
    if (queue === undefined) queues[profile] = [person]
    else queue.push(person)
  }
  const chosen = new Map<number, Portion>()
  queues.forEach((queue, profile) => {
    queue?.sort((l, r) => worth[r]! - worth[l]! || l - r)
    let next = 0
    for (const portion of settlement.portions[profile]!)
      for (let i = 0; i < portion.people; i++) chosen.set(queue![next++]!, portion)
  })
  return (person) => {
    const profile = profileOf[person]!
    return isWhole[profile] ? settlement.portions[profile]![0]! : (chosen.get(person) ?? null)
  }
}

function armOf({ choice, testShare }: Portion, campaign: string, unit: string, costs: CostRules) {
  const isTest = testShare !== null
  if (isTest && !isInTest(unit, costs.salt, campaign, testShare))
    return { arm: 'none' as const, reason: 'waits_for_test' }
  // A test compares halves; a campaign only holds out its control share. A survey has nothing to compare.
  const share = choice.offer.kind === 'survey' ? 0 : isTest ? 0.5 : costs.control_share
  const arm = assignArm(unit, costs.salt, campaign, share)
  return { arm, reason: arm === 'control' ? 'control_group' : isTest ? 'test_first' : 'best_net' }
}

/** `offer:reason` for each offer that others of the segment may have; null where one reason closes everything. */
function withheldText(reason: string, exclusions: readonly { offer: string; reason: string }[]): string | null {
  const telling = exclusions.filter((e) => e.reason !== reason)
  return telling.length === 0 ? null : telling.map((e) => `${e.offer}:${e.reason}`).join(' ')
}
