import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { unitInterval } from '../../src/base/hash.ts'
import { tempDir } from '../temp-dir.ts'
import { disguise, shuffled } from './disguise.ts'
import { folderHash } from './folder-hash.ts'
import { AS_OF, goldpan, goldpanOk, isBuilt, killedAfter } from './goldpan.ts'

type Row = Readonly<Record<string, string>>
const readCsv = (path: string): Row[] => parse(readFileSync(path, 'utf8'), { columns: true, bom: true })

const OUTPUTS = [
  'persons.csv',
  'membership.csv',
  'contactability.csv',
  'repairs.csv',
  'segments.csv',
  'changes.csv',
  'money.csv',
  'plan.csv',
  'quarantine.csv',
  'model.yaml',
  'report.html',
]

describe.skipIf(!isBuilt)('an acquisition, from raw files to the report (needs npm run build)', () => {
  const root = tempDir()
  const sample = join(root, 'sample')
  const out = join(sample, 'goldpan-out')
  let undisturbed: Record<string, string> = {}

  beforeAll(() => {
    goldpanOk('sample', sample, '--people', '600', '--seed', '11')
    goldpanOk('run', sample, '--as-of', AS_OF)
    undisturbed = folderHash(out)
  })

  /** A copy of the raw files only. */
  function fresh(name: string): string {
    const dir = join(root, name, 'sample')
    cpSync(sample, dir, { recursive: true })
    for (const made of ['.goldpan', 'goldpan-out', 'goldpan.yaml'])
      rmSync(join(dir, made), { recursive: true, force: true })
    return dir
  }

  it('writes every output of the contract', () => {
    expect(Object.keys(undisturbed).sort()).toEqual([...OUTPUTS].sort())
    expect(Object.keys(readCsv(join(out, 'membership.csv'))[0]!)).toEqual(['source', 'record_id', 'person_id', 'band'])
    expect(Object.keys(readCsv(join(out, 'contactability.csv'))[0]!)).toEqual([
      'person_id',
      'brand',
      'channel',
      'purpose',
      'allowed',
      'reason',
      'since',
      'until',
      'evidence',
      'alternate_channel',
    ])
  })

  it('finds who is who with nothing configured', () => {
    const result = JSON.parse(
      goldpanOk(
        'evaluate',
        '--clusters',
        join(out, 'membership.csv'),
        '--truth',
        join(sample, 'truth', 'truth.csv'),
        '--json',
      ),
    )
    expect(result.f1).toBeGreaterThan(0.9)
  })

  it('loses no unsubscribe and no complaint', () => {
    const members = new Map(
      readCsv(join(out, 'membership.csv')).map((r) => [`${r.source}:${r.record_id}`, r.person_id!]),
    )
    const open = new Set<string>()
    for (const row of readCsv(join(out, 'contactability.csv'))) {
      if (row.channel === 'email' && row.allowed === 'true') open.add(row.person_id!)
    }
    const personsOf = new Map<string, string[]>()
    for (const row of readCsv(join(sample, 'truth', 'truth.csv'))) {
      const person = members.get(`${row.source}:${row.record_id}`)
      if (person !== undefined) personsOf.set(row.true_id!, [...(personsOf.get(row.true_id!) ?? []), person])
    }
    const told = readCsv(join(sample, 'truth', 'truth-people.csv')).filter((p) =>
      /unsubscribed|complaint/.test(p.email_block_reason!),
    )
    expect(told.length).toBeGreaterThan(30)
    const lost = told.filter((p) => personsOf.get(p.true_id!)?.some((person) => open.has(person)))
    expect(lost.map((p) => p.true_id)).toEqual([])
  })

  it('keeps every stage when nothing changed, and says so', () => {
    const again = JSON.parse(goldpanOk('run', sample, '--as-of', AS_OF, '--json'))
    expect(again.stages.every((s: { skipped: boolean }) => s.skipped)).toBe(true)
    const status = JSON.parse(goldpanOk('status', sample, '--as-of', AS_OF, '--json'))
    expect(status.stages.map((s: { standing: string }) => s.standing)).toEqual(Array(7).fill('done'))
    expect(folderHash(out)).toEqual(undisturbed)
  })

  it('gives the same bytes after kills at any moment', async () => {
    const started = performance.now()
    goldpanOk('run', fresh('whole'), '--as-of', AS_OF)
    const whole = performance.now() - started
    let dir = fresh('killed')
    let kills = 0
    for (let attempt = 0; attempt < 12; attempt++) {
      const ms = Math.floor((0.05 + 0.6 * unitInterval('kill', String(attempt))) * whole)
      if (await killedAfter(ms, 'run', dir, '--as-of', AS_OF)) kills++
      // It got through: what is killed next must have something left to do.
      else if (attempt < 11) dir = fresh(`killed-${attempt}`)
    }
    expect(kills).toBeGreaterThan(2)
    goldpanOk('run', dir, '--as-of', AS_OF)
    expect(folderHash(join(dir, 'goldpan-out'))).toEqual(undisturbed)
  })

  it('gives the same bytes whatever the order of rows, and leaves only row numbers to follow them', () => {
    const dir = fresh('shuffled')
    // Two sources have no key of their own: their row numbers are their names, so their rows stay in order.
    const keyless = /^(tradeshow-cards|subscribed_members)/
    for (const name of readdirSync(dir).filter((n) => /\.(csv|jsonl)$/.test(n) && !keyless.test(n))) {
      const bytes = readFileSync(join(dir, name))
      // One character a byte, so that the shuffle works on lines of any encoding.
      const [header, ...lines] = bytes
        .toString('latin1')
        .split('\n')
        .filter((line) => line !== '')
      const isTable = name.endsWith('.csv')
      const body = shuffled(
        (isTable ? lines : [header!, ...lines]).map((line) => [line]),
        name,
      ).map(([line]) => line!)
      writeFileSync(join(dir, name), Buffer.from(`${[...(isTable ? [header!] : []), ...body].join('\n')}\n`, 'latin1'))
    }
    goldpanOk('run', dir, '--as-of', AS_OF, '--threads', '1')
    const now = folderHash(join(dir, 'goldpan-out'))
    const { 'quarantine.csv': _lines, ...rest } = now
    const { 'quarantine.csv': __lines, ...before } = undisturbed
    expect(rest).toEqual(before)
    const quarantined = (path: string) =>
      readCsv(path)
        .map((r) => [r.source, r.reason, r.raw].join('|'))
        .sort()
    expect(quarantined(join(dir, 'goldpan-out', 'quarantine.csv'))).toEqual(quarantined(join(out, 'quarantine.csv')))
  })

  it('gives the same bytes whatever the order of sources in goldpan.yaml', () => {
    const dir = fresh('reordered')
    goldpanOk('init', dir)
    const yaml = readFileSync(join(dir, 'goldpan.yaml'), 'utf8')
    const at = yaml.indexOf('\n  - name:')
    const [head, sources] = [yaml.slice(0, at), yaml.slice(at).split(/(?=\n {2}- name:)/)]
    expect(sources.length).toBeGreaterThan(10)
    writeFileSync(
      join(dir, 'goldpan.yaml'),
      head +
        sources
          .reverse()
          .map((s) => s.trimEnd())
          .join('\n') +
        '\n',
    )
    goldpanOk('run', dir, '--as-of', AS_OF)
    expect(folderHash(join(dir, 'goldpan-out'))).toEqual(undisturbed)
  })

  it('finds who is who in a folder never seen before: other names, headers, formats, encodings', async () => {
    const dir = join(root, 'unseen')
    mkdirSync(dir)
    await disguise(sample, dir)
    goldpanOk('run', dir, '--as-of', AS_OF)
    // The truth knows the sample's source names; the disguise keeps every key, and keys are unique across the sources.
    const sourceOf = new Map(readCsv(join(sample, 'truth', 'truth.csv')).map((r) => [r.record_id!, r]))
    const found = readCsv(join(dir, 'goldpan-out', 'membership.csv')).filter((r) => sourceOf.has(r.record_id!))
    expect(found.length).toBeGreaterThan(600)
    const lines = (rows: readonly string[][]) => rows.map((r) => r.join(',')).join('\n')
    writeFileSync(
      join(dir, 'c.csv'),
      lines([['record_id', 'cluster_id'], ...found.map((r) => [r.record_id!, r.person_id!])]),
    )
    const known = new Set(found.map((r) => r.record_id!))
    const truth = [...sourceOf.values()].filter((r) => known.has(r.record_id!)).map((r) => [r.record_id!, r.true_id!])
    writeFileSync(join(dir, 't.csv'), lines([['record_id', 'true_id'], ...truth]))
    const result = JSON.parse(
      goldpanOk('evaluate', '--clusters', join(dir, 'c.csv'), '--truth', join(dir, 't.csv'), '--json'),
    )
    expect(result.f1).toBeGreaterThan(0.9)
  })

  it('ends with 2 and a sentence when the user is wrong, never with a stack', () => {
    const cases: readonly (readonly string[])[] = [
      ['run', join(root, 'nowhere')],
      ['run', sample, '--from', 'nonsense'],
      ['run', sample, '--as-of', '31.12.2026'],
      ['run', sample, '--from', 'report', '--to', 'ingest'],
      ['nonsense'],
      ['status', root],
    ]
    for (const args of cases) {
      const { code, err } = goldpan(...args)
      expect([args, code]).toEqual([args, 2])
      expect(err).not.toMatch(/^\s+at .*:\d+:\d+/m)
      expect(err.length).toBeGreaterThan(20)
    }
    expect(existsSync(join(root, '.goldpan'))).toBe(false)
  })
})
