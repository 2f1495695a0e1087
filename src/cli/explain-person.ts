/** Everything the workspace knows about one person and why, as one object. */

import { UserError } from '../base/errors.ts'
import type { SurvivorshipRules } from '../match/rules.ts'
import { fromDayNo } from '../record/dates.ts'
import { CLEAN_FIELDS } from '../record/fields.ts'
import { CHANNELS } from '../record/project.ts'
import { repairId } from '../record/repair-id.ts'
import { holdingLinks } from '../report/links.ts'
import {
  changesOf,
  findRecords,
  type PersonRecord,
  pairsAmong,
  possibleMatchesOf,
  recordsOfPerson,
} from '../store/explain-queries.ts'
import { goldenRecord } from '../store/golden-table.ts'
import type { Store } from '../store/store.ts'
import { activityStates, contactability, persons, plans, segments, sources, verdicts } from '../store/tables.ts'
import { explainGolden } from './explain-golden.ts'
import { currentId, explainHistory } from './explain-history.ts'
import { explainWithdrawn } from './explain-withdrawn.ts'

export type PersonExplanation = ReturnType<typeof explainPerson>

/** The person that an id given by the user means: `p…` (also one that was merged away), or `source:record id`. */
export function findPerson(store: Store, id: string): { readonly personNo: number; readonly personId: string } {
  const [person] = persons.where(store, { person_id: currentId(store, id) })
  if (person !== undefined) return { personNo: person.person_no, personId: person.person_id }
  const wayOut = 'Give a person id (p and 12 characters, from persons.csv) or SOURCE:RECORD_ID (from membership.csv).'
  const at = id.indexOf(':')
  if (at < 1) throw new UserError('Nobody in this workspace has that id.', { place: 'ID', wayOut })
  const source = id.slice(0, at)
  if (sources.where(store, { name: source }).length === 0) {
    const names = [...sources.all(store, ['name'])].map((s) => s.name)
    throw new UserError('There is no source of that name.', {
      place: 'ID',
      wayOut: `The sources are: ${names.join(', ')}.`,
    })
  }
  const found = findRecords(store, source, id.slice(at + 1))
  const ids = [...new Set(found.map((f) => f.person_id))]
  const [first] = found
  if (first === undefined)
    throw new UserError(`The source ${source} has no record of that id.`, { place: 'ID', wayOut })
  if (first.person_no === null || first.person_id === null)
    throw new UserError('That record belongs to no person yet.', { place: 'ID', wayOut: 'Run: goldpan run' })
  if (ids.length > 1)
    throw new UserError(`That id stands for ${ids.length} people.`, {
      place: 'ID',
      wayOut: `Give one of: ${ids.join(', ')}.`,
    })
  return { personNo: first.person_no, personId: first.person_id }
}

export function explainPerson(store: Store, personNo: number, survivors: SurvivorshipRules) {
  const golden = goldenRecord(store, personNo)
  if (golden === undefined) throw new UserError('Nobody in this workspace has that id.', { place: 'ID' })
  const records = recordsOfPerson(store, personNo)
  const nameOf = new Map(records.map((r) => [r.rec, `${r.source}:${r.record_id}`]))
  const name = (rec: number) => nameOf.get(rec) ?? '?'
  return {
    person_id: golden.person_id,
    household_id: golden.household_id,
    history: explainHistory(store, golden.person_id),
    records: records.map((r) => ({ id: name(r.rec), band: r.band, fields: filledFields(r) })),
    ...explainLinks(store, records, name),
    possible_matches: possibleMatchesOf(store, personNo),
    golden: explainGolden(golden, records, survivors, name),
    repairs: changesOf(
      store,
      records.map((r) => r.rec),
    ).map(({ rec, uid, ...change }) => ({ repair_id: repairId(uid, change), record: name(rec), ...change })),
    contact: explainContact(store, personNo),
    withdrawn: explainWithdrawn(store, records),
    segment: explainSegment(store, personNo),
    plan: explainPlan(store, personNo),
  }
}

function filledFields(record: PersonRecord): Record<string, string> {
  return Object.fromEntries(CLEAN_FIELDS.flatMap((f) => (record[f] === null ? [] : [[f, record[f]]])))
}

function explainLinks(store: Store, records: readonly PersonRecord[], name: (rec: number) => string) {
  const all = pairsAmong(
    store,
    records.map((r) => r.rec),
  )
  const sure = all.filter((p) => p.decision === 'sure')
  const describe = (p: (typeof all)[number]) => ({
    l: name(p.rec_l),
    r: name(p.rec_r),
    match_weight: round(p.match_weight, 2),
    match_probability: round(p.match_probability, 6),
  })
  const byStrength = sure
    .map((p) => ({
      l: p.rec_l,
      r: p.rec_r,
      weight: p.match_weight,
      pair: p,
      names: `${name(p.rec_l)} ${name(p.rec_r)}`,
    }))
    .sort((l, r) => r.weight - l.weight || (l.names < r.names ? -1 : 1))
  const holding = holdingLinks(byStrength).map((h) => describe(h.pair))
  return {
    sure_links: byStrength.map((h) => describe(h.pair)),
    holding_links: holding,
    weakest_link: holding.at(-1) ?? null,
  }
}

function explainContact(store: Store, personNo: number) {
  const day = (no: number | null) => (no === null ? null : fromDayNo(no))
  return contactability.where(store, { person_no: personNo }, ['brand', 'purpose']).flatMap((row) =>
    CHANNELS.flatMap((channel) => {
      const verdictNo = row[channel]
      const verdict = verdictNo === null ? undefined : verdicts.where(store, { verdict_no: verdictNo })[0]
      if (verdict === undefined) return []
      return [
        {
          brand: row.brand,
          purpose: row.purpose,
          channel,
          allowed: verdict.allowed === 1,
          reason: verdict.reason,
          since: day(verdict.since),
          until: day(verdict.until),
          evidence: verdict.evidence,
          alternate_channel: verdict.alternate_channel,
          suspected: verdict.suspected === 1,
        },
      ]
    }),
  )
}

function explainSegment(store: Store, personNo: number) {
  const [segment] = segments.where(store, { person_no: personNo })
  if (segment === undefined) return null
  const { person_no: _, is_customer, ...rest } = segment
  const activities = activityStates
    .where(store, { person_no: personNo }, ['brand', 'activity'])
    .map(({ person_no: __, last_day, ...a }) => ({ ...a, last: last_day === null ? null : fromDayNo(last_day) }))
  return { ...rest, is_customer: is_customer === 1, activities }
}

function explainPlan(store: Store, personNo: number) {
  const [plan] = plans.where(store, { person_no: personNo })
  if (plan === undefined) return null
  const { person_no: _, ...rest } = plan
  return rest
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
