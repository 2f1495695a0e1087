/** Lists kept by others: which there are, how old a copy may be, and which of a project's copies are too old. */

import * as z from 'zod'
import { toDayNo } from '../record/dates.ts'
import type { IsoDate } from '../record/ids.ts'
import { CHANNELS, type Channel, type SourceSpec } from '../record/project.ts'
import type { RuleSpec } from './rule-file.ts'

const listSchema = z.strictObject({
  channel: z.enum(CHANNELS),
  country: z.string().regex(/^[A-Z]{2}$/, 'expected two capital letters as in DE'),
  max_age_days: z.int().positive(),
  words: z.array(z.string()).min(1),
})
const schema = z.strictObject({ lists: z.record(z.string().regex(/^[a-z0-9-]+$/), listSchema) })

export type ExternalListRules = z.infer<typeof schema>
export const EXTERNAL_LIST_RULES: RuleSpec<ExternalListRules> = { name: 'external-lists', schema }

/** A copy that no longer shows who has joined the list since. */
export interface StaleList {
  readonly source: string
  readonly list: string
  readonly channel: Channel
  readonly country: string
  /** Days since it was fetched; null where nobody knows, which is too old. */
  readonly ageDays: number | null
  readonly maxAgeDays: number
}

/** Of several copies of one list the newest counts: as long as it is fresh enough, none of them is stale. */
export function staleLists(sources: readonly SourceSpec[], { lists }: ExternalListRules, on: IsoDate): StaleList[] {
  const newest = new Map<string, StaleList>()
  for (const { name, list, fetchedAt, exportedAt } of sources) {
    const rule = list === undefined || !Object.hasOwn(lists, list) ? undefined : lists[list]
    if (list === undefined || rule === undefined) continue
    const fetched = fetchedAt ?? exportedAt
    const ageDays = fetched === null ? null : toDayNo(on) - toDayNo(fetched)
    const known = newest.get(list)
    if (known !== undefined && (known.ageDays ?? Number.MAX_VALUE) <= (ageDays ?? Number.MAX_VALUE)) continue
    const { channel, country, max_age_days: maxAgeDays } = rule
    newest.set(list, { source: name, list, channel, country, ageDays, maxAgeDays })
  }
  return [...newest.values()].filter(({ ageDays, maxAgeDays }) => ageDays === null || ageDays > maxAgeDays)
}

/** For the user: what is too old, and by how much. */
export function describeStale({ source, list, ageDays, maxAgeDays }: StaleList): string {
  const age = ageDays === null ? 'nobody knows how old it is' : `it is ${ageDays} days old`
  return `${source}: ${age}, and a copy of the list ${list} may be ${maxAgeDays} days old at most`
}
