import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import emailAddresses from 'email-addresses'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateSample } from '../../src/sample/generate.ts'
import { e164, PhoneBook } from '../../src/sample/phone.ts'
import { COUNTRIES } from '../../src/sample/places.ts'
import { Rng } from '../../src/sample/rng.ts'
import { writeSample } from '../../src/sample/write-sample.ts'
import { hashFolder, type Row, readJsonLines, readRows } from './read-sample.ts'

const PEOPLE = 3000
const root = mkdtempSync(join(tmpdir(), 'goldpan-sample-'))
const dir = join(root, 'a')
const truth: Row[] = []
const damage: Row[] = []
const people: Row[] = []
const keysOf = new Map<string, string[]>()
const emailsGiven = new Set<string>()
const phonesGiven = new Set<string>()

beforeAll(() => {
  writeSample(dir, generateSample(PEOPLE, 7))
  truth.push(...readRows(dir, 'truth/truth.csv'))
  damage.push(...readRows(dir, 'truth/truth-damage.csv'))
  people.push(...readRows(dir, 'truth/truth-people.csv'))
  const sources: [
    name: string,
    rows: readonly Record<string, unknown>[],
    key: string | null,
    email: string,
    phones: string[],
  ][] = [
    [
      'fernnetz-kunden',
      readRows(dir, 'fernnetz-kunden.csv', ';', 'windows-1252'),
      'Kundennummer',
      'E-Mail',
      ['Telefon', 'Mobil'],
    ],
    ['hartwell-customers', readRows(dir, 'hartwell-customers.csv'), 'customer_id', 'email', ['phone', 'mobile']],
    [
      'hartwell-fr-clients',
      readJsonLines(dir, 'hartwell-fr-clients.jsonl'),
      'id',
      'courriel',
      ['telephone', 'portable'],
    ],
    [
      'panorama-abonnees',
      readRows(dir, 'panorama-abonnees.txt', '\t', 'utf-16le'),
      'Abonneenummer',
      'E-mailadres',
      ['Telefoon', 'Mobiel'],
    ],
    ['contest-leads', readRows(dir, 'contest-leads.csv'), 'Entry ID', 'E-Mail', ['Phone']],
    ['messe-leads', JSON.parse(readFileSync(join(dir, 'messe-leads.json'), 'utf8')), 'leadId', 'email', ['telefon']],
    ['tradeshow-cards', readRows(dir, 'tradeshow-cards.csv', '|'), null, 'E-Mail', ['Phone']],
  ]
  for (const [name, rows, key, email, phones] of sources) {
    keysOf.set(
      name,
      rows.map((row, i) => (key === null ? String(i + 1) : String(row[key]))),
    )
    for (const row of rows) {
      if (row[email]) emailsGiven.add(String(row[email]).toLowerCase())
      for (const phone of phones) if (row[phone]) phonesGiven.add(String(row[phone]))
    }
  }
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the sample', () => {
  it('has the same bytes for the same arguments, and other people for another seed', () => {
    const again = join(root, 'b')
    writeSample(again, generateSample(PEOPLE, 7))
    expect(hashFolder(again)).toEqual(hashFolder(dir))
    const other = generateSample(50, 8)
    const same = generateSample(50, 7)
    expect([...other.truthPeople.sorted()]).not.toEqual([...same.truthPeople.sorted()])
  })

  it('keeps the proportions of the bench at any size', () => {
    const purchases =
      readRows(dir, 'hartwell-orders.csv').length + readRows(dir, 'hartwell-fr-commandes.csv', ';').length
    const sample = generateSample(PEOPLE, 7)
    expect(truth.length / PEOPLE).toBeCloseTo(1.43, 1)
    expect(purchases / PEOPLE).toBeGreaterThan(2.6)
    expect(purchases / PEOPLE).toBeLessThan(3.3)
    expect(sample.suppressions.factCount / PEOPLE).toBeCloseTo(0.43, 1)
  })

  it.each([1, 2, 3, 10])('works for %i people', (count) => {
    const tiny = join(root, `tiny-${count}`)
    writeSample(tiny, generateSample(count, 1))
    expect(readRows(tiny, 'truth/truth-people.csv')).toHaveLength(count)
  })
})

