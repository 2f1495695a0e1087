import { describe, expect, it } from 'vitest'
import { bounceClassifier } from '../../../src/ingest/facts/bounce.ts'
import { RULES } from './rules.ts'

const classify = bounceClassifier(RULES.bounceCodes)

describe('bounce codes', () => {
  it.each([
    ['5.1.1', '', '', 'hard no_mailbox'],
    ['5.2.2', '', '', 'soft quota'],
    ['5.7.1', '550 5.7.1 user unknown', '', 'none policy_block'],
    ['5.7.17', '', '', 'hard owner_changed'],
    ['5.7.26', '', '', 'none auth'],
    ['5.4.4', '', '', 'hard no_host'],
    ['4.4.7', '', '', 'soft timeout'],
    ['5.6.0', '', '', 'none content'],
    ['', '550 5.1.1 <a@b.de>: Recipient address rejected', '', 'hard no_mailbox'],
    ['550', 'User unknown in virtual mailbox table', '', 'hard no_mailbox'],
    ['552', 'Mailbox full', '', 'soft quota'],
    ['', 'blocked by policy', '', 'none policy_block'],
    ['', '', 'Transient', 'soft kind'],
    ['', '', 'blocked', 'none kind'],
    ['451', 'please wait', '', 'soft class'],
    ['5.0.0', '', '', 'hard class'],
    ['', '', '', 'hard unclear'],
    ['605', '', '', 'hard previous_bounce'],
  ])('%s | %s | %s → %s', (code, text, kind, expected) => {
    const { action, category } = classify(code, text, kind)
    expect(`${action} ${category}`).toBe(expected)
  })
})
