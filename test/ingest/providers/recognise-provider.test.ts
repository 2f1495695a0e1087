import { describe, expect, it } from 'vitest'
import { recogniseProvider } from '../../../src/ingest/providers/recognise-provider.ts'
import { said } from '../facts/rules.ts'

const MAILCHIMP = [
  'Email Address',
  'First Name',
  'Last Name',
  'MEMBER_RATING',
  'OPTIN_TIME',
  'OPTIN_IP',
  'CONFIRM_TIME',
  'CONFIRM_IP',
  'LAST_CHANGED',
  'LEID',
  'EUID',
  'NOTES',
  'TAGS',
]
const SENDGRID = ['status', 'reason', 'email', 'created']

/** Recognises the table and reads one row as what it was recognised to be. */
function recognised(fileName: string, row: Readonly<Record<string, string>>): readonly string[] {
  const provider = recogniseProvider(Object.keys(row), fileName)
  if (provider === null) return ['unknown']
  return [provider.name, ...said({ ...provider, provider: provider.name }, row)]
}
const empty = (columns: readonly string[]) => Object.fromEntries(columns.map((c) => [c, '']))

describe('providers', () => {
  it('are known in the languages of their interfaces, too', () => {
    for (const header of ['E-Mail-Adresse', 'Adresse e-mail', 'Correo electrónico', 'Indirizzo email']) {
      const row = { [header]: 'a@b.de', MEMBER_RATING: '2', CLEAN_TIME: '' }
      expect(recognised('cleaned_members_export_1f.csv', row)).toEqual(['mailchimp-cleaned', 'bounce_hard email'])
    }
    const german = { 'E-Mail': 'a@b.de', 'Von allen E-Mails abgemeldet': 'Ja', 'Grund für Hard Bounce': '' }
    expect(recognised('kontakte.csv', german)).toEqual(['hubspot-contacts', 'unsubscribed email'])
    expect(
      recognised('kontakte.csv', {
        ...german,
        'Von allen E-Mails abgemeldet': '',
        'Grund für Hard Bounce': 'Unknown user',
      }),
    ).toEqual(['hubspot-contacts', 'bounce_hard email'])
  })

  it('HubSpot: the export of opt-outs has a column for each kind of mail', () => {
    const row = {
      Email: 'a@b.de',
      'Portal Bounce': 'FALSE',
      'Portal Unsubscribe': 'FALSE',
      'Portal Spam Report': 'FALSE',
    }
    expect(recognised('x.csv', { ...row, 'Our own news': 'TRUE' })).toEqual(['hubspot-optouts', 'unsubscribed email'])
    expect(recognised('x.csv', { ...row, 'Portal Spam Report': 'TRUE' })).toEqual([
      'hubspot-optouts',
      'complaint email',
    ])
  })

  it('HubSpot: a subscription is a consent where its ground is one', () => {
    const row = { subscriberIdString: 'a@b.de', channel: 'EMAIL', status: 'SUBSCRIBED', timestamp: '2024-01-01' }
    const said = (legalBasis: string) => recognised('x.json', { ...row, legalBasis })
    expect(said('LEGITIMATE_INTEREST_CLIENT')).toEqual(['hubspot-subscriptions', 'claimed_opt_in email'])
    expect(said('PERFORMANCE_OF_CONTRACT')).toEqual(['hubspot-subscriptions', 'claimed_opt_in email'])
    expect(said('')).toEqual(['hubspot-subscriptions', 'claimed_opt_in email'])
    expect(said('CONSENT_WITH_NOTICE')).toEqual(['hubspot-subscriptions', 'opt_in email'])
  })

  it('Mailchimp: the status stands in the file name only', () => {
    const row = { ...empty(MAILCHIMP), 'Email Address': 'a@b.de' }
    expect(recognised('unsubscribed_members_export_1f.csv', row)).toEqual([
      'mailchimp-unsubscribed',
      'unsubscribed email',
    ])
    expect(recognised('cleaned_members_export_1f.csv', row)).toEqual(['mailchimp-cleaned', 'bounce_hard email'])
    expect(recognised('subscribed_members_export_1f.csv', row)).toEqual([
      'mailchimp-subscribed',
      'claimed_opt_in email',
    ])
    expect(recognised('subscribed_members_export_1f.csv', { ...row, OPTIN_TIME: '2021-02-03 04:05:06' })).toEqual([
      'mailchimp-subscribed',
      'opt_in email',
    ])
    expect(recognised('export.csv', { ...row, OPTIN_TIME: '2021-02-03 04:05:06' })).toEqual([
      'mailchimp-unknown-status',
    ])
    expect(recognised('export.csv', { ...row, UNSUB_TIME: '2021-02-03 04:05:06' })).toEqual([
      'mailchimp-unsubscribed',
      'unsubscribed email',
    ])
  })

  it('SendGrid: bounces by their code; blocks are no suppressions', () => {
    const row = { status: '5.1.1', reason: '550, no such user', email: 'a@b.de', created: '1600000000' }
    expect(recognised('suppression_bounces.csv', row)).toEqual(['sendgrid-bounces', 'bounce_hard email'])
    expect(recognised('suppression_bounces.csv', { ...row, status: '5.7.1', reason: '' })).toEqual(['sendgrid-bounces'])
    expect(recogniseProvider(SENDGRID, 'suppression_blocks.csv')).toMatchObject({
      name: 'sendgrid-blocks',
      role: 'campaign-results',
      means: null,
    })
    expect(recognised('spam_reports.csv', { ip: '192.0.2.1', email: 'a@b.de', created: '1600000000' })).toEqual([
      'sendgrid-spam',
      'complaint email',
    ])
    expect(recognised('invalid.csv', { reason: 'x', email: 'a@b.de', created: '1600000000' })).toEqual([
      'sendgrid-invalid',
      'invalid email',
    ])
    expect(recognised('global_unsubscribes.csv', { email: 'a@b.de', created: '1600000000' })).toEqual([
      'sendgrid-unsubscribes',
      'unsubscribed email',
    ])
    expect(recogniseProvider(['email', 'created'], 'customers.csv')).toBeNull()
  })

  it('SendGrid events: a blocked bounce and a drop are no evidence against the person', () => {
    const event = (event: string, more = {}) =>
      recognised('events.jsonl', {
        sg_event_id: 'x',
        email: 'a@b.de',
        timestamp: '1600000000',
        event,
        type: '',
        status: '',
        reason: '',
        ...more,
      })
    expect(event('bounce', { type: 'bounce', status: '5.1.1' })).toEqual(['sendgrid-events', 'bounce_hard email'])
    expect(event('bounce', { type: 'blocked', status: '5.7.1' })).toEqual(['sendgrid-events'])
    expect(event('dropped')).toEqual(['sendgrid-events'])
    expect(event('group_unsubscribe')).toEqual(['sendgrid-events', 'unsubscribed email'])
    expect(event('open')).toEqual(['sendgrid-events', 'alive email'])
  })

  it('Postmark: a manual suppression by the recipient is an unsubscribe', () => {
    const row = (SuppressionReason: string, Origin: string) =>
      recognised('p.csv', { EmailAddress: 'a@b.de', SuppressionReason, Origin, CreatedAt: '2024-01-01T00:00:00Z' })
    expect(row('ManualSuppression', 'Recipient')).toEqual(['postmark-suppressions', 'unsubscribed email'])
    expect(row('ManualSuppression', 'Admin')).toEqual(['postmark-suppressions', 'manual email'])
    expect(row('HardBounce', 'Recipient')).toEqual(['postmark-suppressions', 'bounce_hard email'])
    expect(row('SpamComplaint', 'Recipient')).toEqual(['postmark-suppressions', 'complaint email'])
  })

  it('Mailgun: an unsubscribe with a tag is for the topic, `*` for all', () => {
    expect(
      recognised('b.csv', { address: 'a@b.de', code: '550', error: 'No such user', created_at: '2024-01-01' }),
    ).toEqual(['mailgun-bounces', 'bounce_hard email'])
    expect(recognised('u.csv', { address: 'a@b.de', tags: '*', created_at: '' })).toEqual([
      'mailgun-unsubscribes',
      'unsubscribed email',
    ])
    expect(recognised('c.csv', { address: 'a@b.de', created_at: '' })).toEqual([
      'mailgun-complaints',
      'complaint email',
    ])
  })

  it('Shopify: "accepts" is a claim', () => {
    expect(
      recognised('customers.csv', {
        'Customer ID': '1',
        Email: 'a@b.de',
        'Accepts Email Marketing': 'yes',
        'Accepts SMS Marketing': 'no',
      }),
    ).toEqual(['shopify-customers', 'claimed_opt_in email', 'unsubscribed sms'])
  })

  it('Brevo, HubSpot, Salesforce, listmonk, Mautic, SES, Klaviyo', () => {
    expect(
      recognised('c.csv', { email: 'a@b.de', id: '1', emailBlacklisted: 'true', smsBlacklisted: 'false' }),
    ).toEqual(['brevo-contacts', 'unsubscribed email'])
    expect(
      recognised('h.csv', {
        'Record ID': '1',
        Email: 'a@b.de',
        'Unsubscribed from all email': '',
        'Opted out of email: Newsletter': 'true',
        'Email hard bounce reason': 'UNKNOWN_USER',
      }),
    ).toEqual(['hubspot-contacts', 'unsubscribed email', 'bounce_hard email'])
    expect(
      recognised('s.csv', { Id: '1', Email: 'a@b.de', HasOptedOutOfEmail: '1', DoNotCall: '1', IsEmailBounced: '0' }),
    ).toEqual(['salesforce-crm', 'unsubscribed email', 'unsubscribed call'])
    expect(
      recognised('l.csv', { uuid: 'u', email: 'a@b.de', name: 'A', attributes: '{}', status: 'blocklisted' }),
    ).toEqual(['listmonk-subscribers', 'objected_all null'])
    expect(recognised('l.csv', { uuid: 'u', email: 'a@b.de', name: 'A', attributes: '{}', status: 'enabled' })).toEqual(
      ['listmonk-subscribers'],
    )
    const mautic = (reason: string) =>
      recognised('m.csv', { lead_id: '7', channel: 'email', reason, date_added: '2024-01-01' })
    expect([mautic('0'), mautic('1'), mautic('2'), mautic('3')]).toEqual([
      ['mautic-donotcontact'],
      ['mautic-donotcontact', 'unsubscribed email'],
      ['mautic-donotcontact', 'bounce_hard email'],
      ['mautic-donotcontact', 'manual email'],
    ])
    expect(
      recognised('ses-suppressions.csv', { EmailAddress: 'a@b.de', Reason: 'COMPLAINT', LastUpdateTime: '2024-01-01' }),
    ).toEqual(['ses-suppressions', 'complaint email'])
    expect(recognised('k.csv', { Email: 'a@b.de', 'Suppression Reason': 'USER_SUPPRESSED' })).toEqual([
      'klaviyo-suppressions',
      'manual email',
    ])
  })

  it('a plain customer table belongs to nobody', () => {
    expect(recogniseProvider(['id', 'name', 'email', 'status', '__proto__', ''], 'customers.csv')).toBeNull()
  })
})
