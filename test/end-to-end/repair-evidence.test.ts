import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { tempDir } from '../temp-dir.ts'
import { folderHash } from './folder-hash.ts'
import { AS_OF, goldpan, goldpanOk, isBuilt } from './goldpan.ts'

const HEADER = 'id,first_name,last_name,birth_date,email,street,postcode,city'
const CRM = [
  '1,Anna,Berg,1980-02-03,anna.berg@gmail.co,Lindenweg 3,10115,Berlin',
  '2,Bruno,Conrad,1975-05-06,bruno.conrad@gmial.com,Ahornweg 9,10117,Berlin',
  '3,Clara,Dreyer,1990-01-02,clara.dreyer@gmail.cm,Eichweg 1,10119,Berlin',
  '4,David,Ebert,1961-07-08,david.ebert@gmail.co,Ulmenweg 7,10178,Berlin',
  '5,Emma,Falk,1988-09-10,emma.falk@gmial.com,Buchweg 5,10179,Berlin',
  '6,Felix,Gruber,1979-11-12,felix@yahoe.nl,Tannweg 2,10243,Berlin',
  '7,Greta,Hahn,1983-03-04,greta.hahn@gmial.com,Kiefernweg 2,10245,Berlin',
  '8,Hugo,Imhof,1970-04-04,hugo.imhof@web.de,Fichtenweg 2,10247,Berlin',
]
// Anna again, and a stranger who has the address that David's may have meant.
const SHOP = [
  's1,A.,Berg,1980-02-03,anna.berg@gmail.com,,,',
  's2,Zoe,Other,1999-09-09,david.ebert@gmail.com,Anderweg 1,99084,Erfurt',
]
/** SendGrid's export of bounces. */
const BOUNCES = [
  'somebody@gmail.cm,5.1.2,550 5.1.2 host unknown,1750000000',
  'x@yahoe.nl,5.1.2,no such host,1750000000',
]
const UNSUBSCRIBED = ['greta.hahn@gmail.com', 'bruno.conrad@gmail.com']

interface Files {
  readonly crm?: readonly string[]
  readonly bounces?: readonly string[]
  readonly known?: string
}

function write(dir: string, { crm = CRM, bounces = BOUNCES, known = '' }: Files = {}): string {
  mkdirSync(dir, { recursive: true })
  const put = (name: string, header: string, rows: readonly string[]) =>
    writeFileSync(join(dir, name), `${[header, ...rows].join('\n')}\n`)
  put('crm.csv', HEADER, crm)
  put('shop.csv', HEADER, SHOP)
  put('bounces.csv', 'email,status,reason,created', bounces)
  put('unsubscribed.csv', 'email', UNSUBSCRIBED)
  const columns = HEADER.split(',')
    .slice(1)
    .map((c) => `${c}: ${c}`)
    .join(', ')
  writeFileSync(
    join(dir, 'goldpan.yaml'),
    `name: Test
country: DE
${known}sources:
  - { name: crm, file: crm.csv, role: customers, key: id, columns: { ${columns} } }
  - { name: shop, file: shop.csv, role: customers, key: id, columns: { ${columns} } }
  - { name: bounces, file: bounces.csv, role: suppressions, provider: sendgrid, means: bounced, columns: { email: email, status: status_code, reason: reason, created: occurred_at } }
  - { name: unsubscribed, file: unsubscribed.csv, role: suppressions, means: unsubscribed, columns: { email: email } }
`,
  )
  return dir
}

type Row = Readonly<Record<string, string>>
const readCsv = (dir: string, name: string): Row[] =>
  parse(readFileSync(join(dir, 'goldpan-out', name), 'utf8'), { columns: true })
const run = (dir: string) => goldpanOk('run', dir, '--as-of', AS_OF)
/** Record of the CRM → its row in the trail. */
const trail = (dir: string) =>
  new Map(readCsv(dir, 'repairs.csv').flatMap((row) => (row.source === 'crm' ? [[row.record_id!, row]] : [])))
const decisions = (dir: string) => Object.fromEntries([...trail(dir)].map(([id, row]) => [id, row.decision]))
const emailOf = (dir: string, record: string): Row => {
  const person = readCsv(dir, 'membership.csv').find((m) => m.record_id === record)!.person_id
  return readCsv(dir, 'contactability.csv').find((c) => c.person_id === person && c.channel === 'email')!
}

