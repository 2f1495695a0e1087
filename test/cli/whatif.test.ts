import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { changeCosts } from '../../src/cli/cost-flags.ts'
import { COST_RULES, contactCostMinor } from '../../src/plan/costs.ts'
import { loadRules } from '../../src/rules/load-rules.ts'
import { AS_OF, goldpan, goldpanOk, isBuilt } from '../end-to-end/goldpan.ts'
import { tempDir } from '../temp-dir.ts'

const costs = loadRules([COST_RULES], null).rules.get(COST_RULES)

describe('cost flags', () => {
  it('change budget, cost in its parts, capacity and added response', () => {
    const changed = changeCosts(costs, {
      budget: '250.5',
      cost: ['letter=1.50', 'email=0'],
      capacity: ['call=12'],
      response: ['letter=1%', 'letter:lapsed=0.02'],
    })
    expect(changed.budget_minor).toBe(25_050)
    expect(contactCostMinor(changed.channels.letter!)).toBeCloseTo(150, 9)
    expect(changed.channels.letter!.send_minor).toBeCloseTo(2 * costs.channels.letter!.send_minor, 9)
    expect(contactCostMinor(changed.channels.email!)).toBe(0)
    expect(changed.channels.call!.capacity).toBe(12)
    expect(changed.assumed_response).toEqual([
      { channel: 'letter', segment: null, added: 0.01 },
      { channel: 'letter', segment: 'lapsed', added: 0.02 },
    ])
  })

  it.each([
    [{ cost: ['letter'] }, /cannot be read/],
    [{ cost: ['fax=2'] }, /no channel "fax"/],
    [{ cost: ['letter=-1'] }, /cannot be read/],
    [{ budget: 'much' }, /cannot be read/],
    [{ response: ['letter=2'] }, /cannot be read/],
  ])('say what of %j cannot be read', (flags, message) => {
    expect(() => changeCosts(costs, flags)).toThrow(message)
  })
})

describe.skipIf(!isBuilt)('goldpan whatif', () => {
  let dir = ''
  beforeAll(() => {
    dir = join(tempDir(), 'acquisition')
    goldpanOk('sample', dir, '--people', '1500', '--seed', '4')
    goldpanOk('run', dir, '--as-of', AS_OF, '--threads', '1')
  }, 120_000)

  interface Answer {
    readonly before: { readonly contacts: number; readonly cost_minor: number; readonly net_minor: number }
    readonly after: { readonly contacts: number; readonly cost_minor: number; readonly net_minor: number }
    readonly lines: readonly { readonly channel: string; readonly segment: string; readonly lift_source: string }[]
  }
  const ask = (...flags: string[]) => JSON.parse(goldpanOk('whatif', dir, '--json', ...flags)) as Answer

  it('works the last plan out again, and leaves it as it is', () => {
    const asIs = ask()
    expect(asIs.after).toEqual(asIs.before)
    const dearer = ask('--cost', 'letter=50', '--cost', 'call=50', '--cost', 'email=50', '--cost', 'sms=50')
    expect(dearer.after).toMatchObject({ contacts: 0, net_minor: 0 })
    const better = ask('--response', 'email=0.05', '--budget', '200')
    expect(better.after.contacts).toBeGreaterThan(0)
    expect(better.after.cost_minor).toBeLessThanOrEqual(20_000)
    expect(better.lines.every((line) => line.lift_source === (line.channel === 'email' ? 'assumed' : 'prior'))).toBe(
      true,
    )
    expect(ask().before).toEqual(asIs.before)
    expect(goldpanOk('whatif', dir)).toContain('with these figures:')
  })

  it('says the same as a run with the same flags', () => {
    const copy = join(tempDir(), 'copy')
    cpSync(dir, copy, { recursive: true })
    const flags = ['--response', 'letter=0.04', '--cost', 'letter=0.6']
    const said = ask(...flags).after
    const run = JSON.parse(
      goldpanOk('run', copy, '--as-of', AS_OF, '--from', 'plan', '--to', 'plan', '--json', ...flags),
    ) as {
      stages: { summary: { counts: { treated: number; control: number } } }[]
    }
    const { treated, control } = run.stages[0]!.summary.counts
    expect(said.contacts).toBeGreaterThan(0)
    expect(treated + control).toBeGreaterThan(0)
    expect(JSON.parse(goldpanOk('whatif', copy, '--json', ...flags)).after).toEqual(said)
  })

  it('says what is missing', () => {
    const { code, err } = goldpan('whatif', tempDir())
    expect(code).toBe(2)
    expect(err).toContain('goldpan.yaml')
  })
})
