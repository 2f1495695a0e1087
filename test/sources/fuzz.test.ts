import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UserError } from '../../src/base/errors.ts'
import { inspectFile } from '../../src/sources/source.ts'
import { workbookOf, zipOf } from './archives.ts'
import { readAllRows } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'goldpan-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true }))

const csv = `id,name,email\n${Array.from({ length: 30 }, (_, i) => `${i},"Jörg, ${i}",j${i}@x.de`).join('\r\n')}\n`
const json = JSON.stringify(Array.from({ length: 20 }, (_, i) => ({ id: i, name: { first: 'Jörg' }, tags: ['a', 1] })))

const whole: Record<string, Buffer> = {
  'a.csv': Buffer.from(csv),
  'b.csv': Buffer.from(csv, 'utf16le'),
  'a.json': Buffer.from(json),
  'a.jsonl': Buffer.from(
    JSON.parse(json)
      .map((o: unknown) => JSON.stringify(o))
      .join('\n'),
  ),
  'a.csv.gz': gzipSync(csv),
  'a.zip': zipOf([
    { name: 'a.csv', content: csv },
    { name: 'b.json', content: json },
  ]),
  'a.xlsx': workbookOf({
    A: [
      ['id', 'born'],
      [1, { date: 30_000 }],
      ['x', true],
    ],
    B: [['email'], ['a@x.de']],
  }),
}

beforeAll(() => {
  const path = join(folder, 'whole.db')
  const db = new Database(path)
  db.exec('CREATE TABLE t (a, b); CREATE TABLE u (c)')
  const insert = db.prepare('INSERT INTO t VALUES (?, ?)')
  for (let i = 0; i < 200; i++) insert.run(i, 'x'.repeat(i))
  db.close()
  whole['a.db'] = readFileSync(path)
})

/** Reads all tables; a UserError is a lawful answer, anything else is not. */
async function readEverything(path: string): Promise<void> {
  try {
    for (const info of await inspectFile(path)) {
      const { rows } = await readAllRows(path, info)
      for (const row of rows) expect(row).toHaveLength(info.columns.length)
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    expect(error.wayOut).not.toBeNull()
  }
}

describe('a damaged file', () => {
  const names = ['a.csv', 'b.csv', 'a.json', 'a.jsonl', 'a.csv.gz', 'a.zip', 'a.xlsx', 'a.db']
  const damage = fc.record({
    cutAt: fc.option(fc.nat(), { freq: 3 }),
    flips: fc.array(fc.record({ at: fc.nat(), to: fc.integer({ min: 0, max: 255 }) }), { maxLength: 8 }),
  })

  it.each(names)('%s gives rows, rejects or a UserError, and nothing else', async (name) => {
    await fc.assert(
      fc.asyncProperty(damage, async ({ cutAt, flips }) => {
        const bytes = Buffer.from(whole[name]!)
        for (const { at, to } of flips) bytes[at % bytes.length] = to
        const path = join(folder, name)
        writeFileSync(path, cutAt === null ? bytes : bytes.subarray(0, cutAt % bytes.length))
        await readEverything(path)
      }),
      { numRuns: 60 },
    )
  })

  it.each(['a.csv', 'a.json', 'a.txt', 'a.dat'])('so do random bytes called %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        const path = join(folder, name)
        writeFileSync(path, bytes)
        await readEverything(path)
      }),
      { numRuns: 60 },
    )
  })
})
