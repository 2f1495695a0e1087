import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import { repairCommand } from '../../src/cli/repair.ts'
import { csvText } from '../../src/sinks/csv.ts'
import { tempDir } from '../temp-dir.ts'

const dir = tempDir()

async function repair(text: string | Buffer, more: readonly string[] = [], name = 'list.csv') {
  const said: string[] = []
  const notes: string[] = []
  const file = join(dir, name)
  const out = join(dir, 'repaired.csv')
  writeFileSync(file, text)
  await repairCommand({
    out: (t) => said.push(t),
    progress: { ...silentProgress, note: (t) => notes.push(t) },
    stdin: Readable.from([text]),
    today: () => '2026-06-30',
    setExitCode: () => {},
  }).parseAsync([name === '-' ? '-' : file, '--out', out, ...more], { from: 'user' })
  const written = readFileSync(out, 'utf8')
  return { lines: written.trimEnd().split('\n'), said: said.join(''), notes, rows: read(written) }
}
const read = (text: string): string[][] => parse(text, { relax_column_count: false })

const LIST = `id,Email,note
1,ann@gmial.com," kept, as it is "
2,,
3,info@acme.com,=1+1
4,"ann@gmail.com, bob@web.de",x
5,ann@vmail.com,ü
6,nobody,
7,x@mailinator.com,`

