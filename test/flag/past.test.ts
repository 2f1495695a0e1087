/** The first law over time: what a file once said still holds when the file is replaced, changed or left out. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { IsoDate } from '../../src/record/ids.ts'
import { openStore } from '../../src/store/store.ts'
import { contactability, pastAddresses, pastFacts, verdicts } from '../../src/store/tables.ts'
import { runTo, strangers } from '../match/stage-case.ts'
import { tempDir } from '../temp-dir.ts'

const root = tempDir()
let projects = 0

const HEADER = 'id,first_name,last_name,birth_date,email,street,house_number,postcode,city,country,newsletter,agreed_at'
const FIELDS = { newsletter: 'consent_email', agreed_at: 'consent_at' }
const anna = (email = 'anna@gmail.com', newsletter = '', agreedAt = '') =>
  `1,Anna,Schneider,1980-02-03,${email},Elm St,1,10001,New York,US,${newsletter},${agreedAt}`
const otto = '2,Otto,Maier,1971-05-06,otto@gmail.com,Oak St,2,10001,New York,US,,'
const OTHERS = strangers(0, 60).map((row) => `${row.replace(/^/, 'x')},DE,,`)
const OUT_LIST = 'unsubscribed'
const unsubscribed = (...emails: string[]) => ['email,at', ...emails.map((e) => `${e},2025-01-02`)].join('\n')

interface Sources {
  readonly crm?: string
  readonly web?: string
  readonly list?: string
  readonly extra?: string
}

/** A project whose files change from run to run; each run gives reason by person of the e-mail channel. */
function project() {
  const dir = join(root, `p${projects++}`)
  mkdirSync(dir)
  const people = (name: string, key: string, text: string) => {
    const columns = HEADER.split(',').filter((c) => c !== 'id')
    const mapped = columns.map((c) => `${c}: ${FIELDS[c as keyof typeof FIELDS] ?? c}`).join(', ')
    writeFileSync(join(dir, `${name}.csv`), `${HEADER}\n${text}\n`)
    return `  - { name: ${name}, file: ${name}.csv, role: customers, brand: acme${key}, columns: { ${mapped} } }\n`
  }
  return {
    dir,
    async run(
      { crm = [anna(), otto].join('\n'), web, list, extra = '' }: Sources,
      means = OUT_LIST,
      asOf = '2026-06-30',
    ) {
      let yaml = `name: acme\ncountry: US\n${extra}sources:\n`
      if (crm !== '') yaml += people('crm', ', key: id', crm)
      if (web !== undefined) yaml += people('web', '', web)
      if (list !== undefined) {
        const columns = list.startsWith('id') ? 'id: customer_id' : 'email: email'
        const of = list.startsWith('id') ? ', of: crm' : ''
        yaml += `  - { name: list, file: list.csv, role: suppressions, brand: acme, means: ${means}${of}, columns: { ${columns}, at: occurred_at } }\n`
        writeFileSync(join(dir, 'list.csv'), `${list}\n`)
      }
      writeFileSync(join(dir, 'goldpan.yaml'), yaml)
      await runTo(dir, 'flag', { asOf: asOf as IsoDate })
      return reasons(dir)
    },
  }
}

/** By the person's key in the CRM, else their e-mail address; ordered. */
function reasons(dir: string): Record<string, string> {
  const store = openStore(dir)
  const book = [...verdicts.all(store, ['verdict_no'])]
  const names = store.db
    .prepare('SELECT m.person_no, max(s.own_key) FROM membership m JOIN source_record s USING (rec) GROUP BY 1')
    .raw()
    .all() as [number, string | null][]
  const nameOf = new Map(names)
  const rows = [...contactability.all(store)].map((row) => [
    nameOf.get(row.person_no) ?? 'web',
    book[row.email!]!.reason,
  ])
  store.close()
  return Object.fromEntries(rows.sort())
}

function remembered(dir: string): { facts: number; addresses: number } {
  const store = openStore(dir)
  const counts = { facts: pastFacts.count(store), addresses: pastAddresses.count(store) }
  store.close()
  return counts
}

const OUT = 'unsubscribed_channel'
const OPEN = 'opt_out_regime'

