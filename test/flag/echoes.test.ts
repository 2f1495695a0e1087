/** A provider that refuses an address because it stands in its own list tells nothing new. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/store.ts'
import { contactability, memberships, sourceRecords, verdicts } from '../../src/store/tables.ts'
import { runTo } from '../match/stage-case.ts'
import { tempDir } from '../temp-dir.ts'

const day = (n: number): string => `2026-0${n}-01T10:00:00.000Z`
const ses = (kind: string, at: string) => ({
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: kind,
    bouncedRecipients: [{ emailAddress: 'ann@gmail.com', status: '5.1.1' }],
    timestamp: at,
  },
  mail: { destination: ['ann@gmail.com'], timestamp: at },
})
const sendgrid = (event: string, at: number) => ({ sg_event_id: `${at}`, email: 'ann@gmail.com', event, timestamp: at })

/** Of the e-mail of the only customer. */
async function emailAfter(provider: string, columns: string, events: readonly object[]) {
  const dir = tempDir()
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'crm.csv'), 'id,last_name,email,country\n1,Archer,ann@gmail.com,US\n')
  writeFileSync(join(dir, 'events.json'), JSON.stringify(events))
  writeFileSync(
    join(dir, 'goldpan.yaml'),
    `name: acme\nsources:
  - { name: crm, file: crm.csv, role: customers, key: id, columns: { last_name: last_name, email: email, country: country } }
  - { name: events, file: events.json, role: suppressions, means: by_column, channel: email, provider: ${provider}, columns: ${columns} }\n`,
  )
  await runTo(dir, 'flag')
  const store = openStore(dir)
  const [row] = [...contactability.all(store)]
  const found = [...verdicts.all(store, ['verdict_no'])][row!.email!]!
  expect([sourceRecords.count(store), memberships.count(store)]).toEqual([1, 1])
  store.close()
  return { allowed: found.allowed, reason: found.reason, evidence: found.evidence }
}

const SES =
  '{ ses_recipient: email, ses_event: outcome, ses_kind: bounce_kind, ses_time: occurred_at, item.status: status_code }'
const SENDGRID = '{ email: email, timestamp: occurred_at, event: outcome }'

describe('echoes', () => {
  it.each([
    ['ses-events', SES, [ses('Suppressed', day(5)), ses('OnAccountSuppressionList', day(6))]],
    ['sendgrid-events', SENDGRID, [sendgrid('dropped', 1_780_000_000), sendgrid('dropped', 1_781_000_000)]],
  ])('of %s close nothing by themselves', async (provider, columns, events) => {
    expect(await emailAfter(provider, columns, events)).toMatchObject({ allowed: 1, reason: 'opt_out_regime' })
  })

  it('keep the day and the reason of what they repeat', async () => {
    const events = [ses('General', day(2)), ses('Suppressed', day(5)), ses('OnAccountSuppressionList', day(6))]
    expect(await emailAfter('ses-events', SES, events)).toEqual({
      allowed: 0,
      reason: 'bounce_hard',
      evidence: 'events: bounce_hard 2026-02-01 (no_mailbox)',
    })
  })
})
