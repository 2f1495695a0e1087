import { appendFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isBuilt } from '../end-to-end/goldpan.ts'
import { tempDir } from '../temp-dir.ts'
import { makeProject, runProject, scrub } from './project.ts'

const dir = tempDir()
const ask = (...args: readonly string[]) => {
  const { code, out, err } = scrub(dir, 'email\nnobody.known@gmail.com\n', '--channel', 'email', '--json', ...args)
  return { code, err, changed: (JSON.parse(out) as { changed_sources: string[] }).changed_sources }
}

describe.skipIf(!isBuilt)('sources that changed since the last run', () => {
  beforeAll(() => makeProject(dir))

  it('are named by scrub, and refused with --strict, until the next run', () => {
    expect(ask('--strict')).toMatchObject({ code: 0, changed: [] })
    const path = join(dir, 'crm.csv')
    const text = readFileSync(path, 'utf8')
    // Written again as it was, and set to an older day: the bytes decide.
    writeFileSync(path, text)
    expect(ask('--strict')).toMatchObject({ code: 0, changed: [] })
    appendFileSync(
      path,
      text
        .trim()
        .split('\n')
        .at(-1)!
        .replace(/^[^,;]*/, '99'),
    )
    utimesSync(path, new Date('2020-01-01'), new Date('2020-01-01'))
    const noticed = ask()
    expect(noticed).toMatchObject({ code: 0, changed: ['crm'] })
    expect(noticed.err).toContain('A source changed since the last run (crm)')
    expect(ask('--strict').code).toBe(3)
    runProject(dir)
    expect(ask('--strict')).toMatchObject({ code: 0, changed: [] })
    const yaml = join(dir, 'goldpan.yaml')
    writeFileSync(yaml, readFileSync(yaml, 'utf8').replace('exported_at: 2026-06-20', 'exported_at: 2026-06-19'))
    expect(ask().changed).toHaveLength(1)
  })
})
