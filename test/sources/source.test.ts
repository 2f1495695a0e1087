import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/base/errors.ts'
import { describeTable, inspectFile, isDataFile, sampleRows } from '../../src/sources/source.ts'
import { workbookOf, zipOf } from './archives.ts'
import { makeFile, readAllRows, readOnly } from './files.ts'

const CSV = 'id,name,email\n1,Anna,a@x.de\n2,Jörg,j@x.de\n'
const ROWS = [
  ['1', 'Anna', 'a@x.de'],
  ['2', 'Jörg', 'j@x.de'],
]

async function faultOf(path: string): Promise<UserError> {
  const fault = await inspectFile(path).then(
    () => null,
    (error: unknown) => error,
  )
  expect(fault).toBeInstanceOf(UserError)
  return fault as UserError
}

describe('delimited text', () => {
  it.each([
    [',', 'a.csv'],
    [';', 'a.csv'],
    ['\t', 'a.tsv'],
    ['|', 'a.txt'],
  ])('finds the delimiter %j', async (delimiter, name) => {
    const { info, rows } = await readOnly(makeFile(name, CSV.replaceAll(',', delimiter)))
    expect(info).toMatchObject({
      format: 'csv',
      delimiter,
      header: true,
      columns: ['id', 'name', 'email'],
      table: null,
    })
    expect(rows).toEqual(ROWS)
  })

  it('is not misled by decimal commas', async () => {
    const text = `id;price;weight\n${Array.from({ length: 50 }, (_, i) => `${i};${i},50;1,25`).join('\n')}\n`
    const { info } = await readOnly(makeFile('a.csv', text))
    expect(info).toMatchObject({ delimiter: ';', columns: ['id', 'price', 'weight'] })
  })

  it('obeys a "sep=" line and skips a title, telling so', async () => {
    const declared = await readOnly(makeFile('a.csv', 'sep=|\r\nid|n,a\r\n1|x,y\r\n'))
    expect(declared.info.columns).toEqual(['id', 'n,a'])
    expect(declared.rows).toEqual([['1', 'x,y']])
    expect(declared.lines).toEqual([3])
    const titled = await readOnly(makeFile('b.csv', `Customer export\n\n${CSV}`))
    expect(titled.info.columns).toEqual(['id', 'name', 'email'])
    expect(titled.info.notes).toEqual(['1 line before the header skipped'])
    expect(titled.lines).toEqual([4, 5])
  })

  it('knows a table without a header', async () => {
    const { info, rows } = await readOnly(makeFile('a.csv', 'a@x.de,2024-01-02\nb@x.de,2024-02-03\n'))
    expect(info).toMatchObject({ header: false, columns: ['column 1', 'column 2'] })
    expect(rows).toHaveLength(2)
    expect((await readOnly(makeFile('list.txt', 'a@x.de\nb@x.de\n'))).rows).toEqual([['a@x.de'], ['b@x.de']])
  })

  it('takes a first row of names for the header, also of a list of one column', async () => {
    expect((await readOnly(makeFile('a.csv', 'email\na@x.de\nb@x.de\n'))).info).toMatchObject({
      header: true,
      columns: ['email'],
    })
    expect((await readOnly(makeFile('a.csv', 'first_name,last_name\nAnna,Weber\nAnna,Schmidt\n'))).info.header).toBe(
      true,
    )
  })

  it('numbers repeated names and names blank ones', async () => {
    const { info } = await readOnly(makeFile('a.csv', 'email,email,,email (2)\na@x.de,b@x.de,c,d\n'))
    expect(info.columns).toEqual(['email', 'email (2)', 'column 3', 'email (2) (2)'])
    expect(info.notes[0]).toContain('more than once')
  })

  it('widens a header that names fewer columns than the rows have', async () => {
    const { info, rows, rejects } = await readOnly(makeFile('a.csv', 'name,city\n1,Anna,Bonn\n2,Ben,Köln\n'))
    expect(info.columns).toEqual(['column 1', 'name', 'city'])
    expect(rows).toHaveLength(2)
    expect(rejects).toEqual([])
  })

  it('reads a table that is a header alone, and refuses an empty file and one of too many columns', async () => {
    const { info, rows } = await readOnly(makeFile('a.csv', 'id,email'))
    expect(info).toMatchObject({ header: true, columns: ['id', 'email'], notes: ['a header and no rows'] })
    expect(rows).toEqual([])
    expect((await faultOf(makeFile('a.csv', ''))).message).toBe('the file is empty')
    expect((await faultOf(makeFile('a.csv', `${'c,'.repeat(100_000)}\n`))).message).toContain('more than 4096 columns')
  })

  it('quarantines the header where files were put together', async () => {
    const { rows, rejects } = await readOnly(makeFile('a.csv', `${CSV}\ufeff${CSV}`))
    expect(rows).toEqual([...ROWS, ...ROWS])
    expect(rejects).toEqual([{ line: 4, reason: 'the header again', raw: '\ufeffid,name,email' }])
  })

  it('mixes line ends', async () => {
    const { rows, lines, info } = await readOnly(makeFile('a.csv', 'a,b\r1,2\n3,4\r\n5,6'))
    expect(rows).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ])
    expect(lines).toEqual([2, 3, 4])
    expect(info.dialect).toBe(', delimited, utf-8, mixed line ends (CRLF, LF, CR)')
  })

  it('reads columns lined up with spaces, wherever chunks are cut', async () => {
    const path = makeFile(
      'a.txt',
      ' 00004 0001 19970101  2   29.33\r\n 00004 0001 19970118  2    9.73 \r\n 00021 0002 19970101  3   63.34\r\n',
    )
    for (const chunk of [1, 4, 1000]) {
      const { info, rows } = await readOnly(path, chunk)
      expect(info).toMatchObject({
        delimiter: ' ',
        header: false,
        columns: ['column 1', 'column 2', 'column 3', 'column 4', 'column 5'],
      })
      expect(rows).toEqual([
        ['00004', '0001', '19970101', '2', '29.33'],
        ['00004', '0001', '19970118', '2', '9.73'],
        ['00021', '0002', '19970101', '3', '63.34'],
      ])
    }
    expect((await readOnly(makeFile('streets.txt', 'Am Markt 5\nZum Bahnhof 7\n'))).info.columns).toHaveLength(1)
  })

  it('refuses what has no row, and a delimiter that is none', async () => {
    expect((await faultOf(makeFile('a.csv', '\n\r\n\n'))).message).toBe('the file holds nothing but blank lines')
    expect((await faultOf(makeFile('a.csv', 'x'.repeat(3 << 20)))).message).toContain('the first row does not end')
    const spec = { format: 'csv', table: null, encoding: null, delimiter: '||', header: true } as const
    await expect(readAllRows(makeFile('a.csv', CSV), spec)).rejects.toThrow('one ASCII character')
    expect(
      (await readAllRows(makeFile('a.csv', CSV.replaceAll(',', '\t')), { ...spec, delimiter: 'tab' })).rows,
    ).toEqual(ROWS)
  })

  it('has the columns that a project file describes, whatever the beginning looks like', async () => {
    const path = makeFile('a.csv', 'a;b\n1;2\n')
    const spec = { format: 'csv', table: null, encoding: 'utf-8', delimiter: ';', header: false } as const
    expect((await describeTable(path, spec)).columns).toEqual(['column 1', 'column 2'])
    expect((await readAllRows(path, spec)).rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
    expect(await sampleRows(await describeTable(path, spec), 1)).toEqual([['a', 'b']])
  })
})

