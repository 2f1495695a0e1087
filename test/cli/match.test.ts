import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import type { Io } from '../../src/cli/io.ts'
import { runProgram } from '../../src/cli/program.ts'
import { tempDir } from '../temp-dir.ts'

const HEADER = 'id,first_name,last_name,email'

/** Runs `goldpan match` on files of these texts, in a folder of its own. */
async function match(
  files: Readonly<Record<string, string | Buffer>>,
  names: readonly string[],
  flags: readonly string[] = [],
) {
  const dir = tempDir()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text)
  const notes: string[] = []
  const errors: string[] = []
  const io: Io = {
    out: () => {},
    progress: { ...silentProgress, note: (text) => notes.push(text) },
    stdin: Readable.from([Buffer.from(files['-'] ?? '')]),
    today: () => '2026-01-01',
    setExitCode: () => {},
  }
  const out = join(dir, 'clusters.csv')
  const paths = names.map((name) => (name === '-' ? name : join(dir, name)))
  const code = await runProgram(['match', ...paths, '--id', 'id', '--out', out, ...flags], io, (text) =>
    errors.push(text),
  )
  return { code, notes, errors: errors.join(''), clusters: code === 0 ? readFileSync(out, 'utf8').split('\n') : [] }
}

const person = (id: string, n = 0) => `${id},Ann${n},Lee${n},ann${n}@mail.example`
const csv = (...rows: readonly string[]) => `${[HEADER, ...rows].join('\n')}\n`

