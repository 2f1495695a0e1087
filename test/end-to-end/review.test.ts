import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openClient, writeReviewCase } from '../review/review-case.ts'
import { tempDir } from '../temp-dir.ts'
import { goldpan, isBuilt } from './goldpan.ts'

const MAIN = resolve(import.meta.dirname, '../../dist/cli/main.js')
const root = tempDir()

describe.skipIf(!isBuilt)('goldpan review, the built command', () => {
  it('prints one link, serves while other commands work, logs nobody, and ends with Ctrl-C', async () => {
    const dir = join(root, 'project')
    await writeReviewCase(dir)
    const child = spawn(process.execPath, [MAIN, 'review', dir, '--by', 'A. Steward'])
    const heard = { out: '', err: '' }
    child.stderr.on('data', (data) => {
      heard.err += data
    })
    const url = await new Promise<string>((done) => {
      child.stdout.on('data', (data) => {
        heard.out += data
        const found = /http:\S+/.exec(heard.out)
        if (found !== null && heard.out.endsWith('\n')) done(found[0])
      })
    })
    const ended = new Promise<number | null>((done) => child.on('exit', done))
    const client = await openClient(url)
    expect((await client.get('/pairs?queue=possible')).body).toContain('Adleradler')
    expect(goldpan('status', dir).code).toBe(0)
    expect(goldpan('review', dir, '--export', join(root, 'd.csv'), '--json').out).toContain('"decisions":0')
    child.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(heard.out.match(/http:/g)).toHaveLength(1)
    expect(heard.err).toBe('')
    expect(heard.out).not.toContain('Adleradler')
  })

  it('says what is missing, where there is nothing to review', () => {
    mkdirSync(join(root, 'empty'))
    expect(goldpan('review', join(root, 'empty'))).toMatchObject({ code: 2 })
    expect(goldpan('review', join(root, 'project'), '--port', 'x').err).toContain('--port')
    expect(goldpan('review', join(root, 'project'), '--import', 'a', '--export', 'b').code).toBe(2)
  })
})
