/** All that a column may be, before the columns of a table are settled against one another. */

import type { Field } from '../../record/fields.ts'
import type { ColumnProfile } from './column-profile.ts'
import { fitOf, guessByValues } from './fit-values.ts'
import type { HeaderReader } from './header-reader.ts'

export interface Candidate {
  readonly field: Field
  /** 0–1. */
  readonly score: number
  /** For a person who reads goldpan.yaml; no cell contents. */
  readonly reason: string
}

export interface ColumnEvidence {
  readonly index: number
  readonly column: string
  readonly profile: ColumnProfile
  readonly candidates: readonly Candidate[]
  /** Languages of the header's words. */
  readonly languages: readonly string[]
  /** The header is known to be none of our fields. */
  readonly isRaw: boolean
}

/** Evidence of every column; a table without a header goes by its values alone. */
export function gatherEvidence(
  columns: readonly string[],
  profiles: readonly ColumnProfile[],
  reader: HeaderReader | null,
): ColumnEvidence[] {
  const gathered = columns.map((column, index) => {
    const profile = profiles[index]!
    const hits = reader?.read(column) ?? []
    const rawScore = hits.find((hit) => hit.field === null)?.score ?? 0
    const candidates: Candidate[] = []
    for (const { field, score } of hits) {
      if (field === null || score <= rawScore) continue
      const fit = fitOf(field, profile)
      candidates.push({ field, score: score * fit, reason: reasonOf(score, fit) })
    }
    const languages = hits.filter((hit) => hit.field !== null && hit.score >= 0.9).flatMap((hit) => [...hit.languages])
    const isRaw = rawScore > 0 && candidates.length === 0
    const strongest = Math.max(0, ...candidates.map((c) => c.score))
    if (!isRaw && strongest < 0.5)
      for (const { field, score } of guessByValues(profile))
        candidates.push({ field, score, reason: 'judged by its values only' })
    return { index, column, profile, candidates, languages, isRaw }
  })
  return gathered.map((evidence) => withNeighbours(evidence, gathered))
}

function reasonOf(score: number, fit: number): string {
  const header =
    score >= 0.85 ? 'the header says so' : score >= 0.55 ? 'the header may mean it' : 'a part of the header says so'
  return fit >= 0.75 ? header : `${header}, the values do not quite`
}

/** Where a value-only guess stands beside a column it usually stands beside, it gains; a little where its partner is elsewhere in the table. */
const BESIDE: readonly (readonly [Field, readonly Field[]])[] = [
  ['city', ['postcode']],
  ['last_name', ['first_name']],
  ['postcode', ['city', 'street']],
  ['house_number', ['street']],
]

function withNeighbours(evidence: ColumnEvidence, all: readonly ColumnEvidence[]): ColumnEvidence {
  const near = [all[evidence.index - 1], all[evidence.index + 1]].flatMap((e) => e?.candidates ?? [])
  const candidates = evidence.candidates.map((candidate) => {
    if (candidate.reason !== 'judged by its values only') return candidate
    const partners = BESIDE.find(([field]) => field === candidate.field)?.[1] ?? []
    if (candidate.field === 'customer_id' && evidence.index === 0) return { ...candidate, score: candidate.score + 0.1 }
    const stands = (among: readonly Candidate[]) => among.some((c) => partners.includes(c.field) && c.score >= 0.45)
    const gain = stands(near) ? 0.12 : stands(all.flatMap((e) => e.candidates)) ? 0.06 : 0
    return { ...candidate, score: candidate.score + gain }
  })
  return { ...evidence, candidates }
}

/** The best score any column has for a field. */
export function strength(all: readonly ColumnEvidence[], field: Field): number {
  let best = 0
  for (const { candidates } of all) for (const c of candidates) if (c.field === field && c.score > best) best = c.score
  return best
}
