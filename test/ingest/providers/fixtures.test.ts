import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FIXTURES, readFixture } from './read-fixture.ts'

/** What each file is taken for and every fact it gives, as a person has checked it. */
const expected = (name: string): string => readFileSync(join(import.meta.dirname, 'expected', `${name}.txt`), 'utf8')

async function described(name: string): Promise<string> {
  const tables = await readFixture(name)
  return tables
    .map(({ table, spec, facts, rejects }) => {
      const head = [table, spec.role, spec.means, spec.provider, `channel ${spec.channel}`]
      const lines = [
        head.filter((part) => part !== null).join(', '),
        ...facts,
        ...rejects.map((why) => `rejected: ${why}`),
      ]
      return `${lines.join('\n')}\n`
    })
    .join('\n')
}

describe('files of providers, without a mapping', () => {
  it.each(readdirSync(FIXTURES).sort())('%s', async (name) => {
    expect(await described(name)).toBe(expected(name))
  })
})
