/** Why two ids of the workspace are, or are not, one person: their nearest pair of records, comparison by comparison. */

import { COMPARED_FIELDS } from '../match/features.ts'
import { readFields } from '../match/index.ts'
import { explainPair, type PairExplanation } from '../match/learning/explain-pair.ts'
import type { MatchModel } from '../match/learning/model.ts'
import { parseModel } from '../match/learning/stored-model.ts'
import type { Nicknames } from '../match/rules.ts'
import type { CleanField } from '../record/fields.ts'
import { tableOf } from '../record/small-table.ts'
import {
  findRecords,
  type PairBetween,
  type PersonRecord,
  pairsAmong,
  possibleMatchesOf,
  recordsOfPerson,
} from '../store/explain-queries.ts'
import { models } from '../store/model-table.ts'
import { decisionsBetween } from '../store/review-decisions.ts'
import type { Store } from '../store/store.ts'
import { findPerson } from './explain-person.ts'

/** Records of a side beyond these are not compared anew: a person with more is explained by the stored pairs. */
const MOST_RECORDS = 40

export interface PairOfTwo {
  readonly l: string
  readonly r: string
  /** The run kept this pair; else it was compared for this answer. */
  readonly was_kept: boolean
  /** What the run decided, or would have. */
  readonly decision: string
  readonly waterfall: PairExplanation | null
  /** Single agreements that would have made it a sure match, cheapest first; empty for a sure one. */
  readonly would_suffice: readonly { readonly comparison: string; readonly level: string; readonly adds: number }[]
}

export interface TwoExplained {
  readonly person_l: string
  readonly person_r: string
  readonly same_person: boolean
  /** Both ids name one and the same record. */
  readonly one_record: boolean
  /** Probability of the possible match between the two people. */
  readonly possible_match: number | null
  /** What reviewers decided about records of the two, oldest first. */
  readonly reviewed: readonly {
    readonly l: string
    readonly r: string
    readonly decision: string
    readonly by: string | null
    readonly on: string
    readonly note: string | null
  }[]
  /** Bits from which two records are merged; null where matching has not left its model. */
  readonly sure_bits: number | null
  readonly pairs: readonly {
    readonly l: string
    readonly r: string
    readonly match_weight: number
    readonly match_probability: number
    readonly decision: string
  }[]
  readonly nearest: PairOfTwo | null
}

/** Each id a person's (all records count) or a record's (`source:record id`, only that one counts). */
export function explainTwo(store: Store, id: string, id2: string, names: Nicknames): TwoExplained {
  const [l, r] = [findSide(store, id), findSide(store, id2)]
  const isL = new Set(l.records.map((x) => x.rec))
  const isR = new Set(r.records.map((x) => x.rec))
  const isBetween = (a: number, b: number) => a !== b && ((isL.has(a) && isR.has(b)) || (isL.has(b) && isR.has(a)))
  const nameOf = new Map([...l.records, ...r.records].map((x) => [x.rec, `${x.source}:${x.record_id}`]))
  const name = (rec: number) => nameOf.get(rec) ?? '?'
  const namesOf = (p: PairBetween) => `${name(p.rec_l)} ${name(p.rec_r)}`
  const pairs = pairsAmong(store, [...nameOf.keys()])
    .filter((p) => isBetween(p.rec_l, p.rec_r))
    .sort((a, b) => b.match_weight - a.match_weight || (namesOf(a) < namesOf(b) ? -1 : 1))
  const model = readModel(store)
  return {
    person_l: l.personId,
    person_r: r.personId,
    same_person: l.personNo === r.personNo,
    one_record: l.records.length === 1 && r.records.length === 1 && isL.has(r.records[0]!.rec),
    possible_match:
      possibleMatchesOf(store, l.personNo).find((p) => p.person_id === r.personId)?.match_probability ?? null,
    reviewed: explainDecisions(store, l.records, r.records, name),
    sure_bits: model?.sureBits ?? null,
    pairs: pairs.map((p) => ({
      // As the user named them: the first id's record first.
      ...(isL.has(p.rec_l) && isR.has(p.rec_r)
        ? { l: name(p.rec_l), r: name(p.rec_r) }
        : { l: name(p.rec_r), r: name(p.rec_l) }),
      match_weight: Number(p.match_weight.toFixed(2)),
      match_probability: Number(p.match_probability.toFixed(6)),
      decision: p.decision,
    })),
    nearest: model === null ? null : findNearest({ store, model, names, l: l.records, r: r.records, pairs, name }),
  }
}

function explainDecisions(
  store: Store,
  l: readonly PersonRecord[],
  r: readonly PersonRecord[],
  name: (rec: number) => string,
): TwoExplained['reviewed'] {
  const nameOf = new Map([...l, ...r].map((x) => [x.uid, name(x.rec)]))
  const uids = (records: readonly PersonRecord[]) => records.map((x) => x.uid)
  return decisionsBetween(store, uids(l), uids(r)).map((d) => ({
    l: nameOf.get(d.uid_l) ?? '?',
    r: nameOf.get(d.uid_r) ?? '?',
    decision: d.decision,
    by: d.decided_by,
    on: d.decided_at,
    note: d.note,
  }))
}

