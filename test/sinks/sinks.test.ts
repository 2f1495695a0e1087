import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { afterAll, describe, expect, it } from 'vitest'
import { UserError } from '../../src/base/errors.ts'
import { openPending, writeFileAtomic } from '../../src/sinks/atomic.ts'
import { openCsv } from '../../src/sinks/csv.ts'
import { writeParquet } from '../../src/sinks/parquet.ts'

const folder = mkdtempSync(join(tmpdir(), 'goldpan-sinks-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = join(folder, 'out.csv')
const mode = (file: string): number => statSync(file).mode & 0o777

describe('openCsv', () => {
  it('writes what csv-parse reads back equal', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(',', '"', '\n', '\r', ' ', '\t', 'ä', "'", '=') }),
    )
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((n) => fc.array(fc.array(cell, { minLength: n, maxLength: n }), { minLength: 1 }))
    fc.assert(
      fc.property(table, ([columns, ...rows]) => {
        const csv = openCsv(path, columns!)
        for (const row of rows) csv.write(row)
        csv.close()
        expect(parse(readFileSync(path))).toEqual([columns, ...rows])
      }),
      { numRuns: 300 },
    )
  })

  it('writes numbers and nothing, quoting only where needed', () => {
    const csv = openCsv(path, ['a', 'b', 'c'])
    csv.write([1, null, 'x'])
    csv.write([-0.5, '', 'say "hi", you'])
    expect(() => csv.write([1])).toThrow(RangeError)
    csv.close()
    expect(readFileSync(path, 'utf8')).toBe('a,b,c\n1,,x\n-0.5,,"say ""hi"", you"\n')
  })

  it('is there whole or not at all, and for its owner only', () => {
    const fresh = join(folder, 'fresh.csv')
    const csv = openCsv(fresh, ['a'])
    csv.write(['x'.repeat(1_000_000)])
    expect(existsSync(fresh)).toBe(false)
    expect(readdirSync(folder)).toContain(`fresh.csv.tmp-${process.pid}`)
    expect(mode(`${fresh}.tmp-${process.pid}`)).toBe(0o600)
    csv.abort()
    expect(readdirSync(folder).filter((name) => name.startsWith('fresh'))).toEqual([])
    const again = openCsv(fresh, ['a'])
    again.close()
    again.abort()
    expect(readFileSync(fresh, 'utf8')).toBe('a\n')
    expect(mode(fresh)).toBe(0o600)
  })

  it('keeps spreadsheets from running cells, and leaves numbers and phones alone', () => {
    const cells = [
      '=1+1',
      '+cmd|x',
      '-2+3*A1',
      '@SUM(A1)',
      '\tx',
      'a=b',
      '+49 (30) 123-456',
      '-12.50',
      '+4930123456',
      '-1e5',
      '',
    ]
    const csv = openCsv(
      path,
      cells.map((_, i) => `c${i}`),
      { guardFormulas: true },
    )
    csv.write(cells)
    csv.close()
    expect((parse(readFileSync(path)) as string[][])[1]).toEqual([
      "'=1+1",
      "'+cmd|x",
      "'-2+3*A1",
      "'@SUM(A1)",
      "'\tx",
      'a=b',
      '+49 (30) 123-456',
      '-12.50',
      '+4930123456',
      '-1e5',
      '',
    ])
  })
})

describe('writeFileAtomic', () => {
  it('replaces a file whole, for its owner only', () => {
    const file = join(folder, 'page.html')
    writeFileAtomic(file, 'ä')
    writeFileAtomic(file, Buffer.from([1, 2]))
    expect([...readFileSync(file)]).toEqual([1, 2])
    expect(mode(file)).toBe(0o600)
    expect(readdirSync(folder).filter((name) => name.includes('.tmp-'))).toEqual([])
  })
})

describe('openPending', () => {
  it('makes no file of the name - for standard output', () => {
    expect(() => openPending('-')).toThrow('Results go to files')
  })
})

describe('writeParquet', () => {
  it('writes what hyparquet reads back equal', async () => {
    const file = join(folder, 'out.parquet')
    writeParquet(file, [
      { name: 'person', type: 'text', values: ['pä', null, ''] },
      { name: 'cents', type: 'integer', values: [9_007_199_254_740_991, -1, null] },
      { name: 'p', type: 'number', values: [0.25, null, 1] },
      { name: 'ok', type: 'boolean', values: [true, false, null] },
    ])
    expect(await parquetReadObjects({ file: await asyncBufferFromFile(file) })).toEqual([
      { person: 'pä', cents: 9_007_199_254_740_991n, p: 0.25, ok: true },
      { person: null, cents: -1n, p: null, ok: false },
      { person: '', cents: null, p: 1, ok: null },
    ])
    expect(mode(file)).toBe(0o600)
  })

  it('writes an empty table', async () => {
    const file = join(folder, 'empty.parquet')
    writeParquet(file, [{ name: 'person', type: 'text', values: [] }])
    expect(await parquetReadObjects({ file: await asyncBufferFromFile(file) })).toEqual([])
    expect(() =>
      writeParquet(file, [
        { name: 'a', type: 'text', values: [] },
        { name: 'b', type: 'text', values: ['x'] },
      ]),
    ).toThrow(RangeError)
  })
})

describe('a place that cannot be written to', () => {
  it.each([
    ['in a folder that is not there', join(folder, 'nowhere', 'out.csv')],
    ['below a file', join(folder, 'plain', 'out.csv')],
    ['that is a folder', folder],
  ])('%s is the user’s mistake, and leaves nothing behind', (_, place) => {
    writeFileAtomic(join(folder, 'plain'), 'x')
    expect(() => writeFileAtomic(place, 'x')).toThrow(UserError)
    expect(readdirSync(folder).filter((name) => name.includes('.tmp-'))).toEqual([])
    expect(existsSync(`${folder}.tmp-${process.pid}`)).toBe(false)
  })
})
