import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holds, measureBehaviour } from '../../src/segment/behaviour.ts'
import { frequentKinds } from '../../src/segment/frequent-kinds.ts'
import { fitLapse, personLimits, sampleQuantile } from '../../src/segment/lapse.ts'
import { PersonStates } from '../../src/segment/person-states.ts'
import { totalPurchases } from '../../src/segment/purchase-totals.ts'
import { activityState, contractState, type State, stateRank } from '../../src/segment/state.ts'
import { gapQuantile, kaplanMeier, returnQuantile, survivalAt } from '../../src/segment/survival.ts'
import { buildTracks, openGaps, sortEvents } from '../../src/segment/tracks.ts'

const days = (...list: number[]) => Int32Array.from(list)
const gaps = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 25 })

describe('Kaplan–Meier', () => {
  it('agrees with the textbook sum over every distinct time', () => {
    fc.assert(
      fc.property(
        gaps,
        fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 25 }),
        fc.integer({ min: 0, max: 35 }),
        (closed, open, t) => {
          let expected = 1
          for (const time of [...new Set(closed)].sort((l, r) => l - r)) {
            if (time > t) break
            const atRisk = closed.filter((g) => g >= time).length + open.filter((g) => g >= time).length
            expected *= 1 - closed.filter((g) => g === time).length / atRisk
          }
          expect(survivalAt(kaplanMeier(days(...closed), days(...open)), t)).toBeCloseTo(expected, 12)
        },
      ),
    )
  })

  it('is the empirical distribution where nothing is censored', () => {
    const curve = kaplanMeier(days(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), days())
    expect(gapQuantile(curve, 0.5)).toBe(5)
    expect(gapQuantile(curve, 0.9)).toBe(9)
    expect(returnQuantile(curve, 0.9)).toBe(9)
  })

  it('ignoring the open gaps would make the median too short', () => {
    const closed = days(5, 6, 7, 8)
    expect(gapQuantile(kaplanMeier(closed, days()), 0.5)).toBe(6)
    expect(gapQuantile(kaplanMeier(closed, days(6, 50, 60, 70)), 0.5)).toBe(8)
    // Most never return: no median at all, but those who do return do so within 6 days, half of them.
    const plateau = kaplanMeier(closed, days(50, 50, 50, 50, 50, 60, 70))
    expect(gapQuantile(plateau, 0.5)).toBeNull()
    expect(returnQuantile(plateau, 0.5)).toBe(6)
    expect(returnQuantile(kaplanMeier(days(), days(5)), 0.5)).toBeNull()
  })
})

describe('tracks', () => {
  const events = fc.array(
    fc.record({ person: fc.integer({ min: 0, max: 6 }), day: fc.integer({ min: -40, max: 40 }) }),
    { maxLength: 60 },
  )

  it('find the gaps between distinct days, whatever the order of rows', () => {
    fc.assert(
      fc.property(events, (list) => {
        const columns = { person: Int32Array.from(list, (e) => e.person), day: Int32Array.from(list, (e) => e.day) }
        const tracks = buildTracks(columns, sortEvents(columns, 7))
        const people = [...new Set(list.map((e) => e.person))].sort((l, r) => l - r)
        expect([...tracks.person]).toEqual(people)
        people.forEach((person, t) => {
          const own = list.filter((e) => e.person === person).map((e) => e.day)
          const distinct = [...new Set(own)].sort((l, r) => l - r)
          expect(tracks.events[t]).toBe(own.length)
          expect(tracks.firstDay[t]).toBe(distinct[0])
          expect(openGaps(tracks, 50)[t]).toBe(50 - distinct.at(-1)!)
          expect([...tracks.gaps.slice(tracks.gapStart[t], tracks.gapStart[t + 1])]).toEqual(
            distinct.slice(1).map((d, i) => d - distinct[i]!),
          )
        })
      }),
    )
  })
})

const settings = { fallback_days: 365, min_gaps: 4, retention_days: 1825 }
const tail = { rule: 'tail', slipping_quantile: 0.5, lapsed_quantile: 0.9, lost_survival: 0.05 } as const
const even = kaplanMeier(
  Int32Array.from({ length: 100 }, (_, i) => i + 1),
  days(),
)

describe('lapse rules', () => {
  it('fixed days', () => {
    const model = fitLapse({ ...settings, lapse: { rule: 'fixed', days: 183 } }, even)
    expect(personLimits(model, days(3, 3, 3))).toEqual({ slippingAfter: 91.5, lapsedAfter: 183, lostAfter: 1825 })
  })

  it('times the median gap: the own one from three gaps on', () => {
    const model = fitLapse({ ...settings, lapse: { rule: 'median-gap', times: 3 } }, even)
    expect(model.segment.lapsedAfter).toBe(150)
    expect(personLimits(model, days(10, 20)).lapsedAfter).toBe(150)
    expect(personLimits(model, days(10, 20, 90)).lapsedAfter).toBe(60)
  })

  it('the tail, own gaps shrunk toward the segment by n/(n+3)', () => {
    const model = fitLapse({ ...settings, lapse: tail }, even)
    expect(model).toMatchObject({ id: 'tail', segment: { slippingAfter: 50, lapsedAfter: 90, lostAfter: 95 } })
    expect(personLimits(model, days()).lapsedAfter).toBe(90)
    expect(personLimits(model, days(10, 10, 10))).toEqual({ slippingAfter: 30, lapsedAfter: 50, lostAfter: 52.5 })
  })

  it('counts among those who return where most never do', () => {
    const model = fitLapse({ ...settings, lapse: tail }, kaplanMeier(days(5, 6, 7, 8), days(50, 60, 70, 80, 90)))
    expect(model).toMatchObject({ id: 'tail_of_returns', segment: { slippingAfter: 6, lapsedAfter: 8 } })
  })

  it('falls back where nothing can be learned', () => {
    expect(fitLapse({ ...settings, lapse: tail }, kaplanMeier(days(5), days(50)))).toMatchObject({
      id: 'too_few_gaps',
      segment: { lapsedAfter: 365 },
    })
  })

  it('keeps its limits in order, within the retention horizon', () => {
    fc.assert(
      fc.property(gaps, gaps, gaps, fc.integer({ min: 1, max: 40 }), (closed, open, own, retention_days) => {
        const curve = kaplanMeier(days(...closed), days(...open))
        const model = fitLapse({ ...settings, retention_days, lapse: tail }, curve)
        const limits = personLimits(model, days(...own).sort())
        expect(limits.slippingAfter).toBeLessThanOrEqual(limits.lapsedAfter)
        expect(limits.lapsedAfter).toBeLessThanOrEqual(limits.lostAfter)
        expect(limits.lostAfter).toBeLessThanOrEqual(retention_days)
      }),
    )
  })

  it('takes the quantile of a small sample', () => {
    expect(sampleQuantile(days(1, 2, 3, 4), 0.5)).toBe(2)
    expect(sampleQuantile(days(1, 2, 3, 4), 0.9)).toBe(4)
    expect(sampleQuantile(days(7), 0.05)).toBe(7)
  })
})

