/** Responses brought to the people of a campaign, both arms by the same rule. */

import type { LapseReason } from './lapse-reasons.ts'

/** Whom a campaign went to, or was held back from. */
export interface Contacted {
  /** Person number today; null for people whom the workspace does not know any more. */
  readonly person: number | null
  readonly personId: string
  readonly token: string
  readonly segment: string
  readonly offer: string
  readonly channel: string
  readonly arm: string
  /** Day number of the export. */
  readonly day: number
}

/** One row of a result file. */
export interface ResultRow {
  /** '' where there is none. */
  readonly token: string
  /** People whom the row surely means. */
  readonly people: readonly number[]
  readonly responded: boolean
  /** Minor units; refunds are negative. */
  readonly amountMinor: number
  /** Day number; null where the file says no day. */
  readonly day: number | null
  /** Why they left, where the row says it. */
  readonly reason: LapseReason | null
}

export interface Stated {
  readonly reason: LapseReason
  /** Null where the file says no day. */
  readonly day: number | null
}

export interface Outcome {
  responded: boolean
  spendMinor: number
}

export interface Tally {
  /** By contact; contacts whose person was in both arms once count in the first only. */
  readonly outcomes: ReadonlyMap<Contacted, Outcome>
  /** The last reason that each contact gave. */
  readonly stated: ReadonlyMap<Contacted, Stated>
  readonly counts: {
    rows: number
    matched: number
    /** Of people who were not in the campaign, or are not known. */
    others: number
    /** May be one of several people of the campaign. */
    ambiguous: number
    /** Before the campaign went out, or after the window. */
    outside: number
    /** People who are one person today and were in the campaign twice. */
    merged: number
  }
}

/** The first of each person's contacts by day, then id. */
export function firstContacts(contacts: readonly Contacted[]): { readonly kept: Contacted[]; readonly merged: number } {
  const sorted = [...contacts].sort((l, r) => l.day - r.day || (l.personId < r.personId ? -1 : 1))
  const seen = new Set<number>()
  const kept = sorted.filter(({ person }) => {
    if (person === null) return true
    if (seen.has(person)) return false
    seen.add(person)
    return true
  })
  return { kept, merged: sorted.length - kept.length }
}

/** `windowDays`: how long after the export a response counts. */
export function tallyResults(contacts: readonly Contacted[], rows: Iterable<ResultRow>, windowDays: number): Tally {
  const { kept, merged } = firstContacts(contacts)
  const byPerson = new Map(kept.flatMap((c) => (c.person === null ? [] : [[c.person, c] as const])))
  const byToken = new Map(contacts.map((c) => [c.token, (c.person === null ? c : byPerson.get(c.person)) ?? c]))
  const outcomes = new Map<Contacted, Outcome>(kept.map((c) => [c, { responded: false, spendMinor: 0 }]))
  const stated = new Map<Contacted, Stated>()
  const counts = { rows: 0, matched: 0, others: 0, ambiguous: 0, outside: 0, merged }
  for (const row of rows) {
    counts.rows++
    const named = byToken.get(row.token)
    const meant = named !== undefined ? [named] : row.people.flatMap((p) => byPerson.get(p) ?? [])
    if (meant.length !== 1) {
      counts[meant.length === 0 ? 'others' : 'ambiguous']++
      continue
    }
    const contact = meant[0]!
    if (row.day !== null && (row.day < contact.day || row.day > contact.day + windowDays)) {
      counts.outside++
      continue
    }
    counts.matched++
    const outcome = outcomes.get(contact)!
    outcome.responded ||= row.responded
    outcome.spendMinor += row.amountMinor
    keepLast(stated, contact, row)
  }
  return { outcomes, stated, counts }
}

/** Of two answers of one day the same is kept, whatever the order of the rows. */
function keepLast(stated: Map<Contacted, Stated>, contact: Contacted, { reason, day }: ResultRow): void {
  if (reason === null) return
  const known = stated.get(contact)
  const order = known === undefined ? -1 : (known.day ?? -1) - (day ?? -1) || (known.reason < reason ? -1 : 1)
  if (order < 0) stated.set(contact, { reason, day })
}
