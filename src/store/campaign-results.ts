/** What came of a campaign: who was in it, the responses learned, the reasons given, whom to leave in peace. */

import { type LearnedResponseRow, learnedResponses } from './campaign-tables.ts'
import type { Store } from './store.ts'

export interface SentContact {
  /** Today's number; null where the workspace knows the person no more. */
  readonly person: number | null
  /** The id of then, which the token was made of. */
  readonly personId: string
  readonly segment: string
  readonly offer: string
  readonly channel: string
  readonly brand: string
  readonly arm: string
  readonly day: number
}

export function sentContacts(store: Store, campaign: string): SentContact[] {
  const rows = store.db
    .prepare(
      `WITH RECURSIVE heir (id, now) AS (
         SELECT person_id, person_id FROM campaign_contact WHERE campaign = @campaign
         UNION SELECT h.id, p.new_id FROM heir h JOIN person_history p ON p.old_id = h.now AND p.kind = 'merged'
         WHERE p.new_id IS NOT NULL),
       known (id, person) AS (SELECT h.id, min(p.person_no) FROM heir h JOIN person p ON p.person_id = h.now GROUP BY h.id)
       SELECT k.person, c.person_id, c.segment, c.offer, c.channel, c.brand, c.arm, c.day
       FROM campaign_contact c LEFT JOIN known k ON k.id = c.person_id
       WHERE c.campaign = @campaign ORDER BY c.person_id`,
    )
    .raw()
    .all({ campaign }) as [number | null, string, string, string, string, string, string, number][]
  return rows.map(([person, personId, segment, offer, channel, brand, arm, day]) => ({
    ...{ person, personId, segment, offer, channel, brand, arm, day },
  }))
}

/** Replaces what was learned of the campaign before: measuring again counts nothing twice. */
export function learnResponses(
  store: Store,
  campaign: string,
  rows: readonly Omit<LearnedResponseRow, 'campaign'>[],
): void {
  learnedResponses.delete(store, { campaign })
  learnedResponses.insertAll(
    store,
    rows.map((row) => ({ campaign, ...row })),
  )
}

/** The smallest uid among the records of each of these people: what an own fact names them by. */
export function uidsOfPeople(store: Store, people: readonly number[]): ReadonlyMap<number, string> {
  const rows = store.db
    .prepare(
      `SELECT m.person_no, min(r.uid) FROM membership m JOIN source_record r ON r.rec = m.rec
       WHERE m.person_no IN (SELECT value FROM json_each(?)) GROUP BY 1`,
    )
    .raw()
  return new Map(rows.iterate(JSON.stringify(people)) as Iterable<[number, string]>)
}

/** How many people a campaign went to by a channel, or was held back from; and on which days it was exported. */
export interface CampaignCount {
  readonly campaign: string
  readonly channel: string
  readonly treated: number
  readonly control: number
  /** Day numbers. */
  readonly first_day: number
  readonly last_day: number
}

export function countCampaigns(store: Store): CampaignCount[] {
  return store.db
    .prepare(
      `SELECT campaign, channel, sum(arm <> 'control') AS treated, sum(arm = 'control') AS control,
         min(day) AS first_day, max(day) AS last_day
       FROM campaign_contact GROUP BY 1, 2 ORDER BY min(min(day)) OVER (PARTITION BY campaign), 1, 2`,
    )
    .all() as CampaignCount[]
}
