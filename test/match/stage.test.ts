import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/base/errors.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import { openStore } from '../../src/store/store.ts'
import { personHistory } from '../../src/store/tables.ts'
import { tempDir } from '../temp-dir.ts'
import { again, explain, personOf, runTo, strangers, writeProject } from './stage-case.ts'

const root = tempDir()
const CRM = strangers(0, 60)
const [FIRST, SECOND] = CRM as [string, string]

function historyOf(dir: string) {
  const store = openStore(dir)
  try {
    return [...personHistory.all(store, ['change_no'])]
  } finally {
    store.close()
  }
}

describe('people from run to run', () => {
  it('keep their ids while others come and go; ids that end are recorded and explained', async () => {
    const dir = join(root, 'kept')
    // The shop's copy sorts before the crm's record, so an id made from the smallest key would change with it.
    writeProject(dir, { shop: strangers(100, 130), zoo: CRM })
    await runTo(dir)
    const before = personOf(dir)
    writeProject(dir, { abc: [again(FIRST, 'a1')], zoo: CRM })
    await runTo(dir, 'match', { asOf: '2026-07-31' as IsoDate })
    const after = personOf(dir)
    for (const row of CRM) expect(after[`zoo:${row.split(',')[0]}`]).toBe(before[`zoo:${row.split(',')[0]}`])
    expect(after['abc:a1']).toBe(before['zoo:0'])
    expect(historyOf(dir).map((h) => h.kind)).toEqual(Array(30).fill('gone'))
    await expect(explain(dir, before['shop:100']!)).rejects.toThrow(UserError)
  })

  it('are not told apart from an undisturbed run when nothing changed', async () => {
    const dir = join(root, 'forced')
    writeProject(dir, { crm: CRM })
    await runTo(dir)
    const before = personOf(dir)
    await runTo(dir, 'match', { force: true })
    expect(personOf(dir)).toEqual(before)
    expect(historyOf(dir)).toEqual([])
  })

  it('are explained under an id that was merged away, and downstream stages notice new ids for old inputs', async () => {
    const dir = join(root, 'merged')
    const moved = again(SECOND, '0b').replace(
      /^0b,[^,]*,[^,]*,[^,]*,[^,]*/,
      '0b,Ottilie,Zacharias,1950-05-05,oz@example.org',
    )
    writeProject(dir, { crm: [...CRM, moved] })
    await runTo(dir, 'segment')
    const before = personOf(dir)
    expect(before['crm:0b']).not.toBe(before['crm:0'])
    // The same record, with the facts of the first person now.
    writeProject(dir, { crm: [...CRM, again(FIRST, '0b')] })
    await runTo(dir, 'match', { asOf: '2026-07-31' as IsoDate })
    expect(personOf(dir)['crm:0b']).toBe(before['crm:0'])
    expect(historyOf(dir)).toMatchObject([{ as_of: '2026-07-31', old_id: before['crm:0b'], new_id: before['crm:0'] }])
    const text = await explain(dir, before['crm:0b']!)
    expect(text).toContain(`2026-07-31: ${before['crm:0b']} was merged into ${before['crm:0']} (1 record).`)
    // Back to the first inputs: the id that was merged away does not come back, so what rests on it must run again.
    writeProject(dir, { crm: [...CRM, moved] })
    const results = await runTo(dir, 'segment')
    const now = personOf(dir)
    expect(Object.values(now)).not.toContain(before['crm:0b'])
    expect(results.find((r) => r.stage === 'flag')!.skipped).toBe(false)
  })
})
