import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

describe('code whose bytecode the build kept', () => {
  const dir = mkdtempSync(join(tmpdir(), 'goldpan-kept-'))
  afterAll(() => rmSync(dir, { recursive: true }))
  for (const part of ['dist', 'rules', 'package.json', 'sample-data'])
    cpSync(join(ROOT, part), join(dir, part), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'))
  const kept = join(dir, 'dist/kept')
  const match = (...flags: string[]) => {
    const out = join(dir, 'clusters.csv')
    rmSync(out, { force: true })
    const file = join(dir, 'sample-data/fernnetz-kunden.csv')
    const args = [
      join(dir, 'dist/cli/main.js'),
      'match',
      file,
      '--id',
      'Kundennummer',
      '--out',
      out,
      '--json',
      ...flags,
    ]
    const { status, stdout, stderr } = spawnSync('node', args, { encoding: 'utf8' })
    return { status, stdout, stderr, clusters: status === 0 ? readFileSync(out, 'utf8') : '' }
  }

  it('does what the modules do: results, messages and exit codes', () => {
    expect(readdirSync(kept).some((file) => /^match-\d+\.bin$/.test(file))).toBe(true)
    const [fast, faulty] = [match(), match('--threshold', '2')]
    // Names and streets beyond ASCII, and rules for them, are in this file.
    expect(fast.status).toBe(0)
    expect(faulty.status).toBe(2)
    for (const file of readdirSync(kept)) if (file.endsWith('.bin')) rmSync(join(kept, file))
    expect(match()).toEqual(fast)
    expect(match('--threshold', '2')).toEqual(faulty)
  })

  it('is refused where it is damaged, and the modules are loaded', () => {
    cpSync(join(ROOT, 'dist/kept'), kept, { recursive: true })
    const expected = match()
    const file = readdirSync(kept).find((name) => name.endsWith('.bin'))!
    writeFileSync(join(kept, file), readFileSync(join(kept, file)).subarray(0, 1000))
    expect(match()).toEqual(expected)
  })
})