describe('states', () => {
  const limits = { slippingAfter: 50, lapsedAfter: 90, lostAfter: 200 }

  it.each([
    [0, true, 'new'],
    [50, true, 'new'],
    [50, false, 'active'],
    [51, true, 'slipping'],
    [90, false, 'slipping'],
    [91, false, 'lapsed'],
    [201, false, 'lost'],
  ] as const)('%d days of silence, first only: %s → %s', (silence, isFirst, state) => {
    expect(activityState(silence, isFirst, limits)).toBe(state)
  })

  it('a contract overrides silence until its term ends', () => {
    expect(contractState(null, 1000, 30, 1825)).toBe('contract_running')
    expect(contractState(1000, 1000, 30, 1825)).toBe('contract_running')
    expect(contractState(999, 1000, 30, 1825)).toBe('slipping')
    expect(contractState(960, 1000, 30, 1825)).toBe('lapsed')
    expect(contractState(-1000, 1000, 30, 1825)).toBe('lost')
  })

  it('the most alive activity counts, in any order of folding; a mix shows', () => {
    const activities: [State, string][] = [
      ['lapsed', 'tail'],
      ['active', 'fixed'],
      ['active', 'tail'],
      ['lost', 'fixed'],
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(activities, { minLength: 4 }), (order) => {
        const states = new PersonStates(2)
        for (const [state, rule] of order) states.add(1, stateRank(state), rule, 30)
        expect([states.has(0), states.has(1)]).toEqual([false, true])
        expect([states.state(1), states.rule(1)]).toEqual(['active', 'partly_active'])
      }),
    )
    const one = new PersonStates(1)
    one.add(0, stateRank('slipping'), 'tail', 20)
    one.add(0, stateRank('slipping'), 'fixed', 50)
    one.add(0, stateRank('slipping'), 'fixed', 40)
    expect([one.rule(0), one.cycleDays(0)]).toEqual(['fixed', 40])
  })
})

describe('totals', () => {
  it('count orders once, refunds not at all, other currencies without their amounts', () => {
    const purchases = {
      person: days(1, 1, 1, 1, 0, 2),
      day: days(20, 10, 10, 25, 7, 30),
      amountMinor: Float64Array.from([500, 1000, 200, -300, -100, Number.NaN]),
      order: Float64Array.from([0, 9, 9, 0, 0, 0]),
    }
    const totals = totalPurchases(purchases, sortEvents(purchases, 3), 40)
    expect([...totals.person]).toEqual([1, 2])
    expect([...totals.recencyDays]).toEqual([20, 10])
    expect([...totals.frequency]).toEqual([2, 1])
    expect([...totals.monetaryMinor]).toEqual([1400, 0])
    expect([...totals.repeatDays]).toEqual([1, 0])
    expect([...totals.repeatMinor]).toEqual([500, 0])
    expect([...totals.ageDays]).toEqual([30, 10])
  })
})

describe('behaviour before the lapse', () => {
  it('tells transactors from revolvers in the window before the last activity', () => {
    const card = (person: number, day: number, balance: number) => ({ person, day, amount: 1000, balance })
    const list = [
      ...[900, 910, 920, 930].map((day) => card(0, day, 0)),
      ...[100, 910, 920].map((day) => card(1, day, 5000)),
      card(2, 400, Number.NaN),
    ]
    const events = {
      person: Int32Array.from(list, (e) => e.person),
      day: Int32Array.from(list, (e) => e.day),
      amountMinor: Float64Array.from(list, (e) => e.amount),
      balanceMinor: Float64Array.from(list, (e) => e.balance),
    }
    const features = measureBehaviour(events, sortEvents(events, 3), 180)
    expect([...features.events]).toEqual([4, 2, 1])
    const revolver = [{ feature: 'balance_share', at_least: 0.5 }] as const
    const transactor = [{ feature: 'balance_share', at_most: 0.5 }] as const
    expect([0, 1, 2].map((k) => holds(revolver, features, k))).toEqual([false, true, false])
    expect([0, 1, 2].map((k) => holds(transactor, features, k))).toEqual([true, false, false])
  })

  it('keeps the frequent kinds apart, ties by name', () => {
    const kept = frequentKinds(['b', 'a', 'c', 'c'], 2)
    expect(['a', 'b', 'c'].map(kept)).toEqual(['a', 'other', 'c'])
    expect(frequentKinds(['x'], 5)('y')).toBe('y')
  })
})
