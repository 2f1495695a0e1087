import { describe, expect, it } from 'vitest'
import { unfoldJson } from '../../src/sources/unfold-json.ts'

const bounce = {
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bouncedRecipients: [{ emailAddress: 'a@example.com' }, { emailAddress: 'b@example.com' }],
  },
  mail: { destination: ['c@example.com'], timestamp: '2024-01-01T00:00:00Z' },
}
const sns = (message: unknown) => ({ Type: 'Notification', Message: JSON.stringify(message) })
const recipients = (element: unknown) => {
  const rows = unfoldJson(element)
  return 'broken' in rows ? rows.broken : rows.map((row) => (row as { ses_recipient?: string }).ses_recipient)
}

describe('unfoldJson', () => {
  it('gives one row for each person an event is about, and none for those it was merely sent to', () => {
    expect(recipients(bounce)).toEqual(['a@example.com', 'b@example.com'])
  })

  it.each([
    ['a topic', sns(bounce)],
    ['a topic in a topic', sns(sns(bounce))],
    [
      'a topic whose message is a text in a text',
      { Type: 'Notification', Message: JSON.stringify(JSON.stringify(sns(bounce))) },
    ],
    ['a queue', { MessageId: '1', ReceiptHandle: 'r', Body: JSON.stringify(sns(bounce)) }],
    ['a function', { Records: [{ Sns: { Message: JSON.stringify(bounce) } }] }],
    ['an event bus', { 'detail-type': 'Email Bounced', detail: bounce }],
    ['an array', [bounce]],
  ])('takes it out of %s', (_, wrapped) => {
    expect(recipients(wrapped)).toEqual(['a@example.com', 'b@example.com'])
  })

  it('knows events that were cut down to what happened', () => {
    const { mail: _, ...bare } = bounce
    expect(recipients(sns(bare))).toEqual(['a@example.com', 'b@example.com'])
    const failed = { event: 'failed', recipient: 'a@example.com', severity: 'permanent' }
    expect(unfoldJson({ signature: {}, 'event-data': failed })).toMatchObject([{ mg_kind: 'permanent' }])
    const sparkpost = { msys: { message_event: { type: 'bounce', bounce_class: '10', rcpt_to: 'a@example.com' } } }
    expect(unfoldJson(sparkpost)).toMatchObject([{ sp_email: 'a@example.com', sp_kind: '10' }])
    expect(unfoldJson({ type: 'email.complained', data: { to: ['a@example.com'] } })).toMatchObject([
      { resend_email: 'a@example.com' },
    ])
    // Words that anybody uses are no event of theirs.
    const meeting = { event: 'board meeting', recipient: 'a@example.com' }
    expect(unfoldJson(meeting)).toEqual([meeting])
  })

  it('says so where the envelopes have no end', () => {
    let wrapped: unknown = bounce
    for (let i = 0; i < 8; i++) wrapped = sns(wrapped)
    expect(recipients(wrapped)).toMatch(/more than 6 envelopes/)
  })

  it('leaves alone what is no event of a kind it knows', () => {
    for (const plain of [
      { id: 1, mail: 'a@example.com' },
      'text',
      null,
      [1, 2],
      [],
      { Type: 'Notification', Message: 'not JSON' },
    ])
      expect(unfoldJson(plain)).toEqual([plain])
  })

  it('names nobody where a bounce may be any of several recipients, and everybody for a complaint', () => {
    const event = (type: string) => ({
      type,
      created_at: '2024-01-01',
      data: { to: ['a@example.com', 'b@example.com'] },
    })
    expect(unfoldJson(event('email.bounced'))).toEqual({ broken: expect.stringContaining('2 recipients') })
    expect(unfoldJson(event('email.complained'))).toHaveLength(2)
  })

  it('is not misled by names that objects have of themselves', () => {
    expect(unfoldJson(JSON.parse('{"__proto__":{"eventType":"Bounce","mail":{}},"a":1}'))).toHaveLength(1)
  })
})
