import { describe, expect, it } from 'vitest'
import { DomainCounter } from '../../../src/repair/emails/domain-counter.ts'
import { createDomainJudge } from '../../../src/repair/emails/email-domain.ts'
import { emailRepairer } from '../../../src/repair/emails/repair-email.ts'
import { rules } from '../rules-for-tests.ts'

const judge = createDomainJudge(rules.emails)
const counted = (cells: readonly string[]) => {
  const counter = new DomainCounter(judge)
  for (const cell of cells) counter.add(cell)
  return counter.finish()
}

describe('DomainCounter', () => {
  it('counts the addresses of what would be repaired, each once, and estimates how many there are in all', () => {
    const cells = Array.from({ length: 20_000 }, (_, i) => `p${i}@${i < 30 ? 'gmaik.com' : 'web.de'}`)
    const { byDomain, total } = counted([...cells, ...cells, 'nobody', '', 'p1@gmaik.com'])
    expect([...byDomain]).toEqual([['gmaik.com', 30]])
    expect(total / 20_000).toBeCloseTo(1, 2)
  })

  it('makes a repair a question where the domain is frequent, and never where one person comes often', () => {
    const many = Array.from({ length: 300 }, (_, i) => `p${i}@gmaik.com`)
    const often = Array.from({ length: 300 }, () => 'ann@gmaik.com')
    const decisionOf = (cells: readonly string[]) =>
      emailRepairer(rules.emails, judge, counted(cells)).repair('ann@gmaik.com').decision
    expect([decisionOf(many), decisionOf(often)]).toEqual(['review', 'repaired'])
  })
})
