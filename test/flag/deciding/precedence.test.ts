/** The table of precedence: what may be edited, what it then does, and what cannot be loaded. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FaultList } from '../../../src/base/errors.ts'
import { KINDS, type Weight } from '../../../src/flag/deciding/precedence.ts'
import { PRECEDENCE_RULES, readPrecedence } from '../../../src/flag/deciding/precedence-rules.ts'
import { type Refusal, refusalOrder } from '../../../src/gate/refusal.ts'
import type { FactKind } from '../../../src/record/fact.ts'
import { loadRules } from '../../../src/rules/load-rules.ts'
import { tempDir } from '../../temp-dir.ts'
import { flag, ruleFiles } from '../workspace.ts'

const shipped = ruleFiles().get(PRECEDENCE_RULES).facts
const edited = (kind: FactKind, change: Partial<Weight>) => ({
  precedence: { facts: { ...shipped, [kind]: { ...shipped[kind], ...change } } },
})

const dir = tempDir()
mkdirSync(join(dir, 'rules'))

/** The faults of the shipped table after one line of it was edited, in a project of its own. */
function faultsOf(line: string): readonly string[] {
  const kind = line.split(':')[0]!
  const text = readFileSync('rules/precedence.yaml', 'utf8').replace(new RegExp(`^  ${kind}: .*$`, 'm'), `  ${line}`)
  writeFileSync(join(dir, 'rules/precedence.yaml'), text)
  try {
    loadRules([PRECEDENCE_RULES], dir)
  } catch (error) {
    if (error instanceof FaultList) return error.faults.map((fault) => fault.replace(/^.*yaml:\d+:\d+ /, ''))
    throw error
  }
  return []
}

describe('the table that cannot be loaded', () => {
  it.each(['erased', 'deceased', 'minor', 'objected_all', 'manual', 'complaint'] as const)(
    'has %s liftable, weaker, or closing less',
    (kind) => {
      const { rank } = shipped[kind]
      expect(faultsOf(`${kind}: { rank: ${rank}, blocks: all, lifted_by: opt_in }`)).toEqual([
        `facts.${kind}.lifted_by is "opt_in", expected nothing: no import may lift it`,
      ])
      expect(faultsOf(`${kind}: { rank: 5, blocks: all, lifted_by: nothing }`)).toEqual([
        expect.stringContaining(`facts.${kind}.rank is 5, expected`),
      ])
      expect(faultsOf(`${kind}: { rank: ${rank}, blocks: nothing, lifted_by: nothing }`)).toEqual([
        expect.stringContaining(`facts.${kind}.blocks is "nothing", expected`),
      ])
    },
  )

  it('lets something outrank the strongest, takes an opt-out for free, or has a bounce close more than its address', () => {
    expect(faultsOf('paused: { rank: 1, blocks: channel, lifted_by: opt_in }')).toEqual([
      'facts.paused.rank is 1, expected from 5 to 19',
    ])
    expect(faultsOf('unsubscribed: { rank: 20, blocks: nothing, lifted_by: opt_in }')).toHaveLength(2)
    expect(faultsOf('bounce_hard: { rank: 8, blocks: all, lifted_by: nothing }')).toHaveLength(1)
    expect(faultsOf('opt_in: { rank: 1, blocks: nothing, lifted_by: nothing }')).toHaveLength(1)
  })

  it('leaves a kind of fact out', () => {
    for (const kind of KINDS) {
      const { [kind]: _, ...rest } = shipped
      expect(PRECEDENCE_RULES.schema.safeParse({ facts: rest }).success, kind).toBe(false)
    }
  })
})

describe('the table that is edited', () => {
  const world = {
    sources: [{ name: 'crm' }, { name: 'list' }],
    records: [{ source: 'crm', person: 0, email: 'a@b.example', mobile: '+447400123456', country: 'GB' }],
    facts: [
      {
        source: 'list',
        kind: 'unsubscribed',
        channel: 'email',
        brand: 'acme',
        email: 'a@b.example',
        day: '2025-01-02',
      },
      { source: 'list', kind: 'opt_in', channel: 'email', brand: 'acme', email: 'a@b.example', day: '2025-03-04' },
      { source: 'list', kind: 'opt_in', channel: 'call', brand: 'acme', email: 'a@b.example', day: '2025-03-04' },
    ],
  } as const

  it('may keep a later consent from lifting an unsubscribe', async () => {
    expect((await flag(world)).answers.get('0/acme/marketing/email')).toMatchObject({ allowed: true })
    const strict = await flag({ ...world, rules: edited('unsubscribed', { lifted_by: 'nothing' }) })
    expect(strict.answers.get('0/acme/marketing/email')).toMatchObject({
      allowed: false,
      reason: 'unsubscribed_channel',
    })
    expect(strict.answers.get('0/acme/marketing/call')).toMatchObject({ allowed: true })
  })

  it('may have an unsubscribe close every channel', async () => {
    const wide = edited('unsubscribed', { lifted_by: 'nothing', blocks: 'all' })
    expect((await flag({ ...world, rules: wide })).answers.get('0/acme/marketing/call')).toMatchObject({
      allowed: false,
    })
  })

  it('decides at the gate which of two refusals is named, and which are personal', () => {
    const refusal = (reason: string): Refusal => ({
      reason,
      sinceDay: null,
      evidence: null,
      suspected: false,
      alternate: null,
    })
    const order = (rules: Readonly<Record<string, object>>) => refusalOrder(readPrecedence(ruleFiles(rules)))
    const pair = [refusal('unsubscribed_channel'), refusal('dnc_external')] as const
    expect(order({}).strongerOf(...pair)?.reason).toBe('dnc_external')
    expect(order(edited('dnc_external', { rank: 7 })).strongerOf(...pair)?.reason).toBe('unsubscribed_channel')
    expect(order({}).isPersonal('sunset')).toBe(false)
    expect(order(edited('sunset', { rank: 7 })).isPersonal('sunset')).toBe(true)
    expect(order({}).isPersonal('no_consent')).toBe(false)
  })
})
