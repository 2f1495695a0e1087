import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CheckFailed, UserError } from '../../src/base/errors.ts'
import { openStore } from '../../src/store/store.ts'
import { facts } from '../../src/store/tables.ts'
import { runTo } from '../match/stage-case.ts'
import { tempDir } from '../temp-dir.ts'

const root = tempDir()
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

function project(name: string, list: string, extra = ''): string {
  const dir = join(root, name)
  mkdirSync(dir, { recursive: true })
  const people = numbers(0, 200).map((i) => `${i},Name${i},p${i}@gmail.com`)
  writeFileSync(join(dir, 'crm.csv'), `id,last_name,email\n${people.join('\n')}\n`)
  writeFileSync(join(dir, 'list.csv'), `${list}\n`)
  const column = list.startsWith('id') ? 'id: customer_id' : 'email: email'
  writeFileSync(
    join(dir, 'goldpan.yaml'),
    `name: acme\n${extra}sources:
  - { name: crm, file: crm.csv, role: customers, key: id, columns: { last_name: last_name, email: email } }
  - { name: list, file: list.csv, role: suppressions, means: bounced, of: crm, columns: { ${column} } }\n`,
  )
  return dir
}

const factsOf = (dir: string): number => {
  const store = openStore(dir)
  const count = facts.count(store)
  store.close()
  return count
}

describe('a suppression list of everyone', () => {
  it.each([
    ['by address', ['email', ...numbers(0, 120).map((i) => `P${i}@gmail.com`)].join('\n')],
    ['by key', ['id', ...numbers(50, 170)].join('\n')],
  ])('stops the run before anything is stored: %s', async (name, list) => {
    const dir = project(name.replace(' ', '-'), list)
    await expect(runTo(dir, 'ingest')).rejects.toThrow(CheckFailed)
    await expect(runTo(dir, 'ingest')).rejects.toMatchObject({
      message: expect.stringContaining('list names 60 % of the people of crm (120 of 200)'),
      wayOut: expect.stringContaining('confirm_suppressions: [list]'),
    })
    expect(factsOf(dir)).toBe(0)
    // Taken out again, nothing of it is remembered; confirmed, it counts.
    await runTo(project(name.replace(' ', '-'), list, 'confirm_suppressions: [list]\n'), 'ingest')
    expect(factsOf(dir)).toBe(120)
  })

  it('is none where it names half of the people, strangers, or a hundred of many', async () => {
    const half = ['email', ...numbers(100, 400).map((i) => `p${i}@gmail.com`)].join('\n')
    await runTo(project('half', half), 'ingest')
    expect(factsOf(join(root, 'half'))).toBe(300)
  })
})

describe('a suppression list that is cut off', () => {
  const events = numbers(0, 5).map((i) => ({ email: `p${i}@gmail.com`, created: 1_700_000_000 }))
  it.each([
    ['array.json', JSON.stringify(events).slice(0, -9)],
    [
      'lines.jsonl',
      events
        .map((e) => JSON.stringify(e))
        .join('\n')
        .slice(0, -9),
    ],
    [
      'one-after-another.json',
      events
        .map((e) => JSON.stringify(e, null, 1))
        .join('')
        .slice(0, -9),
    ],
  ])('stops the run before anything is stored: %s', async (name, text) => {
    const dir = project(name, 'email')
    writeFileSync(join(dir, name), text)
    writeFileSync(
      join(dir, 'goldpan.yaml'),
      `name: acme\nsources:
  - { name: crm, file: crm.csv, role: customers, key: id, columns: { last_name: last_name, email: email } }
  - { name: list, file: ${name}, role: suppressions, means: unsubscribed, columns: { email: email } }\n`,
    )
    await expect(runTo(dir, 'ingest')).rejects.toThrow(UserError)
    await expect(runTo(dir, 'ingest')).rejects.toMatchObject({
      message: expect.stringContaining('list is cut off'),
      wayOut: expect.stringContaining('Fetch the file again'),
    })
    expect(factsOf(dir)).toBe(0)
  })
})
