import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { again, strangers, writeProject } from '../match/stage-case.ts'
import { tempDir } from '../temp-dir.ts'
import { AS_OF, goldpanOk, isBuilt } from './goldpan.ts'

type Row = Readonly<Record<string, string>>
const HEADER =
  'id,first_name,last_name,birth_date,email,street,house_number,postcode,city,consent_email,consent_at,opt_out_email'

describe.skipIf(!isBuilt)('a merge taken back (needs npm run build)', () => {
  const dir = join(tempDir(), 'project')
  const rows = (name: string): Row[] =>
    parse(readFileSync(join(dir, 'goldpan-out', name), 'utf8'), { columns: true }) as Row[]
  const people = strangers(0, 40)

  beforeAll(() => {
    // Records 0 and 1 of the crm, strangers: one consented, one refused.
    const crm = people.map((row, i) => `${row},${i === 1 ? ',,1' : 'yes,2026-01-10,'}`)
    const shop = people.slice(10, 30).map((row, i) => `${again(row, `s${i}`)},,,`)
    writeProject(dir, { crm, shop }, { header: HEADER, source: ', brand: acme, deal: own' })
  })

  const idOf = (record: string): string => rows('membership.csv').find((row) => row.record_id === record)!.person_id!

  const decide = (decision: 'same' | 'different'): void => {
    const path = join(dir, 'decisions.csv')
    writeFileSync(path, `source_l,record_id_l,source_r,record_id_r,decision\ncrm,0,crm,1,${decision}\n`)
    goldpanOk('review', dir, '--import', path)
  }

  /** Runs, and answers all that is said of who may be written to, by record of the crm. */
  function run(): readonly (readonly Row[])[] {
    goldpanOk('run', dir, '--as-of', AS_OF)
    const said = rows('contactability.csv')
    return people.map((_, i) => {
      // A person who was parted has another id: the old one stays retired.
      const own = said.filter((row) => row.person_id === idOf(`${i}`))
      return own.map(({ person_id: _, ...answer }) => answer as Row)
    })
  }
  const mail = (answers: readonly (readonly Row[])[], i: number): string =>
    answers[i]!.find((answer) => answer.channel === 'email')!.reason!

  it('restores who may be written to, and why', () => {
    const before = run()
    expect([mail(before, 0), mail(before, 1)]).toEqual(['opt_in', 'unsubscribed_channel'])
    decide('same')
    const one = run()
    expect(idOf('0')).toBe(idOf('1'))
    expect([mail(one, 0), mail(one, 1)]).toEqual(['unsubscribed_channel', 'unsubscribed_channel'])
    decide('different')
    expect(run()).toEqual(before)
    expect(idOf('0')).not.toBe(idOf('1'))
  })
})
