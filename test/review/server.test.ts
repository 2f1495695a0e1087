import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReviewServer, type ReviewServer } from '../../src/review/server.ts'
import { takeLock } from '../../src/store/lock.ts'
import { openStore } from '../../src/store/store.ts'
import { reviewDecisions } from '../../src/store/tables.ts'
import { tempDir } from '../temp-dir.ts'
import { ask, type Client, fieldsOf, openClient, serve, writeReviewCase } from './review-case.ts'

const root = tempDir()
const dir = join(root, 'project')
let server: ReviewServer
let client: Client
const reports: Error[] = []

beforeAll(async () => {
  await writeReviewCase(dir)
  server = await serve(dir, 'A. Steward', reports)
  client = await openClient(server.url)
})
afterAll(() => server.close())

const decisions = () => {
  const store = openStore(dir)
  const all = [...reviewDecisions.all(store, ['decision_no'])]
  store.close()
  return all
}
const nextForm = async (queue: string) => fieldsOf((await client.get(`/pairs?queue=${queue}`)).body, '/decide')

describe('who gets in', () => {
  it('listens on this machine only, and refuses a port that is taken', async () => {
    expect(new URL(server.url).hostname).toBe('127.0.0.1')
    const other = createServer()
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    )
    const settings = { folder: dir, project: '', port, by: null, today: () => '2026-07-01', report: () => {} }
    await expect(openReviewServer(settings)).rejects.toThrow(`Port ${port} is in use.`)
    other.close()
  })

  it('shows nothing without the link, which works once and never twice alike', async () => {
    const own = await serve(dir)
    const { origin } = new URL(own.url)
    for (const path of ['/', '/pairs?queue=possible', '/decisions.csv', '/style.css', '/?token=', '/?token=guess'])
      expect([path, (await ask(`${origin}${path}`)).status]).toEqual([path, 403])
    const opened = await ask(own.url)
    expect(opened.status).toBe(200)
    expect(String(opened.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict$/)
    expect((await ask(own.url)).status).toBe(403)
    const cookie = String(opened.headers['set-cookie']).split(';')[0]!
    expect((await ask(`${origin}/pairs`, { headers: { cookie } })).status).toBe(200)
    expect((await ask(`${origin}/pairs`, { headers: { cookie: `${cookie}x` } })).status).toBe(403)
    await own.close()
    expect(new URL(own.url).search).not.toBe(new URL(server.url).search)
  })

  it('answers to its own name only, as a rebound name would come with another', async () => {
    const port = new URL(client.origin).port
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      '127.0.0.1:1',
      `127.0.0.1.evil.example:${port}`,
    ])
      expect([host, (await client.get('/pairs', { host })).status]).toEqual([host, 403])
    expect((await client.get('/pairs', { host: `localhost:${port}` })).status).toBe(200)
  })

  it('takes nothing from another site: origin, form token and fetch metadata', async () => {
    const form = { ...(await nextForm('possible')), decision: 'same' }
    const before = decisions().length
    const tries: [Record<string, string>, Record<string, string>][] = [
      [form, { origin: 'http://evil.example' }],
      [form, { origin: 'null' }],
      [form, { origin: 'https://127.0.0.1' }],
      [form, { 'sec-fetch-site': 'cross-site' }],
      [{ ...form, form: 'guess' }, {}],
    ]
    for (const [fields, headers] of tries) expect((await client.post('/decide', fields, headers)).status).toBe(403)
    const cookie = { cookie: 'none', origin: client.origin }
    expect((await ask(`${client.origin}/decide`, { form, headers: cookie })).status).toBe(403)
    expect(decisions().length).toBe(before)
  })

  it('lets the browser load nothing, frame nothing and keep nothing', async () => {
    const { headers } = await client.get('/pairs')
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['x-frame-options']).toBe('DENY')
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  it('refuses a form that is far too long', async () => {
    expect((await client.post('/decide', { note: 'x'.repeat(100_000) })).status).toBe(413)
  })
})

