import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { type OfferRow, offerConflicts } from '../../src/gate/offer-conflicts.ts'
import { goldpan, isBuilt } from '../end-to-end/goldpan.ts'
import { tempDir } from '../temp-dir.ts'
import { makeProject } from './project.ts'

const dir = tempDir()

function conflicts(lists: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const paths = Object.entries(lists).map(([name, text]) => {
    writeFileSync(join(dir, name), text)
    return join(dir, name)
  })
  const out = join(dir, 'conflicts.csv')
  const ran = goldpan('conflicts', ...paths, '--dir', dir, '--out', out, ...args)
  if (ran.code === 2) return { ...ran, rows: [] }
  const rows = parse(readFileSync(out, 'utf8'), { columns: true }) as Record<string, string>[]
  return { ...ran, rows: rows.map((r) => [r.kind, r.likeness, r.newcomer_is_better, r.row_l, r.row_r].join(' ')) }
}

const RENEWALS = `email,name
bob.archer@gmail.com,Bob Archer
derek@ellsworth.com,Derek Ellsworth
someone.new@gmail.com,Sam Newhouse
`
const WELCOME = `E-Mail,First name,Last name,Street,ZIP,City
bob@elsewhere.org,Bob,Archer,1 Oak Street,62701,Springfield
carla.dunham@yahoo.com,Carla,Dunham,,,
Someone.New@gmail.com,Sam,Newhouse,,,
else@gmail.com,Nora,Elsewhere,,,
`

describe.skipIf(!isBuilt)('goldpan conflicts', () => {
  beforeAll(() => makeProject(dir))

  it('names who would get a renewal and a better newcomer offer, also people whom only the lists know', () => {
    const lists = { 'renewals.csv': RENEWALS, 'welcome.csv': WELCOME }
    const { code, rows, out } = conflicts(lists, '--value', 'welcome.csv=25,renewals.csv=10', '--json')
    expect(code).toBe(3)
    expect(rows).toContain('renewal_and_newcomer same yes 1 1')
    expect(rows).toContain('renewal_and_newcomer same yes 3 3')
    expect(rows.some((row) => row.includes('4'))).toBe(false)
    expect(JSON.parse(out)).toMatchObject({ rows: 7, renewal_and_newcomer: 2, newcomers: ['welcome.csv'] })
  })

  it('passes lists that do not meet', () => {
    const lists = { 'a.csv': 'email\nx1@gmail.com\n', 'b.csv': 'email\nx2@gmail.com\n' }
    expect(conflicts(lists)).toMatchObject({ code: 0, rows: [] })
  })

  it('goes by the offer of each row, and names the place of a mistake', () => {
    const lists = {
      'a.csv': 'email,offer\nx1@gmail.com,renewal\n',
      'b.csv': 'email,offer\nX1@gmail.com,welcome-gift\n',
    }
    expect(conflicts(lists).rows).toEqual(['renewal_and_newcomer same  1 1'])
    expect(conflicts({ 'a.csv': 'email\nx@y.org\n' }, '--newcomers', 'c.csv').err).toContain('The lists are a.csv')
    expect(conflicts({ 'a.csv': 'email\nx@y.org\n' }, '--value', 'a.csv=much').code).toBe(2)
  })
})

describe('offers held against one another', () => {
  const row = (list: string, no: number, more: Partial<OfferRow>): OfferRow => ({
    list,
    row: no,
    offer: list,
    isForNewcomers: false,
    value: null,
    sure: [],
    maybe: [],
    households: [],
    customer: null,
    ...more,
  })

  it('says how alike the two are, the surest way there is', () => {
    const rows = [
      row('a', 1, { sure: ['p1'], households: ['h1'] }),
      row('b', 1, { sure: ['p1'], households: ['h1'], isForNewcomers: true }),
      row('b', 2, { sure: ['p2'], households: ['h1'], isForNewcomers: true }),
      row('b', 3, { sure: ['p3'], maybe: ['p1'], isForNewcomers: true }),
      row('c', 1, { sure: ['p2'], households: ['h1'] }),
    ]
    const found = offerConflicts(rows).map(
      (c) => `${c.kind} ${c.likeness} ${c.l.list}${c.l.row}-${c.r?.list}${c.r?.row}`,
    )
    expect(found).toEqual([
      'renewal_and_newcomer same a1-b1',
      'renewal_and_newcomer household a1-b2',
      'renewal_and_newcomer possible a1-b3',
      'renewal_and_newcomer household b1-c1',
      'renewal_and_newcomer same b2-c1',
    ])
    expect(offerConflicts(rows.toReversed())).toEqual(offerConflicts(rows))
  })
})
