/** A number with its country and one without are held to be one where somebody refused, and nowhere else. */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { goldpan, isBuilt } from '../end-to-end/goldpan.ts'
import { tempDir } from '../temp-dir.ts'
import { scrub } from './project.ts'

it.skipIf(!isBuilt)('a refusal meets the same number without its country, in a run and at the gate', () => {
  const dir = tempDir()
  writeFileSync(
    join(dir, 'crm.csv'),
    'id,first_name,last_name,phone\n1,Ann,Archer,(415) 200-0000\n2,Bob,Baker,(415) 200-0001\n3,Carl,Carter,+1 415 200 0002\n',
  )
  writeFileSync(
    join(dir, 'refused.csv'),
    'phone,date\n+1 415 200 0000,2026-01-02\n+1 415 200 0009,2026-01-02\n415 200 0002,2026-01-02\n',
  )
  writeFileSync(
    join(dir, 'goldpan.yaml'),
    `name: bare
sources:
  - name: crm
    file: crm.csv
    role: customers
    key: id
    columns: { id: customer_id, first_name: first_name, last_name: last_name, phone: phone }
  - name: refused
    file: refused.csv
    role: suppressions
    means: unsubscribed
    channel: call
    columns: { phone: phone, date: occurred_at }
`,
  )
  expect(goldpan('run', dir, '--as-of', '2026-06-30').code).toBe(0)
  const rows = readFileSync(join(dir, 'goldpan-out/contactability.csv'), 'utf8').split('\n')
  expect(rows.filter((row) => row.includes(',call,') && row.includes('unsubscribed'))).toHaveLength(2)

  const list = 'nr,phone\nour own,(415) 200-0000\nnobody of ours,(415) 200-0009\nfree,(415) 200-0008\n'
  expect(scrub(dir, list, '--channel', 'call').rejected).toEqual({
    'our own': 'unsubscribed_channel',
    'nobody of ours': 'unsubscribed_channel',
  })
})