describe('encodings', () => {
  const text = 'id,name,city\n1,Jürgen Müller,Köln\n2,Zoë "Ž" Åse,Saint-Étienne\n3,€ 5 – „quote“,Mörfelden\n'
  const marks = {
    'utf-8': Buffer.from([0xef, 0xbb, 0xbf]),
    'utf-16le': Buffer.from([0xff, 0xfe]),
    'utf-16be': Buffer.from([0xfe, 0xff]),
  }
  const encode = (s: string, encoding: string): Buffer => {
    if (encoding === 'utf-16be') return Buffer.from(s, 'utf16le').swap16()
    return Buffer.from(s, encoding === 'utf-8' ? 'utf8' : 'utf16le')
  }
  const expected = text
    .trim()
    .split('\n')
    .slice(1)
    .map((l) => l.split(','))

  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const)
    for (const hasMark of [true, false])
      it(`reads ${encoding} ${hasMark ? 'with' : 'without'} a mark, wherever chunks are cut`, async () => {
        const bytes = Buffer.concat([
          hasMark ? marks[encoding] : Buffer.alloc(0),
          encode(`${text}4,😀,漢字\n`, encoding),
        ])
        const path = makeFile('a.csv', bytes)
        for (const chunk of [1, 2, 3, 7, 1 << 20]) {
          const { info, rows } = await readOnly(path, chunk)
          expect(info.encoding).toBe(encoding)
          expect(info.columns).toEqual(['id', 'name', 'city'])
          expect(rows).toEqual([...expected, ['4', '😀', '漢字']])
        }
      })

  it('reads windows-1252', async () => {
    const bytes = Buffer.from('id,name\n1,J\xfcrgen M\xfcller\n2,Andr\xe9 \x80\x96\n3,Stra\xdfe\n', 'latin1')
    const { info, rows } = await readOnly(makeFile('a.csv', bytes), 5)
    expect(info.encoding).toBe('windows-1252')
    expect(rows).toEqual([
      ['1', 'Jürgen Müller'],
      ['2', 'André €–'],
      ['3', 'Straße'],
    ])
  })

  const others = {
    'windows-1250': [
      'Łukasz Wiśniewski',
      'Małgorzata Wójcik',
      'Kraków',
      'Gdańsk',
      'Jiří Dvořák',
      'Žďár',
      'Zbigniew Dąbrowski',
      'Częstochowa',
    ],
    'windows-1251': ['Иван Петров', 'Мария Смирнова', 'Москва', 'Санкт-Петербург', 'Анна Кузнецова'],
    'koi8-r': ['Иван Петров', 'Мария Смирнова', 'Москва', 'Санкт-Петербург', 'Анна Кузнецова'],
    'windows-1253': ['Γιώργος Παπαδόπουλος', 'Μαρία Νικολάου', 'Αθήνα', 'Θεσσαλονίκη'],
    'windows-1254': ['Ayşe Yılmaz', 'Mehmet Öztürk', 'İstanbul', 'Eskişehir', 'Çağlar Işık', 'Diyarbakır'],
    ibm850: ['Jürgen Müller', 'Köln', 'Straße', 'Bäcker', 'Düsseldorf', 'Größe'],
    macintosh: ['Jürgen Müller', 'Köln', 'Straße', 'Bäcker', 'Düsseldorf', 'Größe'],
  }
  const ibm850 = { ü: 0x81, ö: 0x94, ß: 0xe1, ä: 0x84 } as Readonly<Record<string, number>>
  it.each(Object.entries(others))('recognises %s where the letters speak for it', async (encoding, names) => {
    const table = new Map<string, number>()
    for (let byte = 128; byte < 256; byte++)
      if (encoding !== 'ibm850') table.set(new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte)
    const lines = ['name,n', ...names.map((n, i) => `${n},${i}`)].join('\n')
    const bytes = Buffer.from(
      [...lines].map((c) =>
        c < '\x80'
          ? c.charCodeAt(0)
          : ((ibm850[c] !== undefined && encoding === 'ibm850' ? ibm850[c] : table.get(c)) ?? 63),
      ),
    )
    const { info, rows } = await readOnly(makeFile('a.csv', bytes))
    expect(info.encoding).toBe(encoding)
    expect(rows.map((r) => r[0])).toEqual(names)
  })

  it('finds the first umlaut also far behind the beginning', async () => {
    const plain = `id,name\n${'1,Anna Weber\n'.repeat(200_000)}`
    const bytes = Buffer.from(`${plain}${'2,J\xfcrgen\n'.repeat(100_000)}`, 'latin1')
    expect((await inspectFile(makeFile('a.csv', bytes)))[0]?.encoding).toBe('windows-1252')
  })

  it('refuses an encoding that does not exist', async () => {
    const path = makeFile('a.csv', CSV)
    const spec = { format: 'csv', table: null, encoding: 'utf-9', delimiter: ',', header: true } as const
    await expect(readAllRows(path, spec)).rejects.toThrow('the encoding "utf-9" is not known')
  })
})

