import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import { initCommand, initProject } from '../../src/cli/init.ts'
import type { Io } from '../../src/cli/io.ts'
import type { SourceSpec } from '../../src/record/project.ts'
import { loadProject } from '../../src/rules/project-file.ts'
import { sampleValue } from '../ingest/recognise/sample-values.ts'

let dir: string
let printed: string[]
let io: Io
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'goldpan-init-'))
  printed = []
  io = {
    out: (text) => printed.push(text),
    progress: silentProgress,
    stdin: Readable.from([]),
    today: () => '2026-01-01',
    setExitCode: () => {},
  }
})
afterEach(() => rmSync(dir, { recursive: true }))

type Columns = readonly (readonly [header: string, kind: string])[]

function write(path: string, columns: Columns, { rows = 60, from = 0, delimiter = ',' } = {}): void {
  const quote = (cell: string) => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const lines = [
    columns.map(([name]) => name),
    ...Array.from({ length: rows }, (_, i) => columns.map(([, kind]) => sampleValue(kind, from + i))),
  ]
  mkdirSync(dirname(join(dir, path)), { recursive: true })
  writeFileSync(join(dir, path), `${lines.map((cells) => cells.map(quote).join(delimiter)).join('\n')}\n`)
}

const init = (options = {}) => initProject(dir, options, io)

async function sources(): Promise<Record<string, SourceSpec>> {
  const { project } = await init()
  return Object.fromEntries(project.sources.map((s) => [s.name, s]))
}

const PEOPLE: Columns = [
  ['customer_id', 'customer_id'],
  ['first_name', 'first_name'],
  ['last_name', 'last_name'],
  ['email', 'email'],
]
const CODED: Columns = [
  ['Kundennr', 'customer_code'],
  ['Vorname', 'first_name'],
  ['Nachname', 'last_name'],
  ['PLZ', 'postcode'],
  ['Ort', 'city'],
]
const ORDERS: Columns = [
  ['order_id', 'order_id'],
  ['customer_id', 'customer_ref'],
  ['date', 'occurred_at'],
  ['amount', 'amount'],
]

