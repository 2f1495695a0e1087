import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CLEAN_FIELDS } from '../../src/record/fields.ts'
import type { PersonRow } from '../../src/store/golden-table.ts'
import { openStore } from '../../src/store/store.ts'
import { cleaned, persons } from '../../src/store/tables.ts'
import { tempDir } from '../temp-dir.ts'

describe('migrations', () => {
  it('give cleaned records the columns they lack and keep what is in them', () => {
    const dir = join(tempDir(), 'project')
    mkdirSync(dir)
    const store = openStore(dir)
    const blank = Object.fromEntries(CLEAN_FIELDS.map((field) => [field, null])) as Record<
      (typeof CLEAN_FIELDS)[number],
      null
    >
    const row = { rec: 0, ...blank, email: 'ann@acme.com', phone_type: null, mobile_type: null, email_label: 'role' }
    cleaned.insertAll(store, [row])
    for (const column of ['phone_type', 'mobile_type', 'email_label'])
      store.db.exec(`ALTER TABLE cleaned DROP COLUMN ${column}`)
    store.db.pragma('user_version = 3')
    store.close()
    const again = openStore(dir)
    expect([...cleaned.all(again)]).toEqual([{ ...row, email_label: null }])
    again.close()
  })

  it('take golden records over from the table that held them row by row', () => {
    const dir = join(tempDir(), 'project')
    mkdirSync(dir)
    const store = openStore(dir)
    const blank = Object.fromEntries(CLEAN_FIELDS.map((field) => [field, null]))
    const row = (no: number) => ({ person_no: no, person_id: `p${no}`, records: 2, sources: 1, household_id: `h${no}` })
    const people = [0, 1, 2].map((no) => ({ ...row(no), ...blank, email: `${no}@acme.com` }) as unknown as PersonRow)
    store.db.exec('DROP TABLE golden; DROP TABLE person')
    const columns = Object.keys(people[0]!)
    store.db.exec(`CREATE TABLE person (person_no INTEGER PRIMARY KEY, ${columns.slice(1).join(', ')})`)
    const insert = store.db.prepare(`INSERT INTO person VALUES (${columns.map(() => '?').join(', ')})`)
    for (const person of people) insert.run(Object.values(person))
    store.db.pragma('user_version = 14')
    store.close()
    const again = openStore(dir)
    expect([...persons.all(again)]).toEqual(people)
    expect(again.db.prepare('SELECT * FROM person ORDER BY person_no').all()).toEqual([0, 1, 2].map(row))
    again.close()
  })
})
