import { describe, expect, it } from 'vitest'
import { bounceClassifier } from '../../../src/ingest/facts/bounce.ts'
import { RULES } from './rules.ts'

const classify = bounceClassifier(RULES.bounceCodes)
const meaning = (code: string, text = '', kind = ''): string => {
  const { action, category, against } = classify(code, text, kind)
  return `${action} ${category} ${against}`
}

describe('enhanced codes', () => {
  it.each([
    ['5.1.1 5.1.0 5.1.3', 'hard no_mailbox address'],
    ['4.1.1', 'soft no_mailbox address'],
    ['5.1.2 5.4.4', 'hard no_host domain'],
    ['5.1.6 4.1.6', 'hard moved address'],
    ['5.7.17 5.7.18', 'hard owner_changed address'],
    ['5.1.10 5.7.27', 'hard no_mail_domain domain'],
    ['4.1.7 4.1.8 5.1.7 5.1.8', 'none sender_problem us'],
    ['4.2.1', 'soft disabled address'],
    ['5.7.13', 'soft suspended address'],
    ['5.2.1 5.2.0', 'soft disabled_or_filtered address'],
    ['4.2.2 5.2.2', 'soft quota address'],
    ['4.2.3 5.2.3 5.3.4 5.7.16', 'none too_big us'],
    ['5.2.4 4.2.4', 'soft filtered address'],
    ['4.3.0 4.3.1 4.3.2 5.3.1 4.4.5', 'soft remote_system host'],
    ['5.3.2', 'hard remote_system domain'],
    ['4.4.1 4.4.7', 'soft timeout host'],
    ['4.4.2 4.4.4 5.4.6 4.4.6', 'soft network host'],
    ['5.5.0 5.5.2 4.5.3', 'none protocol us'],
    ['5.6.0 5.6.1 4.6.5', 'none content us'],
    ['5.7.0 5.7.1 5.7.15 4.7.1', 'none policy_block us'],
    ['5.7.20 5.7.26 5.7.29 4.7.32', 'none auth us'],
    ['5.7.25 4.7.25', 'none ptr us'],
    ['5.7.28', 'none spam_flood us'],
  ])('%s → %s', (codes, expected) => {
    for (const code of codes.split(' ')) expect(`${code} ${meaning(code)}`).toBe(`${code} ${expected}`)
  })

  it('are found within a diagnostic text, and not within an IP address', () => {
    expect(meaning('', 'smtp; 550-5.1.1 <a@b.de>: Recipient address rejected')).toBe('hard no_mailbox address')
    expect(meaning('', '550 rejected by 192.5.1.1')).toBe('hard class address')
  })
})

describe('numbers that providers invented', () => {
  it.each([
    ['605', 'hard previous_bounce address'],
    ['606', 'hard previous_unsubscribe person'],
    ['607', 'hard previous_complaint person'],
    ['499', 'soft timeout host'],
  ])('%s → %s', (code, expected) => expect(meaning(code)).toBe(expected))
})

describe('diagnostic texts', () => {
  it.each([
    ['550', 'User unknown in virtual mailbox table', 'hard no_mailbox address'],
    ['', 'Empfänger unbekannt', 'hard no_mailbox address'],
    ['550', 'Benutzer nicht gefunden', 'hard no_mailbox address'],
    ['', 'Utilisateur inconnu', 'hard no_mailbox address'],
    ['', "L'adresse n'existe pas", 'hard no_mailbox address'],
    ['550', 'El buzón no existe', 'hard no_mailbox address'],
    ['550', 'Indirizzo inesistente', 'hard no_mailbox address'],
    ['550', 'Gebruiker onbekend', 'hard no_mailbox address'],
    ['550', 'The mailbox for that person could be not found here', 'hard no_mailbox address'],
    ['552', 'Mailbox full', 'soft quota address'],
    ['', 'Das Postfach ist voll', 'soft quota address'],
    ['', 'Boîte aux lettres pleine', 'soft quota address'],
    ['', 'Buzón lleno', 'soft quota address'],
    ['', 'Casella piena', 'soft quota address'],
    ['', 'The user has exceeded his storage quota', 'soft quota address'],
    ['', 'Host or domain name not found. Name service error', 'hard no_host domain'],
    ['', 'Unbekannte Domain', 'hard no_host domain'],
    ['', 'The domain examplle.com does not exist', 'hard no_host domain'],
    ['', 'Account has been disabled', 'soft disabled address'],
    ['', 'Konto gesperrt', 'soft disabled address'],
    ['', 'Greylisted, please come back', 'soft timeout host'],
    ['', 'Bitte später erneut versuchen', 'soft timeout host'],
    ['', 'connection timed out', 'soft timeout host'],
    ['', 'Client host [192.0.2.1] blocked using a list', 'none policy_block us'],
    ['', 'Message looks like spam', 'none policy_block us'],
    ['', 'SPF check failed', 'none policy_block us'],
    ['', 'message size exceeds the limit', 'none too_big us'],
    ['', 'virus found', 'none content us'],
    ['', 'Out of office: back on Monday', 'none alive address'],
  ])('%s %s → %s', (code, text, expected) => expect(meaning(code, text)).toBe(expected))

  it('decide where the code says little, and only there', () => {
    expect(meaning('5.5.0', '550 5.5.0 Requested action not taken: mailbox unavailable')).toBe(
      'hard no_mailbox address',
    )
    expect(meaning('5.4.1', 'Recipient address rejected: Access denied')).toBe('hard no_mailbox address')
    expect(meaning('5.0.0', 'mailbox full')).toBe('soft quota address')
    expect(meaning('5.7.1', '550 5.7.1 user unknown')).toBe('none policy_block us')
  })
})

describe("a provider's own kind", () => {
  it.each([
    ['Permanent General', 'hard kind address'],
    ['Transient MailboxFull', 'soft kind address'],
    ['Transient ContentRejected', 'none kind us'],
    ['Transient SomethingNew', 'soft kind address'],
    ['Undetermined Undetermined', 'soft kind address'],
    ['Block bounce', 'none kind us'],
    ['blocked', 'none kind us'],
  ])('%s → %s', (kind, expected) => expect(meaning('', '', kind)).toBe(expected))
})

describe('the class of a code', () => {
  it.each([
    ['451', 'please wait', 'soft class address'],
    ['5.0.0', '', 'hard class address'],
    ['5.9.9', '', 'hard class address'],
    ['', '', 'hard unclear address'],
  ])('%s %s → %s, only where nothing else fits', (code, text, expected) => expect(meaning(code, text)).toBe(expected))
})