describe.skipIf(!isBuilt)('repairs, evidence and second thoughts (needs npm run build)', () => {
  const root = tempDir()
  const dir = join(root, 'history')
  const AT_FIRST = {
    1: 'repaired',
    2: 'repaired',
    3: 'repaired',
    4: 'review',
    5: 'repaired',
    6: 'review',
    7: 'repaired',
  }

  beforeAll(() => {
    run(write(dir))
  })

  it('repairs what another record of the person or a bounce settles, and says so', () => {
    expect(decisions(dir)).toEqual(AT_FIRST)
    expect(trail(dir).get('1')!.evidence).toContain('another record with the same birth date and name has it')
    expect(trail(dir).get('3')!.evidence).toContain('no such host')
    expect(trail(dir).get('6')).toMatchObject({ after: 'felix@yahoo.nl', evidence: 'mail to it bounced, no such host' })
    expect(goldpanOk('explain', 'crm:1', '--dir', dir)).toContain(trail(dir).get('1')!.repair_id)
  })

  const MORE_BOUNCES = [...BOUNCES, 'emma.falk@gmail.com,5.1.1,550 5.1.1 user unknown,1760000000']
  const LATER = { ...AT_FIRST, 5: 'revoked' }

  it('revokes a repair whose address has no mailbox, closes both forms, and does not forget it', () => {
    write(dir, { bounces: MORE_BOUNCES })
    expect(run(dir)).toContain('1 revoked')
    expect(decisions(dir)).toEqual(LATER)
    expect(trail(dir).get('5')!.evidence).toContain('it has no mailbox')
    expect(emailOf(dir, '5')).toMatchObject({ allowed: 'false', reason: 'invalid' })
    // An export of bounces without those that were there before.
    write(dir, { bounces: ['nobody@example.org,5.1.1,550 5.1.1 user unknown,1770000000'] })
    run(dir)
    expect(decisions(dir)).toEqual(LATER)
    write(dir, { bounces: MORE_BOUNCES })
    run(dir)
  })

  it('takes back one by one and by rule, remembers it over imports, and loses no opt-out', () => {
    const [bruno, greta] = ['2', '7'].map((id) => trail(dir).get(id)!.repair_id!)
    expect(emailOf(dir, '2')).toMatchObject({ reason: 'unsubscribed_channel' })
    goldpanOk('repair', '--undo', bruno!, greta!, '--dir', dir, '--by', 'A. Steward')
    const again = JSON.parse(goldpanOk('repair', '--undo', bruno!, '--dir', dir, '--json'))
    expect(again).toEqual({ decision: 'undo', repairs: [], already: [bruno] })
    run(dir)
    expect(decisions(dir)).toEqual({ ...LATER, 2: 'undone', 7: 'undone' })
    for (const id of ['2', '7'])
      expect(emailOf(dir, id)).toMatchObject({ allowed: 'false', reason: 'unsubscribed_channel' })
    // Another export of the same people, in another order, one of them new.
    write(dir, {
      bounces: MORE_BOUNCES,
      crm: ['9,Ida,Jansen,1966-06-06,ida@web.de,Erlenweg 4,10249,Berlin', ...[...CRM].reverse()],
    })
    run(dir)
    expect(decisions(dir)).toEqual({ ...LATER, 2: 'undone', 7: 'undone' })
    goldpanOk('repair', '--undo-rule', 'email.other-ending', '--dir', dir)
    run(dir)
    const all = { 1: 'undone', 2: 'undone', 3: 'undone', 4: 'dismissed', 5: 'revoked', 6: 'review', 7: 'undone' }
    expect(decisions(dir)).toEqual(all)
    goldpanOk('repair', '--redo', trail(dir).get('1')!.repair_id!, bruno!, '--dir', dir)
    run(dir)
    expect(decisions(dir)).toEqual({ ...all, 1: 'repaired', 2: 'repaired' })
  })

  it('comes back to the same bytes, whatever happened on the way', () => {
    write(dir, { bounces: MORE_BOUNCES })
    goldpanOk('repair', '--redo-rule', 'email.other-ending', '--dir', dir)
    goldpanOk('repair', '--redo', trail(dir).get('7')!.repair_id!, '--dir', dir)
    run(dir)
    expect(decisions(dir)).toEqual(LATER)
    const fresh = write(join(root, 'fresh'), { bounces: MORE_BOUNCES })
    run(fresh)
    // The page also tells of files that were replaced, of which a fresh start knows nothing.
    const { 'report.html': _page, ...tables } = folderHash(join(dir, 'goldpan-out'))
    expect(folderHash(join(fresh, 'goldpan-out'))).toMatchObject(tables)
    expect(goldpan('run', fresh, '--as-of', AS_OF).out).toContain('(unchanged)')
  })

  it('keeps the domains that goldpan.yaml knows, for everybody, and still loses no opt-out', () => {
    const known = write(join(root, 'known'), { known: 'known_domains: [gmial.com, gmail.co]\n' })
    run(known)
    expect(decisions(known)).toMatchObject({ 1: 'dismissed', 2: 'undone', 3: 'repaired', 4: 'dismissed', 7: 'undone' })
    expect(emailOf(known, '7')).toMatchObject({ allowed: 'false', reason: 'unsubscribed_channel' })
    const { code, err } = goldpan('repair', '--redo', trail(known).get('7')!.repair_id!, '--dir', known)
    expect([code, err]).toEqual([2, expect.stringContaining('known_domains')])
  })

  it('refuses what it does not know, all or nothing', () => {
    const id = trail(dir).get('7')!.repair_id!
    const { code, err } = goldpan('repair', '--undo', id, 'rnosuchthing', '--dir', dir)
    expect([code, err]).toEqual([2, expect.stringContaining('No repair has the id rnosuchthing')])
    expect(goldpan('repair', '--undo-rule', 'email.other-endin', '--dir', dir).err).toContain('did you mean')
    expect(JSON.parse(goldpanOk('repair', '--redo', id, '--dir', dir, '--json')).already).toEqual([id])
  })
})
