import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { AS_OF, goldpan, goldpanOk, isBuilt } from '../end-to-end/goldpan.ts'
import { tempDir } from '../temp-dir.ts'
import { makeProject } from './project.ts'

const dir = tempDir()
const out = join(dir, 'out')
const write = (format: string, brand: string, ...args: readonly string[]) =>
  goldpan(
    'suppress',
    'export',
    '--format',
    format,
    '--brand',
    brand,
    '--dir',
    dir,
    '--as-of',
    AS_OF,
    '--out',
    out,
    ...args,
  )
const text = (name: string): string => readFileSync(join(out, name), 'utf8')

describe.skipIf(!isBuilt)('goldpan suppress export', () => {
  beforeAll(() => {
    makeProject(dir)
    goldpanOk('suppress', 'add', '--person', 'crm:3', '--channel', 'email', '--brand', 'acme', '--dir', dir)
    goldpanOk(
      'suppress',
      'add',
      '--email',
      'angry@gmail.com',
      '--reason',
      'complaint',
      '--date',
      '2026-06-03',
      '--dir',
      dir,
    )
  })

  it('writes opt-outs, complaints and bounces as each provider takes them in', () => {
    expect(JSON.parse(write('mailgun', 'acme', '--json').out)).toMatchObject({ addresses: 5 })
    expect(text('bounces.csv')).toBe(
      'address,code,error,created_at\nderek@ellsworth.com,550,bounce_hard,"Sun, 01 Mar 2026 00:00:00 UTC"\n',
    )
    expect(text('unsubscribes.csv').split('\n').slice(0, 4)).toEqual([
      'address,tags,created_at',
      'bob.archer@gmail.com,*,"Thu, 15 Jan 2026 00:00:00 UTC"',
      expect.stringMatching(/^carla\.dunham@yahoo\.com,\*,/),
      expect.stringMatching(/^stranger@example-mail\.org,\*,/),
    ])
    expect(text('complaints.csv')).toContain('angry@gmail.com,"Wed, 03 Jun 2026')
    expect(write('mailchimp', 'acme').out).toContain('as Unsubscribed')
    expect(text('unsubscribed.csv')).toBe(
      'Email Address\nangry@gmail.com\nbob.archer@gmail.com\ncarla.dunham@yahoo.com\nstranger@example-mail.org\n',
    )
    expect(text('cleaned.csv')).toBe('Email Address\nderek@ellsworth.com\n')
    write('ses', 'acme')
    expect(text('suppressions.jsonl')).toContain('{"emailAddress":"derek@ellsworth.com","reason":"BOUNCE"}\n')
    write('generic', 'acme')
    expect(text('suppressions.csv')).toContain(
      'bob.archer@gmail.com,unsubscribe,unsubscribed_channel,2026-01-15,unsubscribed: unsubscribed 2026-01-15\n',
    )
    for (const format of ['sendgrid', 'klaviyo', 'hubspot', 'postmark', 'brevo'])
      expect(write(format, 'acme').code).toBe(0)
  })

  it('tells a brand what concerns it', () => {
    write('klaviyo', 'bazaar')
    expect(text('suppressions.csv')).toBe('Email\nangry@gmail.com\nderek@ellsworth.com\n')
  })

  it('names the place of a mistake', () => {
    expect(write('mailchump', 'acme').code).toBe(2)
    expect(write('generic', 'acne').err).toContain('did you mean "acme"?')
  })
})
