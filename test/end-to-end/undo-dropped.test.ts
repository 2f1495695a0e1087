import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { tempDir } from '../temp-dir.ts'
import { AS_OF, goldpan, goldpanOk, isBuilt } from './goldpan.ts'

const FIELDS = 'first_name,last_name,birth_date,email,phone,street,postcode,city'
const CRM = [
  '1,Anna,Berg,31.12.1899,anna.berg@web.de,030 901820,Lindenweg 3,10115,Berlin',
  '2,Bruno,Conrad,30.02.1975,bruno@intranet,111111,Ahornweg 9,10117,Berlin',
  '3,Clara,Dreyer,07.08.2061,clara.dreyer@web.de,ask Bob,Eichweg 1,10119,Berlin',
  '4,David,Ebert,13.10.1988,david.ebert@web.de,030 901821,Ulmenweg 7,10178,Berlin',
]

type Row = Readonly<Record<string, string>>

describe.skipIf(!isBuilt)('what was dropped as impossible (needs npm run build)', () => {
  const dir = join(tempDir(), 'project')
  const rows = (name: string): Row[] =>
    parse(readFileSync(join(dir, 'goldpan-out', name), 'utf8'), { columns: true }) as Row[]
  const run = () => goldpanOk('run', dir, '--as-of', AS_OF)
  const idOf = (record: string, field: string) =>
    rows('repairs.csv').find((row) => row.record_id === record && row.field === field)!.repair_id!
  const decisions = () =>
    Object.fromEntries(rows('repairs.csv').map((row) => [`${row.record_id} ${row.field}`, row.decision]))
  const person = (name: string) => rows('persons.csv').find((row) => row.first_name === name)!

  beforeAll(() => {
    mkdirSync(dir, { recursive: true })
    writeFileSync(join(dir, 'crm.csv'), `id,${FIELDS}\n${CRM.join('\n')}\n`)
    const columns = FIELDS.split(',').map((field) => `${field}: ${field}`)
    writeFileSync(
      join(dir, 'goldpan.yaml'),
      `name: Test\ncountry: DE\nsources:\n  - { name: crm, file: crm.csv, role: customers, key: id, columns: { ${columns.join(', ')} } }\n`,
    )
    run()
  })

  const DROPPED = {
    '1 birth_date': 'invalid',
    '2 birth_date': 'invalid',
    '2 email': 'invalid',
    '2 phone': 'invalid',
    '3 birth_date': 'invalid',
    '3 phone': 'invalid',
  }

  it('comes back by id, a date in the form of dates', () => {
    expect(decisions()).toEqual(DROPPED)
    expect(person('Anna').birth_date).toBe('')
    goldpanOk('repair', '--dir', dir, '--undo', idOf('1', 'birth_date'), idOf('2', 'email'), idOf('2', 'phone'))
    run()
    expect(decisions()).toEqual({ ...DROPPED, '1 birth_date': 'undone', '2 email': 'undone', '2 phone': 'undone' })
    expect(person('Anna').birth_date).toBe('1899-12-31')
    expect(person('Bruno')).toMatchObject({ email: 'bruno@intranet', phone: '111111', birth_date: '' })
    expect(readFileSync(join(dir, 'goldpan-out', 'report.html'), 'utf8')).toContain('birth-date.filler')
  })

  it('comes back by rule, and is dropped again where that is wished', () => {
    goldpanOk('repair', '--dir', dir, '--undo-rule', 'birth-date.future', 'birth-date.impossible')
    run()
    expect(person('Clara').birth_date).toBe('2061-08-07')
    expect(person('Bruno').birth_date).toBe('30.02.1975')
    goldpanOk('repair', '--dir', dir, '--redo-rule', 'birth-date.future', 'birth-date.impossible')
    goldpanOk('repair', '--dir', dir, '--redo', idOf('1', 'birth_date'), idOf('2', 'email'), idOf('2', 'phone'))
    run()
    expect(decisions()).toEqual(DROPPED)
    expect(person('Clara').birth_date).toBe('')
  })

  it('stays out where its field cannot hold it, and that is said', () => {
    const { code, err } = goldpan('repair', '--dir', dir, '--undo', idOf('3', 'phone'))
    expect([code, err]).toEqual([2, expect.stringContaining('cannot be kept')])
  })
})
