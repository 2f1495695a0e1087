import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UserError } from '../../src/base/errors.ts'
import { silentProgress } from '../../src/base/progress.ts'
import { explainCommand } from '../../src/cli/explain.ts'
import type { Io } from '../../src/cli/io.ts'
import { reportCommand } from '../../src/cli/report.ts'
import { openStore } from '../../src/store/store.ts'
import { contactability, memberships, persons, sourceRecords } from '../../src/store/tables.ts'
import { fillWorkspace } from './fill-workspace.ts'

const dir = mkdtempSync(join(tmpdir(), 'goldpan-explain-'))
afterAll(() => rmSync(dir, { recursive: true }))

let several = { id: '', key: '', records: 0 }
let channels = 0

beforeAll(() => {
  const store = openStore(dir)
  fillWorkspace(store, { people: 120, order: 3, hostile: true })
  const keyOf = (personNo: number) =>
    memberships
      .where(store, { person_no: personNo })
      .map((m) => sourceRecords.where(store, { rec: m.rec })[0]!)
      .find((r) => r.source_no === 0)?.own_key
  const person = [...persons.all(store, ['person_no'])].find((p) => p.records > 2 && keyOf(p.person_no))!
  several = { id: person.person_id, key: `acme-crm:${keyOf(person.person_no)}`, records: person.records }
  channels = contactability.where(store, { person_no: person.person_no }).length * 5
  store.close()
  writeFileSync(join(dir, 'a.csv'), 'id\n1\n')
  writeFileSync(
    join(dir, 'goldpan.yaml'),
    'name: Acme\ncurrency: EUR\nsources:\n  - { name: acme-crm, file: a.csv, format: csv, role: customers, brand: Acme }\n',
  )
})

async function say(make: (io: Io) => ReturnType<typeof explainCommand>, args: readonly string[]): Promise<string> {
  const said: string[] = []
  const io: Io = {
    out: (text) => said.push(text),
    progress: silentProgress,
    stdin: process.stdin,
    today: () => '2026-11-22',
    setExitCode: () => {},
  }
  await make(io).parseAsync([...args], { from: 'user' })
  return said.join('\n')
}

const explain = (...args: readonly string[]) => say(explainCommand, [...args, '--dir', dir])

describe('explain', () => {
  it('gives one object with every record, link, reason and the plan', async () => {
    const person = JSON.parse(await explain(several.id, '--json'))
    expect(person.person_id).toBe(several.id)
    expect(person.records).toHaveLength(several.records)
    expect(person.contact).toHaveLength(channels)
    for (const c of person.contact)
      expect(c).toMatchObject({ reason: expect.any(String), allowed: expect.any(Boolean) })
    expect(person.holding_links.length).toBeLessThan(several.records)
    expect(person.golden.find((g: { field: string }) => g.field === 'city').from).toHaveLength(several.records)
    expect(person.segment.state).toEqual(expect.any(String))
    expect(person.plan.reason).toEqual(expect.any(String))
    expect(JSON.stringify(person)).not.toMatch(/person_no|"rec"|verdict_no/)
  })

  it('finds a person by source and record id, with a key and by row number', async () => {
    expect(JSON.parse(await explain(several.key, '--json')).person_id).toBe(several.id)
    const byRow = JSON.parse(await explain('fair-leads:2', '--json'))
    expect(byRow.records.map((r: { id: string }) => r.id)).toContain('fair-leads:2')
  })

  it('lays it out in sentences that cannot steer the terminal', async () => {
    const text = await explain(several.id)
    expect(text).toMatch(/(may|may not) send e-mails for marketing: /)
    expect(text).toMatch(/Segment and plan/)
    // biome-ignore lint/complexity/useRegexLiterals: control characters are easier read in a string
    const foreign = text.replace(new RegExp('\\u001b\\[\\d+m', 'g'), '')
    expect(foreign).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/)
  })

  it('says whether two are one person', async () => {
    const [a, b] = [several.id, several.key]
    expect(JSON.parse(await explain(a, b, '--json'))).toMatchObject({ same_person: true })
    const store = openStore(dir)
    const [zero, one] = [...persons.all(store, ['person_no'])].map((p) => p.person_id)
    store.close()
    expect(JSON.parse(await explain(zero!, one!, '--json'))).toMatchObject({ same_person: false, possible_match: 0.7 })
    expect(await explain(zero!, one!)).toContain('Possibly one person')
  })

  it.each(['p000000000000', 'nobody', 'no-source:1', 'acme-crm:no-such-key', 'acme-crm:', "x' OR 1=1 --"])(
    'tells the user who gives the unknown id %s what to give instead, without repeating it',
    async (id) => {
      const error = await explain(id).catch((e: unknown) => e)
      expect(error).toBeInstanceOf(UserError)
      expect((error as UserError).wayOut).toBeTruthy()
      expect((error as UserError).message).not.toContain('no-such-key')
    },
  )
})

describe('report', () => {
  it('writes the page where it is told to', async () => {
    const path = join(dir, 'deep', 'board.html')
    expect(await say(reportCommand, [dir, '--out', path])).toContain(path)
    expect(readFileSync(path, 'utf8')).toContain('<h1><bdi>Acme</bdi></h1>')
  })

  it('gives the numbers for machines', async () => {
    const data = JSON.parse(await say(reportCommand, [dir, '--json']))
    expect(data).toMatchObject({ project: 'Acme', currency: 'EUR', people: { people: 120 } })
  })
})
