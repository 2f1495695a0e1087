/** Where each field of a golden record comes from, which criterion chose it, and what the other records say. */

import { openSurvivorship, trustRanks } from '../match/persons/survivorship.ts'
import type { SurvivorshipRules } from '../match/rules.ts'
import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'
import { columnOf } from '../record/small-table.ts'
import type { PersonRecord } from '../store/explain-queries.ts'

export interface GoldenField {
  readonly field: CleanField
  readonly value: string
  /** Records that hold the value. */
  readonly from: readonly string[]
  /** The criterion of rules/survivorship.yaml that chose it; null where the records agree, or the rules have changed since. */
  readonly why: string | null
  readonly others: readonly { readonly value: string; readonly from: readonly string[] }[]
}

export function explainGolden(
  golden: Readonly<Record<CleanField, string | null>>,
  records: readonly PersonRecord[],
  rules: SurvivorshipRules,
  name: (rec: number) => string,
): GoldenField[] {
  const columns = CLEAN_FIELDS.map((field) => columnOf(records, field))
  const trust = trustRanks(
    rules.trusted_sources,
    records.map((r) => r.source),
  )
  const survivors = openSurvivorship(columns, rules, trust)
  const rows = Uint32Array.from(records.keys())
  const chosen = new Uint32Array(CLEAN_FIELDS.length)
  if (records.length > 0) survivors.take(rows, chosen)
  const reasons = survivors.reasons(rows)
  return CLEAN_FIELDS.flatMap((field, f) => {
    const value = golden[field]
    if (value === null) return []
    const others = new Map<string, string[]>()
    for (const r of records) {
      const other = r[field]
      if (other !== null && other !== value) others.set(other, [...(others.get(other) ?? []), name(r.rec)])
    }
    const isChosen = others.size > 0 && columns[f]!.values[chosen[f]!] === value
    return [
      {
        field,
        value,
        from: records.filter((r) => r[field] === value).map((r) => name(r.rec)),
        why: isChosen ? (reasons[f] ?? null) : null,
        others: [...others].map(([text, from]) => ({ value: text, from })),
      },
    ]
  })
}