describe('goldpan match', () => {
  it('says that a file holds no records', async () => {
    const { code, notes, clusters } = await match({ 'none.csv': csv() }, ['none.csv'])
    expect(code).toBe(0)
    expect(notes).toContain('none holds no records')
    expect(clusters).toEqual(['source,record_id,cluster_id', ''])
  })

  it('keeps one record', async () => {
    const { clusters } = await match({ 'one.csv': csv(person('7')) }, ['one.csv'])
    expect(clusters).toEqual(['source,record_id,cluster_id', 'one,7,0', ''])
  })

  it.each([
    ['a slip in the first name', 'Jonathna', '0'],
    ['another first name: twins', 'Rebecca', '1'],
  ])('tells %s in a file of three records', async (_, name, second) => {
    const header = 'id,first_name,last_name,email,phone,birth_date,street,postcode'
    const shared = 'Miller,jm@mail.example,07911123456,1980-02-03,12 High Street,LS1 4AB'
    const rows = [`1,Jonathan,${shared}`, `2,${name},${shared}`, '3,Ann,Lee,ann@mail.example,,1975-07-09,3 Mill Lane,']
    const { clusters } = await match({ 'few.csv': `${[header, ...rows].join('\n')}\n` }, ['few.csv'])
    expect(clusters.slice(1, 3)).toEqual(['few,1,0', `few,2,${second}`])
  })

  it('keeps records apart that share an id, and says so', async () => {
    const rows = [person('1', 1), person('2', 2), person('1', 3), person('1', 4)]
    const { notes, clusters } = await match({ 'a.csv': csv(...rows) }, ['a.csv'])
    expect(notes[0]).toMatch(/^2 records have an id that another record has too/)
    expect(clusters.slice(1, 5).map((line) => line.replace(/,\d+$/, ''))).toEqual(['a,1', 'a,2', 'a,1', 'a,1'])
    expect(new Set(clusters.slice(1, 5).map((line) => line.split(',')[2])).size).toBe(4)
  })

  it('takes records that are all the same for one person, and says so', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => person(String(i)))
    const { code, notes, clusters } = await match({ 'same.csv': csv(...rows) }, ['same.csv'])
    expect(code).toBe(0)
    expect(notes.join()).toContain('All records are the same; they are one person.')
    expect(clusters.slice(1, 10).map((line) => line.split(',')[2])).toEqual(rows.map(() => '0'))
  })

  it('keeps records apart that share a name and no more, and says that nothing tells them apart', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => `${i},Ann,Lee,`)
    const { notes, clusters } = await match({ 'same.csv': csv(...rows) }, ['same.csv'])
    expect(notes.join()).toContain('No column tells records apart')
    expect(new Set(clusters.slice(1, 10).map((line) => line.split(',')[2])).size).toBe(9)
  })

  it('finds one person who has nearly all of the records', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => person(String(i), i < 45 ? 0 : i))
    const { clusters } = await match({ 'a.csv': csv(...rows) }, ['a.csv'])
    expect(new Set(clusters.slice(1, 51).map((line) => line.split(',')[2])).size).toBe(6)
  })

  it('puts birth dates together whose year, month and day stand apart', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => {
      const [year, month, day] = [1950 + (i % 20), 1 + (i % 20) / 2, 1 + (i % 20)].map(Math.floor)
      return `${i},Ann,Lee,${year},${i < 20 ? month : `0${month}`.slice(-2)},${day}`
    })
    const { clusters } = await match({ 'a.csv': `id,fname_c1,lname_c1,by,bm,bd\n${rows.join('\n')}\n` }, ['a.csv'])
    const people = clusters.slice(1, 41).map((line) => line.split(',')[2])
    expect(people.slice(20)).toEqual(people.slice(0, 20))
    expect(new Set(people).size).toBe(20)
  })

  it('writes over nothing that it reads, and no result over another', async () => {
    const files = { 'a.csv': csv(person('1'), person('2', 2)) }
    const over = await match(files, ['a.csv'], ['--pairs', 'here/a.csv'])
    expect(over.errors).toMatch(/cannot be written.*Make its folder first/s)
    const dir = tempDir()
    const input = join(dir, 'in.csv')
    writeFileSync(input, csv(person('1')))
    symlinkSync(input, join(dir, 'link.csv'))
    const again = await match(files, ['a.csv'], ['--decisions', input, '--save-model', join(dir, 'link.csv')])
    expect(again.code).toBe(2)
    expect(again.errors).toContain('--save-model would write over a file that is read.')
    expect(readFileSync(input, 'utf8')).toBe(csv(person('1')))
    const twice = await match(files, ['a.csv'], ['--pairs', join(dir, 'p'), '--save-model', join(dir, '.', 'p')])
    expect(twice.errors).toContain('--pairs and --save-model name the same file.')
    expect(existsSync(join(dir, 'p'))).toBe(false)
  })

  it('links no file with itself', async () => {
    const { code, errors } = await match({ 'a.csv': csv(person('1')) }, ['a.csv'], ['--link-only'])
    expect(code).toBe(2)
    expect(errors).toContain('There is one file only')
  })

  it('takes no folder for a file, nor a file name no system has', async () => {
    const folder = await match({ 'a.csv': csv(person('1')) }, ['.'])
    expect(folder.errors).toContain('That is a folder.')
    const long = await match({ 'a.csv': csv(person('1')) }, ['a.csv'], ['--pairs', 'x'.repeat(300)])
    expect(long.errors).toMatch(/cannot be written.*too long/s)
  })

  it('calls a packed file what it is called unpacked', async () => {
    const { clusters } = await match({ 'b.csv.gz': gzipSync(csv(person('1'))) }, ['b.csv.gz'])
    expect(clusters[1]).toBe('b,1,0')
  })

  it('takes fractions for no telephone numbers', async () => {
    const rows = ['id,x', ...Array.from({ length: 30 }, (_, i) => `${i},0.84442185152${i + 10}`)]
    const { notes } = await match({ 'x.csv': `${rows.join('\n')}\n` }, ['x.csv'])
    expect(notes.join()).toContain('no column of x is known to goldpan')
  })

  it('says which file has no column that it knows', async () => {
    const { code, notes } = await match({ 'x.csv': 'id,zzz\n1,8.25\n2,9.5\n3,8.25\n' }, ['x.csv'])
    expect(code).toBe(0)
    expect(notes[0]).toContain('no column of x is known to goldpan')
    expect(notes[0]).toContain('--map')
  })

  it('names ids with commas, quotes and letters beyond ASCII as they are', async () => {
    const { clusters } = await match({ 'a.csv': csv(`"x, ""1""",Ann,Lee,`, 'ü,Bob,Roe,') }, ['a.csv'])
    expect(clusters.slice(1, 3)).toEqual([
      expect.stringMatching(/^a,"x, ""1""",\d$/),
      expect.stringMatching(/^a,ü,\d$/),
    ])
  })

  it('does not depend on the order of files and rows', async () => {
    const [a, b] = [
      [person('1', 1), person('2', 2)],
      [person('1', 2), person('3', 3), person('4', 1)],
    ] as const
    const forward = await match({ 'a.csv': csv(...a), 'b.csv': csv(...b) }, ['a.csv', 'b.csv'])
    const backward = await match({ 'a.csv': csv(...[...a].reverse()), 'b.csv': csv(...[...b].reverse()) }, [
      'b.csv',
      'a.csv',
    ])
    expect([...backward.clusters].sort()).toEqual([...forward.clusters].sort())
  })

  it('reads standard input, and names it where it is at fault', async () => {
    const good = await match({ '-': csv(person('1', 1), person('2', 2)) }, ['-'])
    expect(good.clusters.slice(1, 3).map((line) => line.split(',').slice(0, 2))).toEqual([
      ['stdin', '1'],
      ['stdin', '2'],
    ])
    const bad = await match({ '-': 'a,b\n1,2\n' }, ['-'])
    expect(bad.code).toBe(2)
    expect(bad.errors).toContain('at standard input')
  })

  it.each([
    ['a file that is not there', {}, ['gone.csv'], 'the file is not there'],
    ['an empty file', { 'e.csv': '' }, ['e.csv'], 'the file is empty'],
    ['no such id column', { 'a.csv': 'x,email\n1,a@mail.example\n' }, ['a.csv'], 'There is no column "id"'],
    ['standard input twice', { '-': csv() }, ['-', '-'], 'Standard input can be read once only'],
  ])('ends with 2 and a way out: %s', async (_, files, names, message) => {
    const { code, errors } = await match(files as Record<string, string>, names)
    expect(code).toBe(2)
    expect(errors).toContain(message)
  })

  it('ends with 2 where two files have one name', async () => {
    const dir = tempDir()
    writeFileSync(join(dir, 'a.csv'), csv(person('1')))
    const { code, errors } = await match({ 'a.csv': csv(person('1')) }, [
      'a.csv',
      join('..', dir.split('/').at(-1)!, 'a.csv'),
    ])
    expect(code).toBe(2)
    expect(errors).toContain('Two files have the same name')
  })
})
