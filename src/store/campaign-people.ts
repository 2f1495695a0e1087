/** Who is in a campaign: as the plan has it, and as it went out before. */

import { sentContacts } from './campaign-results.ts'
import { columnBlocks } from './column-blocks.ts'
import { persons } from './golden-table.ts'
import { plans } from './plan-tables.ts'
import type { Store } from './store.ts'

export interface Planned {
  readonly person: number
  readonly personId: string
  readonly householdId: string | null
  readonly segment: string
  readonly offer: string
  readonly channel: string
  readonly brand: string
  /** treated | control. */
  readonly arm: string
  /** Where a lead's data came from, to be told at first contact. */
  readonly origin: string | null
}

type Texts = readonly (string | null)[]

/** Campaign → people in the plan (both arms), in the order of their names. */
export function plannedCampaigns(store: Store): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const [campaigns, arms] of columnBlocks(store, plans, ['campaign', 'arm']) as Iterable<[Texts, Texts]>)
    for (const [i, campaign] of campaigns.entries())
      if (campaign !== null && arms[i] !== 'none') counts.set(campaign, (counts.get(campaign) ?? 0) + 1)
  return new Map([...counts].sort(([l], [r]) => (l < r ? -1 : 1)))
}

/** Campaign → people it went to, or was held back from. */
export function sentCampaigns(store: Store): ReadonlyMap<string, number> {
  const rows = store.db.prepare('SELECT campaign, count(*) FROM campaign_contact GROUP BY 1 ORDER BY 1').raw()
  return new Map(rows.all() as [string, number][])
}

const PLAN_COLUMNS = ['person_no', 'segment', 'channel', 'offer', 'campaign', 'arm', 'brand', 'origin'] as const
type PlanBlock = readonly [number[], string[], Texts, Texts, Texts, string[], Texts, Texts]

/**
 * People of a campaign by person number. Whoever it went to before keeps arm, channel and offer of then, also under an id
 * that was merged away since (where two of them are one person now the first by day, then id, counts).
 */
export function campaignPeople(store: Store, campaign: string): Planned[] {
  const { ids, households } = readIds(store)
  const people = new Array<Planned | null>(ids.length).fill(null)
  for (const block of columnBlocks(store, plans, PLAN_COLUMNS) as Iterable<unknown> as Iterable<PlanBlock>) {
    const [person, segment, channel, offer, campaigns, arm, brand, origin] = block
    for (let i = 0; i < person.length; i++) {
      if (campaigns[i] !== campaign || arm[i] === 'none') continue
      const no = person[i]!
      people[no] = {
        person: no,
        personId: ids[no]!,
        householdId: households[no]!,
        segment: segment[i]!,
        offer: offer[i]!,
        channel: channel[i]!,
        brand: brand[i] ?? '',
        arm: arm[i]!,
        origin: origin[i]!,
      }
    }
  }
  const before = sentContacts(store, campaign).sort((l, r) => r.day - l.day || (l.personId < r.personId ? 1 : -1))
  for (const { person, segment, offer, channel, brand, arm } of before) {
    if (person === null) continue
    const [personId, householdId] = [ids[person]!, households[person]!]
    const origin = people[person]?.origin ?? null
    people[person] = { person, personId, householdId, segment, offer, channel, brand, arm, origin }
  }
  return people.filter((planned) => planned !== null)
}

function readIds(store: Store): { readonly ids: string[]; readonly households: (string | null)[] } {
  const [ids, households]: [string[], (string | null)[]] = [[], []]
  for (const block of columnBlocks(store, persons, ['person_no', 'person_id', 'household_id'])) {
    const [people, idsOf, householdsOf] = block as unknown as readonly [number[], string[], Texts]
    for (let i = 0; i < people.length; i++) {
      ids[people[i]!] = idsOf[i]!
      households[people[i]!] = householdsOf[i]!
    }
  }
  return { ids, households }
}
