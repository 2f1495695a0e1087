import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import { parseIsoDate } from '../../src/record/dates.ts'
import type { Project } from '../../src/record/project.ts'
import { gatherReport, renderReport, reportStage } from '../../src/report/index.ts'
import { openStore } from '../../src/store/store.ts'
import { fillWorkspace, HOSTILE } from './fill-workspace.ts'

const root = mkdtempSync(join(tmpdir(), 'goldpan-report-'))
afterAll(() => rmSync(root, { recursive: true }))

const PEOPLE = 400

async function runStage(name: string, order: number, people = PEOPLE, parquet = false): Promise<string> {
  const dir = join(root, name)
  const outDir = join(dir, 'goldpan-out')
  mkdirSync(outDir, { recursive: true })
  const store = openStore(dir)
  const project: Project = { dir, name: HOSTILE[0]!, asOf: null, country: 'DE', currency: 'EUR', sources: [] }
  const noRules = {
    get: () => {
      throw new Error('the report obeys no rules')
    },
  }
  try {
    fillWorkspace(store, { people, order, hostile: true })
    store.db.exec('BEGIN IMMEDIATE')
    const asOf = parseIsoDate('2026-11-22')!
    await reportStage.run({
      project,
      store,
      rules: noRules,
      asOf,
      threads: 1,
      parquet,
      outDir,
      progress: silentProgress,
    })
    store.db.exec('COMMIT')
    const again = gatherReport(store, { project: project.name, asOf, currency: 'EUR' })
    expect(await renderReport(again)).toBe(readFileSync(join(outDir, 'report.html'), 'utf8'))
  } finally {
    store.close()
  }
  return outDir
}

let first = ''
beforeAll(async () => {
  first = await runStage('first', 1)
})

const read = (name: string): Record<string, string>[] => parse(readFileSync(join(first, name)), { columns: true })

describe('the report stage', () => {
  it('writes the files it promises, readable by their owner only', () => {
    expect(readdirSync(first).sort()).toEqual([...reportStage.outputs].sort())
    for (const name of reportStage.outputs) expect(statSync(join(first, name)).mode & 0o777).toBe(0o600)
  })

  it('writes the same bytes when the rows came in another order', async () => {
    const second = await runStage('second', 2)
    for (const name of reportStage.outputs)
      expect(readFileSync(join(second, name), 'utf8'), name).toBe(readFileSync(join(first, name), 'utf8'))
  })

  it('sorts by stable keys', () => {
    const keysOf = (name: string, columns: readonly string[]) =>
      read(name).map((r) => columns.map((c) => r[c]).join('\0'))
    for (const name of ['persons.csv', 'segments.csv', 'plan.csv']) {
      const keys = keysOf(name, ['person_id'])
      expect(keys).toHaveLength(PEOPLE)
      expect(keys).toEqual([...keys].sort())
    }
    const keyed = read('membership.csv').filter((r) => r.source !== 'fair-leads')
    const ids = keyed.map((r) => `${r.source}\0${r.record_id}`)
    expect(ids).toEqual([...ids].sort())
  })

  it('names records without a key by their row in the source', () => {
    const rows = read('membership.csv').filter((r) => r.source === 'fair-leads')
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.map((r) => r.record_id)).toEqual(rows.map((_, i) => String(i + 1)))
  })

  it('writes contactability as one line per channel in use', () => {
    const rows = read('contactability.csv')
    expect(Object.keys(rows[0]!).join()).toBe(
      'person_id,brand,channel,purpose,allowed,reason,since,until,evidence,alternate_channel',
    )
    expect(new Set(rows.map((r) => r.channel))).toEqual(new Set(['email', 'sms', 'call', 'letter', 'ads']))
    expect(new Set(rows.map((r) => r.allowed))).toEqual(new Set(['true', 'false']))
    for (const r of rows)
      expect([r.since, r.allowed]).toEqual(r.allowed === 'true' ? ['', 'true'] : ['2025-03-01', 'false'])
  })

  it('writes money with two decimals and booleans in words', () => {
    for (const r of read('segments.csv')) {
      expect(r.monetary).toMatch(/^\d+\.\d\d$/)
      expect(r.is_customer).toMatch(/^(true|false)$/)
      expect(r.rfm).toBe(`${r.r}${r.f}${r.m}`)
    }
    const sent = read('plan.csv').filter((r) => r.channel !== '')
    expect(sent.length).toBeGreaterThan(50)
    for (const r of sent) expect(r.expected_net).toMatch(/^\d+\.\d\d$/)
  })

  it('keeps what was read in quarantine, disarmed for spreadsheets', () => {
    expect(read('quarantine.csv').map((r) => [r.line, r.reason, r.raw])).toEqual([
      ['17', 'more cells than columns', HOSTILE[0]],
      ['99', 'more cells than columns', `'${HOSTILE[4]}`],
      ['120', HOSTILE[0], "'=1+1"],
    ])
  })

  it('writes no clock time', () => {
    const clock = /\b\d\d:\d\d(:\d\d)?\b|T\d\d:/
    expect(readFileSync(join(first, 'report.html'), 'utf8').replace(/<style>[\s\S]*?<\/style>/, '')).not.toMatch(clock)
  })
})

