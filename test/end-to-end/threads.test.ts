import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempDir } from '../temp-dir.ts'
import { goldpanOk, isBuilt } from './goldpan.ts'

/** More records, and a larger file, than are done in one thread whatever may be used. */
const RECORDS = 40_000

/** Makes the file large. */
const REMARK = 'x'.repeat(500)

/** People of whom every third stands twice, the second time with a slip in the name. */
function writePeople(path: string): void {
  const name = (n: number, letters: number) =>
    Array.from({ length: letters }, (_, i) => 'aeioulnrst'[(Math.imul(n + 1, 0x9e3779b1) >>> (i * 3)) % 10]).join('')
  const rows = Array.from({ length: RECORDS }, (_, row) => {
    const person = row % (RECORDS * 0.75)
    const slip = row === person ? '' : 'x'
    const year = 1940 + (person % 60)
    return `${row},${name(person % 700, 5)},${name(person, 8)}${slip},${name(person, 6)}@mail.example,+4930${1_000_000 + person},${year}-03-${10 + (person % 18)},${REMARK}`
  })
  writeFileSync(path, ['id,first_name,last_name,email,phone,dob,remark', ...rows].join('\n'))
}

describe.skipIf(!isBuilt)('threads', () => {
  it('do not change what is found', () => {
    const dir = tempDir()
    writePeople(join(dir, 'people.csv'))
    const [one, two, three] = [1, 2, 3].map((threads) => {
      const out = join(dir, `clusters-${threads}.csv`)
      const pairs = join(dir, `pairs-${threads}.csv`)
      const flags = ['--id', 'id', '--out', out, '--pairs', pairs, '--threads', String(threads), '--json']
      const { clusters, model, blocking } = JSON.parse(goldpanOk('match', join(dir, 'people.csv'), ...flags))
      expect(clusters).toBeLessThan(RECORDS)
      return [clusters, model, blocking, readFileSync(out, 'utf8'), readFileSync(pairs, 'utf8')]
    })
    expect(two).toEqual(one)
    expect(three).toEqual(one)
  })
})
