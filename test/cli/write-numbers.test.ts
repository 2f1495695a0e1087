import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { writeNumbers } from '../../src/cli/write-numbers.ts'
import { PackedCells } from '../../src/record/packed-column.ts'
import { csvText, openCsv } from '../../src/sinks/csv.ts'
import { tempDir } from '../temp-dir.ts'

const id = fc.oneof(
  fc.string({ unit: fc.constantFrom('R', '7', 'é', '😀', ',', '"', ' ', '\t', '\n', '\r', '\ud83d'), maxLength: 5 }),
  fc.constantFrom('', 'R0012', 'x'.repeat(70_000), 'y'.repeat(30_000)),
)
const number = fc.oneof(fc.constantFrom(0, 9, 10, 99, 100, 2 ** 31, 2 ** 32 - 1), fc.nat())

it('writes the same as cells one by one', () => {
  const path = join(tempDir(), 'clusters.csv')
  fc.assert(
    fc.property(fc.array(fc.array(fc.tuple(id, number), { maxLength: 8 }), { maxLength: 3 }), (files) => {
      const named = files.map((rows, no) => {
        const cells = new PackedCells()
        for (const [text] of rows) cells.takeText(text)
        return { source: `crm, ${no}`, ids: cells.finish() }
      })
      const csv = openCsv(path, ['source', 'record_id', 'cluster_id'])
      writeNumbers(
        csv,
        named,
        Uint32Array.from(files.flat(), ([, n]) => n),
      )
      csv.close()
      const lines = files.flatMap((rows, no) => rows.map((row) => `${csvText([`crm, ${no}`, ...row])}\n`))
      expect(readFileSync(path)).toEqual(Buffer.from(`source,record_id,cluster_id\n${lines.join('')}`))
    }),
    { numRuns: 12 },
  )
})
