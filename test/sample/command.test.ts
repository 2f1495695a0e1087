import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { UserError } from '../../src/base/errors.ts'
import { silentProgress } from '../../src/base/progress.ts'
import { sampleCommand } from '../../src/cli/sample.ts'
import { hashFolder } from './read-sample.ts'

const root = mkdtempSync(join(tmpdir(), 'goldpan-sample-command-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function run(...args: string[]): Promise<string> {
  let text = ''
  const out = (part: string) => {
    text += part
  }
  const io = { out, progress: silentProgress, stdin: process.stdin, today: () => '2026-07-01', setExitCode() {} }
  await sampleCommand(io).parseAsync(args, { from: 'user' })
  return text
}

describe('goldpan sample', () => {
  it('tells machines what it wrote, and wrote it', async () => {
    const dir = join(root, 'json')
    const told = JSON.parse(await run(dir, '--people', '20', '--seed', '5', '--json'))
    expect(told).toMatchObject({ people: 20, seed: 5 })
    expect(told.records).toBeGreaterThanOrEqual(20)
    for (const file of told.files) expect(existsSync(join(dir, file.path))).toBe(true)
    expect([...hashFolder(dir).keys()].filter((path) => path.endsWith('.part'))).toEqual([])
  })

  it('leaves a folder that is not empty alone, unless forced', async () => {
    const dir = mkdtempSync(join(root, 'full-'))
    writeFileSync(join(dir, 'mine.txt'), 'mine')
    await expect(run(dir, '--people', '5')).rejects.toThrow(UserError)
    expect([...hashFolder(dir).keys()]).toEqual(['mine.txt'])
    await run(dir, '--people', '5', '--force')
    expect(existsSync(join(dir, 'mine.txt'))).toBe(true)
  })

  it.each(['0', '-3', '1.5', 'many', '99999999999'])('does not take %s for a number of people', async (people) => {
    await expect(run(join(root, 'none'), `--people=${people}`)).rejects.toThrow(UserError)
    expect(existsSync(join(root, 'none'))).toBe(false)
  })

  it('made the folder sample-data as its README says', async () => {
    const dir = join(root, 'shipped')
    await run(dir, '--people', '1000', '--seed', '1')
    const comparable = (folder: string) => [...hashFolder(folder)].filter(([path]) => !/\.(sqlite|gz)$/.test(path)) // bytes of those depend on library versions
    const shipped = comparable(join(import.meta.dirname, '../../sample-data'))
    const made = new Map(comparable(dir))
    // The folder may hold a project file and results of a run besides.
    for (const [path, hash] of shipped) if (made.has(path)) expect([path, hash]).toEqual([path, made.get(path)])
    expect([...made.keys()].filter((path) => !shipped.some(([name]) => name === path))).toEqual([])
  })
})
