import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/base/errors.ts'
import { modelText } from '../../src/match/learning/model-text.ts'
import { parseModel } from '../../src/match/learning/stored-model.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import { MODEL_TEXT } from '../../src/store/model-table.ts'
import { openStore } from '../../src/store/store.ts'
import { models, personHistory } from '../../src/store/tables.ts'
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

describe('what goldpan.yaml says of matching', () => {
  it('a source free of duplicates has at most one record a person', async () => {
    const dir = join(root, 'free')
    const files = { crm: [...CRM, again(FIRST, '0b')] }
    writeProject(dir, files)
    await runTo(dir)
    expect(personOf(dir)['crm:0b']).toBe(personOf(dir)['crm:0'])
    writeProject(dir, files, { source: ', free_of_duplicates: true' })
    await runTo(dir)
    expect(personOf(dir)['crm:0b']).not.toBe(personOf(dir)['crm:0'])
  })

  it('columns of the user’s own count, under one name in every source', async () => {
    const dir = join(root, 'compare')
    const header = 'id,first_name,last_name,x_born'
    const names = CRM.map((row) => row.split(',').slice(0, 3).join(','))
    const crm = names.map((row, i) => `${row},Village ${i}`)
    const shop = names
      .slice(0, 30)
      .map((row, i) => `${again(row, `s${i}`)},${i < 15 ? `village  ${i}` : `Elsewhere ${i}`}`)
    writeProject(dir, { crm, shop }, { header, source: ', compare: { x_born: birth_place }' })
    await runTo(dir)
    const store = openStore(dir)
    const model = JSON.parse(models.where(store, { name: 'match-model' })[0]!.json)
    const weightOf = (l: string, r: string): number =>
      store.db
        .prepare(
          `SELECT match_weight FROM pair JOIN source_record l ON l.rec = rec_l JOIN source_record r ON r.rec = rec_r
           WHERE (l.own_key, r.own_key) IN (VALUES (@l, @r), (@r, @l))`,
        )
        .pluck()
        .get({ l, r }) as number
    // The same name on both; only the place where they were born tells the second two apart.
    expect(weightOf('3', 's3')).toBeGreaterThan(weightOf('20', 's20') + 3)
    store.close()
    expect(model.comparisons.map((c: { name: string }) => c.name)).toContain('birth_place')
  })

  it('a saved model is used instead of learning one, and a changed one makes matching run again', async () => {
    const dir = join(root, 'model')
    const files = { crm: [...CRM, ...CRM.slice(0, 20).map((row, i) => again(row, `c${i}`))] }
    writeProject(dir, files)
    await runTo(dir)
    const learned = personOf(dir)
    const store = openStore(dir)
    const text = modelText(parseModel(JSON.parse(models.where(store, { name: 'match-model' })[0]!.json))!)
    expect(JSON.parse(models.where(store, { name: MODEL_TEXT })[0]!.json)).toBe(text)
    store.close()
    writeFileSync(join(dir, 'model.yaml'), text)
    writeProject(dir, files, { project: 'match: { model: model.yaml }\n' })
    await runTo(dir)
    expect(personOf(dir)).toEqual(learned)
    expect((await runTo(dir)).every((r) => r.skipped)).toBe(true)
    writeFileSync(join(dir, 'model.yaml'), text.replace(/sure: [-\d.]+/, 'sure: 900'))
    expect((await runTo(dir)).map((r) => r.skipped)).toEqual([true, true, false])
    expect(personOf(dir)['crm:c3']).not.toBe(personOf(dir)['crm:3'])
    writeFileSync(join(dir, 'model.yaml'), text.replace('kind: date', 'kind: dates'))
    await expect(runTo(dir)).rejects.toThrow(/model\.yaml:\d+:\d+ /)
  })
})

describe('the golden record', () => {
  it('says which record each field is from and by which criterion, by the project’s own rules', async () => {
    const dir = join(root, 'golden')
    const other = again(FIRST, 'x').replace(/,[^,]*,Berlin$/, ',99999,Potsdam')
    writeProject(dir, { crm: CRM, shop: [other] })
    mkdirSync(join(dir, 'rules'), { recursive: true })
    const shipped = readFileSync(new URL('../../rules/survivorship.yaml', import.meta.url), 'utf8')
    const cityBy = async (trusted: string) => {
      writeFileSync(
        join(dir, 'rules/survivorship.yaml'),
        shipped.replace('trusted_sources: []', `trusted_sources: [${trusted}]`),
      )
      await runTo(dir)
      const person = JSON.parse(await explain(dir, 'crm:0', '--json'))
      return person.golden.find((g: { field: string }) => g.field === 'city')
    }
    expect(await cityBy('shop')).toMatchObject({ value: 'Potsdam', from: ['shop:x'], why: 'trusted' })
    expect(await cityBy('crm')).toMatchObject({ value: 'Berlin', from: ['crm:0'], why: 'trusted' })
    expect(await explain(dir, 'crm:0')).toContain('from the most trusted source')
  })
})
