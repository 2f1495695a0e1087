import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse as parseCsv } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { tempDir } from '../temp-dir.ts'
import { AS_OF, goldpan, goldpanOk, isBuilt } from './goldpan.ts'

const FIXTURES = join(import.meta.dirname, '../ingest/providers/fixtures')
const PEOPLE = ['gone', 'left', 'full', 'angry', 'there', 'innocent', 'blocked', 'echo'] as const

interface Source {
  readonly name: string
  readonly file: string
  readonly role: string
  readonly brand?: string
  readonly provider?: string
  readonly list?: string
}

describe.skipIf(!isBuilt)('files of all providers in one folder', () => {
  const dir = join(tempDir(), 'acquired')
  let sources: readonly Source[] = []
  let verdicts = new Map<string, string>()

  beforeAll(() => {
    mkdirSync(dir)
    cpSync(FIXTURES, dir, { recursive: true })
    const rows = PEOPLE.map(
      (name, i) => `A${i + 501},${name}name,Person${i},${name}@example.com,${10_000 + i * 997},Town${i}`,
    )
    writeFileSync(join(dir, 'acme-customers.csv'), `id,first_name,last_name,email,postcode,city\n${rows.join('\n')}\n`)
    // A second brand, so that a list without a brand of its own counts for both.
    writeFileSync(join(dir, 'beta-customers.csv'), 'id,first_name,last_name,email\n1,Zoe,Beta,zoe@example.net\n')
    goldpanOk('init', dir)
    sources = (parse(readFileSync(join(dir, 'goldpan.yaml'), 'utf8')) as { sources: Source[] }).sources
    goldpanOk('run', dir, '--as-of', AS_OF)
    const out = (name: string) =>
      parseCsv(readFileSync(join(dir, 'goldpan-out', name)), { columns: true }) as Record<string, string>[]
    const emailOf = new Map(out('persons.csv').map((p) => [p.person_id, p.email]))
    verdicts = new Map(
      out('contactability.csv')
        .filter((row) => row.channel === 'email' && row.brand === 'acme' && row.purpose === 'marketing')
        .map((row) => [emailOf.get(row.person_id ?? '') ?? '', row.reason ?? '']),
    )
  }, 120_000)

  it('are recognised, each as what it is', () => {
    const own = sources.filter((s) => !/^(acme|beta)-/.test(s.file))
    const unknown = own.filter((s) => s.provider === undefined && s.list === undefined).map((s) => s.file)
    expect(unknown.sort()).toEqual(['Abmeldungen_Newsletter.csv', 'do-not-call-list.csv', 'ruecklaeufer-post.csv'])
    expect(sources.filter((s) => s.file === 'maildir' || s.file === 'feedback-loop')).toHaveLength(2)
  })

  it('take their brand from the sending domain, and else count for all', () => {
    expect(sources.filter((s) => s.file.startsWith('mg.acme')).map((s) => s.brand)).toEqual(['acme', 'acme', 'acme'])
    expect(sources.find((s) => s.file === 'ses-sns.jsonl')?.brand).toBe('*')
  })

  it('close the e-mail of those they name and of nobody else', () => {
    const blocking = (name: string) => verdicts.get(`${name}@example.com`)
    expect(blocking('gone')).toBe('bounce_hard')
    expect(blocking('left')).toBe('unsubscribed_channel')
    expect(blocking('angry')).toBe('complaint')
    // Full in files of several years: nobody has emptied the mailbox.
    expect(blocking('full')).toBe('bounce_soft')
    // Nothing but what the law says of those who were merely written to, were blocked, or are an echo.
    for (const name of ['there', 'innocent', 'echo']) expect([name, blocking(name)]).toEqual([name, 'no_consent'])
  })

  it('say in one sentence why', () => {
    const { out } = goldpan('explain', 'acme-customers:A503', '--dir', dir)
    expect(out).toContain('acme may not send e-mails for marketing')
    expect(goldpanOk('explain', 'acme-customers:A501', '--dir', dir)).toContain('address bounced for good')
  })

  it('keep the gate shut for calls to its country while the copy of a register is too old', () => {
    const scrub = (text: string) => {
      writeFileSync(join(dir, '..', 'calls.csv'), text)
      const files = ['--out', join(dir, '..', 'c.csv'), '--rejected', join(dir, '..', 'r.csv')]
      const asked = ['--channel', 'call', '--brand', 'acme', '--dir', dir, '--as-of', AS_OF]
      return goldpan('scrub', join(dir, '..', 'calls.csv'), ...asked, ...files)
    }
    const german = 'phone\n+49 30 901820\n'
    expect(scrub(german).code).toBe(0)
    const { code, err } = scrub(`${german}+44 20 7946 0999\n`)
    expect(code).toBe(3)
    expect(err).toContain('790 days old')
    expect(err).toContain('1 of 2 rows')
    const rejected = readFileSync(join(dir, '..', 'r.csv'), 'utf8').split('\n')
    expect(rejected.filter((line) => line.includes('stale_list'))).toEqual([expect.stringMatching(/^\+44/)])
  })
})
