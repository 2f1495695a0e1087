/** What went out is remembered: of a person and campaign the first time counts. */

import { type CampaignContactRow, campaignContacts } from './campaign-tables.ts'
import type { Store } from './store.ts'

type Contact = Omit<CampaignContactRow, 'campaign' | 'person_id' | 'household_id' | 'day'> & {
  readonly personId: string
  readonly householdId: string | null
}

/** Returns how many are new. */
export function rememberCampaign(store: Store, campaign: string, contacts: readonly Contact[], day: number): number {
  const columns = campaignContacts.columns
  const insert = store.db.prepare(
    `INSERT OR IGNORE INTO campaign_contact (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  // In the order of the key, so that half a million rows are appended and not scattered over the table.
  const ids = contacts.map(({ personId }) => personId)
  const sorted = Uint32Array.from(ids, (_, i) => i).sort((l, r) => (ids[l]! < ids[r]! ? -1 : 1))
  return store.db.transaction(() => {
    let added = 0
    for (const i of sorted) {
      const { householdId, segment, offer, channel, brand, arm } = contacts[i]!
      added += insert.run(campaign, ids[i]!, householdId, segment, offer, channel, brand, arm, day).changes
    }
    return added
  })()
}
