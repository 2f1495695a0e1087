import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CellTaker, PackedCells, PackedColumn } from '../../src/record/packed-column.ts'
import { type CsvLayout, encodeCsv, readCsv } from '../../src/sources/csv.ts'
import { doubling } from '../../src/sources/csv-bytes.ts'
import { MAX_CELL_BYTES, MAX_ROW_BYTES } from '../../src/sources/limits.ts'
import { Mendings, type Reject } from '../../src/sources/table.ts'

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    yield Buffer.from(bytes.subarray(at, at + size))
    at += size
  }
}

async function read(text: string | Buffer, columnCount: number, { delimiter = ',', sizes = [1 << 20] } = {}) {
  const bytes = Buffer.from(text)
  const layout: CsvLayout = { delimiter, columnCount, dataOffset: 0, dataLine: 1, headerCells: null }
  const rows: string[][] = []
  const lines: number[] = []
  const rejects: Reject[] = []
  const notes: string[] = []
  const mendings = new Mendings()
  for await (const batch of readCsv(cut(bytes, sizes), layout, (r) => rejects.push(r), mendings)) {
    rows.push(...batch.rows.map((row) => [...row]))
    lines.push(...batch.lines)
  }
  mendings.tell((note) => notes.push(note))
  expect(await encode(cut(bytes, sizes), layout)).toEqual({ rows, rejects, notes })
  return { rows, lines, rejects, notes }
}

/** The other way of reading: cells packed, columns in turn as they come and each distinct value once. */
async function encode(chunks: AsyncIterable<Buffer>, layout: CsvLayout) {
  const rejects: Reject[] = []
  const notes: string[] = []
  const mendings = new Mendings()
  const cells = Array.from({ length: layout.columnCount }, () => new PackedCells())
  const columns = Array.from({ length: layout.columnCount }, () => new PackedColumn())
  const takers = cells.map((cell, c) => ({
    takeCells(...cells: Parameters<CellTaker['takeCells']>) {
      cell.takeCells(...cells)
      columns[c]!.takeCells(...cells)
    },
    takeText(text: string) {
      cell.takeText(text)
      columns[c]!.takeText(text)
    },
  }))
  await encodeCsv(doubling(chunks), layout, takers, (r) => rejects.push(r), mendings)
  mendings.tell((note) => notes.push(note))
  const read = cells.map((cell) => [...cell.finish()].map((text) => text ?? ''))
  for (const [c, column] of columns.entries()) {
    const { values, ids } = column.finish()
    expect(Array.from(ids, (id) => values.at(id) ?? '')).toEqual(read[c])
    expect(new Set(values).size).toBe(values.length)
  }
  return { rows: (read[0] ?? []).map((_, row) => read.map((column) => column[row]!)), rejects, notes }
}

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', ' ', ',', ';', '"', '\n', '\r', 'ä', '€', '漢', '😀'), maxLength: 6 }),
  fc.string({ maxLength: 12 }).map((s) => s.replaceAll('\0', '')),
  fc.constantFrom('', 'x', '"', '""', '\r\n'),
)

/** Rows of 1–4 columns; a row is never blank as a whole where that would be a blank line. */
const tables = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.record({
    width: fc.constant(width),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    lineEnds: fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 4 }),
    quoteAll: fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
    sizes: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
    endsWithLineEnd: fc.boolean(),
  }),
)

