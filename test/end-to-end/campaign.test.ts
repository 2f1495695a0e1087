/** A campaign out and back: the lists of `export`, what came in between, and the results into `measure`. */

import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { hashFile } from '../../src/sources/hash-file.ts'
import { tempDir } from '../temp-dir.ts'
import { AS_OF, goldpan, goldpanOk, isBuilt } from './goldpan.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const CAMPAIGN = 'new-contract'

const rows = (path: string): Record<string, string>[] => parse(readFileSync(path, 'utf8'), { columns: true })

/** The sample with costs at which small lists pay, and a third held out. */
function cheapSample(dir: string): string {
  cpSync(join(ROOT, 'sample-data'), dir, { recursive: true })
  for (const made of ['.goldpan', 'goldpan-out']) rmSync(join(dir, made), { recursive: true, force: true })
  mkdirSync(join(dir, 'rules'), { recursive: true })
  const costs = readFileSync(join(ROOT, 'rules/costs.yaml'), 'utf8')
    .replaceAll(/design_minor: .*/g, 'design_minor: 0')
    .replaceAll(/prior_response: .*/g, 'prior_response: { customers: 0.05, prospects: 0.03 }')
    .replace(/control_share: .*/, 'control_share: 0.33')
  writeFileSync(join(dir, 'rules/costs.yaml'), costs)
  const lists = readFileSync(join(ROOT, 'rules/export.yaml'), 'utf8').replace(
    'unsubscribe_url: null',
    'unsubscribe_url: https://example.com/u/{token}',
  )
  writeFileSync(join(dir, 'rules/export.yaml'), lists)
  goldpanOk('run', dir, '--as-of', AS_OF)
  return dir
}

