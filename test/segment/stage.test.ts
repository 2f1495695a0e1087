import { describe, expect, it } from 'vitest'
import { toDayNo } from '../../src/record/dates.ts'
import { segmentStage } from '../../src/segment/index.ts'
import type { Store } from '../../src/store/store.ts'
import { activityStates, contracts, lapseModels, segments } from '../../src/store/tables.ts'
import { AS_OF, addActivity, addPeople, addPurchase, makeWorkspace, runStage } from './workspace.ts'

const today = toDayNo(AS_OF)
const rows = (store: Store) => [...segments.all(store, ['person_no'])]
const states = (store: Store) => rows(store).map((row) => row.state)

/** Clears what the stage writes, as the runner does, and runs it again. */
async function runAgain(store: Store, adjust: Parameters<typeof runStage>[2]) {
  segments.clear(store)
  activityStates.clear(store)
  lapseModels.clear(store)
  return runStage(segmentStage, store, adjust)
}

describe('segmentStage', () => {
  it('says when one customer stands for most of the revenue, and holds their baskets down', async () => {
    const store = makeWorkspace([
      { name: 'crm', role: 'customers' },
      { name: 'orders', role: 'purchases', of: 'crm' },
    ])
    addPeople(
      store,
      Array.from({ length: 30 }, () => ({})),
    )
    for (let i = 0; i < 30; i++) addPurchase(store, 1, `k${i}`, today - 10 - i, i === 7 ? 1_000_000 : 1000 + i)
    const { notes } = await runStage(segmentStage, store)
    expect(notes).toContain(
      'One customer stands for 97 % of the revenue; baskets count at most ten times the median one.',
    )
    expect(rows(store)[7]).toMatchObject({
      monetary_minor: 1_000_000,
      m: 5,
      basket_minor: 10_150,
      return_value_minor: 10_150,
    })
    expect(rows(store)[3]!.basket_minor).toBe(1003)
  })

  it('keeps what is known of lapse, with the curve', async () => {
    const store = makeWorkspace([
      { name: 'crm', role: 'customers' },
      { name: 'orders', role: 'purchases', of: 'crm' },
    ])
    addPeople(
      store,
      Array.from({ length: 20 }, () => ({})),
    )
    for (let i = 0; i < 20; i++)
      for (let n = 0; n < 4; n++) addPurchase(store, 1, `k${i}`, today - 5 - 30 * n - (i % 3))
    await runStage(segmentStage, store)
    const [model] = lapseModels.all(store)
    expect(model).toMatchObject({ activity: 'purchase', brand: 'acme', rule: 'tail', people: 20, closed: 60, open: 20 })
    expect([model!.slipping_after, model!.lapsed_after]).toEqual([30, 30])
    expect(JSON.parse(model!.curve)).toEqual([[30, 0]])
    expect(rows(store)[0]!.cycle_days).toBe(30)
  })

  it('tells prospects, never-active, unknown, new, lapsed and lost customers apart', async () => {
    const store = makeWorkspace([
      { name: 'crm', role: 'customers' },
      { name: 'orders', role: 'purchases', of: 'crm' },
      { name: 'contest', role: 'leads' },
      { name: 'other', role: 'customers', brand: 'bravo' },
    ])
    addPeople(store, [{}, {}, {}, {}, { sources: [2] }, { sources: [3] }])
    addPurchase(store, 1, 'k0', today - 3)
    addPurchase(store, 1, 'k1', today - 400)
    addPurchase(store, 1, 'k2', today - 5000)
    const { notes } = await runStage(segmentStage, store)
    expect(states(store)).toEqual(['new', 'lapsed', 'lost', 'never_active', 'prospect', 'unknown'])
    expect(notes.join('\n')).toContain('1 customers belong to brands that supplied no purchases')
    expect(rows(store).map((row) => row.is_customer)).toEqual([1, 1, 1, 1, 0, 1])
    expect(rows(store).map((row) => row.recency_days)).toEqual([3, 400, 5000, null, null, null])
    expect(rows(store)[0]).toMatchObject({ frequency: 1, monetary_minor: 1000, r: 4, expected_purchases: null })
  })

  it('shows who uses one thing but no longer the other as partly active', async () => {
    const store = makeWorkspace([
      { name: 'crm', role: 'customers' },
      { name: 'usage', role: 'activity', of: 'crm' },
    ])
    addPeople(store, [{}])
    for (const day of [1, 8]) addActivity(store, 1, 'k0', today - day, 'web')
    addActivity(store, 1, 'k0', today - 700, 'mailbox')
    await runStage(segmentStage, store)
    expect(rows(store)[0]).toMatchObject({ state: 'active', rule: 'partly_active' })
    expect([...activityStates.all(store)].map((row) => [row.activity, row.state])).toEqual([
      ['mailbox', 'lapsed'],
      ['web', 'active'],
    ])
  })

  it('lets a running contract override silence', async () => {
    const store = makeWorkspace([
      { name: 'crm', role: 'customers' },
      { name: 'orders', role: 'purchases', of: 'crm' },
      { name: 'leases', role: 'contracts', of: 'crm' },
    ])
    addPeople(store, [{}, {}])
    addPurchase(store, 1, 'k0', today - 900)
    addPurchase(store, 1, 'k1', today - 900)
    const lease = { line: 1, email: null, contract_id: null, product: null, start_day: today - 700, cells: '' }
    contracts.insertAll(store, [
      { ...lease, source_no: 2, customer_ref: 'k0', end_day: today + 30 },
      { ...lease, source_no: 2, customer_ref: 'k1', end_day: today - 200 },
    ])
    await runStage(segmentStage, store)
    expect(states(store)).toEqual(['contract_running', 'lapsed'])
  })

  it('finds customers by email, and counts purchases of nobody, of the future and in other currencies', async () => {
    const store = makeWorkspace([
      { name: 'crm', role: 'customers' },
      { name: 'shop', role: 'purchases' },
    ])
    addPeople(store, [{ email: 'Ann@Example.com' }, {}])
    addPurchase(store, 1, null, today - 9, 500, { email: 'ann@example.com', currency: 'EUR' })
    addPurchase(store, 1, null, today - 8, 700, { email: 'ann@example.com', currency: 'EUR' })
    addPurchase(store, 1, null, today - 7, 90_000, { email: 'ann@example.com', currency: 'JPY' })
    addPurchase(store, 1, null, today - 6, -100, { email: 'ann@example.com', currency: 'JPY' })
    addPurchase(store, 1, 'k0', today + 1, 400)
    addPurchase(store, 1, 'nobody', today - 5, 400)
    const { counts, notes } = await runStage(segmentStage, store)
    expect(rows(store)[0]).toMatchObject({ frequency: 3, monetary_minor: 1200, recency_days: 7 })
    expect(counts).toMatchObject({ purchases: 6, purchases_of_unknown_customers: 1 })
    expect(notes).toContain('1 of 6 purchases belong to nobody in the customer sources.')
    expect(notes).toContain('1 purchases are dated after 2025-06-30 and were left out.')
    expect(notes).toContain(
      '2 purchases are not in EUR; they count, but not their amounts (rates: exchange_rates in rules/sectors.yaml).',
    )
    expect(counts.refunds).toBe(1)
    await runAgain(store, (_, rules) => ({ ...rules, exchange_rates: { JPY: 0.006 } }))
    expect(rows(store)[0]).toMatchObject({ frequency: 3, monetary_minor: 1200 + 540 - 1 })
  })

  it('reads the last activity that a customer table states itself', async () => {
    const store = makeWorkspace([{ name: 'crm', role: 'customers', columns: { last: 'last_activity_at' } }])
    addPeople(store, [{ cells: '25.06.2025' }, { cells: '13.01.2020' }, { cells: '' }, { cells: 'soon' }])
    await runStage(segmentStage, store)
    expect(states(store)).toEqual(['new', 'lost', 'never_active', 'never_active'])
  })

  it('gives the same rows whatever the order of purchases', async () => {
    const bought = Array.from(
      { length: 300 },
      (_, i) => [`k${(i * 7) % 40}`, today - ((i * 37) % 900), 500 + i] as const,
    )
    const results = []
    for (const list of [bought, [...bought].reverse()]) {
      const store = makeWorkspace([
        { name: 'crm', role: 'customers' },
        { name: 'orders', role: 'purchases', of: 'crm' },
      ])
      addPeople(
        store,
        Array.from({ length: 40 }, () => ({})),
      )
      for (const [key, day, amount] of list) addPurchase(store, 1, key, day, amount)
      await runStage(segmentStage, store, (_, rules) => ({
        ...rules,
        expected: { horizon_days: 365, min_buyers: 10, min_repeat_buyers: 10 },
      }))
      results.push(rows(store), [...activityStates.all(store)])
    }
    expect(results[2]).toEqual(results[0])
    expect(results[3]).toEqual(results[1])
    expect(results[0]![0]).toHaveProperty('expected_purchases', expect.any(Number))
  })
})
