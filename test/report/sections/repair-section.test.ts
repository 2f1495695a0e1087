import { describe, expect, it } from 'vitest'
import { htmlText } from '../../../src/html/escape.ts'
import { repairId } from '../../../src/record/repair-id.ts'
import { covered, exampleTable } from '../../../src/report/sections/repair-examples.ts'
import type { ChangeExample } from '../../../src/store/change-queries.ts'
import { HOSTILE } from '../fill-workspace.ts'

const example = (over: Partial<ChangeExample>): ChangeExample => ({
  rule: 'email.known-slip',
  field: 'email',
  decision: 'repaired',
  before: 'anna.berg@gmial.com',
  after: 'anna.berg@gmail.com',
  evidence: 'slip known from several independent lists',
  uid: 'crm:1',
  n: 1,
  ...over,
})
const idOf = (e: ChangeExample): string => repairId(e.uid, e)
const shown = (...examples: readonly ChangeExample[]): string =>
  htmlText(exampleTable(examples, idOf, (domain) => domain === 'gmail.com')!)

describe('examples of repairs on the page', () => {
  it('show how an address changed, its id, and nothing of whose it is', () => {
    const page = shown(example({}))
    expect(page).toContain('a··.b··@gmial.com → a··.b··@gmail.com')
    expect(page).toContain(idOf(example({})))
    expect(page).not.toMatch(/anna|berg/i)
  })

  it('cover domains that few people have, names, numbers and dates', () => {
    expect(covered('email', 'info@berg-bau.con', false)).toBe('i··@b··-b··.c··')
    expect(covered('last_name', 'Müller-Lüdenscheidt (†)', false)).toBe('M··-L·· (†)')
    expect(covered('phone', '0171 1234567', false)).toBe('0·· 1··')
    expect(covered('birth_date', '01.02.1980', false)).toBe('0··.0··.1··')
    expect(covered('postcode', '1067', false)).toBe('1067')
  })

  it('begin with what was revoked or set aside, and show each rule once besides', () => {
    const page = shown(
      example({ n: 90 }),
      example({ decision: 'review', n: 5, uid: 'crm:2' }),
      example({ decision: 'undone', n: 1, uid: 'crm:3' }),
      example({ decision: 'revoked', n: 1, uid: 'crm:4' }),
    )
    const order = ['revoked: no such mailbox', 'taken back', 'put right'].map((words) => page.indexOf(words))
    expect(order.every((at) => at > 0)).toBe(true)
    expect([...order].sort((l, r) => l - r)).toEqual(order)
    expect(page).not.toContain('suggested')
  })

  it('bear whatever stands in the data', () => {
    for (const text of HOSTILE) {
      const page = shown(example({ field: 'last_name', rule: text, before: text, after: text, evidence: text }))
      expect(page).not.toMatch(/<script|<img|<\/style/i)
    }
  })
})