describe('goldpan repair', () => {
  it('writes every row in order, columns untouched, what it made of the address beside it', async () => {
    const { rows, said } = await repair(LIST)
    expect(rows.map((row) => row.slice(0, 3))).toEqual(read(LIST))
    expect(rows.map((row) => row.slice(3, 5).concat(row.slice(7)))).toEqual([
      ['email_repaired', 'email_decision', 'email_labels'],
      ['ann@gmail.com', 'repaired', ''],
      ['', '', ''],
      ['info@acme.com', 'ok', 'role'],
      ['', 'review', ''],
      ['ann@gmail.com', 'review', ''],
      ['', 'invalid', ''],
      ['x@mailinator.com', 'ok', 'disposable'],
    ])
    expect(said).toContain('Wrote 7 rows')
  })

  it('keeps the order of its columns with a phone: those of the contract first, labels last', async () => {
    const list = 'email,tel\ninfo@gmial.com,030 901820 ext. 7\n'
    const { lines } = await repair(list, ['--phone', 'tel', '--country', 'de'])
    expect(lines[0]).toBe(
      'email,tel,email_repaired,email_decision,email_confidence,email_reason,phone_e164,phone_decision,email_labels,phone_type,phone_extension,phone_reason',
    )
    expect(lines[1]).toMatch(
      /^info@gmial\.com,030 901820 ext\. 7,info@gmail\.com,repaired,0\.995,.*,\+4930901820,repaired,role,fixed,7,phone/,
    )
  })

  it('reads standard input and other formats, and speaks JSON', async () => {
    const { rows } = await repair(LIST, [], '-')
    expect(rows.map((row) => row.slice(0, 3))).toEqual(read(LIST))
    const json = await repair('[{"mail":"ann@gmial.com","n":1},{"mail":null,"n":2}]', ['--json'], 'list.json')
    expect(json.rows.map((row) => row.slice(0, 4))).toEqual([
      ['mail', 'n', 'email_repaired', 'email_decision'],
      ['ann@gmial.com', '1', 'ann@gmail.com', 'repaired'],
      ['', '2', '', ''],
    ])
    expect(JSON.parse(json.said)).toMatchObject({ rows: 2, unreadable: 0, email_repaired: 1 })
  })

  it('says what kind of line a number is, why it is none, and what is doubtful', async () => {
    const numbers = ['0171 5550199', '+491715550199', '030 1234567', '123456', '0800 9018201', '55 66 77 88', '']
    const { rows } = await repair(`n,tel\n${numbers.map((n) => `1,${n}`).join('\n')}\n`, [
      '--phone',
      'tel',
      '--country',
      'DE',
    ])
    expect(rows.slice(1).map((row) => row.slice(2))).toEqual([
      ['+491715550199', 'repaired', 'mobile', '', ''],
      ['+491715550199', 'ok', 'mobile', '', ''],
      ['+49301234567', 'review', 'fixed', '', expect.stringContaining('phone.doubtful')],
      ['', 'invalid', '', '', expect.stringContaining('phone.filler')],
      ['+498009018201', 'repaired', 'toll_free', '', ''],
      ['', 'invalid', '', '', expect.stringContaining('phone.country')],
      ['', '', '', '', ''],
    ])
    await expect(repair('tel\n1\n', ['--phone', 'tel', '--country', 'XX'])).rejects.toMatchObject({
      message: expect.stringContaining('XX'),
    })
  })

  it('names the place of a mistake', async () => {
    await expect(repair('a,b\n1,2\n')).rejects.toMatchObject({
      exitCode: 2,
      place: expect.stringContaining('list.csv'),
    })
    await expect(repair(LIST, ['--email', 'Mail'])).rejects.toMatchObject({ exitCode: 2, place: '--email' })
    await expect(repair(LIST, ['--country', 'Germany'])).rejects.toMatchObject({ place: '--country' })
  })

  it('says that a column is empty, and copes with columns of one name', async () => {
    const empty = await repair('email,b\n,1\n  ,2\n')
    expect(empty.notes.join()).toContain('the column is empty')
    expect(empty.rows.slice(1).map((row) => row[0])).toEqual(['', '  '])
    const twice = await repair('email,email,email_repaired\nann@gmial.com,b@web.de,x\n')
    expect(twice.rows[0]).toEqual([
      'email',
      'email (2)',
      'email_repaired',
      'email_repaired (2)',
      'email_decision',
      'email_confidence',
      'email_reason',
      'email_labels',
    ])
    expect(twice.rows[1]!.slice(0, 5)).toEqual(['ann@gmial.com', 'b@web.de', 'x', 'ann@gmail.com', 'repaired'])
  })

  it('hands a row that is too long through byte for byte, and repairs the address beside the long cell', async () => {
    const long = 'x'.repeat(10_000_000)
    const table = [
      ['email', 'b'],
      ['ann@gmial.com', '1'],
      [`${long}@web.de`, '2'],
      ['bob@gmial.com', 'a "b",\r\n'.repeat(150_000)],
      ['cid@gmial.com', long],
      ['dan@web.de', '5'],
    ]
    const { rows, notes } = await repair(`${table.map((row) => csvText(row)).join('\n')}\n`)
    expect(rows.map((row) => row.slice(0, 2)).map((row, i) => row.every((cell, c) => cell === table[i]![c]))).toEqual(
      table.map(() => true),
    )
    expect(rows.slice(1).map((row) => row.slice(2, 4))).toEqual([
      ['ann@gmail.com', 'repaired'],
      ['', 'invalid'],
      ['bob@gmail.com', 'repaired'],
      ['cid@gmail.com', 'repaired'],
      ['dan@web.de', 'ok'],
    ])
    expect(rows[2]![5]).toContain('far too long')
    expect(notes.join()).toContain('3 rows: too long to be held')
  })

  it('keeps NUL bytes, halves of characters and lines with a broken quote as they stand', async () => {
    const lines = [
      'id,email,n',
      '1,ann@gmial.com,a\0b',
      '2,bob@gmial.com,c\ufffd',
      '3,cid@gmial.com,"d',
      '4,x@web.de,e',
    ]
    const [before, after] = lines.join('\n').split('\ufffd')
    const half = Buffer.from([0xed, 0xa0, 0x80])
    const { rows } = await repair(Buffer.concat([Buffer.from(before!), half, Buffer.from(after!)]))
    expect(rows.slice(1).map((row) => [row[2], row[3]])).toEqual([
      ['a\0b', 'ann@gmail.com'],
      [`c${half.toString()}`, 'bob@gmail.com'],
      ['"d', 'cid@gmail.com'],
      ['e', 'x@web.de'],
    ])
  })

  it('keeps blank lines of a table of one column, and the surplus of a row', async () => {
    const { rows } = await repair('email\n\nann@gmial.com\n\n\nbob@web.de\n\n')
    expect(rows.map((row) => row[0])).toEqual(['email', '', 'ann@gmial.com', '', '', 'bob@web.de'])
    const wide = await repair('id,email,n\n1,ann@gmial.com,b\n2,bob@gmial.com,c, d,"e ""f"""\n')
    expect(wide.rows[2]!.slice(0, 4)).toEqual(['2', 'bob@gmial.com', 'c, d,e "f"', 'bob@gmail.com'])
  })

  it('bears hostile cells and gives back every one as it was', async () => {
    const hostile = [
      '('.repeat(5000),
      `${'('.repeat(300)}a@b.com`,
      'ann@gm\u202eail.com',
      'a\u0001b@web.de',
      '"ann',
      'ann@gmail.com\u200f',
      '@'.repeat(2000),
      'a@'.repeat(100),
      '<'.repeat(1000),
      `"${'\\'.repeat(300)}"@web.de`,
    ]
    const text = `email,n\n${hostile.map((cell, i) => csvText([cell, i])).join('\n')}\n`
    const { rows } = await repair(text)
    expect(rows.slice(1).map((row) => row[0])).toEqual(hostile)
  })

  it('keeps order, count and cells of any table', async () => {
    const cell = fc.oneof(
      fc.constantFrom('ann@gmial.com', 'info@web.de', '', 'a@b', '"x"@web.de', 'a;b'),
      fc.string({ unit: fc.constantFrom(...'ab@.,;"\' <>()\n') }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (table) => {
        const given = table.map(([l, r], i) => [String(i), l, r])
        const text = [['id', 'email', 'x'], ...given].map((row) => csvText(row)).join('\n')
        const { rows } = await repair(`${text}\n`)
        expect(rows.slice(1).map((row) => row.slice(0, 3))).toEqual(given)
      }),
      { numRuns: 40 },
    )
  })
})
