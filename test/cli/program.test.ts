import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import type { Io } from '../../src/cli/io.ts'
import { COMMAND_NAMES, runProgram } from '../../src/cli/program.ts'
import { lineProgress } from '../../src/cli/progress.ts'

const ROOT = resolve(import.meta.dirname, '../..')

async function call(...args: readonly string[]) {
  const out: string[] = []
  const err: string[] = []
  const io: Io = {
    out: (text) => out.push(text),
    progress: silentProgress,
    stdin: Readable.from([]),
    today: () => '2026-01-01',
    setExitCode: () => {},
  }
  const code = await runProgram(args, io, (text) => err.push(text))
  return { code, out: out.join(''), err: err.join('') }
}

describe('the command line', () => {
  it.each(COMMAND_NAMES.map((name) => [name]))('%s explains itself with an example', async (name) => {
    const { code, out } = await call(name, '--help')
    expect(code).toBe(0)
    expect(out).toMatch(new RegExp(`Example:\\s+goldpan ${name} `))
    expect(out).toContain('--json')
  })

  it('is described in the README, command by command', () => {
    const readme = readFileSync(resolve(ROOT, 'README.md'), 'utf8')
    for (const name of COMMAND_NAMES.filter((n) => n !== 'report')) expect(readme).toContain(`goldpan ${name}`)
  })

  it('ends with 2 for a mistake, with place and way out', async () => {
    const { code, err } = await call('run', '/nowhere/at/all')
    expect(code).toBe(2)
    expect(err).toContain('There is no such folder.')
    expect(err).toContain('/nowhere/at/all')
  })
})

describe('progress without a terminal', () => {
  it('says each step once, with its count, and notes as they come', () => {
    const lines: string[] = []
    const progress = lineProgress((text) => lines.push(text))
    progress.start('read', 3000, 'rows')
    progress.tick(1000)
    progress.tick(2000)
    progress.start('empty', null, 'rows')
    progress.note('mind this')
    progress.start('write', null, 'rows')
    progress.tick(5)
    progress.done()
    expect(lines).toEqual(['read: 3,000 rows', 'mind this', 'write: 5 rows'])
  })
})

describe('the package', () => {
  const manifest: unknown = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8'))

  it('ships what it needs to run', () => {
    expect(manifest).toMatchObject({
      type: 'module',
      license: 'Apache-2.0',
      files: expect.arrayContaining(['dist', 'rules']),
    })
  })

  it.skipIf(!existsSync(resolve(ROOT, 'dist')))(
    'has its binary, library and types where it says (needs npm run build)',
    () => {
      const { bin, types, exports } = manifest as {
        bin: Record<string, string>
        types: string
        exports: Record<string, Record<string, string>>
      }
      for (const path of [...Object.values(bin), types, ...Object.values(exports['.']!)])
        expect(existsSync(resolve(ROOT, path))).toBe(true)
      expect(readFileSync(resolve(ROOT, bin.goldpan!), 'utf8')).toMatch(/^#!\/usr\/bin\/env node/)
    },
  )
})
