/** Profiles as the workspace keeps them, and the groups that come of them again. */

import type { ProfileGroup } from './cells.ts'
import { listOptions, type OpenChannels } from './choose.ts'
import type { OfferRules } from './offers.ts'
import { PlanSegments } from './plan-segments.ts'
import type { Profiles } from './profiles.ts'

/** Named like the columns of `plan_profile`. */
export interface StoredProfile {
  readonly profile_no: number
  readonly state: string
  readonly behaviour: string | null
  readonly silent_days: number | null
  readonly is_contract: number
  readonly reason: string | null
  readonly is_high_value: number
  readonly flags: number
  readonly open: string
  readonly had: string
  readonly people: number
  readonly buyers: number
  readonly basket_minor: number
  readonly return_minor: number
}

/** The groups with people, to be stored. */
export function storedProfiles(profiles: Profiles, groups: readonly ProfileGroup[]): StoredProfile[] {
  return groups.flatMap((group, i) => {
    const { open, had } = profiles.get(i)
    if (group.people === 0) return []
    const { state, behaviour, silentDays, isContract, reason, isHighValue } = group.segment
    return {
      profile_no: i,
      state,
      behaviour,
      silent_days: silentDays,
      is_contract: isContract ? 1 : 0,
      reason,
      is_high_value: isHighValue ? 1 : 0,
      flags: group.flags,
      open: JSON.stringify(open),
      had: JSON.stringify(had),
      people: group.people,
      buyers: group.buyers,
      basket_minor: group.basketMinor,
      return_minor: group.returnMinor,
    }
  })
}

/** The groups again; `offers` must be those that the plan was made with. */
export function groupsOf(rows: Iterable<StoredProfile>, offers: OfferRules): ProfileGroup[] {
  const segments = new PlanSegments(offers, null)
  return Array.from(rows, (row) => {
    const key = {
      state: row.state,
      behaviour: row.behaviour,
      silentDays: row.silent_days,
      isContract: row.is_contract === 1,
      reason: row.reason,
      isHighValue: row.is_high_value === 1,
    }
    const segment = segments.get(segments.add(key))
    const open = JSON.parse(row.open) as OpenChannels[]
    const had = JSON.parse(row.had) as string[]
    return {
      segment,
      flags: row.flags,
      options: listOptions({ offers: segment.offers, flags: row.flags, had, open }),
      people: row.people,
      buyers: row.buyers,
      basketMinor: row.basket_minor,
      returnMinor: row.return_minor,
    }
  })
}
