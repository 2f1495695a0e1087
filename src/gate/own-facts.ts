/** Facts that no source tells today (entered by command) in the shape of those that do. */

import { NONE } from '../flag/fact-columns.ts'
import type { FlagSource } from '../flag/flag-input.ts'
import type { FACT_COLUMNS } from '../flag/number-facts.ts'

/** As `own_fact` holds them. */
export interface PastFact {
  /** What it is called in evidence. */
  readonly origin: string
  readonly kind: string
  readonly channel: string | null
  readonly brand: string | null
  readonly purpose: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly uid: string | null
  readonly identity: string | null
  readonly day: number | null
  readonly detail: string | null
}

export interface PastFacts {
  /** Every origin once, in the order of their texts; their sources are numbered from `firstSource`. */
  readonly names: readonly string[]
  readonly sources: readonly FlagSource[]
  /** Uid of each record that a fact names → its number, to be filled by the caller; NONE where it is not there. */
  readonly records: Map<string, number>
  /** One block in the order of FACT_COLUMNS; to be asked for once `records` is filled. */
  blocks(): Iterable<readonly (readonly unknown[])[]>
}

export function pastFacts(facts: readonly PastFact[], firstSource: number): PastFacts {
  const names = [...new Set(facts.map((f) => f.origin))].sort()
  const sourceNos = new Map(names.map((name, i) => [name, firstSource + i]))
  const records = new Map<string, number>()
  for (const { uid } of facts) if (uid !== null) records.set(uid, NONE)
  return {
    names,
    sources: names.map((name) => ({ name, brand: NONE, deal: 'own', isNoticeOver: false })),
    records,
    *blocks() {
      if (facts.length === 0) return
      const recOf = (uid: string | null): number | null => {
        const rec = uid === null ? NONE : records.get(uid)!
        return rec === NONE ? null : rec
      }
      const columns: Record<(typeof FACT_COLUMNS)[number], readonly unknown[]> = {
        source_no: facts.map((f) => sourceNos.get(f.origin)!),
        kind: facts.map((f) => f.kind),
        channel: facts.map((f) => f.channel),
        brand: facts.map((f) => f.brand),
        purpose: facts.map((f) => f.purpose),
        email: facts.map((f) => f.email),
        phone: facts.map((f) => f.phone),
        customer_ref: facts.map(() => null),
        rec: facts.map((f) => recOf(f.uid)),
        identity: facts.map((f) => f.identity),
        day: facts.map((f) => f.day),
        detail: facts.map((f) => f.detail),
      }
      yield Object.values(columns)
    },
  }
}
