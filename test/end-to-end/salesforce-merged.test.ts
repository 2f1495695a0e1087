import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { tempDir } from '../temp-dir.ts'
import { AS_OF, goldpanOk, isBuilt } from './goldpan.ts'

const HEADER =
  'Id,IsDeleted,MasterRecordId,LastName,FirstName,Email,MailingCity,HasOptedOutOfEmail,HasOptedOutOfFax,DoNotCall,CreatedDate'

/** Nothing but the bond holds the merged records to theirs: other names, other addresses. */
const ROWS = [
  '003000000000001AAA,0,,Archer,Ann,ann.archer@example.com,Salem,0,0,0,2020-01-01',
  '003000000000002AAA,1,003000000000001AAA,Hathaway,A.,old.hathaway@example.org,Fairview,1,0,0,2012-01-01',
  '003000000000003AAA,0,,Dunham,Carla,carla@example.com,Madison,0,0,0,2020-01-01',
  '003000000000004AAA,1,003000000000003AAA,Quimby,Karla,k.quimby@example.org,Springfield,0,0,1,2012-01-01',
  '003000000000005AAA,0,,Ibsen,Harold,harold@example.com,Salem,0,0,0,2020-01-01',
  '003000000000006AAA,1,,Jones,Deleted,deleted@example.com,Salem,0,0,0,2020-01-01',
]

describe.skipIf(!isBuilt)('records that Salesforce merged', () => {
  const dir = join(tempDir(), 'crm')
  const rows = (name: string) =>
    parse(readFileSync(join(dir, 'goldpan-out', name)), { columns: true }) as Record<string, string>[]

  beforeAll(() => {
    mkdirSync(dir)
    writeFileSync(join(dir, 'contacts.csv'), [HEADER, ...ROWS].join('\n'))
    goldpanOk('init', dir)
    goldpanOk('run', dir, '--as-of', AS_OF)
  }, 120_000)

  it('are one person with the record they were merged into', () => {
    const personOf = new Map(rows('membership.csv').map((row) => [row.record_id!.slice(14, 15), row.person_id]))
    expect(personOf.get('1')).toBe(personOf.get('2'))
    expect(personOf.get('3')).toBe(personOf.get('4'))
    expect(new Set(personOf.values()).size).toBe(4)
  })

  it('bring their opt-outs along', () => {
    const reason = (email: string, channel: string): string | undefined => {
      const person = rows('persons.csv').find((row) => row.email === email)?.person_id
      return rows('contactability.csv').find(
        (row) => row.person_id === person && row.channel === channel && row.purpose === 'marketing',
      )?.reason
    }
    expect(reason('ann.archer@example.com', 'email')).toBe('unsubscribed_channel')
    expect(goldpanOk('explain', 'contacts:003000000000003AAA', '--dir', dir).replace(/\s+/g, ' ')).toMatch(
      /may not call for marketing: [^.]*unsubscribed/,
    )
    expect(reason('harold@example.com', 'email')).not.toBe('unsubscribed_channel')
  })
})
