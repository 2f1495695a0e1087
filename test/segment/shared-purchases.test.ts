/** Rule r10 of the contact rules, on random customers: purchases are shared by people who surely are one, and by nobody else. */

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toDayNo } from '../../src/record/dates.ts'
import { CLEAN_FIELDS, type CleanField } from '../../src/record/fields.ts'
import { segmentStage } from '../../src/segment/index.ts'
import { cleaned, memberships, persons, possibleMatches, segments, sourceRecords } from '../../src/store/tables.ts'
import { AS_OF, addPurchase, makeWorkspace, runStage } from './workspace.ts'

const RECORDS = 5
const today = toDayNo(AS_OF)
const blank = Object.fromEntries(CLEAN_FIELDS.map((field) => [field, null])) as Record<CleanField, null>

interface Bought {
  readonly rec: number
  readonly day: number
  readonly amount: number
}
const bought: fc.Arbitrary<Bought> = fc.record({
  rec: fc.nat(RECORDS - 1),
  day: fc.integer({ min: today - 900, max: today }),
  amount: fc.integer({ min: 1, max: 99_999 }),
})
/** By record: whose it is; people numbered without gaps. */
const people = fc.array(fc.nat(RECORDS - 1), { minLength: RECORDS, maxLength: RECORDS }).map((group) => {
  const numbers = [...new Set(group)]
  return group.map((g) => numbers.indexOf(g))
})
const pairs = fc.array(fc.tuple(fc.nat(RECORDS - 1), fc.nat(RECORDS - 1)), { minLength: 1, maxLength: 4 })

const store = makeWorkspace([
  { name: 'crm', role: 'customers' },
  { name: 'orders', role: 'purchases', of: 'crm' },
])

async function segmentsOf(
  purchases: readonly Bought[],
  personOf: readonly number[],
  possible: readonly (readonly [number, number])[],
) {
  store.db.exec('BEGIN')
  try {
    const count = Math.max(...personOf) + 1
    for (let no = 0; no < count; no++) {
      const row = { ...blank, person_no: no, person_id: `p${no}`, records: 1, sources: 1, household_id: null }
      persons.insertAll(store, [row])
    }
    for (const [rec, person_no] of personOf.entries()) {
      sourceRecords.insertAll(store, [
        { rec, source_no: 0, line: rec + 2, own_key: `k${rec}`, uid: `u${rec}`, cells: '' },
      ])
      memberships.insertAll(store, [{ rec, person_no, band: 'sure' }])
      cleaned.insertAll(store, [{ ...blank, phone_type: null, mobile_type: null, email_label: null, rec }])
    }
    for (const { rec, day, amount } of purchases) addPurchase(store, 1, `k${rec}`, day, amount)
    for (const [l, r] of possible) {
      const [person_l, person_r] = [personOf[l]!, personOf[r]!]
      if (person_l < person_r) possibleMatches.insertAll(store, [{ person_l, person_r, match_probability: 0.8 }])
    }
    await runStage(segmentStage, store)
    return [...segments.all(store, ['person_no'])]
  } finally {
    store.db.exec('ROLLBACK')
  }
}

it('the purchases of a person are those of their records; a possible match lends none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(bought, { maxLength: 12 }), people, pairs, async (purchases, personOf, possible) => {
      const rows = await segmentsOf(purchases, personOf, possible)
      for (const { person_no, frequency, monetary_minor, recency_days } of rows) {
        const own = purchases.filter(({ rec }) => personOf[rec] === person_no)
        const sum = own.reduce((all, { amount }) => all + amount, 0)
        expect([frequency ?? 0, monetary_minor ?? 0]).toEqual([own.length, sum])
        expect(recency_days).toBe(own.length === 0 ? null : today - Math.max(...own.map(({ day }) => day)))
      }
      expect(rows).toHaveLength(Math.max(...personOf) + 1)
      expect(await segmentsOf(purchases, personOf, [])).toEqual(rows)
    }),
    { numRuns: 40 },
  )
})