describe('the page', () => {
  const page = () => readFileSync(join(first, 'report.html'), 'utf8')

  it('holds no hostile text unescaped, no script, nothing from outside', () => {
    for (const evil of HOSTILE.filter((h) => /[<"']/.test(h))) expect(page()).not.toContain(evil)
    expect(page()).not.toMatch(/<script|<img|<link|<iframe|@import|url\((?!#)|\son[a-z]+\s*=\s*"/i)
    expect([...page().matchAll(/(?:src|href)="([^"]*)"/g)].map((m) => m[1]).filter((u) => !u!.startsWith('#'))).toEqual(
      [],
    )
    expect(page()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  })

  it('shows no address of a person, only domains that several use', () => {
    expect(page()).not.toMatch(/secret\.person|person\d+@/)
    expect(page()).toContain('gmial.com')
  })

  it('has one heading, a caption for every table, and words for every chart', () => {
    expect(page().match(/<h1/g)).toHaveLength(1)
    expect(page().match(/<table/g)!.length).toBe(page().match(/<caption>/g)!.length)
    expect(page().match(/<svg/g)!.length).toBe(page().match(/role="img" aria-label="[^"]{20,}"/g)!.length)
    const ids = [...page().matchAll(/\sid="([^"]+)"/g)].map((m) => m[1])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('stands on an empty workspace, too', async () => {
    const empty = await runStage('empty', 1, 0)
    const text = readFileSync(join(empty, 'report.html'), 'utf8')
    expect(text).toContain('0 people')
    expect(text).not.toMatch(/NaN|Infinity|undefined/)
  })
})

describe('with --parquet', () => {
  it('writes beside every CSV file the same rows, with numbers as numbers and booleans as booleans', async () => {
    const folder = await runStage('parquet', 1, 60, true)
    const csvFiles = readdirSync(folder).filter((name) => name.endsWith('.csv'))
    expect(csvFiles.length).toBe(9)
    for (const name of csvFiles) {
      const rows: Record<string, string>[] = parse(readFileSync(join(folder, name)), { columns: true })
      const file = await asyncBufferFromFile(join(folder, name.replace('.csv', '.parquet')))
      const typed = await parquetReadObjects({ file })
      const isForPeople = ['persons.csv', 'repairs.csv', 'quarantine.csv'].includes(name)
      expect(typed).toHaveLength(rows.length)
      typed.forEach((row, i) => {
        expect(Object.keys(row)).toEqual(Object.keys(rows[i]!))
        for (const [column, value] of Object.entries(row)) {
          const text = rows[i]![column]!
          if (value === null || value === '') expect(text).toBe('')
          else if (typeof value === 'number') expect(value).toBeCloseTo(Number(text), 6)
          // CSV for people guards formulas with a ', Parquet needs no guard.
          else
            expect(isForPeople ? text.replace(/^'/, '') : text).toBe(
              String(value).replace(/^'/, isForPeople ? '' : "'"),
            )
        }
      })
    }
    const [segment] = await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, 'segments.parquet')) })
    expect(segment).toMatchObject({ is_customer: expect.any(Boolean), frequency: expect.any(BigInt) })
  })
})