describe('an opt-out that a file once told', () => {
  it('holds when a newer export lacks it, and when the source is left out', async () => {
    const { run, dir } = project()
    expect(await run({ list: unsubscribed('anna@gmail.com') })).toEqual({ 1: OUT, 2: OPEN })
    expect(await run({ list: unsubscribed('otto@gmail.com') })).toEqual({ 1: OUT, 2: OUT })
    expect(await run({})).toEqual({ 1: OUT, 2: OUT })
    expect(remembered(dir).facts).toBe(2)
    // Said again by a file, nothing needs to be remembered.
    expect(await run({ list: unsubscribed('anna@gmail.com', 'otto@gmail.com') })).toEqual({ 1: OUT, 2: OUT })
    expect(remembered(dir).facts).toBe(0)
  })

  it('holds when the column flips back without a proof of something later', async () => {
    const { run } = project()
    expect(await run({ crm: anna('anna@gmail.com', 'no') })).toEqual({ 1: OUT })
    expect(await run({ crm: anna('anna@gmail.com', 'yes') })).toEqual({ 1: OUT })
    // Given before the file that said no was read: nobody knows which came last.
    expect(await run({ crm: anna('anna@gmail.com', 'yes', '2026-06-30') })).toEqual({ 1: OUT })
  })

  it('ends with a consent, with proof, that is later than the file that said no', async () => {
    const { run } = project()
    expect(await run({ crm: anna('anna@gmail.com', 'no') }, OUT_LIST, '2026-01-01')).toEqual({ 1: OUT })
    expect(await run({ crm: anna('anna@gmail.com', 'yes', '2026-03-01') })).toEqual({ 1: 'opt_in' })
  })

  it('finds the person who was gone for a while', async () => {
    const { run } = project()
    expect(await run({ crm: [anna('anna@gmail.com', 'no'), otto].join('\n') })).toEqual({ 1: OUT, 2: OPEN })
    expect(await run({ crm: otto })).toEqual({ 2: OPEN })
    expect(await run({})).toEqual({ 1: OUT, 2: OPEN })
  })

  it('follows a person to a new address, whether it was told before or after', async () => {
    for (const early of [unsubscribed('anna@gmail.com'), undefined]) {
      const { run } = project()
      await run(early === undefined ? {} : { list: early })
      const moved = [anna('schneider@yahoo.com'), otto].join('\n')
      expect(await run({ crm: moved, list: unsubscribed('anna@gmail.com') })).toEqual({ 1: OUT, 2: OPEN })
    }
  })

  it('follows a person whose record is gone to the records that are left', async () => {
    const { run } = project()
    const crm = [anna(''), otto, ...OTHERS].join('\n')
    expect(await run({ web: anna('anna@web.de', 'no'), crm })).toMatchObject({ 1: OUT, 2: OPEN })
    const left = crm.replace(anna(''), anna('a.s@yahoo.com'))
    expect(await run({ crm: left })).toMatchObject({ 1: OUT, 2: OPEN })
  })

  it('holds for a customer key, also when the customer file is read anew', async () => {
    const { run } = project()
    expect(await run({ list: 'id,at\n1,2025-01-02' })).toEqual({ 1: OUT, 2: OPEN })
    expect(await run({ list: 'id,at\n2,2025-01-02', crm: [anna('a.s@yahoo.com'), otto].join('\n') })).toEqual({
      1: OUT,
      2: OUT,
    })
  })

  it('holds for the address that was meant', async () => {
    const { run } = project()
    expect(await run({ list: unsubscribed('anna@gmial.com') })).toEqual({ 1: OUT, 2: OPEN })
    expect(await run({ list: unsubscribed('otto@gmail.com') })).toEqual({ 1: OUT, 2: OUT })
  })
})

describe('what is no loss', () => {
  it('is the same file read by other rules: a correction', async () => {
    const { run, dir } = project()
    const list = unsubscribed('anna@gmail.com')
    expect(await run({ list }, 'do_not_contact')).toEqual({ 1: 'objected_all', 2: OPEN })
    expect(await run({ list }, 'unsubscribed')).toEqual({ 1: OUT, 2: OPEN })
    expect(remembered(dir)).toEqual({ facts: 0, addresses: 0 })
  })

  it('is a source that goldpan.yaml disregards', async () => {
    const { run } = project()
    expect(await run({ list: unsubscribed('anna@gmail.com', 'otto@gmail.com') })).toEqual({ 1: OUT, 2: OUT })
    expect(await run({})).toEqual({ 1: OUT, 2: OUT })
    expect(await run({ extra: 'disregard: [list]\n' })).toEqual({ 1: OPEN, 2: OPEN })
  })

  it('is a consent: it must be shown by today’s files', async () => {
    const { run } = project()
    expect(await run({ crm: anna('anna@gmail.com', 'yes', '2025-01-02') })).toEqual({ 1: 'opt_in' })
    expect(await run({ crm: anna('anna@gmail.com') })).toEqual({ 1: OPEN })
  })
})

it('grows only by what is new, and running again changes nothing', async () => {
  const { run, dir } = project()
  const lists = [unsubscribed('a@x.de', 'b@x.de'), unsubscribed('b@x.de', 'c@x.de'), unsubscribed('c@x.de')]
  for (const list of [...lists, ...lists]) await run({ list })
  expect(remembered(dir).facts).toBe(2)
  const before = await run({ list: lists[2]! })
  await runTo(dir, 'flag', { force: true })
  expect(reasons(dir)).toEqual(before)
  expect(remembered(dir).facts).toBe(2)
})
