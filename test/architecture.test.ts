/** The house keeps its shape: imports point inward, stages do not know each other, nothing runs in a circle. */

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = resolve(import.meta.dirname, '../src')
const STAGES = ['ingest', 'repair', 'match', 'flag', 'segment', 'plan', 'report']

/** Folder (or top-level file) → what it may import besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  record: ['base'],
  text: ['base', 'record'],
  rules: ['base', 'record', 'text'],
  html: ['base'],
  sinks: ['base', 'record'],
  sources: ['base', 'record', 'text', 'rules'],
  engine: ['base', 'record', 'text'],
  store: ['base', 'record', 'stage.ts'],
  'stage.ts': ['base', 'record', 'rules', 'store'],
  ...Object.fromEntries(
    STAGES.map((s) => [
      s,
      ['base', 'record', 'text', 'rules', 'sources', 'sinks', 'html', 'engine', 'store', 'stage.ts'],
    ]),
  ),
  sample: ['base', 'record', 'text', 'sinks'],
  'pipeline.ts': [...STAGES, 'stage.ts'],
  'fingerprints.ts': ['base', 'record', 'rules', 'sources', 'store', 'stage.ts'],
  'run.ts': ['base', 'record', 'rules', 'sinks', 'store', 'stage.ts', 'fingerprints.ts'],
  'index.ts': ['*'],
  // What the commands at the gate share: they put the ideas of several stages to work on one list.
  gate: ['base', 'record', 'text', 'rules', 'sources', 'store', 'engine', ...STAGES],
  // What export and measure share: the lists of a campaign, and what came of it.
  campaign: ['base', 'record', 'text', 'rules', 'sinks', 'html', 'store', 'gate', 'plan'],
  review: ['*'],
  cli: ['*'],
}

/** Pure files of a stage must not reach outside. */
const EFFECTS = /^(node:(fs|child_process|net|http|worker_threads|os)|better-sqlite3)/

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'))
const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join(SRC, file), 'utf8')
  const found = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]/gms)]
  return found.map((m) => ({
    from: file,
    to: m[2]!.startsWith('.') ? relative(SRC, resolve(SRC, dirname(file), m[2]!)) : m[2]!,
    typeOnly: m[1] !== undefined,
  }))
})
const inner = imports.filter((i) => files.includes(i.to))
const room = (file: string): string => file.split('/')[0]!

describe('the house', () => {
  it('is found at all', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(inner.length).toBeGreaterThan(20)
  })

  it('has only relative imports that exist', () => {
    const lost = imports.filter((i) => i.to.endsWith('.ts') && !files.includes(i.to))
    expect(lost).toEqual([])
  })

  it('imports inward only', () => {
    const wrong = inner.filter(({ from, to }) => {
      const allowed = MAY_IMPORT[room(from)]
      if (allowed === undefined) return true
      return room(from) !== room(to) && !allowed.includes('*') && !allowed.includes(room(to))
    })
    expect(wrong.map((i) => `${i.from} → ${i.to}`)).toEqual([])
  })

  it('keeps effects of a stage in its index.ts and its threads', () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      if (typeOnly || !STAGES.includes(room(from)) || /^[a-z]+\/(index|[a-z-]+-worker)\.ts$/.test(from)) return false
      return EFFECTS.test(to) || to.startsWith('store/') || to.startsWith('sinks/') || to.startsWith('engine/local/')
    })
    expect(wrong.map((i) => `${i.from} → ${i.to}`)).toEqual([])
  })

  it('keeps SQL in the store', () => {
    const sql = /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE)\b[^\n]*["`']/
    const wrong = files.filter(
      (f) => !['store', 'sources', 'sample'].includes(room(f)) && sql.test(readFileSync(join(SRC, f), 'utf8')),
    )
    expect(wrong).toEqual([])
  })

  it('reads the clock and throws dice nowhere but at the rim', () => {
    const clock = /\bDate\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/
    const rim = ['cli/io.ts', 'cli/progress.ts', 'run.ts']
    const wrong = files.filter((f) => !rim.includes(f) && clock.test(readFileSync(join(SRC, f), 'utf8')))
    expect(wrong).toEqual([])
  })

  it('asks in one place where its files lie, as the bundler moves code about', () => {
    const own = files.filter((f) => readFileSync(join(SRC, f), 'utf8').includes('import.meta'))
    expect(own).toEqual(['base/package-files.ts'])
  })

  it('has no cycles', () => {
    const next = new Map<string, string[]>()
    for (const { from, to, typeOnly } of inner) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to])
    const done = new Set<string>()
    const cycles: string[] = []
    const walk = (file: string, path: readonly string[]) => {
      if (path.includes(file)) return void cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      if (done.has(file)) return
      for (const to of next.get(file) ?? []) walk(to, [...path, file])
      done.add(file)
    }
    for (const file of files) walk(file, [])
    expect(cycles).toEqual([])
  })
})
