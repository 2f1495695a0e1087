import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DomainHint, hintsByDomain, withHints } from '../../../src/repair/emails/domain-hints.ts'
import { createDomainJudge } from '../../../src/repair/emails/email-domain.ts'
import { createEmailRepairer } from '../../../src/repair/emails/repair-email.ts'
import { rules } from '../rules-for-tests.ts'

const plain = createDomainJudge(rules.emails)
const bounced = (...domains: readonly string[]): DomainHint[] =>
  domains.map((domain) => ({ domain, odds: 30, says: 'mail to it bounced, no such host' }))
const judged = (domain: string) => withHints(plain, hintsByDomain(bounced(domain))).judge(domain)

describe('a domain that mail bounced from', () => {
  it('is repaired where only its being somebody’s was in doubt', () => {
    expect(plain.judge('gmail.co').decision).toBe('review')
    expect(judged('gmail.co')).toMatchObject({ decision: 'repaired', domain: 'gmail.com' })
    expect(judged('gmail.co').evidence).toContain('bounced')
  })

  it('stays for review where it is open which one was meant', () => {
    const [before, after] = [plain.judge('gmaik.rs'), judged('gmaik.rs')]
    expect([before.decision, after.decision]).toEqual(['review', 'review'])
    expect(after.confidence).toBeGreaterThan(before.confidence)
  })

  it('is asked about where it was left alone', () => {
    expect(plain.judge('yahoe.nl').decision).toBe('ok')
    expect(judged('yahoe.nl')).toMatchObject({ decision: 'review', domain: 'yahoo.nl' })
  })

  it('never changes a domain that is known, nor one that has nothing near it', () => {
    for (const domain of ['gmail.com', 'mail.com', 'ymail.com', 'hartwell-insurance.co.uk'])
      expect(judged(domain)).toMatchObject({ decision: 'ok', domain })
  })

  it('is repaired to only while it stands by itself', () => {
    const typed = 'yahoe.nll'
    expect(plain.judge(typed).decision).not.toBe('ok')
    const repair = createEmailRepairer(rules.emails, new Map(), { hints: bounced('yahoe.nl') })
    const { decision, suggestion } = repair.repair(`a@${typed}`)
    expect(decision === 'repaired' ? repair.repair(suggestion!).decision : 'ok').toBe('ok')
  })
})

it('takes the strongest of several hints, in whatever order, and names them all', () => {
  const hints = [...bounced('x.co'), { domain: 'x.co', odds: 8, says: 'no name server' }]
  const [one, other] = [hintsByDomain(hints), hintsByDomain([...hints].reverse())]
  expect(one).toEqual(other)
  expect(one.get('x.co')).toEqual({
    domain: 'x.co',
    odds: 30,
    says: 'mail to it bounced, no such host; no name server',
  })
})

it('only ever leads towards repair, and what it repairs to is clean', () => {
  const near = fc.constantFrom('gmail.com', 'hotmail.com', 'yahoo.com', 'web.de', 'orange.fr', 'icloud.com')
  const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz.-')
  const typed = fc
    .tuple(near, fc.nat(11), letter, fc.constantFrom(0, 1))
    .map(([domain, at, sign, cut]) => domain.slice(0, at) + sign + domain.slice(at + cut))
  const rank = { invalid: 0, ok: 0, review: 1, repaired: 2 }
  fc.assert(
    fc.property(typed, (domain) => {
      const [before, after] = [plain.judge(domain), judged(domain)]
      expect(rank[after.decision]).toBeGreaterThanOrEqual(rank[before.decision])
      if (before.decision === after.decision) expect(after.domain).toBe(before.domain)
      if (plain.known.isKnown(domain)) expect(after).toEqual(before)
      if (after.decision === 'repaired') expect(judged(after.domain).decision).toBe('ok')
    }),
    { numRuns: 3000 },
  )
})
