import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { zipOf } from '../sources/archives.ts'
import { tempDir } from '../temp-dir.ts'
import { readFile } from './providers/read-fixture.ts'

function file(name: string, content: string | Buffer): string {
  const path = join(tempDir(), name)
  writeFileSync(path, content)
  return path
}
const one = async (name: string, content: string | Buffer) => (await readFile(file(name, content)))[0]!

describe('bad lists of providers', () => {
  it('columns that a provider added since are kept raw and change nothing', async () => {
    const read = await one(
      'suppressions.csv',
      'EmailAddress,SuppressionReason,Origin,CreatedAt,Email2,Topic,Brand\na@example.com,HardBounce,Recipient,2024-01-02T00:00:00Z,sender@example.org,x,y\n',
    )
    expect(read.spec.columns).not.toHaveProperty('Topic')
    expect(read.facts).toEqual(['a@example.com bounce_hard email 2024-01-02'])
  })

  it('dates in four forms and of the future are read each by itself, and lose nobody', async () => {
    const dates = [
      '2024-02-13',
      '13.02.2024',
      'Tue, 13 Feb 2024 10:00:00 +0000',
      '1707818400',
      '2031-01-01',
      'soon',
      '',
    ]
    const rows = dates.map((date, i) => `u${i}@example.com,"${date}"`)
    const read = await one('unsubscribes.csv', `email,created\n${rows.join('\n')}\n`)
    expect(read.facts).toEqual([
      'u0@example.com unsubscribed email 2024-02-13',
      'u1@example.com unsubscribed email 2024-02-13',
      'u2@example.com unsubscribed email 2024-02-13',
      'u3@example.com unsubscribed email 2024-02-13',
      'u4@example.com unsubscribed email 2031-01-01',
      'u5@example.com unsubscribed email',
      'u6@example.com unsubscribed email',
    ])
  })

  it('JSON that was cut short gives what stands before the cut, and says so', async () => {
    const whole = JSON.stringify(
      [1, 2, 3].map((i) => ({ sg_event_id: `${i}`, email: `u${i}@example.com`, event: 'unsubscribe', timestamp: 1 })),
    )
    const read = await one('events.json', whole.slice(0, -20))
    expect(read.facts).toHaveLength(2)
    expect(read.rejects).toEqual([expect.stringContaining('ends before')])
  })

  it('a line that is no JSON costs that line alone', async () => {
    const line = (i: number) =>
      JSON.stringify({ event: 'unsubscribe', email: `u${i}@example.com`, ts_epoch: 1709591400123 })
    const read = await one('events.jsonl', `${line(1)}\n{"event": "unsub\n${line(2)}\n`)
    expect(read.facts).toHaveLength(2)
    expect(read.rejects).toEqual(['not valid JSON'])
  })

  it('plain headers with a column added since are known by the name of the file', async () => {
    const named = async (name: string, content: string) => {
      const { spec, facts } = await one(name, content)
      return [spec.provider, spec.means, ...facts]
    }
    expect(
      await named('suppression_bounces.csv', 'status,reason,email,created,pool\n5.1.1,550 x,a@x.org,1600000000,p\n'),
    ).toEqual(['sendgrid-bounces', 'bounced', 'a@x.org bounce_hard email 2020-09-13'])
    expect(await named('mg.acme.example_complaints.csv', 'address,created_at,count\na@x.org,2020-09-13,2\n')).toEqual([
      'mailgun-complaints',
      'complaint',
      'a@x.org complaint email 2020-09-13',
    ])
    // No provider's: the more particular word of the name.
    expect((await one('suppression_bounces_ours.csv', 'mail,since,why\na@x.org,2020-09-13,x\n')).spec.means).toBe(
      'bounced',
    )
  })

  it('an archive whose names lead out of the folder is refused, with the reason', async () => {
    const content = 'Email Address,MEMBER_RATING,UNSUB_TIME\na@example.com,2,2024-01-02 00:00:00\n'
    for (const name of ['../../unsubscribed_members_export_1.csv', '/etc/unsubscribed_members_export_1.csv'])
      await expect(readFile(file('lists.zip', zipOf([{ name, content }])))).rejects.toThrow(/lead out of its folder/)
  })

  it('a bomb among the messages of an archive is stopped before it fills the memory', async () => {
    const bomb = zipOf([{ name: 'a.eml', content: Buffer.alloc(64 << 20, 'x') }])
    await expect(readFile(file('messages.zip', bomb))).rejects.toThrow(/no rows/)
  })
})
