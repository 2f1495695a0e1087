import { describe, expect, it } from 'vitest'
import { planStage } from '../../src/plan/index.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import type { Store } from '../../src/store/store.ts'
import {
  campaignContacts,
  complaints,
  learnedResponses,
  money,
  personChanges,
  planExclusions,
  plans,
  segments,
} from '../../src/store/tables.ts'
import { AS_OF, runStage } from '../segment/workspace.ts'
import { addContacts, generous, makePlanWorkspace, outcome, planned, type Sketch, today } from './plan-workspace.ts'

const email = ['email'] as const
const lost: Sketch = { state: 'lost', open: email, recency: 900, cycle: 60 }

/** Clears what the stage writes, as the runner does, and runs it again on a later day. */
async function runAgain(store: Store, asOf: string, adjust = generous) {
  for (const table of [plans, money, planExclusions, personChanges]) table.clear(store)
  store.db.exec('DELETE FROM plan_profile')
  return runStage(planStage, store, adjust, asOf as IsoDate)
}

describe('the sequence of a last chance', () => {
  it('waits one cycle, asks why, waits, and leaves in peace; a response ends it', async () => {
    const store = makePlanWorkspace([
      lost,
      lost,
      lost,
      lost,
      lost,
      { ...lost, recency: 20 },
      { ...lost, open: ['letter'] },
    ])
    addContacts(store, [
      ['k1', 40, 'last-chance'],
      ['k2', 70, 'LAST-CHANCE'],
      ['k3', 100, 'last-chance'],
      ['k4', 70, 'last-chance'],
      ['k4', 5, 'why-you-left'],
      ['k5', 70, 'last-chance'],
      ['k6', 70, 'last-chance'],
    ])
    await runStage(planStage, store, generous)
    expect(outcome(store)).toEqual([
      'last-chance by email',
      'waits_after_last_chance',
      'why-you-left by email',
      'sunset',
      'waits_after_last_chance',
      'had_this_offer',
      'why-you-left by letter',
    ])
    expect(planned(store)[2]!.arm).toBe('treated')
  })

  it('counts own campaigns like the history of the sources, and leaves their control group alone for a while', async () => {
    const store = makePlanWorkspace([lost, lost, lost])
    const row = {
      campaign: 'last-chance',
      household_id: null,
      segment: 'lost',
      offer: 'last-chance',
      channel: 'email',
      brand: 'acme',
    }
    campaignContacts.insertAll(store, [
      { ...row, person_id: 'p0', arm: 'treated', day: today - 70 },
      { ...row, person_id: 'p1', arm: 'control', day: today - 59 },
      { ...row, person_id: 'p2', arm: 'control', day: today - 61 },
    ])
    await runStage(planStage, store, generous)
    expect(outcome(store)).toEqual(['why-you-left by email', 'held_out', 'last-chance by email'])
  })

  it('is listed step by step: who newly slipped, lapsed, came back or is due since an earlier day', async () => {
    const store = makePlanWorkspace([
      { state: 'active', open: email, expected: 0.1 },
      { state: 'slipping', open: email },
      { state: 'lapsed', open: email },
      lost,
      { state: 'active', open: email },
    ])
    const first = await runStage(planStage, store, generous)
    expect([first.counts.now_slipping, personChanges.count(store)]).toEqual([undefined, 0])
    const states = ['slipping', 'lost', 'active', 'lost', 'active']
    const rows = [...segments.all(store)]
    segments.clear(store)
    segments.insertAll(
      store,
      rows.map((row, i) => ({ ...row, state: states[i]! })),
    )
    addContacts(store, [['k3', 70, 'last-chance']])
    const expected = [
      [0, 'slipping', 'active'],
      [1, 'last_chance_due', 'slipping'],
      [1, 'lost', 'slipping'],
      [2, 'came_back', 'lapsed'],
      [3, 'survey_due', 'lost'],
    ]
    const changes = () => [...personChanges.all(store)].map((row) => [row.person_no, row.change, row.before])
    await runAgain(store, '2025-07-01')
    expect(changes()).toEqual(expected)
    // The same day once more compares with the same earlier day.
    await runAgain(store, '2025-07-01')
    expect(changes()).toEqual(expected)
    await runAgain(store, '2025-07-02')
    expect(changes()).toEqual([])
  })
})

