import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectFile, readTable } from '../../src/sources/source.ts'
import { tempDir } from '../temp-dir.ts'

const dir = tempDir()

/** Rows as read: those of the batches, and those handed on in pieces with their reason in front. */
async function read(data: Buffer, name = 'list.csv', chunkBytes = 1 << 20) {
  const path = join(dir, name)
  writeFileSync(path, data)
  const [info] = await inspectFile(path)
  const rows: string[][] = []
  const odd: string[] = []
  let cell: Buffer[] = []
  let cells: string[] = []
  const pieces = {
    begin: ({ why }: { why: string }) => void odd.push(why),
    piece: (bytes: Uint8Array) => void cell.push(Buffer.from(bytes)),
    endCell: () => {
      cells.push(Buffer.concat(cell).toString())
      cell = []
    },
    endRow: () => {
      rows.push(cells)
      cells = []
    },
  }
  for await (const batch of readTable(path, info!, () => expect.fail('a row was rejected'), { pieces, chunkBytes }))
    rows.push(...batch.rows.map((row) => [...row]))
  return { rows, odd }
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

describe('reading every row as it stands', () => {
  it('gives the cells of any table, long or not, in its order, however the bytes come', async () => {
    const short = fc.string({ unit: fc.constantFrom(...'ab @."\',;\n\r\té€'), maxLength: 12 })
    const cell = fc.oneof(
      { weight: 6, arbitrary: short },
      { weight: 1, arbitrary: short.map((text) => `${text}${'long, "long"\n'.repeat(90_000)}`) },
      { weight: 1, arbitrary: fc.constant('y'.repeat(1_100_000)) },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 10_000, max: 3_000_000 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (table, chunkBytes, lineEnd, isPacked) => {
          const given = table.map(([l, r], i) => [String(i), l, r])
          const text = ['id,name,note', ...given.map((row) => row.map(quoted).join(','))].join(lineEnd)
          const data = Buffer.from(text)
          const { rows } = isPacked
            ? await read(gzipSync(data, { level: 1 }), 'list.csv.gz', chunkBytes)
            : await read(data, 'list.csv', chunkBytes)
          expect(rows.length).toBe(given.length)
          for (const [i, row] of rows.entries()) expect(row.every((text, c) => text === given[i]![c])).toBe(true)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('takes a quote that is never closed, or closed among whole rows, as text of its line', async () => {
    const rest = '3,bob@web.de,m\n'.repeat(100_000)
    for (const end of ['4,x@web.de,y\n', '4,x@web.de",y\n']) {
      const { rows, odd } = await read(Buffer.from(`id,email,n\n1,ann@web.de,k\n2,"cid@web.de,x\n${rest}${end}`))
      expect(rows.length).toBe(100_003)
      expect(rows[1]).toEqual(['2', '"cid@web.de', 'x'])
      expect(odd).toEqual(['quote'])
    }
  })

  it('hands on a giant line with a broken quote, and what follows it', async () => {
    const { rows, odd } = await read(
      Buffer.from(`id,email,n\n1,ann@web.de,k\n2,"${'x'.repeat(20_000_000)}\n3,bob@web.de,m\n`),
    )
    expect(rows.map((row) => row.map((text) => text.length))).toEqual([
      [1, 10, 1],
      [1, 20_000_001],
      [1, 10, 1],
    ])
    expect(odd).toEqual(['quote'])
  })

  it('keeps more blank lines than a batch holds', async () => {
    const { rows } = await read(Buffer.from(`email\na@b.de\n${'\n'.repeat(5000)}c@d.de\n\n\n`))
    expect(rows.length).toBe(5002)
    expect(rows.at(-1)).toEqual(['c@d.de'])
  })
})
