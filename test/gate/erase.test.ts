import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/store.ts'
import { campaignContacts, personHistory } from '../../src/store/tables.ts'
import { goldpan, goldpanOk, isBuilt } from '../end-to-end/goldpan.ts'
import { tempDir } from '../temp-dir.ts'
import { makeProject, runProject, scrub } from './project.ts'

const dir = tempDir()
const erase = (...args: readonly string[]) =>
  goldpan('erase', ...args, '--dir', dir, '--reason', 'request of 3 June, ticket 881')

/** Files of the workspace and of the outputs in which a text stands, whatever its case and encoding. */
function holding(text: string): string[] {
  const found: string[] = []
  for (const folder of ['.goldpan', 'goldpan-out'])
    for (const name of readdirSync(join(dir, folder), { recursive: true, encoding: 'utf8' })) {
      const path = join(dir, folder, name)
      if (!statSync(path).isFile()) continue
      const bytes = readFileSync(path)
      for (const encoding of ['latin1', 'utf16le'] as const)
        if (bytes.toString(encoding).toLowerCase().includes(text.toLowerCase())) found.push(`${folder}/${name}`)
    }
  return found
}

/** A campaign went to the person under an id that was merged into today's since. */
function sendUnder(oldId: string, personId: string): void {
  const store = openStore(dir)
  const merged = { as_of: '2026-05-01', inputs: 'x', old_id: oldId, new_id: personId, kind: 'merged', records: 1 }
  personHistory.insertAll(store, [{ change_no: 1000, ...merged }])
  const sent = { segment: 'lapsed', offer: 'x', channel: 'email', brand: 'acme', arm: 'treated', day: 20_000 }
  campaignContacts.insertAll(store, [{ campaign: 'x', person_id: oldId, household_id: null, ...sent }])
  store.close()
}

const explain = (id: string) => JSON.parse(goldpanOk('explain', id, '--dir', dir, '--json')) as { person_id: string }
const emails = (): string =>
  readFileSync(join(dir, 'goldpan-out/persons.csv'), 'utf8') +
  readFileSync(join(dir, 'goldpan-out/repairs.csv'), 'utf8')

describe.skipIf(!isBuilt)('goldpan erase', () => {
  beforeAll(() => {
    makeProject(dir)
    goldpanOk('suppress', 'add', '--email', 'bob.archer@gmail.com', '--dir', dir)
    goldpanOk('suppress', 'add', '--person', 'crm:2', '--dir', dir)
    runProject(dir)
  })

  it('leaves no byte of the person in the workspace and the outputs, and the household as it was', () => {
    const { person_id } = explain('crm:2')
    sendUnder('pformerid00001', person_id)
    for (const text of ['bob.archer@gmail.com', person_id, 'crm:2', 'pformerid00001'])
      expect(holding(text)).not.toEqual([])
    const { code, out } = erase('bob.archer@gmail.com', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ erased: true, records: 1 })
    const still = (JSON.parse(out) as { still_held_by: string[] }).still_held_by
    expect(still.map((text) => text.split(' ')[0]).sort()).toEqual(['crm', 'orders', 'unsubscribed'])
    for (const text of ['bob.archer', person_id, '"crm:2"', '1978-05-06', 'pformerid00001'])
      expect([text, holding(text)]).toEqual([text, []])
    expect(holding('anna.archer@gmail.com')).not.toEqual([])
    expect(scrub(dir, 'nr,email\na,anna.archer@gmail.com\n', '--channel', 'email', '--brand', 'acme').clean).toEqual([
      'a',
    ])
  })

  it('keeps the person out of mailings and out of every later run, however the sources bring them', () => {
    const list = `nr,email,first_name,last_name,street,postcode,city
mail,Bob.Archer@gmail.com,,,,,
typo,bob.archer@gmial.com,,,,,
post,,Robert,Archer,2 Oak Street,62701,Springfield
home,,Bob,Archer,1 Oak St,62701,Springfield
wife,,Anna,Archer,1 Oak Street,62701,Springfield
`
    const { rejected, clean } = scrub(dir, list, '--channel', 'letter', '--brand', 'acme')
    expect(rejected).toMatchObject({ mail: 'erased', typo: 'erased', home: 'erased' })
    expect(clean).toContain('wife')
    appendFileSync(
      join(dir, 'shop.csv'),
      `s3,Bobby,Miller,bob.archer@gmial.com,,,,,US
s4,Bob,Archer,new.bob@gmail.com,+14155550101,,,,US
s5,Bob,Archer,newest.bob@gmail.com,,1 Oak Street,Springfield,62701,US
s6,Tim,Archer,tim.archer@gmail.com,+14155550101,1 Oak Street,Springfield,62701,US
`,
    )
    runProject(dir)
    for (const text of ['bob.archer', 'new.bob', 'newest.bob', '1978-05-06'])
      expect([text, holding(text)]).toEqual([text, []])
    expect(emails()).toContain('anna.archer@gmail.com')
    expect(emails()).toContain('tim.archer@gmail.com')
    const quarantine = readFileSync(join(dir, 'goldpan-out/quarantine.csv'), 'utf8')
    expect(quarantine.match(/the person was erased on request,$/gm)!.length).toBeGreaterThanOrEqual(5)
  })

  it('says that it was done already, by address and by id', () => {
    expect(erase('bob.archer@gmail.com').out).toContain('erased already')
    expect(JSON.parse(erase('bob.archer@gmail.com', '--json').out)).toMatchObject({ erased: false, already: true })
  })

  it('remembers an address that nobody has yet', () => {
    expect(erase('future.customer@gmail.com').code).toBe(0)
    appendFileSync(join(dir, 'shop.csv'), 's7,Fay,Newman,future.customer@gmail.com,,,,,US\n')
    runProject(dir)
    expect(holding('future.customer')).toEqual([])
  })

  it('asks who is meant, by id and never by name', () => {
    const { code, err } = erase('+1 415 555 0101')
    expect(code).toBe(2)
    expect(err).toMatch(/stands for 2 people[\s\S]*p[0-9a-z]{12}, p[0-9a-z]{12}/)
    expect(err).not.toMatch(/archer/i)
    expect(erase('crm:99').code).toBe(2)
    expect(erase('nobody').code).toBe(2)
    expect(goldpan('erase', 'crm:1', '--dir', dir).code).toBe(2)
  })

  it('keeps the key to itself', () => {
    expect(statSync(join(dir, '.goldpan/erasure.key')).mode & 0o777).toBe(0o600)
  })
})
