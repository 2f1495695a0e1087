/** What outlives a run of the plan: campaigns that went out, what they brought, and the state each person was last seen in. No stage clears these. */

import { digest } from '../base/hash.ts'
import { lapseReasons } from './lapse-reason-table.ts'
import { PackedTable } from './packed-table.ts'
import type { Store } from './store.ts'
import { Table } from './table.ts'

/**
 * Append-only: who was sent what, or held out, as exported. Of a person and campaign the first row counts, also where the
 * person has been merged with another since.
 */
export interface CampaignContactRow {
  readonly campaign: string
  readonly person_id: string
  /** Household then, where letters went to it. */
  readonly household_id: string | null
  readonly segment: string
  readonly offer: string
  readonly channel: string
  readonly brand: string
  /** treated | control. */
  readonly arm: string
  /** Day number of the export. */
  readonly day: number
}

export const campaignContacts = new Table<CampaignContactRow>(
  'campaign_contact',
  {
    campaign: 'TEXT NOT NULL',
    person_id: 'TEXT NOT NULL',
    household_id: 'TEXT',
    segment: 'TEXT NOT NULL',
    offer: 'TEXT NOT NULL',
    channel: 'TEXT NOT NULL',
    brand: 'TEXT NOT NULL',
    arm: 'TEXT NOT NULL',
    day: 'INTEGER NOT NULL',
  },
  { primaryKey: ['campaign', 'person_id'] },
)

/** What a campaign brought by segment and channel, both arms matched back by the same rule. Replaces the prior in later plans. */
export interface LearnedResponseRow {
  readonly campaign: string
  readonly segment: string
  readonly channel: string
  readonly offer: string
  readonly treated: number
  readonly responders: number
  readonly control: number
  readonly control_responders: number
  /** Spent by all people of the arm in the window, minor units. */
  readonly spend_minor: number
  readonly control_spend_minor: number
  /** Day number of the measurement. */
  readonly day: number
}

export const learnedResponses = new Table<LearnedResponseRow>(
  'learned_response',
  {
    campaign: 'TEXT NOT NULL',
    segment: 'TEXT NOT NULL',
    channel: 'TEXT NOT NULL',
    offer: 'TEXT NOT NULL',
    treated: 'INTEGER NOT NULL',
    responders: 'INTEGER NOT NULL',
    control: 'INTEGER NOT NULL',
    control_responders: 'INTEGER NOT NULL',
    spend_minor: 'REAL NOT NULL',
    control_spend_minor: 'REAL NOT NULL',
    day: 'INTEGER NOT NULL',
  },
  { primaryKey: ['campaign', 'segment', 'channel', 'offer'] },
)

/** The state and the step of each person at the last runs, by day of the run, then person id. */
export interface RememberedStateRow {
  /** Day number of the run. */
  readonly as_of: number
  readonly person_id: string
  readonly state: string
  /** Step of the sequence (plan/person-changes.ts), or null. */
  readonly step: string | null
}

export const rememberedStates = new PackedTable<RememberedStateRow>('remembered_state', {
  as_of: true,
  person_id: true,
  state: true,
  step: true,
})

/** Days of the runs that are remembered, ascending. */
export function rememberedDays(store: Store): number[] {
  // A block holds one day only, and a column of equal values is stored as that value.
  return (store.db.prepare('SELECT DISTINCT as_of FROM remembered_state').pluck().all() as string[])
    .map(Number)
    .sort((l, r) => l - r)
}

/** Chosen columns of the states of one run. */
export function* rememberedStatesOf(
  store: Store,
  asOf: number,
): IterableIterator<[string[], string[], (string | null)[]]> {
  for (const [days, ids, states, steps] of rememberedStates.blocks(store, ['as_of', 'person_id', 'state', 'step']))
    if (days![0] === asOf) yield [ids as string[], states as string[], steps as (string | null)[]]
}

export function forgetStatesOf(store: Store, asOf: number): void {
  store.db.prepare('DELETE FROM remembered_state WHERE as_of = ?').run(String(asOf))
}

/** What the plan rests on besides the stages before it: a hash of the campaigns that went out, what they brought, and the answers. */
export function campaignFingerprint(store: Store): string {
  const contacts = store.db
    .prepare('SELECT campaign, arm, count(*), min(day), max(day) FROM campaign_contact GROUP BY 1, 2 ORDER BY 1, 2')
    .raw()
    .all()
  const learned = [
    ...learnedResponses.raw(store, learnedResponses.columns, ['campaign', 'segment', 'channel', 'offer']),
  ]
  const reasons = [...lapseReasons.raw(store, lapseReasons.columns, ['campaign', 'person_id', 'day'])]
  return digest(JSON.stringify([contacts, learned, reasons]))
}