describe('rows written as CSV', () => {
  it('read back equal, whatever the quoting, delimiter, line ends and chunk borders', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ width, rows, delimiter, lineEnds, quoteAll, sizes, endsWithLineEnd }) => {
        let n = 0
        const write = (value: string): string => {
          const must = /["\r\n]/.test(value) || value.includes(delimiter) || (width === 1 && value === '')
          return must || quoteAll[n++ % quoteAll.length] ? `"${value.replaceAll('"', '""')}"` : value
        }
        const records = rows.map((row) => row.map(write).join(delimiter))
        let text = ''
        let line = 1
        const lines: number[] = []
        records.forEach((record, i) => {
          lines.push(line)
          // A CR that ends a row and an LF that begins the next would be one line end: rows never begin so, unquoted.
          const end = i === records.length - 1 && !endsWithLineEnd ? '' : lineEnds[i % lineEnds.length]!
          text += record + end
          line += (record.match(/\r\n|\n|\r/g)?.length ?? 0) + 1
        })
        const result = await read(text, width, { delimiter, sizes })
        expect(result.rejects).toEqual([])
        expect(result.rows).toEqual(rows)
        expect(result.lines).toEqual(lines)
      }),
      { numRuns: 1500 },
    )
  })

  it('hold over many rows, odd ones among plain ones', async () => {
    const kinds = [
      (i: number) => `R${i},Anna,,Hauptstraße ${i % 90}`,
      (i: number) => `R${i},"Meier, Eva",x@example.org,`,
      (i: number) => `R${i},"","a ""b"" c","two\nlines"`,
      (i: number) => `R${i},5" pipe,\0,z`,
      (i: number) => `R${i},too few`,
      (i: number) => `R${i},too,many,cells,here`,
      (i: number) => `R${i},"open,b,c`,
      (i: number) => `R${i},${'long '.repeat(5000)},b,c`,
      () => '',
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(kinds.length - 1), fc.constantFrom('\n', '\r\n', '\r')), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.constantFrom<number[]>([1 << 20], [40_000], [997, 30_011]),
        async (odd, sizes) => {
          let text = ''
          for (let i = 0; i < 3000; i++) {
            const [kind, end] = i % 37 === 5 ? odd[i % odd.length]! : [0, '\n']
            text += kinds[kind]!(i) + end
          }
          // That both ways of reading agree is checked within.
          const { rows, rejects } = await read(text, 4, { sizes })
          expect(rows.length + rejects.length).toBeGreaterThan(2000)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('agree with csv-parse on well-formed text', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ width, rows, quoteAll, sizes }) => {
        let n = 0
        const text = rows
          .map((row) =>
            row
              .map((v) => (/[",\r\n]/.test(v) || quoteAll[n++ % quoteAll.length] ? `"${v.replaceAll('"', '""')}"` : v))
              .join(','),
          )
          .join('\n')
        const expected = parse(text, { record_delimiter: ['\r\n', '\n', '\r'], skip_empty_lines: true }) as string[][]
        expect((await read(text, width, { sizes })).rows).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })
})

describe('garbage', () => {
  const junk = fc.array(
    fc.oneof(
      fc.constantFrom(
        ...[',', '"', '\n', '\r', '\r\n', '""', ',"', '",', 'a', 'b,c', '\0', 'ä', '\xff'].map((s) =>
          Buffer.from(s, 'latin1'),
        ),
      ),
      fc.uint8Array({ maxLength: 5 }).map((bytes) => Buffer.from(bytes)),
    ),
    { maxLength: 60 },
  )

  it('never crashes, and every line that is not blank ends up in a row or a reject, once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        junk,
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }),
        async (parts, width, sizes) => {
          const bytes = Buffer.concat(parts)
          const { rows, lines, rejects } = await read(bytes, width, { sizes })
          for (const row of rows) expect(row).toHaveLength(width)
          const starts = [...lines, ...rejects.map((r) => r.line)].sort((l, r) => l - r)
          expect(new Set(starts).size).toBe(starts.length)
          const texts = bytes.toString('latin1').split(/\r\n|\n|\r/)
          const last = texts.findLastIndex((t) => t !== '' && t !== '\x1a') + 1
          // Each filled line is a start, or stands inside a quoted cell of a row that started above it.
          for (let line = 1; line <= last; line++) {
            if (/^\x1a?$/.test(texts[line - 1] ?? '') || starts.includes(line)) continue
            const above = starts.filter((s) => s < line).at(-1)
            expect(above).toBeDefined()
            const held = rows[lines.indexOf(above!)] ?? rejects.filter((r) => r.line === above).map((r) => r.raw)
            expect(held.some((c) => /[\r\n]/.test(c))).toBe(true)
          }
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('does not depend on where the chunks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        junk,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 9 }),
        async (parts, width, size) => {
          const bytes = Buffer.concat(parts)
          expect(await read(bytes, width, { sizes: [size] })).toEqual(await read(bytes, width))
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('rows of another length', () => {
  it('are padded when short, kept when only blanks are too many, and quarantined with their text when long', async () => {
    const { rows, rejects, notes } = await read('1,2,3\na@x.de\n1,2,3,,\n1,2,3,4\n,,\n', 3)
    expect(rows).toEqual([
      ['1', '2', '3'],
      ['a@x.de', '', ''],
      ['1', '2', '3'],
      ['', '', ''],
    ])
    expect(rejects).toEqual([{ line: 4, reason: '4 cells where the table has 3 columns', raw: '1,2,3,4' }])
    expect(notes).toEqual(['1 row: fewer cells than columns, the missing ones at the end taken as empty'])
  })
})

describe('a quote after a space', () => {
  it('opens a quoted cell', async () => {
    const { rows, rejects } = await read('1, "a, b" , "c ""d"""\n2, x, 5" y\n', 3)
    expect(rejects).toEqual([])
    expect(rows).toEqual([
      ['1', 'a, b', 'c "d"'],
      ['2', ' x', ' 5" y'],
    ])
  })
})

describe('the DOS end-of-file mark', () => {
  it('is no row', async () => {
    expect((await read('1,2\r\n\x1a', 2)).rows).toEqual([['1', '2']])
  })
})

describe('a stray quote', () => {
  it('that is never closed costs its line and not the rest of the file', async () => {
    const after = Array.from({ length: 5000 }, (_, i) => `${i},b,c`)
    const { rows, rejects } = await read(`1,"b,c\n${after.join('\n')}\n`, 3)
    expect(rows).toEqual(after.map((l) => l.split(',')))
    expect(rejects).toEqual([{ line: 1, reason: 'a quote is opened and not closed rightly', raw: '1,"b,c' }])
  })

  it('costs its line also where later rows are quoted', async () => {
    const { rows, rejects } = await read('1,"b,c\n2,"x",y\n3,"p, q",""\n', 3)
    expect(rejects.map((r) => r.line)).toEqual([1])
    expect(rows).toEqual([
      ['2', 'x', 'y'],
      ['3', 'p, q', ''],
    ])
  })

  it('that meets another one further down does not swallow the rows between', async () => {
    const { rows, rejects } = await read('1,"b,c,d,e\n2,b,c,d,e\n3,5",c,d,e\n4,b,c,d,e\n', 5)
    expect(rejects.map((r) => r.line)).toEqual([1])
    expect(rows.map((r) => r[0])).toEqual(['2', '3', '4'])
  })

  it('takes a short line after it along: it is likely the rest of the broken row', async () => {
    const { rows, rejects } = await read('1,"he said "hi"\nand left",c\n2,b,c\n', 3)
    expect(rejects.map((r) => r.line)).toEqual([1, 2])
    expect(rows).toEqual([['2', 'b', 'c']])
  })

  it('inside a quoted cell is text when the line then has the right number of cells', async () => {
    const { rows, rejects, notes } = await read('1,"he said "hi" to me",c\n2,5" pipe,c\n3,"x" ,c\n', 3)
    expect(rejects).toEqual([])
    expect(rows).toEqual([
      ['1', 'he said "hi" to me', 'c'],
      ['2', '5" pipe', 'c'],
      ['3', 'x', 'c'],
    ])
    expect(notes).toEqual(['1 row: a quote inside a quoted cell was not doubled, taken as text'])
  })
})

describe('hostile sizes', () => {
  it('quarantines a cell past the limit and reads on', async () => {
    const big = 'x'.repeat(MAX_CELL_BYTES + 1)
    const { rows, rejects } = await read(`1,${big}\n2,b\n3,"${big}"\n4,d\n`, 2)
    expect(rows.map((r) => r[0])).toEqual(['2', '4'])
    expect(rejects.map((r) => [r.line, r.raw.length])).toEqual([
      [1, 4096],
      [3, 4096],
    ])
  })

  it('passes over a line of 100 MB without holding it', async () => {
    async function* chunks(): AsyncGenerator<Buffer> {
      yield Buffer.from('1,"')
      const part = Buffer.alloc(1 << 20, 'y')
      for (let i = 0; i < 100; i++) yield part
      yield Buffer.from('"\r')
      yield Buffer.from('\n2,b\n')
    }
    const layout: CsvLayout = { delimiter: ',', columnCount: 2, dataOffset: 0, dataLine: 1, headerCells: null }
    const rejects: Reject[] = []
    const rows: (readonly string[])[] = []
    const lines: number[] = []
    for await (const batch of readCsv(chunks(), layout, (r) => rejects.push(r), new Mendings())) {
      rows.push(...batch.rows)
      lines.push(...batch.lines)
    }
    expect(rows).toEqual([['2', 'b']])
    expect(lines).toEqual([2])
    expect(rejects.map((r) => [r.line, r.reason])).toEqual([[1, `a row is longer than ${MAX_ROW_BYTES} bytes`]])
  })

  it('quarantines a row of a million cells', async () => {
    const { rows, rejects } = await read(`a,b\n${'x,'.repeat(1_000_000)}\nc,d\n`, 2)
    expect(rows).toHaveLength(2)
    expect(rejects[0]?.reason).toBe('1000001 cells where the table has 2 columns')
  })

  it('stays fast where every line has an unclosed quote', async () => {
    const { rows, rejects } = await read('1,"a\n'.repeat(20_000), 2)
    expect(rows.length + rejects.length).toBeGreaterThan(9_999)
  })
})

describe('NUL bytes', () => {
  it('are removed, and a row of nothing else is quarantined', async () => {
    const { rows, rejects, notes } = await read('a\0,b\n\0\0\0\nc,d\n', 2)
    expect(rows).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(rejects).toEqual([{ line: 2, reason: 'nothing but NUL bytes', raw: '\0\0\0' }])
    expect(notes).toEqual(['1 row: NUL bytes removed'])
  })
})

describe('bytes that are no UTF-8', () => {
  it('are read as windows-1252, cell by cell', async () => {
    const bytes = Buffer.concat([Buffer.from('ä,'), Buffer.from([0xe4, 0x80]), Buffer.from('\nö,b\n')])
    const { rows, notes } = await read(bytes, 2)
    expect(rows).toEqual([
      ['ä', 'ä€'],
      ['ö', 'b'],
    ])
    expect(notes).toEqual(['1 row: not valid UTF-8, the cells concerned read as windows-1252'])
  })
})
