import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReviewServer } from '../../src/review/server.ts'
import { openReviewRecords } from '../../src/store/review-records.ts'
import { openStore } from '../../src/store/store.ts'
import { cleaned, repairDecisions } from '../../src/store/tables.ts'
import { runTo } from '../match/stage-case.ts'
import { tempDir } from '../temp-dir.ts'
import { type Client, fieldsOf, openClient, serve } from './review-case.ts'

const dir = join(tempDir(), 'project')
let server: ReviewServer
let client: Client

/** Names with digits in them and addresses of a provider under another ending are suggestions. */
const ROWS = [
  'r0,C1ara,Dreyer,1980-01-02,clara@example.org',
  'r1,Ant0n,Ebert,1981-01-02,anton@example.org',
  'r2,Bruno,Fa1k,1982-01-02,bruno@example.org',
  'r3,Emma,Gruber,1983-01-02,emma.gruber@web.se',
  'r4,Hugo,Imhof,1984-01-02,hugo.imhof@web.se',
  'r5,Ida,Jansen,1985-01-02,ida.jansen@web.se',
]

beforeAll(async () => {
  mkdirSync(dir)
  const put = (name: string, rows: readonly string[]) => writeFileSync(join(dir, name), `${rows.join('\n')}\n`)
  put('crm.csv', [
    'id,first_name,last_name,birth_date,email,consent,consent_at,proof',
    ...ROWS.map((row) => `${row},yes,2026-01-10,double opt-in`),
  ])
  put('out.csv', ['email', 'hugo.imhof@web.se', 'emma.gruber@web.de'])
  const columns =
    'first_name: first_name, last_name: last_name, birth_date: birth_date, email: email, consent: consent_email, consent_at: consent_at, proof: consent_evidence'
  put('goldpan.yaml', [
    'name: Test',
    'country: DE',
    'sources:',
    `  - { name: crm, file: crm.csv, role: customers, key: id, deal: own, columns: { ${columns} } }`,
    '  - { name: out, file: out.csv, role: suppressions, means: unsubscribed, columns: { email: email } }',
  ])
  await runTo(dir, 'flag')
  server = await serve(dir)
  client = await openClient(server.url)
})
afterAll(() => server.close())

function inStore<T>(work: (store: ReturnType<typeof openStore>) => T): T {
  const store = openStore(dir)
  try {
    return work(store)
  } finally {
    store.close()
  }
}
const field = (rec: number, name: 'first_name' | 'last_name' | 'email') =>
  inStore((store) => cleaned.where(store, { rec })[0]![name])
const mayMail = (rec: number): boolean =>
  inStore((store) => {
    const person = store.db.prepare('SELECT person_no FROM membership WHERE rec = ?').pluck().get(rec) as number
    return openReviewRecords(store)
      .answersOf(person)
      .some((answer) => answer.channel === 'email' && answer.allowed)
  })

/** The page on the suggestion about that record. */
async function pageOf(rec: number): Promise<string> {
  for (let place = 0; ; place++) {
    const repair = server.desk.repairAt(place)
    if (repair === null) throw new Error(`nothing is suggested of record ${rec}`)
    if (repair.rec === rec) return (await client.get(`/repairs?place=${place}`)).body
  }
}
const answer = async (rec: number, given: Record<string, string>) =>
  client.post('/repairs/decide', { ...fieldsOf(await pageOf(rec), '/repairs/decide'), ...given })

describe('suggested repairs', () => {
  it('are followed, kept or replaced from the next run on; opt-outs of every form hold', async () => {
    const before = ROWS.map((_, rec) => mayMail(rec))
    expect([field(0, 'first_name'), field(3, 'email')]).toEqual(['C1ara', 'emma.gruber@web.se'])
    expect((await answer(0, { answer: 'accept' })).body).toContain('Suggestion followed: noted.')
    await answer(1, { answer: 'other', value: '  Antonia ' })
    await answer(2, { answer: 'keep' })
    await answer(3, { answer: 'accept' })
    await answer(4, { answer: 'accept' })
    await answer(5, { answer: 'other', value: 'ida@New.example' })
    const results = await runTo(dir, 'flag')
    expect(results.map((result) => result.skipped)).toEqual([true, false, false, false])
    expect([field(0, 'first_name'), field(1, 'first_name'), field(2, 'last_name')]).toEqual([
      'Clara',
      'Antonia',
      'Fa1k',
    ])
    expect([3, 4, 5].map((rec) => field(rec, 'email'))).toEqual([
      'emma.gruber@web.de',
      'hugo.imhof@web.de',
      'ida@new.example',
    ])
    // Nobody who was closed is open now; and an address that only a reviewer knows has nobody's consent.
    for (const [rec, was] of before.entries()) expect([rec, !was && mayMail(rec)]).toEqual([rec, false])
    expect([3, 4, 5].map(mayMail)).toEqual([false, false, false])
    expect((await runTo(dir, 'flag')).every((result) => result.skipped)).toBe(true)
    expect(server.desk.countRepairs({ source: null, rule: null }).open).toBeGreaterThanOrEqual(0)
    server.desk.follow()
    expect(server.desk.countRepairs({ source: null, rule: null })).toEqual({ total: 0, open: 0 })
  })

  it('come back when the decision is taken back', async () => {
    const ids = inStore((store) => [...repairDecisions.all(store, ['decision_no'])])
    const { appendRepairDecisions } = await import('../../src/store/repair-decisions.ts')
    inStore((store) =>
      appendRepairDecisions(
        store,
        ids.map(({ repair_id, uid }) => ({
          repair: { id: repair_id!, uid: uid! },
          rule: null,
          undo: false,
          by: null,
          at: '2026-07-02',
          note: null,
        })),
      ),
    )
    await runTo(dir, 'flag')
    expect([field(0, 'first_name'), field(1, 'first_name'), field(5, 'email')]).toEqual([
      'C1ara',
      'Ant0n',
      'ida.jansen@web.se',
    ])
    server.desk.follow()
    expect(server.desk.countRepairs({ source: null, rule: null }).open).toBe(6)
  })

  it('are decided once, undone by the page, and refused where they cannot stand', async () => {
    const form = fieldsOf(await pageOf(0), '/repairs/decide')
    const page = await client.post('/repairs/decide', { ...form, answer: 'keep' })
    expect(page.body).toContain('Kept as given: noted.')
    expect((await client.post('/repairs/decide', { ...form, answer: 'accept' })).status).toBe(409)
    await client.post('/repairs/undo', fieldsOf(page.body, '/repairs/undo'))
    expect(server.desk.countRepairs({ source: null, rule: null }).open).toBe(6)
    for (const wrong of [
      { answer: 'other', value: '' },
      { answer: 'other', value: 'two@a.example, b@c.example' },
      { answer: 'maybe' },
      { answer: 'keep', id: 'r123' },
      { answer: 'keep', place: '77' },
    ]) {
      const refused = await answer(5, wrong)
      expect([wrong, refused.status]).toEqual([wrong, 409])
      expect(refused.body).not.toContain('two@a')
    }
    expect(server.desk.countRepairs({ source: null, rule: 'name.digits' }).total).toBe(3)
    expect(server.desk.countRepairs({ source: 'crm', rule: null }).total).toBe(6)
  })
})