describe('what it shows', () => {
  it('writes what stands in the data as text', async () => {
    const pages = [(await client.get('/list?queue=possible')).body]
    for (let place = 0; place < 5; place++) pages.push((await client.get(`/pairs?queue=possible&place=${place}`)).body)
    expect(pages.join('')).toContain('a2&lt;script&gt;document.title=&#39;taken&#39;&lt;/script&gt;')
    for (const page of pages) expect(page.match(/<script[^>]*>/g)).toEqual(['<script src="/keys.js" defer>'])
  })

  it('survives any address', async () => {
    for (const path of [
      '/pairs?queue=nothing&at=-1&source=%3Cscript%3E&did=zz',
      '/pairs?place=99999',
      '/pairs?queue=__proto__',
      '/list?page=999999999999&queue=thin',
      '/decisions?page=x',
    ])
      expect([path, (await client.get(path)).status]).toEqual([path, 200])
    expect((await client.get('/%2e%2e/secret')).status).toBe(404)
    expect(reports).toEqual([])
  })

  it('filters by source, and counts what is left', async () => {
    const all = server.desk.count({ queue: 'possible', source: null })
    expect(all.total).toBeGreaterThan(0)
    expect(server.desk.count({ queue: 'possible', source: 'crm' })).toEqual(all)
    expect(server.desk.count({ queue: 'thin', source: 'shop' }).total).toBeGreaterThan(0)
  })
})

describe('deciding', () => {
  it('appends, harmlessly twice, and takes back', async () => {
    const form = await nextForm('suspected')
    const before = decisions().length
    const open = server.desk.count({ queue: 'suspected', source: null }).open
    const page = await client.post('/decide', { ...form, decision: 'different' })
    expect(page.body).toContain('Two people: noted.')
    await client.post('/decide', { ...form, decision: 'different' })
    const made = decisions().slice(before)
    expect(made.map((d) => [d.decision, d.decided_by, d.decided_at])).toEqual([
      ['different', 'A. Steward', '2026-07-01'],
    ])
    expect(server.desk.count({ queue: 'suspected', source: null }).open).toBe(open - 1)
    expect((await client.get('/decisions')).body).toContain('two people')
    expect((await client.get('/decisions.csv')).body).toMatch(
      /^source_l,record_id_l,.*\ncrm,\d,shop,\w+,different,,A. Steward,2026-07-01\n$/,
    )

    const back = await client.post('/undo', fieldsOf(page.body, '/undo'))
    expect(back.body).toContain(form.uid_r)
    expect(server.desk.count({ queue: 'suspected', source: null }).open).toBe(open)
    expect(
      decisions()
        .slice(before)
        .map((d) => d.decision),
    ).toEqual(['different', 'undecided'])
    await client.post('/undo', fieldsOf(page.body, '/undo'))
    expect(decisions().length).toBe(before + 2)
  })

  it('says so when somebody decided meanwhile, and changes nothing', async () => {
    const form = await nextForm('possible')
    const other = await serve(dir, 'B. Other')
    const theirs = await openClient(other.url)
    const own = fieldsOf((await theirs.get('/pairs?queue=possible')).body, '/decide')
    await theirs.post('/decide', { ...own, decision: 'same' })
    const before = decisions().length
    const answer = await client.post('/decide', { ...form, decision: 'different' })
    expect([answer.status, decisions().length]).toEqual([409, before])
    expect(answer.body).toContain('They said: one person.')
    await theirs.post('/undo', { ...fieldsOf((await theirs.get('/decisions')).body, '/undo') })
    await other.close()
  })

  it('waits for whoever writes', async () => {
    const form = await nextForm('possible')
    const before = decisions().length
    const release = takeLock(dir, 'run')
    const answer = await client.post('/decide', { ...form, decision: 'same' })
    release()
    expect([answer.status, decisions().length]).toEqual([409, before])
    expect(answer.body).toContain('goldpan run')
  })

  it('takes no pair that it did not show', async () => {
    const form = await nextForm('possible')
    const before = decisions().length
    for (const wrong of [{ uid_l: 'crm:7' }, { place: '100000' }, { place: '' }, { decision: 'maybe' }])
      expect((await client.post('/decide', { ...form, decision: 'same', ...wrong })).status).toBe(409)
    expect(decisions().length).toBe(before)
  })
})