describe('the truth', () => {
  it('has one row for each record, and every record has its row', () => {
    expect(keysOf.size).toBe(7)
    for (const [source, keys] of keysOf) {
      const told = truth.filter((row) => row.source === source).map((row) => row.record_id)
      expect(new Set(keys).size).toBe(keys.length)
      expect(told).toEqual(keys)
    }
    expect(damage.map((row) => row.record_id)).toEqual(truth.map((row) => row.record_id))
  })

  it('names only people it describes, and each of them has a record', () => {
    const described = people.map((row) => row.true_id)
    expect(new Set(described).size).toBe(PEOPLE)
    expect(new Set(truth.map((row) => row.true_id))).toEqual(new Set(described))
  })

  it.each([
    [
      'duplicate',
      'nickname',
      'typo',
      'heard',
      'scanned',
      'swapped',
      'unmarked',
      'mojibake',
      'transliterated',
      'initial',
    ],
    ['old_address', 'birth_name', 'street_respelled', 'street_typo', 'sentinel', 'birth_date_wrong', 'missing_name'],
    [
      'email_typo',
      'email_broken',
      'other_email',
      'phone_wrong',
      'shared_phone',
      'filler_phone',
      'role_email',
      'upper_case',
    ],
  ])('shows each kind of damage: %s …', (...kinds) => {
    const seen = new Set(damage.flatMap((row) => row.damage!.split('|')))
    expect(kinds.filter((kind) => !seen.has(kind))).toEqual([])
  })

  it('shows each kind of person who is hard to tell apart', () => {
    const seen = new Set(people.flatMap((row) => row.note!.split('|')))
    for (const trait of ['household', 'twin', 'junior', 'namesake', 'moved', 'married', 'shared_email', 'company'])
      expect(seen).toContain(trait)
  })

  it('has people in several brands and twice in one', () => {
    const sourcesOf = new Map<string, string[]>(people.map((row) => [row.true_id!, []]))
    for (const row of truth) sourcesOf.get(row.true_id!)!.push(row.source!)
    const spread = [...sourcesOf.values()].map((sources) => [sources.length, new Set(sources).size])
    expect(spread.filter(([, sources]) => sources! > 1).length).toBeGreaterThan(PEOPLE / 5)
    expect(spread.filter(([rows, sources]) => rows! > sources!).length).toBeGreaterThan(PEOPLE / 50)
  })

  it('lets nobody buy after their death, and none but buyers have a last purchase', () => {
    const personOf = new Map(truth.map((row) => [`${row.source}/${row.record_id}`, row.true_id]))
    const byId = new Map(people.map((row) => [row.true_id, row]))
    const last = new Map<string, string>()
    for (const order of readRows(dir, 'hartwell-orders.csv')) {
      if (order.total!.startsWith('-')) continue
      const person = personOf.get(`hartwell-customers/${order.customer_id}`)!
      if ((last.get(person) ?? '') < order.ordered_on!) last.set(person, order.ordered_on!)
    }
    for (const order of readRows(dir, 'hartwell-fr-commandes.csv', ';')) {
      if (order['Montant TTC']!.startsWith('-')) continue
      const person = personOf.get(`hartwell-fr-clients/${order['Numéro client']}`)!
      const day = order.Date!.split('/').reverse().join('-')
      if ((last.get(person) ?? '') < day) last.set(person, day)
    }
    for (const row of people) {
      expect(row.last_purchase).toBe(last.get(row.true_id!) ?? '')
      if (row.died_on !== '') expect(row.died_on! > row.last_purchase!).toBe(true)
    }
    expect(byId.size).toBe(PEOPLE)
  })

  it('says what was meant where an address was mistyped, and what was typed stands in the source', () => {
    const emails = readRows(dir, 'truth/truth-emails.csv')
    expect(emails.length).toBeGreaterThan(50)
    for (const row of emails) {
      expect(row.typed).not.toBe(row.intended)
      expect(emailsGiven).toContain(row.typed!.toLowerCase())
    }
  })
})

describe('the addresses and numbers', () => {
  it('gives out valid phone numbers in every country', () => {
    const rng = new Rng(1)
    const book = new PhoneBook()
    for (const country of Object.values(COUNTRIES)) {
      for (let i = 0; i < 400; i++) {
        const { areaCode } = country.towns.draw(rng)
        for (const phone of [book.mobile(rng, country.code, areaCode), book.landline(rng, country.code, areaCode)])
          expect(parsePhoneNumberFromString(e164(phone))?.isValid(), e164(phone)).toBe(true)
      }
    }
  })

  it('has valid email addresses where none was broken on purpose', () => {
    const broken = new Set(readRows(dir, 'truth/truth-emails.csv').map((row) => row.typed!.toLowerCase()))
    const wrong = [...emailsGiven].filter(
      (email) => !broken.has(email) && emailAddresses.parseOneAddress(email) === null,
    )
    expect(wrong).toEqual([])
  })

  it('suppresses only addresses and numbers that somebody gave', () => {
    const files: [string, string][] = [
      ['sendgrid-bounces.csv', 'email'],
      ['sendgrid-blocks.csv', 'email'],
      ['sendgrid-spam-reports.csv', 'email'],
      ['sendgrid-unsubscribes.csv', 'email'],
      ['unsubscribed_members_export_a81f3c.csv', 'Email Address'],
      ['cleaned_members_export_a81f3c.csv', 'Email Address'],
      ['subscribed_members_export_a81f3c.csv', 'Email Address'],
    ]
    for (const [file, column] of files) {
      const rows = readRows(dir, file)
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.map((row) => row[column]!.toLowerCase()).filter((email) => !emailsGiven.has(email))).toEqual([])
    }
    const digits = (phone: string) => phone.replace(/\D/g, '').slice(-6)
    const known = new Set([...phonesGiven].map(digits))
    const listed = readRows(dir, 'do-not-call.csv').map((row) => digits(row.phone!))
    expect(listed.length).toBeGreaterThan(50)
    expect(listed.filter((phone) => !known.has(phone)).length).toBeLessThan(listed.length / 20) // misdialled when given
  })

  it('refers in contracts and activity to customers that exist', () => {
    const db = new Database(join(dir, 'panorama-contracten.sqlite'), { readonly: true })
    const subscribers = new Set(keysOf.get('panorama-abonnees'))
    const referred = db.prepare('SELECT DISTINCT abonneenummer FROM contracten').pluck().all()
    db.close()
    expect(new Set(referred)).toEqual(subscribers)
    const customers = new Set(keysOf.get('fernnetz-kunden'))
    const used = readRows(dir, 'fernnetz-nutzung.csv.gz', ';', 'windows-1252').map((row) => row.Kundennummer)
    expect(used.filter((key) => !customers.has(key!))).toEqual([])
    expect(new Set(used).size).toBeLessThan(customers.size * 0.95) // some never used anything
  })
})