describe.skipIf(!isBuilt)('a campaign', { timeout: 300_000 }, () => {
  const dir = tempDir()
  const out = join(tempDir(), 'lists')
  let said = ''
  beforeAll(() => {
    cheapSample(dir)
    said = goldpanOk('export', CAMPAIGN, '--dir', dir, '--out', out, '--as-of', AS_OF)
  }, 300_000)

  it('goes out as planned, each arm apart, nobody twice', () => {
    const plan = rows(join(dir, 'goldpan-out/plan.csv')).filter((row) => row.campaign === CAMPAIGN)
    const lists = ['email', 'letter', 'sms'].flatMap((channel) => rows(join(out, `${channel}.csv`)))
    const control = rows(join(out, 'control.csv'))
    expect(lists).toHaveLength(plan.filter((row) => row.arm === 'treated').length)
    expect(control).toHaveLength(plan.filter((row) => row.arm === 'control').length)
    expect(control.length).toBeGreaterThan(5)
    const tokens = [...lists, ...control].map((row) => row.token)
    expect(new Set(tokens).size).toBe(tokens.length)
    expect(tokens.every((token) => /^[0-9a-z]{20}$/.test(token!))).toBe(true)
    expect(said).toContain('goldpan measure new-contract')
  })

  it('hands the sender one-click headers, and the letter its lines', () => {
    const email = rows(join(out, 'email.csv'))[0]!
    expect(email.list_unsubscribe).toBe(`<https://example.com/u/${email.token}>`)
    expect(email.list_unsubscribe_post).toBe('List-Unsubscribe=One-Click')
    expect(email.salutation).not.toMatch(/\{|\s{2}|^$/)
    const letters = rows(join(out, 'letter.csv'))
    const page = readFileSync(join(out, 'letters.html'), 'utf8')
    expect(page.match(/class="label"/g)).toHaveLength(letters.length)
    expect(page).not.toContain('<script')
  })

  it('says in the manifest what each file holds', async () => {
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))
    for (const { file, rows: count, sha256 } of manifest.files) {
      expect(statSync(join(out, file)).mode & 0o777).toBe(0o600)
      expect(await hashFile(join(out, file))).toBe(sha256)
      if (count !== null) expect(rows(join(out, file))).toHaveLength(count)
    }
  })

  it('gives the same lists again, and leaves out who said no in between', () => {
    const before = rows(join(out, 'email.csv'))
    const again = join(tempDir(), 'again')
    goldpanOk('export', CAMPAIGN, '--dir', dir, '--out', again, '--as-of', AS_OF)
    expect(rows(join(again, 'email.csv'))).toEqual(before)
    goldpanOk('suppress', 'add', '--email', before[0]!.email!, '--dir', dir, '--reason', 'objected', '--date', AS_OF)
    goldpanOk('export', CAMPAIGN, '--dir', dir, '--out', again, '--as-of', AS_OF)
    expect(rows(join(again, 'email.csv'))).toEqual(before.slice(1))
    expect(rows(join(again, 'left-out.csv')).map((row) => row.reason)).toEqual(['objected_all'])
  })

  it('keeps the lists of two campaigns apart, and knows what it does not', () => {
    expect(goldpan('export', 'last-chance', '--dir', dir, '--out', out).err).toContain('another campaign')
    const unknown = goldpan('export', 'nwe-contract', '--dir', dir, '--out', out)
    expect(unknown.code).toBe(2)
    expect(unknown.err).toContain(CAMPAIGN)
    const never = goldpan('measure', 'last-chance', join(out, 'email.csv'), '--dir', dir)
    expect(never.code).toBe(2)
    expect(never.err).toContain('never exported')
  })

  it('takes results back for both arms and plans with them', () => {
    const persons = new Map(rows(join(dir, 'goldpan-out/persons.csv')).map((row) => [row.person_id, row]))
    const treated = rows(join(out, 'email.csv'))
    const control = rows(join(out, 'control.csv')).filter((row) => row.channel === 'email')
    const emailOf = (id: string): string => persons.get(id)!.email!
    const buyers = [
      ...treated.slice(1, 9).map((row) => row.email!),
      ...control.slice(0, 1).map((row) => emailOf(row.person_id!)),
      'stranger@example.org',
    ]
    const results = join(tempDir(), 'orders.csv')
    const lines = buyers.map((email) => `${email},2026-07-10,49.90`)
    const late = `${treated[9]!.email},2027-01-01,10.00`
    writeFileSync(results, ['E-Mail,Order date,Total', ...lines, late].join('\n'))
    const json = JSON.parse(goldpanOk('measure', CAMPAIGN, results, '--dir', dir, '--as-of', '2026-12-31', '--json'))
    expect(json).toMatchObject({ rows: 11, matched: 9, others: 1, outside: 1, ambiguous: 0, is_over: true })
    expect(json.treated.responders).toBe(8)
    expect(json.control.responders).toBe(1)
    expect(json.treated.spend).toBeCloseTo(8 * 49.9, 6)
    const twice = JSON.parse(goldpanOk('measure', CAMPAIGN, results, '--dir', dir, '--as-of', '2026-12-31', '--json'))
    expect(twice).toEqual(json)
    goldpanOk('run', dir, '--as-of', AS_OF)
    const learned = rows(join(dir, 'goldpan-out/money.csv')).filter((row) => row.offer === CAMPAIGN)
    expect(learned.map((row) => row.response_source)).toContain('own results')
  })

  it('reads why people left from answers, and lets those be who need nothing any more', () => {
    const answers = join(tempDir(), 'answers.csv')
    const asked = rows(join(out, 'email.csv')).slice(1, 5)
    const control = rows(join(out, 'control.csv'))[0]!
    const said = ['Wir sind umgezogen', 'War mir zu teuer', 'I no longer need it', '']
    const lines = asked.map((row, i) => `${row.token},"${said[i]}",2026-07-12`)
    writeFileSync(answers, ['token,Why did you leave?,Date', ...lines, `${control.token},,`].join('\n'))
    const flags = ['--dir', dir, '--reason', 'Why did you leave?', '--as-of', '2026-12-31'] as const
    const json = JSON.parse(goldpanOk('measure', CAMPAIGN, answers, ...flags, '--json'))
    expect(json.reasons).toEqual({ moved: 1, no_need: 1, price: 1 })
    expect(goldpanOk('measure', CAMPAIGN, answers, ...flags)).toContain(
      'Reasons given, in people: moved 1, no need any more 1, price 1.',
    )
    goldpanOk('run', dir, '--as-of', '2026-12-31')
    const plan = rows(join(dir, 'goldpan-out/plan.csv')).filter((row) => row.reason === 'needs_it_no_more')
    expect(plan.length).toBe(2)
    const page = readFileSync(join(dir, 'goldpan-out/report.html'), 'utf8')
    expect(page).toContain('What past campaigns brought')
  })

  it('does not take tokens alone for a comparison of both arms', () => {
    const results = join(tempDir(), 'vouchers.csv')
    writeFileSync(results, `token\n${rows(join(out, 'email.csv'))[1]!.token}\n`)
    const { code, err } = goldpan('measure', CAMPAIGN, results, '--dir', dir)
    expect(code).toBe(2)
    expect(err).toContain('control group')
  })
})
