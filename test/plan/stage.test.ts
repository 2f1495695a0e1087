import { describe, expect, it } from 'vitest'
import { planStage } from '../../src/plan/index.ts'
import { complaints, contacts, money, possibleMatches } from '../../src/store/tables.ts'
import { runStage } from '../segment/workspace.ts'
import { generous, makePlanWorkspace, outcome, planned, type Sketch, today } from './plan-workspace.ts'

describe('planStage', () => {
  it('takes the best of the allowed channels, never a closed one', async () => {
    const store = makePlanWorkspace([
      { state: 'lapsed', open: ['email', 'letter'] },
      { state: 'lapsed', open: ['email', 'call'] },
      { state: 'lapsed', open: ['call'] },
      { state: 'lapsed' },
      { state: 'unknown', open: ['email'] },
    ])
    const { counts } = await runStage(planStage, store, generous)
    expect(outcome(store)).toEqual([
      'welcome-back by letter',
      'welcome-back by email',
      'welcome-back by call',
      'no_channel',
      'no_offer_for_segment',
    ])
    expect(counts).toEqual({ treated: 3, control: 0, none: 2 })
    expect(planned(store)[0]).toMatchObject({ arm: 'treated', reason: 'best_net', brand: 'acme', segment: 'lapsed' })
  })

  it('gives no new-customer offer to customers, their possible matches or households', async () => {
    const store = makePlanWorkspace([
      { state: 'prospect', open: ['email'] },
      { state: 'prospect', open: ['email'], isCustomer: true },
      { state: 'prospect', open: ['email'] },
      { state: 'prospect', open: ['email'], household: 'h1' },
      { state: 'lost', household: 'h1' },
      { state: 'prospect', open: ['email'] },
    ])
    possibleMatches.insertAll(store, [
      { person_l: 2, person_r: 4, match_probability: 0.8 },
      { person_l: 0, person_r: 5, match_probability: 0.8 },
    ])
    await runStage(planStage, store, generous)
    expect(outcome(store)).toEqual([
      'first-order by email',
      'existing_customer',
      'possible_match_is_customer',
      'household_is_customer',
      'no_channel',
      'first-order by email',
    ])
  })

  it('chooses the offer by state and by behaviour before the lapse, and discounts nobody who buys anyway', async () => {
    const open = ['email'] as const
    const store = makePlanWorkspace([
      { state: 'lapsed', behaviour: 'revolver', open },
      { state: 'lapsed', behaviour: 'transactor', open },
      { state: 'never_active', open },
      { state: 'active', open, expected: 3 },
      { state: 'active', open, expected: 0.2 },
    ])
    await runStage(planStage, store, generous)
    expect(outcome(store)).toEqual([
      'better-price by email',
      'rewards-again by email',
      'first-steps by email',
      'buys_anyway',
      'thank-you by email',
    ])
    expect(planned(store)[0]!.segment).toBe('lapsed:revolver')
  })

  it('leaves open complaints to a person, promises no voucher after a failure, and keeps to the cap', async () => {
    const open = ['email'] as const
    const store = makePlanWorkspace([
      { state: 'lapsed', open, recency: 400 },
      { state: 'lapsed', open, recency: 400 },
      { state: 'lapsed', open, recency: 400 },
      { state: 'lapsed', open, recency: 400 },
    ])
    const complaint = { source_no: 2, line: 1, email: null, cells: '', topic: 'late delivery', closed_day: null }
    complaints.insertAll(store, [
      { ...complaint, customer_ref: 'k0', opened_day: today - 4 },
      { ...complaint, customer_ref: 'k1', opened_day: today - 395, closed_day: today - 390 },
      { ...complaint, customer_ref: 'k2', opened_day: today - 4, topic: 'spam button' },
    ])
    const sent = {
      source_no: 1,
      line: 1,
      email: null,
      cells: '',
      channel: 'email',
      campaign: null,
      offer: null,
      outcome: null,
    }
    contacts.insertAll(
      store,
      [1, 2, 3, 4].map((ago) => ({ ...sent, customer_ref: 'k3', day: today - ago })),
    )
    await runStage(planStage, store, generous)
    expect(outcome(store)).toEqual([
      'open_complaint',
      'what-we-mended by email',
      'half-year-voucher by email',
      'contact_cap',
    ])
  })

  it('sends a household one letter, to the member worth most', async () => {
    const store = makePlanWorkspace([
      { state: 'lapsed', open: ['letter'], household: 'h', worth: 10 },
      { state: 'lapsed', open: ['letter'], household: 'h', worth: 90 },
      { state: 'lapsed', open: ['letter', 'email'], household: 'h', worth: 20 },
    ])
    await runStage(planStage, store, generous)
    expect(outcome(store)).toEqual(['household_has_letter', 'welcome-back by letter', 'welcome-back by email'])
    expect(money.where(store, { channel: 'letter' })).toMatchObject([{ people: 1 }])
  })

  it('blocks offers to lapsed people worth more than the best for loyal ones, and says so', async () => {
    const store = makePlanWorkspace([{ state: 'lapsed', open: ['email'] }])
    const generousOffer = (name: string, rules: Record<string, unknown>) => {
      if (name !== 'offers') return generous(name, rules)
      const offers = rules.offers as { id: string; value_minor: number }[]
      return { ...rules, offers: offers.map((o) => (o.id === 'welcome-back' ? { ...o, value_minor: 900 } : o)) }
    }
    const { notes } = await runStage(planStage, store, generousOffer)
    expect(outcome(store)).toEqual(['no_offer_for_segment'])
    expect(notes).toEqual([
      'The offer welcome-back is worth more than the best one for active customers; it was left out.',
    ])
  })

  it('says when it does not pay, and tests where that is worth its cost', async () => {
    const people = (n: number) =>
      makePlanWorkspace(Array.from({ length: n }, () => ({ state: 'lapsed', open: ['letter'] as const })))
    const small = people(20)
    await runStage(planStage, small)
    expect(new Set(outcome(small))).toEqual(new Set(['does_not_pay']))
    expect([...money.all(small)]).toMatchObject([{ verdict: 'dont', people: 20, test_size: null }])

    const cheap = (name: string, rules: Record<string, unknown>) => {
      if (name !== 'costs') return rules
      const letter = {
        clean_minor: 2,
        make_minor: 18,
        send_minor: 55,
        design_minor: 0,
        capacity: null,
        prior_response: { customers: 0.034, prospects: 0.0128 },
      }
      return { ...rules, channels: { letter }, min_test: 100 }
    }
    const large = people(3000)
    await runStage(planStage, large, cheap)
    const [row] = money.all(large)
    expect(row).toMatchObject({ verdict: 'test', lift_source: 'prior', margin_minor: 4750 })
    const arms = planned(large).map((p) => p.arm)
    const treated = arms.filter((arm) => arm === 'treated').length
    expect(Math.abs(treated - row!.test_size!)).toBeLessThan(5 * Math.sqrt(row!.test_size!))
    expect(
      planned(large)
        .filter((p) => p.arm === 'none')
        .every((p) => p.reason === 'waits_for_test'),
    ).toBe(true)
  })

  it('holds out the same people in every run, households as one', async () => {
    const people = Array.from(
      { length: 400 },
      (_, i): Sketch => ({
        state: 'lapsed',
        open: ['email'],
        ...(i % 4 === 0 ? { household: `h${i % 40}` } : {}),
      }),
    )
    const held = (name: string, rules: Record<string, unknown>) =>
      name === 'costs' ? { ...(generous(name, rules) as object), control_share: 0.2 } : rules
    const first = makePlanWorkspace(people)
    await runStage(planStage, first, held)
    const again = makePlanWorkspace([...people, { state: 'lapsed', open: ['email'] }])
    await runStage(planStage, again, held)
    const arms = planned(first).map((p) => p.arm)
    expect(
      planned(again)
        .slice(0, 400)
        .map((p) => p.arm),
    ).toEqual(arms)
    expect(arms.filter((arm) => arm === 'control').length).toBeGreaterThan(40)
    expect(arms.filter((arm) => arm === 'control').length).toBeLessThan(140)
    for (let h = 0; h < 40; h += 4) expect(new Set(arms.filter((_, i) => i % 4 === 0 && i % 40 === h)).size).toBe(1)
  })
})