describe('the plan', () => {
  it('does not send the same offer again too soon', async () => {
    const store = makePlanWorkspace([
      { state: 'lapsed', open: email },
      { state: 'lapsed', open: email },
    ])
    addContacts(store, [
      ['k0', 100, 'welcome-back'],
      ['k1', 200, 'welcome-back'],
    ])
    await runStage(planStage, store, generous)
    expect(outcome(store)).toEqual(['had_this_offer', 'welcome-back by email'])
  })

  it('may give the voucher once people have been told what was mended', async () => {
    const store = makePlanWorkspace([
      { state: 'lapsed', open: email, recency: 100 },
      { state: 'lapsed', open: email, recency: 100 },
    ])
    const closed = {
      source_no: 2,
      line: 1,
      email: null,
      cells: '',
      topic: 'late',
      opened_day: today - 98,
      closed_day: today - 90,
    }
    complaints.insertAll(store, [
      { ...closed, customer_ref: 'k0' },
      { ...closed, customer_ref: 'k1' },
    ])
    addContacts(store, [['k1', 60, 'what-we-mended']])
    await runStage(planStage, store, generous)
    expect(outcome(store)).toEqual(['what-we-mended by email', 'welcome-back by email'])
    expect(planned(store)[0]!.withheld).toBe('welcome-back:failure_before_voucher')
    expect([...planExclusions.all(store)]).toContainEqual({
      segment: 'lapsed',
      offer: 'welcome-back',
      reason: 'failure_before_voucher',
      people: 1,
    })
  })

  it('tells leads where their data came from when it writes to them for the first time', async () => {
    const lead: Sketch = { state: 'prospect', open: email, sources: [3] }
    const store = makePlanWorkspace([lead, { ...lead, sources: [0, 3] }])
    addContacts(store, [['k1', 200, null]])
    await runStage(planStage, store, generous)
    expect(planned(store).map((p) => [p.offer, p.origin])).toEqual([
      ['first-order', 'fair'],
      ['first-order', null],
    ])
  })

  it('offers ended contracts a contract, and buyers silent for half a year a voucher', async () => {
    const store = makePlanWorkspace([
      { state: 'lapsed', open: email, rule: 'contract', recency: 400 },
      { state: 'lapsed', open: email, recency: 183 },
      { state: 'lapsed', open: email, recency: 182 },
      { state: 'lapsed', open: email },
    ])
    await runStage(planStage, store, generous)
    expect(planned(store).map((p) => [p.segment, p.offer])).toEqual([
      ['lapsed:contract', 'new-contract'],
      ['lapsed:silent_183_days', 'half-year-voucher'],
      ['lapsed', 'welcome-back'],
      ['lapsed', 'welcome-back'],
    ])
  })

  it('keeps within budget and capacity: whose complaint was closed first, then who is worth most', async () => {
    const people = Array.from({ length: 40 }, (_, i): Sketch => ({ state: 'lapsed', open: ['letter'], worth: i }))
    const scarce =
      (change: (costs: Record<string, unknown>) => unknown) => (name: string, rules: Record<string, unknown>) =>
        name === 'costs' ? change(generous(name, rules) as Record<string, unknown>) : generous(name, rules)
    const store = makePlanWorkspace(people)
    const closed = { source_no: 2, line: 1, email: null, cells: '', topic: 'late', opened_day: today - 500 }
    complaints.insertAll(store, [{ ...closed, customer_ref: 'k0', closed_day: today - 20 }])
    await runStage(
      planStage,
      store,
      scarce((costs) => ({ ...costs, budget_minor: 10 })),
    )
    const served = () => planned(store).flatMap((p) => (p.channel === null ? [] : [p.person_no]))
    expect(served()).toEqual([0, 31, 32, 33, 34, 35, 36, 37, 38, 39])
    expect(planned(store)[5]!.reason).toBe('over_limits')
    await runAgain(
      store,
      AS_OF,
      scarce((costs) => {
        const channels = costs.channels as Record<string, object>
        return { ...costs, channels: { ...channels, letter: { ...channels.letter, capacity: 3 } } }
      }) as typeof generous,
    )
    expect(served()).toEqual([0, 38, 39])
  })

  it('learns from own results, and takes what a return is worth from purchases', async () => {
    const people = Array.from(
      { length: 30 },
      (): Sketch => ({ state: 'lapsed', open: email, recency: 100, returns: 20_000 }),
    )
    const store = makePlanWorkspace(people)
    await runStage(planStage, store, generous)
    expect([...money.all(store)]).toMatchObject([
      { lift_source: 'prior', margin_source: 'purchases', margin_minor: 8000 - 1250 },
    ])
    const row = {
      campaign: 'c',
      segment: 'lapsed',
      channel: 'email',
      offer: 'welcome-back',
      spend_minor: 0,
      control_spend_minor: 0,
    }
    learnedResponses.insertAll(store, [
      { ...row, treated: 50_000, responders: 500, control: 50_000, control_responders: 450, day: today },
    ])
    const modest = (name: string, rules: Record<string, unknown>) =>
      name === 'costs' ? { ...(generous(name, rules) as object), prior_responders: 2 } : rules
    await runAgain(store, AS_OF, modest as typeof generous)
    const [line] = money.all(store)
    expect(line!.lift_source).toBe('own results')
    expect(Math.abs(line!.lift - 0.001)).toBeLessThan(0.001)
  })
})
