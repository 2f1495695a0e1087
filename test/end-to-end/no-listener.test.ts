import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isBuilt, unheard } from './goldpan.ts'

describe.skipIf(!isBuilt)('a command whose reader has left, as in `goldpan … | head -1`', () => {
  const dir = mkdtempSync(join(tmpdir(), 'goldpan-unheard-'))
  afterAll(() => rmSync(dir, { recursive: true }))

  it.each([['--help'], ['match', '--help'], ['sample', '--help']])('%s %s: ends without a word', async (...args) => {
    expect(await unheard(...args)).toEqual({ code: 0, err: '' })
  })

  it('writes its files all the same', async () => {
    const [file, out] = [join(dir, 'crm.csv'), join(dir, 'clusters.csv')]
    writeFileSync(file, 'id,first_name,last_name,email\n1,Ann,Smith,ann@example.com\n2,Ann,Smith,ann@example.com\n')
    expect((await unheard('match', file, '--id', 'id', '--out', out)).code).toBe(0)
    expect(existsSync(out)).toBe(true)
  })
})
