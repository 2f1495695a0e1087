/**
 * One file of people with truth, for matching benches: `npx tsx bench/people-file.ts RECORDS DIR [SEED] [COUNTRY,…]`
 * writes DIR/people.csv (record_id,first_name,last_name,email,phone,street,city,postcode,dob) and DIR/truth.csv.
 * About 1.55 records a person, made by three differently careless companies from the people of `goldpan sample`.
 */

import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { AS_OF_DAY, FIRST_DAY, iso } from '../src/sample/calendar.ts'
import { MailboxRegister } from '../src/sample/email.ts'
import { type Person, Population } from '../src/sample/people.ts'
import { PhoneBook } from '../src/sample/phone.ts'
import { type Quality, viewPerson } from '../src/sample/record-view.ts'
import { Rng } from '../src/sample/rng.ts'

const WEB_SHOP: Quality = {
  nameSlip: 0.04,
  entry: 'typed',
  nickname: 0.09,
  mojibake: 0,
  swapped: 0.01,
  unmarked: 0.25,
  upperCase: 0.05,
  hasBirthDate: 0.5,
  sentinel: 0.02,
  hasEmail: 0.92,
  emailSlip: 0.03,
  hasPhone: 0.6,
  streetRespelled: 0.4,
  addressMissing: 0.05,
  updates: 0.5,
}
const CALL_CENTRE: Quality = {
  ...WEB_SHOP,
  entry: 'heard',
  nameSlip: 0.07,
  hasEmail: 0.6,
  hasPhone: 0.9,
  hasBirthDate: 0.7,
}
const CARDS: Quality = {
  ...WEB_SHOP,
  entry: 'scanned',
  nameSlip: 0.06,
  hasEmail: 0.75,
  hasBirthDate: 0.25,
  addressMissing: 0.25,
}
const COMPANIES = [WEB_SHOP, CALL_CENTRE, CARDS]

const NUMBER_FIRST = new Set(['GB', 'US', 'FR'])
/** Records a person, by chance. */
const TIMES = [1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4]
/** Lines held back, so that records of one person or family do not stand side by side. */
const POOL = 65_536

const [recordsArg, dir, seed = '1', countries = ''] = process.argv.slice(2) as [string, string, string?, string?]
const wanted = Number(recordsArg)
const only = new Set(countries === '' ? [] : countries.split(','))
const rng = new Rng(seed, 'people-file')
mkdirSync(dir, { recursive: true })
const people = openSync(`${dir}/people.csv`, 'w')
const truth = openSync(`${dir}/truth.csv`, 'w')
const pool: [string, string][] = []
const buffers = ['record_id,first_name,last_name,email,phone,street,city,postcode,dob\n', 'record_id,true_id\n']
let made = 0

function put(line: [string, string]): void {
  buffers[0] += line[0]
  buffers[1] += line[1]
  if (buffers[0]!.length > 1 << 20) flush()
}

function flush(): void {
  writeSync(people, buffers[0]!)
  writeSync(truth, buffers[1]!)
  buffers.fill('')
}

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function record(person: Person): [string, string] {
  const view = viewPerson(rng, person, rng.between(FIRST_DAY, AS_OF_DAY), rng.pick(COMPANIES))
  const { address } = view
  const id = `R${String(Math.floor(made * 7919) % 100_000_007).padStart(8, '0')}`
  const phone = view.phone !== '' && (view.mobile === '' || rng.chance(0.5)) ? view.phone : view.mobile
  const number = address?.number ?? ''
  const isNumberFirst = address !== null && NUMBER_FIRST.has(address.country)
  const cells = [
    id,
    view.first,
    view.last,
    view.email,
    phone,
    (isNumberFirst ? `${number} ${view.street}` : `${view.street} ${number}`).trim(),
    address?.city ?? '',
    address?.postcode ?? '',
    view.birthDay === null ? '' : iso(view.birthDay),
  ]
  return [`${cells.map(cell).join(',')}\n`, `${id},${person.no}\n`]
}

const population = new Population(new Rng(seed, 'people'), new PhoneBook(), new MailboxRegister())
for (const person of population.people(Number.MAX_SAFE_INTEGER)) {
  if (only.size > 0 && !only.has(person.country)) continue
  for (let n = rng.pick(TIMES); n > 0 && made < wanted; n--, made++) {
    const line = record(person)
    if (pool.length < POOL) pool.push(line)
    else {
      const at = rng.int(POOL)
      put(pool[at]!)
      pool[at] = line
    }
  }
  if (made >= wanted) break
}
for (const line of pool) put(line)
flush()
closeSync(people)
closeSync(truth)
