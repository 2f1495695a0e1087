/** What people say when asked why they left, in the plan. */

import { describe, expect, it } from 'vitest'
import { planStage } from '../../src/plan/index.ts'
import { addLapseReasons } from '../../src/store/lapse-reason-table.ts'
import type { Store } from '../../src/store/store.ts'
import { personHistory } from '../../src/store/tables.ts'
import { runStage } from '../segment/workspace.ts'
import { addContacts, generous, makePlanWorkspace, outcome, planned, type Sketch, today } from './plan-workspace.ts'

const lapsed: Sketch = { state: 'lapsed', open: ['email'], recency: 200, cycle: 60 }
const lost: Sketch = { ...lapsed, state: 'lost', recency: 900 }

const say = (store: Store, ...said: readonly (readonly [id: string, reason: string, daysAgo: number])[]) =>
  addLapseReasons(
    store,
    said.map(([person_id, reason, ago]) => ({ campaign: 'why-you-left', person_id, reason, day: today - ago })),
  )

describe('a reason given in a survey', () => {
  it('brings the offer that answers it, or peace; what nothing answers changes nothing', async () => {
    const store = makePlanWorkspace(Array.from({ length: 7 }, () => lapsed))
    const reasons = ['service', 'moved', 'no_need', 'price', 'competitor', 'other'] as const
    say(store, ...reasons.map((reason, i) => [`p${i}`, reason, 10] as const))
    await runStage(planStage, store, generous)
    expect(outcome(store)).toEqual([
      'what-we-mended by email',
      'needs_it_no_more',
      'needs_it_no_more',
      'price-for-you by email',
      'what-sets-us-apart by email',
      'half-year-voucher by email',
      'half-year-voucher by email',
    ])
    expect(planned(store).map((p) => p.segment)[3]).toBe('lapsed:said_price')
  })

  it('counts until the person buys again, and of several the last', async () => {
    const store = makePlanWorkspace([{ ...lapsed, recency: 100 }, lapsed, lapsed])
    say(store, ['p0', 'moved', 150], ['p1', 'moved', 20], ['p1', 'price', 10], ['p2', 'price', 20], ['p2', 'moved', 10])
    await runStage(planStage, store, generous)
    const [back, changed, moved] = outcome(store)
    for (const one of [back, changed]) expect(one).toMatch(/ by email$/)
    expect(moved).toBe('needs_it_no_more')
  })

  it('of a failure comes before the sequence goes on, which ends in peace once they were told', async () => {
    const store = makePlanWorkspace([lost, lost, lost])
    addContacts(store, [
      ...['k0', 'k1', 'k2'].map((key) => [key, 150, 'last-chance'] as const),
      ...['k0', 'k1', 'k2'].map((key) => [key, 50, 'why-you-left'] as const),
      ['k1', 20, 'what-we-mended'],
    ])
    say(store, ['p0', 'service', 40], ['p1', 'service', 40])
    await runStage(planStage, store, generous)
    expect(outcome(store)).toEqual(['what-we-mended by email', 'sunset', 'sunset'])
  })

  it('of a price or a competitor has an answer of its own, once, before the sequence ends', async () => {
    const store = makePlanWorkspace([lost, lost, lost, { ...lost, recency: 20 }, { ...lapsed, rule: 'contract' }])
    addContacts(store, [
      ...['k0', 'k1', 'k2', 'k3'].map((key) => [key, 150, 'last-chance'] as const),
      ...['k0', 'k1', 'k2', 'k3'].map((key) => [key, 50, 'why-you-left'] as const),
      ['k1', 20, 'price-for-you'],
    ])
    say(
      store,
      ['p0', 'price', 40],
      ['p1', 'price', 40],
      ['p2', 'competitor', 40],
      ['p3', 'price', 40],
      ['p4', 'price', 9],
    )
    await runStage(planStage, store, generous)
    expect(outcome(store)).toEqual([
      'price-for-you by email',
      'sunset',
      'what-sets-us-apart by email',
      // Bought since: what they do says more than what they said.
      'had_this_offer',
      'better-tariff by email',
    ])
  })

  it('stays with a person who was merged into another since', async () => {
    const store = makePlanWorkspace([lapsed])
    personHistory.insertAll(store, [
      { change_no: 1, as_of: '2025-01-01', inputs: '', old_id: 'gone', new_id: 'p0', kind: 'merged', records: 1 },
    ])
    say(store, ['gone', 'moved', 10])
    await runStage(planStage, store, generous)
    expect(outcome(store)).toEqual(['needs_it_no_more'])
  })
})