describe('goldpan init', () => {
  it('writes a goldpan.yaml that loads back as the same project', async () => {
    write('acme/customers.csv', PEOPLE)
    write('acme/orders.csv', ORDERS)
    write('nord/kunden.csv', CODED, { delimiter: ';' })
    write('nord/abmeldungen.csv', [['email', 'email']])
    const { path, project } = await init()
    expect(loadProject(dir)).toEqual(project)
    expect(path).toBe(join(dir, 'goldpan.yaml'))
    expect(project.sources.map((s) => [s.name, s.role, s.brand, s.key, s.of, s.means, s.delimiter])).toEqual([
      ['acme-customers', 'customers', 'acme', 'customer_id', null, null, ','],
      ['acme-orders', 'purchases', 'acme', null, 'acme-customers', null, ','],
      ['nord-abmeldungen', 'suppressions', 'nord', null, null, 'unsubscribed', expect.anything()],
      ['nord-kunden', 'customers', 'nord', 'Kundennr', null, null, ';'],
    ])
  })

  it('links events to the customers whose keys they hold, not to those that merely come first', async () => {
    write('a/customers.csv', CODED)
    write('b/customers.csv', PEOPLE)
    write('orders.csv', ORDERS)
    expect((await sources()).orders!.of).toBe('b-customers')
  })

  it('prefers the own brand where two sources hold the keys', async () => {
    write('a/customers.csv', PEOPLE)
    write('b/customers.csv', PEOPLE)
    write('b/orders.csv', ORDERS)
    expect((await sources())['b-orders']!.of).toBe('b-customers')
  })

  it('never narrows a suppression list to a brand that is only guessed', async () => {
    write('acme/customers.csv', PEOPLE)
    write('nord/kunden.csv', CODED)
    write('sammel_abmeldungen.csv', [['email', 'email']])
    expect((await sources())['sammel-abmeldungen']!.brand).toBe('*')
  })

  it('takes the brand from file names', async () => {
    write('acme_customers.csv', PEOPLE)
    write('nordlicht_kunden.csv', CODED)
    write('acme_unsubscribes.csv', [['email', 'email']])
    const found = await sources()
    expect(found['acme-customers']!.brand).toBe('acme')
    expect(found['nordlicht-kunden']!.brand).toBe('nordlicht')
    expect(found['acme-unsubscribes']!.brand).toBe('acme')
  })

  it('passes over answers, texts and results of its own, and says why', async () => {
    write('customers.csv', PEOPLE)
    write('truth.csv', [
      ['record_id', 'customer_id'],
      ['true_id', 'customer_ref'],
    ])
    write('goldpan-out/persons.csv', PEOPLE)
    write('.hidden/customers.csv', PEOPLE)
    writeFileSync(join(dir, 'README.md'), '# hello')
    writeFileSync(join(dir, 'empty.csv'), '')
    const { project, notes } = await init()
    expect(project.sources.map((s) => s.file)).toEqual(['customers.csv'])
    expect(notes.join('\n')).toMatch(/truth\.csv is passed over: it holds answers/)
    expect(notes.join('\n')).toMatch(/README\.md is passed over/)
    expect(notes.join('\n')).toMatch(/empty\.csv is passed over/)
  })

  it('marks what is unsure and lists what is kept raw', async () => {
    write('customers.csv', [...PEOPLE, ['zzz', 'text'], ['wann', 'birth_date']])
    const { path } = await init()
    const text = readFileSync(path, 'utf8')
    expect(text).toMatch(/wann: birth_date # unsure: .*please check/)
    expect(text).toMatch(/# kept raw: zzz/)
    expect(text).not.toMatch(/email: email #/)
  })

  it('does not overwrite a project file unless told to', async () => {
    write('customers.csv', PEOPLE)
    writeFileSync(join(dir, 'goldpan.yaml'), 'mine')
    await expect(init()).rejects.toMatchObject({ exitCode: 2, wayOut: expect.stringContaining('--force') })
    expect(readFileSync(join(dir, 'goldpan.yaml'), 'utf8')).toBe('mine')
    await init({ force: true })
    expect(loadProject(dir).sources).toHaveLength(1)
  })

  it('says what it looked at where nothing was recognised, and writes nothing', async () => {
    writeFileSync(join(dir, 'notes.txt'), 'some words\nand more words\n')
    await expect(init()).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining('notes.txt') })
    expect(existsSync(join(dir, 'goldpan.yaml'))).toBe(false)
  })

  it('survives hostile headers and file names', async () => {
    write('we\nird # name: x.csv', [
      ['email', 'email'],
      ['__proto__', 'text'],
      ['a: b # c', 'text'],
      ['"quoted"', 'first_name'],
      ['constructor', 'last_name'],
    ])
    const { project } = await init()
    expect(loadProject(dir)).toEqual(project)
  })

  it('does not put cells into the project file', async () => {
    write('customers.csv', PEOPLE)
    const { path } = await init()
    const text = readFileSync(path, 'utf8')
    for (let row = 0; row < 60; row++) expect(text).not.toContain(sampleValue('email', row))
  })

  it('prints a table, or one JSON object', async () => {
    write('customers.csv', PEOPLE)
    await initCommand(io).parseAsync([dir], { from: 'user' })
    expect(printed.join('\n')).toMatch(/customers/)
    expect(printed.join('\n')).toMatch(/4 of 4/)
    printed = []
    await initCommand(io).parseAsync([dir, '--force', '--json', '--country', 'de'], { from: 'user' })
    expect(printed).toHaveLength(1)
    expect(JSON.parse(printed[0]!)).toMatchObject({
      project: { country: 'DE', sources: [{ name: 'customers', unsure: [] }] },
    })
  })

  it('refuses a country that is none', async () => {
    write('customers.csv', PEOPLE)
    await expect(init({ country: 'Germany' })).rejects.toMatchObject({ exitCode: 2 })
  })
})

describe('columns that describe people', () => {
  it('are written to be compared, one for each thing described, and a run reads them', async () => {
    write('customers.csv', [...PEOPLE, ['Place of birth', 'city'], ['birthplace', 'city'], ['Job title', 'city']])
    const { project } = await init()
    expect(project.sources[0]!.compare).toEqual({ 'Place of birth': 'birth_place', 'Job title': 'occupation' })
    expect(loadProject(dir).sources[0]!.compare).toEqual(project.sources[0]!.compare)
  })

  it('are left alone in lists of events', async () => {
    write('customers.csv', PEOPLE)
    write('orders.csv', [
      ['order_id', 'order_id'],
      ['customer_id', 'customer_id'],
      ['order_date', 'occurred_at'],
      ['total', 'amount'],
      ['Job title', 'city'],
    ])
    expect((await sources()).orders!.compare).toBeUndefined()
  })
})
