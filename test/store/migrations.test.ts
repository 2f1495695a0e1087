import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CLEAN_FIELDS } from '../../src/record/fields.ts'
import { openStore } from '../../src/store/store.ts'
import { cleaned } from '../../src/store/tables.ts'
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
})