describe('JSON', () => {
  it('reads an array of objects, flattening what is nested and keeping long ids', async () => {
    const text =
      '[{"id": 12345678901234567890, "name": {"first": "A,\\"", "last": null}},\n {"id": 2, "ok": true, "tags": ["x", 1], "name": {"first": "ü]"}}]'
    const { info, rows, rejects } = await readOnly(makeFile('a.json', text), 3)
    expect(info).toMatchObject({ format: 'json', columns: ['id', 'name.first', 'ok', 'name.last', 'tags'] })
    expect(rows).toEqual([
      ['12345678901234567890', 'A,"', '', '', ''],
      ['2', 'ü]', 'true', '', '["x",1]'],
    ])
    expect(rejects).toEqual([])
  })

  it('finds the array in its wrapping, and takes scalars as values', async () => {
    const wrapped = await readOnly(
      makeFile(
        'a.json',
        '{"meta": {"n": [1, 2], "s": "[{"}, "data": {"items": [{"a": 1}, {"a": 2}]}, "more": [{"b": 1}]}',
      ),
    )
    expect(wrapped.info.columns).toEqual(['a'])
    expect(wrapped.rows).toEqual([['1'], ['2']])
    expect((await readOnly(makeFile('b.json', '["a@x.de", "b@x.de"]'))).rows).toEqual([['a@x.de'], ['b@x.de']])
    expect((await readOnly(makeFile('c.json', '{"a": 1, "b": [1]}'))).rows).toEqual([['1', '[1]']])
    expect((await readOnly(makeFile('d.json', '[]'))).rows).toEqual([])
  })

  it('keeps what came before the text broke off, and says where', async () => {
    const cut = await readOnly(makeFile('a.json', '[\n{"a": 1},\n{"a": 2},\n{"a": "th'))
    expect(cut.rows).toEqual([['1'], ['2']])
    expect(cut.rejects).toEqual([{ line: 4, reason: 'the JSON text ends before its array does', raw: '{"a": "th' }])
    const bracketLost = await readOnly(makeFile('b.json', '[{"a": 1},{"a": 2}'))
    expect(bracketLost.rows).toHaveLength(2)
    expect(bracketLost.rejects).toHaveLength(1)
  })

  it('puts a broken element into quarantine and goes on', async () => {
    const { rows, rejects } = await readOnly(makeFile('a.json', '[{"a": 1},\n{"a": x},\n{"a": 3}]'))
    expect(rows).toEqual([['1'], ['3']])
    expect(rejects).toEqual([{ line: 2, reason: 'not valid JSON', raw: '{"a": x}' }])
  })

  it('reads one object per line, also under the name .json, and a key that comes late', async () => {
    const text = '{"a": 1}\n\n{"a": 2, "b": {"c": "x"}}\r\nnonsense\n{"a": 3'
    for (const name of ['a.jsonl', 'a.json']) {
      const { info, rows, lines, rejects } = await readOnly(
        makeFile(name, name === 'a.json' ? text.replace('\n\n', '\n') : text),
        4,
      )
      expect(info).toMatchObject({ format: 'jsonl', columns: ['a', 'b.c'] })
      expect(rows).toEqual([
        ['1', ''],
        ['2', 'x'],
      ])
      expect(lines).toEqual(name === 'a.json' ? [1, 2] : [1, 3])
      expect(rejects.map((r) => r.raw)).toEqual(['nonsense', '{"a": 3'])
    }
  })

  it('reads objects one after another, with line breaks in them or none between them', async () => {
    const objects = [{ a: 1, b: { c: '}{' } }, { a: 2 }, { a: 3, b: { c: '"' } }]
    const want = [
      ['1', '}{'],
      ['2', ''],
      ['3', '"'],
    ]
    const texts = {
      'a.json': objects.map((o) => JSON.stringify(o, null, 2)).join('\n'),
      'b.json': objects.map((o) => JSON.stringify(o)).join(''),
      'c.jsonl': objects.map((o) => JSON.stringify(o)).join(''),
      'd.json': objects.map((o) => JSON.stringify(o, null, 1)).join(' , '),
    }
    for (const [name, text] of Object.entries(texts))
      for (const chunk of [1, 7, undefined]) {
        const { info, rows, rejects } = await readOnly(makeFile(name, text), chunk)
        expect({ columns: info.columns, rows, rejects }, name).toEqual({
          columns: ['a', 'b.c'],
          rows: want,
          rejects: [],
        })
      }
    const cut = await readOnly(makeFile('e.json', texts['a.json'].slice(0, -9)))
    expect(cut.rows).toEqual(want.slice(0, 2))
    expect(cut.rejects).toHaveLength(1)
  })

  it('has the same columns whatever the order of the rows', async () => {
    const objects = ['{"a":1,"b":2}', '{"c":1,"a":2}', '{"b":1,"d":{"e":1}}']
    const columns = async (list: string[]) => (await inspectFile(makeFile('a.jsonl', list.join('\n'))))[0]?.columns
    expect(await columns(objects)).toEqual(await columns(objects.toReversed()))
  })

  it('is the same wherever the chunks are cut', async () => {
    const values = fc.array(
      fc.record({
        a: fc.oneof(fc.string(), fc.constantFrom('"', '\\', '\\"', ']', '}', ',', '漢😀')),
        b: fc.jsonValue({ maxDepth: 2 }),
      }),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    await fc.assert(
      fc.asyncProperty(
        values,
        fc.constantFrom(0, 2),
        fc.integer({ min: 1, max: 9 }),
        async (elements, indent, chunk) => {
          const path = makeFile('a.json', JSON.stringify(elements, null, indent))
          const { rows, rejects } = await readOnly(path, chunk)
          expect(rejects).toEqual([])
          expect(rows.map((r) => r[0])).toEqual(elements.map((e) => e.a))
          expect(rows).toEqual((await readOnly(path)).rows)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('survives deep nesting', async () => {
    const deep = `[${'{"a":'.repeat(200)}1${'}'.repeat(200)}]`
    expect((await readOnly(makeFile('a.json', deep))).info.columns).toEqual(['a.a.a.a.a.a.a.a'])
    const deeper = await readOnly(makeFile('b.json', `[{"x":1},${'['.repeat(100_000)}${']'.repeat(100_000)}]`))
    expect(deeper.rows.length + deeper.rejects.length).toBe(2)
  })
})

describe('Excel workbooks', () => {
  const book = workbookOf({
    People: [
      ['Our customers', null, null],
      ['id', 'name', 'born', 'ok'],
      [4915112345678, 'Jörg & <Co>', { date: 29_221 }, true],
      [null, null, null],
      [2.5, 'x', { date: 45_292.5 }, false],
    ],
    Empty: [],
    List: [['email'], ['a@x.de']],
  })

  it('gives each sheet that holds something, dates as ISO text', async () => {
    const path = makeFile('book.xlsx', book)
    const infos = await inspectFile(path)
    expect(infos.map((i) => [i.table, i.format, i.columns])).toEqual([
      ['People', 'xlsx', ['id', 'name', 'born', 'ok']],
      ['List', 'xlsx', ['email']],
    ])
    const { rows, lines } = await readAllRows(path, infos[0]!)
    expect(rows).toEqual([
      ['4915112345678', 'Jörg & <Co>', '1980-01-01', 'true'],
      ['2.5', 'x', '2024-01-01T12:00:00', 'false'],
    ])
    expect(lines).toEqual([3, 5])
  })

  it('is found inside an archive', async () => {
    const infos = await inspectFile(makeFile('a.zip', zipOf([{ name: 'x/book.xlsx', content: book }])))
    expect(infos.map((i) => i.table)).toEqual(['x/book.xlsx!People', 'x/book.xlsx!List'])
    expect((await readAllRows(infos[1]!.path, infos[1]!)).rows).toEqual([['a@x.de']])
  })

  it('refuses a damaged one and an old one', async () => {
    expect((await faultOf(makeFile('a.xlsx', zipOf([{ name: 'xl/workbook.xml', content: '<no' }])))).message).toBe(
      'the workbook cannot be read',
    )
    expect((await faultOf(makeFile('a.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')))).message).toContain('old Excel')
  })
})

describe('SQLite databases', () => {
  const make = (name: string, fill: (db: Database.Database) => void): string => {
    const path = makeFile(name, '')
    const db = new Database(path)
    fill(db)
    db.close()
    return path
  }
  const fill = (db: Database.Database): void => {
    db.exec(
      `CREATE TABLE "my ""people""" (id INTEGER, name TEXT, amount REAL, data BLOB); CREATE TABLE other (a); CREATE VIEW v AS SELECT 1 AS x`,
    )
    db.prepare('INSERT INTO "my ""people""" VALUES (?, ?, ?, ?)').run(
      9_007_199_254_740_993n,
      'Jörg',
      1.5,
      Buffer.from([0xff, 0]),
    )
    db.prepare('INSERT INTO "my ""people""" VALUES (?, ?, ?, ?)').run(2, null, null, Buffer.from('text'))
  }

  it('gives each table, exactly', async () => {
    const infos = await inspectFile(make('a.db', fill))
    expect(infos.map((i) => [i.table, i.columns])).toEqual([
      ['my "people"', ['id', 'name', 'amount', 'data']],
      ['other', ['a']],
    ])
    expect((await readAllRows(infos[0]!.path, infos[0]!)).rows).toEqual([
      ['9007199254740993', 'Jörg', '1.5', '0xff00'],
      ['2', '', '', 'text'],
    ])
  })

  it('refuses a table that is not there', async () => {
    const path = make('a.db', fill)
    const spec = { format: 'sqlite', encoding: null, delimiter: null, header: true } as const
    await expect(readAllRows(path, { ...spec, table: 'v' })).rejects.toThrow('no such table')
    await expect(readAllRows(path, { ...spec, table: null })).rejects.toThrow('the database holds 2 tables')
    await expect(describeTable(path, { ...spec, table: 'x' })).rejects.toThrow('no such table')
  })

  it('leaves nothing beside the file, not even for a write-ahead-log database', async () => {
    const path = make('a.sqlite', (db) => {
      db.pragma('journal_mode = WAL')
      fill(db)
    })
    const before = readFileSync(path)
    const infos = await inspectFile(path)
    await readAllRows(path, infos[0]!)
    expect(readdirSync(dirname(path))).toEqual(['a.sqlite'])
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('sees what stands only in the log', async () => {
    const path = makeFile('a.sqlite', '')
    const db = new Database(path)
    db.pragma('journal_mode = WAL')
    fill(db)
    expect(await inspectFile(path)).toHaveLength(2)
    db.close()
  })

  it('reads a packed one and refuses a damaged one', async () => {
    const path = make('a.db', fill)
    expect(await inspectFile(makeFile('a.db.gz', gzipSync(readFileSync(path))))).toHaveLength(2)
    const damaged = readFileSync(path).fill(0xff, 100, 5000)
    expect((await faultOf(makeFile('a.db', damaged))).message).toBe('the SQLite database cannot be read')
  })
})

describe('packed files', () => {
  it('reads gzip', async () => {
    const { info, rows } = await readOnly(makeFile('a.csv.gz', gzipSync(CSV)), 7)
    expect(info).toMatchObject({ table: null, format: 'csv' })
    expect(rows).toEqual(ROWS)
  })

  it('tells the encoding of a packed file by what it unpacks to, also where letters beyond ASCII come late', async () => {
    const ascii = Array.from({ length: 60_000 }, (_, i) => `${i},Person ${(i * 7919) % 60_000},p${i}@example.com\n`)
    const text = `id,name,email\n${ascii.join('')}x,Jörg Müller,j@example.com\n`
    for (const path of [
      makeFile('late.csv.gz', gzipSync(text)),
      makeFile('late.zip', zipOf([{ name: 'late.csv', content: Buffer.from(text) }])),
      makeFile('late.csv', text),
    ]) {
      const { info, rows } = await readOnly(path)
      expect(info.encoding).toBe('utf-8')
      expect(rows.at(-1)).toEqual(['x', 'Jörg Müller', 'j@example.com'])
    }
  })

  it('reads the members of a zip archive that are data, gzipped ones too', async () => {
    const path = makeFile(
      'a.zip',
      zipOf([
        { name: 'README.md', content: '# hello' },
        { name: 'export/', content: '' },
        { name: 'export/ünsub.csv', content: CSV },
        { name: 'c.csv.gz', content: gzipSync(CSV) },
        { name: '__MACOSX/._c.csv', content: 'x' },
      ]),
    )
    const infos = await inspectFile(path)
    expect(infos.map((i) => i.table)).toEqual(['export/ünsub.csv', 'c.csv.gz'])
    for (const info of infos) expect((await readAllRows(path, info)).rows).toEqual(ROWS)
  })

  it('refuses what is encrypted, damaged, cut short or climbs out of its folder', async () => {
    const encrypted = await faultOf(makeFile('a.zip', zipOf([{ name: 'a.csv', content: CSV, isEncrypted: true }])))
    expect(encrypted.message).toBe('the archive member is encrypted')
    expect(encrypted.wayOut).toContain('password')
    const good = zipOf([{ name: 'a.csv', content: CSV }])
    expect((await faultOf(makeFile('a.zip', good.subarray(0, good.length - 30)))).message).toBe(
      'the zip archive is damaged',
    )
    expect((await faultOf(makeFile('a.zip', zipOf([{ name: '../../a.csv', content: CSV }])))).message).toBe(
      'the archive holds names that lead out of its folder',
    )
    const packed = gzipSync(Buffer.from(CSV.repeat(100)))
    expect((await faultOf(makeFile('a.csv.gz', packed.subarray(0, packed.length - 20)))).message).toContain('cut short')
  })

  it('stops at a bomb', async () => {
    const content = Buffer.concat([Buffer.from(CSV), Buffer.alloc(40 << 20, 'x')])
    const bomb = makeFile('a.csv.gz', gzipSync(content))
    const spec = { format: 'csv', table: null, encoding: null, delimiter: ',', header: true } as const
    await expect(readAllRows(bomb, spec)).rejects.toThrow('unfolds to more than')
    const zip = makeFile('a.zip', zipOf([{ name: 'a.csv', content }]))
    await expect(readAllRows(zip, { ...spec, table: 'a.csv' })).rejects.toThrow('unfolds to more than')
  })
})

describe('what is no data', () => {
  it('is passed over', async () => {
    expect(await inspectFile(makeFile('README.txt', 'a,b\n1,2\n'))).toEqual([])
    expect(await inspectFile(makeFile('notes.md', 'a,b\n1,2\n'))).toEqual([])
    expect(await inspectFile(makeFile('x.dat', '%PDF-1.7\n...'))).toEqual([])
    expect(
      await inspectFile(makeFile('x.csv', Buffer.from(Array.from({ length: 999 }, (_, i) => (i * 7) % 32)))),
    ).toEqual([])
    expect(
      ['a.csv', 'b.ndjson', 'c.xlsx', 'README.csv', 'd.pdf', 'e.csv.gz', '.hidden.csv'].filter(isDataFile),
    ).toEqual(['a.csv', 'b.ndjson', 'c.xlsx', 'e.csv.gz'])
  })

  it('is refused with a way out where it is a table of a kind that is not read', async () => {
    const fault = await faultOf(makeFile('a.parquet', 'PAR1....'))
    expect([fault.message, fault.wayOut]).toEqual(['a Parquet file is not read', 'export it as CSV'])
    expect((await faultOf('/nowhere/at/all.csv')).message).toBe('the file is not there')
  })

  it('reads the same file twice alike', async () => {
    const path = makeFile('a.csv', CSV)
    const first = await readOnly(path)
    writeFileSync(path, CSV)
    expect(await readOnly(path)).toEqual(first)
  })
})