function findSide(store: Store, id: string) {
  const person = findPerson(store, id)
  const all = recordsOfPerson(store, person.personNo)
  if (!id.includes(':')) return { ...person, records: all }
  const at = id.indexOf(':')
  const named = new Set(findRecords(store, id.slice(0, at), id.slice(at + 1)).map((f) => f.rec))
  return { ...person, records: all.filter((r) => named.has(r.rec)) }
}

function readModel(store: Store): MatchModel | null {
  const [row] = models.where(store, { name: 'match-model' })
  return row === undefined ? null : parseModel(JSON.parse(row.json))
}

interface Candidates {
  readonly store: Store
  readonly model: MatchModel
  readonly names: Nicknames
  readonly l: readonly PersonRecord[]
  readonly r: readonly PersonRecord[]
  /** Stored ones, strongest first. */
  readonly pairs: readonly PairBetween[]
  readonly name: (rec: number) => string
}

/** The strongest stored pair; where none was kept, the records are compared now. */
function findNearest({ store, model, names, l, r, pairs, name }: Candidates): PairOfTwo | null {
  const [stored] = pairs
  const nearest = stored === undefined ? compareAll(model, names, l, r) : recordsOf(stored, l, r)
  if (nearest === null) return null
  const [a, b] = nearest
  const waterfall = weighAmongAll(store, model, names, a, b)
  return {
    l: name(a.rec),
    r: name(b.rec),
    was_kept: stored !== undefined,
    decision: stored?.decision ?? waterfall.decision,
    waterfall,
    would_suffice: whatWouldSuffice(model, waterfall),
  }
}

/**
 * With all records at hand the rarity of what the two share is known, and the weight is the one the run gave. Of the others
 * only those fields are read that both have: what one of them lacks is not compared.
 */
function weighAmongAll(
  store: Store,
  model: MatchModel,
  names: Nicknames,
  a: PersonRecord,
  b: PersonRecord,
): PairExplanation {
  const hasAny = (record: PersonRecord, fields: readonly CleanField[]) => fields.some((field) => record[field] !== null)
  const groups = COMPARED_FIELDS.filter((fields, i) => i === 0 || (hasAny(a, fields) && hasAny(b, fields)))
  const { table, extra, recs } = readFields(store, [...new Set(groups.flat())])
  const whole = { table, extra: extra ?? new Map(), l: recs.indexOf(a.rec), r: recs.indexOf(b.rec), isWhole: true }
  const waterfall = explainPair(model, whole, names)
  const alone = explainPair(model, { table: tableOf([a, b]), l: 0, r: 1, isWhole: false }, names)
  const own = new Map(alone.comparisons.map((c) => [c.name, c]))
  const comparisons = waterfall.comparisons.map((c) => ({
    ...c,
    valueL: c.valueL ?? own.get(c.name)?.valueL ?? null,
    valueR: c.valueR ?? own.get(c.name)?.valueR ?? null,
  }))
  return { ...waterfall, comparisons }
}

function recordsOf(
  { rec_l, rec_r }: PairBetween,
  l: readonly PersonRecord[],
  r: readonly PersonRecord[],
): readonly [PersonRecord, PersonRecord] {
  const isStored = (x: PersonRecord) => x.rec === rec_l || x.rec === rec_r
  const a = l.find((x) => isStored(x))!
  return [a, r.find((x) => isStored(x) && x.rec !== a.rec)!]
}

function compareAll(
  model: MatchModel,
  names: Nicknames,
  l: readonly PersonRecord[],
  r: readonly PersonRecord[],
): readonly [PersonRecord, PersonRecord] | null {
  let best: readonly [PersonRecord, PersonRecord] | null = null
  let most = -Infinity
  for (const a of l.slice(0, MOST_RECORDS))
    for (const b of r.slice(0, MOST_RECORDS)) {
      if (a.rec === b.rec) continue
      const { weight } = explainPair(model, { table: tableOf([a, b]), l: 0, r: 1, isWhole: false }, names)
      if (weight <= most) continue
      best = [a, b]
      most = weight
    }
  return best
}

function whatWouldSuffice(
  model: MatchModel,
  { comparisons, missingBits }: PairExplanation,
): PairOfTwo['would_suffice'] {
  if (missingBits <= 0) return []
  return comparisons
    .flatMap(({ name, bits, rarityBits }) => {
      const levels = model.comparisons.find((c) => c.name === name)?.levels ?? []
      const enough = levels
        .map((level) => ({ comparison: name, level: level.label, adds: level.bits - bits - (rarityBits ?? 0) }))
        .filter((level) => level.adds >= missingBits)
        .sort((a, b) => a.adds - b.adds)
      return enough.slice(0, 1)
    })
    .sort((a, b) => a.adds - b.adds || (a.comparison < b.comparison ? -1 : 1))
}
