import { describe, expect, it } from 'vitest'
import { recogniseProvider } from '../../../src/ingest/providers/recognise-provider.ts'
import { RULES, read, said } from '../facts/rules.ts'

/** Recognises the table and reads one row as what it was recognised to be. */
function recognised(row: Readonly<Record<string, string>>, fileName = 'list.csv'): readonly string[] {
  const provider = recogniseProvider(Object.keys(row), fileName)
  return provider === null ? ['unknown'] : [provider.name, ...said({ ...provider, provider: provider.name }, row)]
}

describe('results of verification services', () => {
  it('ZeroBounce: invalid, never to be mailed, spam traps; the rest says nothing', () => {
    const row = (status: string, detail = '') =>
      recognised({
        'Email Address': 'a@b.de',
        'First Name': 'Ann',
        'ZB Status': status,
        'ZB Sub Status': detail,
        'ZB Account': 'a',
        'ZB Domain': 'b.de',
        'ZB Free Email': 'False',
        'ZB Did You Mean': '',
      })
    expect(row('valid')).toEqual(['zerobounce'])
    expect(row('catch-all')).toEqual(['zerobounce'])
    expect(row('unknown', 'timeout_exceeded')).toEqual(['zerobounce'])
    expect(row('invalid', 'mailbox_not_found')).toEqual(['zerobounce', 'invalid email'])
    expect(row('invalid', 'mailbox_quota_exceeded')).toEqual(['zerobounce'])
    expect(row('spamtrap')).toEqual(['zerobounce', 'trap email'])
    expect(row('do_not_mail', 'possible_trap')).toEqual(['zerobounce', 'trap email'])
    expect(row('do_not_mail', 'disposable')).toEqual(['zerobounce', 'unsafe email'])
    expect(row('abuse')).toEqual(['zerobounce', 'unsafe email'])
    expect(row('something new')).toEqual(['zerobounce'])
  })

  it('NeverBounce: by word or by number', () => {
    const word = (email_status: string) => recognised({ id: '1', email: 'a@b.de', email_status, free_email_host: '0' })
    expect(['valid', 'invalid', 'disposable', 'catchall', 'unknown'].map(word)).toEqual([
      ['neverbounce'],
      ['neverbounce', 'invalid email'],
      ['neverbounce', 'unsafe email'],
      ['neverbounce'],
      ['neverbounce'],
    ])
    expect(recognised({ email: 'a@b.de', email_status_int: '1', bad_syntax: '0' })).toEqual([
      'neverbounce',
      'invalid email',
    ])
    expect(recognised({ Email: 'a@b.de', email_status: 'invalid' }, 'NeverBounce results.csv')).toEqual([
      'neverbounce',
      'invalid email',
    ])
    expect(recognised({ email: 'a@b.de', email_status: 'subscribed' })).toEqual(['unknown'])
  })

  it('Kickbox and Bouncer: their four results, and what is toxic', () => {
    const kickbox = (Result: string) => recognised({ Email: 'a@b.de', Result, Reason: 'rejected_email', Sendex: '0.1' })
    expect(['deliverable', 'undeliverable', 'risky', 'unknown'].map(kickbox)).toEqual([
      ['kickbox'],
      ['kickbox', 'invalid email'],
      ['kickbox'],
      ['kickbox'],
    ])
    const bouncer = (status: string, toxic: string) =>
      recognised({ email: 'a@b.de', status, reason: 'accepted_email', toxic, score: '90' })
    expect(bouncer('deliverable', 'unknown')).toEqual(['bouncer'])
    expect(bouncer('deliverable', 'true')).toEqual(['bouncer', 'unsafe email'])
    expect(bouncer('undeliverable', '')).toEqual(['bouncer', 'invalid email'])
  })

  it('keeps the opt-outs of the list that was verified, and takes no consent from it', () => {
    const row = { Email: 'a@b.de', Newsletter: 'no', Werbesperre: 'ja', Result: 'deliverable', Sendex: '1' }
    const columns = {
      Email: 'email',
      Newsletter: 'consent_email',
      Werbesperre: 'opt_out_all',
      Result: 'outcome',
    } as const
    const of = { provider: 'kickbox', means: 'by_column', channel: 'email', columns } as const
    expect(said(of, row)).toEqual(['unsubscribed email', 'objected_all null'])
    expect(said(of, { ...row, Newsletter: 'yes', Werbesperre: '' })).toEqual([])
    expect(read(of, { ...row, Email: '' })).toHaveProperty('reject')
  })

  it('knows every result of every service by the rules', () => {
    for (const words of Object.values(RULES.suppression.verification))
      expect(Object.keys(words)).toEqual(expect.arrayContaining(['deliverable', 'undeliverable', 'risky', 'unknown']))
  })
})
