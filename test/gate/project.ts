/** A small project of two brands with everything that closes a channel, run once through the built command. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { AS_OF, type Finished, goldpan, goldpanOk } from '../end-to-end/goldpan.ts'

const FILES: Readonly<Record<string, string>> = {
  'crm.csv': `id,first_name,last_name,email,phone,street,city,postcode,country,birth_date
1,Anna,Archer,anna.archer@gmail.com,+14155550101,1 Oak Street,Springfield,62701,US,1980-02-03
2,Bob,Archer,bob.archer@gmail.com,+14155550101,1 Oak Street,Springfield,62701,US,1978-05-06
3,Carla,Dunham,carla.dunham@yahoo.com,+14155550103,22 Pine Avenue,Springfield,62702,US,1990-07-08
4,Derek,Ellsworth,derek@ellsworth.com,+14155550104,9 Elm Road,Fairview,37062,US,1969-01-11
5,Elaine,Fitzgerald,elaine.f@hotmail.com,+14155550105,77 Lake Drive,Fairview,37062,US,1985-09-21
6,Frank,Gallagher,frank.g@gmial.com,+14155550106,5 Hill Lane,Madison,53703,US,1973-12-30
7,Gina,Hathaway,gina.hathaway@gmail.com,+14155550107,8 Park Place,Madison,53704,US,1988-04-17
`,
  'shop.csv': `id,first_name,last_name,email,phone,street,city,postcode,country
s1,Harold,Ibsen,harold.ibsen@gmail.com,+14155550201,3 River Way,Salem,97301,US
s2,Carla,Dunham,carla.dunham@yahoo.com,+14155550103,22 Pine Avenue,Springfield,62702,US
`,
  'orders.csv': `customer,day,amount
2,2026-05-01,50.00
`,
  'unsubscribed.csv': `email,date
bob.archer@gmail.com,2026-01-15
stranger@example-mail.org,2026-02-01
`,
  'bounces.csv': `email,date
derek@ellsworth.com,2026-03-01
`,
  'robinson.csv': `first_name,last_name,street,postcode,city
Elaine,Fitzgerald,77 Lake Drive,37062,Fairview
Zoe,Quimby,12 Birch Court,97301,Salem
`,
  'no-calls.csv': `phone,date
+14155550107,2026-06-20
`,
}

const PEOPLE = `id: customer_id
      first_name: first_name
      last_name: last_name
      email: email
      phone: phone
      street: street
      city: city
      postcode: postcode
      country: country`

const list = (name: string, means: string, channel: string, brand: string, columns: string, more = ''): string => `
  - name: ${name}
    file: ${name}.csv
    role: suppressions
    means: ${means}
    channel: ${channel}
    brand: "${brand}"${more}
    columns:
      ${columns}`

const YAML = `name: gate
country: US
currency: USD
sources:
  - name: crm
    file: crm.csv
    role: customers
    brand: acme
    country: US
    key: id
    columns:
      ${PEOPLE}
      birth_date: birth_date
  - name: shop
    file: shop.csv
    role: customers
    brand: bazaar
    country: US
    key: id
    columns:
      ${PEOPLE}
  - name: orders
    file: orders.csv
    role: purchases
    brand: acme
    of: crm
    columns:
      customer: customer_id
      day: occurred_at
      amount: amount${list('unsubscribed', 'unsubscribed', 'email', 'acme', 'email: email\n      date: occurred_at')}${list('bounces', 'bounced', 'email', '*', 'email: email\n      date: occurred_at')}${list(
        'robinson',
        'do_not_mail',
        'letter',
        '*',
        'first_name: first_name\n      last_name: last_name\n      street: street\n      postcode: postcode\n      city: city',
        '\n    exported_at: 2026-06-20',
      )}${list('no-calls', 'do_not_call', 'call', '*', 'phone: phone\n      date: occurred_at', '\n    exported_at: 2026-06-20')}
`

/** Writes the project and runs it. */
export function makeProject(dir: string): void {
  mkdirSync(dir, { recursive: true })
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(dir, name), text)
  writeFileSync(join(dir, 'goldpan.yaml'), YAML)
  runProject(dir)
}

export function runProject(dir: string): void {
  goldpanOk('run', dir, '--as-of', AS_OF)
}

export interface Scrubbed extends Finished {
  /** First cell of each row that passed. */
  readonly clean: readonly string[]
  /** First cell → reason, with `*` behind it where suspected. */
  readonly rejected: Readonly<Record<string, string>>
  readonly rejectedRows: readonly Readonly<Record<string, string>>[]
  readonly cleanText: string
}

/** Scrubs a list given as text; its first column tells the rows apart. */
export function scrub(dir: string, text: string | Buffer, ...args: readonly string[]): Scrubbed {
  const [list, out, rejected] = ['list.csv', 'clean.csv', 'rejected.csv'].map((name) => join(dir, name))
  writeFileSync(list!, text)
  const ran = goldpan('scrub', list!, '--dir', dir, '--as-of', AS_OF, '--out', out!, '--rejected', rejected!, ...args)
  if (ran.code !== 0 && ran.code !== 3) return { ...ran, clean: [], rejected: {}, rejectedRows: [], cleanText: '' }
  if (ran.err.includes('error') && ran.code === 3 && !args.includes('--strict'))
    return { ...ran, clean: [], rejected: {}, rejectedRows: [], cleanText: '' }
  const cleanText = readFileSync(out!, 'utf8')
  const rows = parse(readFileSync(rejected!, 'utf8'), { columns: true }) as Record<string, string>[]
  const first = (row: Record<string, string>): string => Object.values(row)[0]!
  const why = (row: Record<string, string>): string => `${row.reason}${row.evidence?.includes('suspected') ? '*' : ''}`
  return {
    ...ran,
    cleanText,
    clean: (parse(cleanText, { columns: true }) as Record<string, string>[]).map(first),
    rejected: Object.fromEntries(rows.map((row) => [first(row), why(row)])),
    rejectedRows: rows,
  }
}
