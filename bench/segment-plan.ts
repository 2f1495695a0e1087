/**
 * Customers and purchases for measuring segment, plan and export: `npx tsx bench/segment-plan.ts PERSONS PURCHASES DIR [SEED]`
 * writes DIR/customers.csv, DIR/orders.csv, DIR/goldpan.yaml, and DIR/rules/offers.yaml with one offer more, by e-mail and for
 * everybody, so that more than half of the people are in one campaign. Then (docs in bench/RESULTS.md):
 *   goldpan run DIR --as-of 2026-06-30
 *   goldpan run DIR --as-of 2026-06-30 --from segment --to plan --force --threads 1 --json
 *   goldpan export everybody --dir DIR --out LISTS --as-of 2026-06-30
 */

import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { scatter } from '../src/base/hash.ts'

const [people, purchases, dir, seed = '1'] = process.argv.slice(2) as [string, string, string, string?]
const FIRST = Date.UTC(2020, 0, 1)
const DAYS = 2370
const days = Array.from({ length: DAYS }, (_, i) => new Date(FIRST + i * 86_400_000).toISOString().slice(0, 10))
const SYLLABLES = 'ba ker lo min ste vor han del fi ran tos mul we gar ni sho pel du cas rit'.split(' ')

let state = Number(seed) >>> 0
const uniform = (): number => {
  state = (state + 0x6d2b79f5) >>> 0
  return scatter(state) / 2 ** 32
}
const upTo = (n: number): number => Math.floor(uniform() * n)
const name = (parts: number): string => {
  const text = Array.from({ length: parts }, () => SYLLABLES[upTo(SYLLABLES.length)]).join('')
  return text[0]!.toUpperCase() + text.slice(1)
}

class Lines {
  readonly #file: number
  #text: string

  constructor(path: string, header: string) {
    this.#file = openSync(path, 'w')
    this.#text = `${header}\n`
  }

  add(line: string): void {
    this.#text += `${line}\n`
    if (this.#text.length > 1 << 20) this.#flush()
  }

  close(): void {
    this.#flush()
    closeSync(this.#file)
  }

  #flush(): void {
    writeSync(this.#file, this.#text)
    this.#text = ''
  }
}

mkdirSync(join(dir, 'rules'), { recursive: true })
writeFileSync(join(dir, '.gitignore'), '*\n')
const customers = new Lines(
  join(dir, 'customers.csv'),
  'customer_id,first_name,last_name,email,street,house_number,postcode,city,country,newsletter,newsletter_since,newsletter_ip',
)
const towns = Array.from({ length: 3000 }, () => name(3))
for (let c = 0; c < Number(people); c++) {
  const [first, last, town] = [name(2), name(3), upTo(towns.length)]
  // Seven of twelve have agreed to e-mail.
  const consent = upTo(12) < 7 ? `yes,${days[upTo(DAYS)]},192.0.2.${upTo(255)}` : ',,'
  const email = `${first}.${last}${c}@example.com`.toLowerCase()
  const address = `${name(3)} Street,${1 + upTo(200)},${String(10_000 + town * 7)},${towns[town]},DE`
  customers.add(`C${c},${first},${last},${email},${address},${consent}`)
}
customers.close()

const orders = new Lines(join(dir, 'orders.csv'), 'order_id,customer_id,order_date,amount,currency')
/** Half buy once; the others by a rhythm of their own until there are enough purchases. */
const mean = (2 * Number(purchases)) / Number(people) - 1
let order = 0
for (let c = 0; order < Number(purchases); c = (c + 1) % Number(people)) {
  const times = uniform() < 0.5 ? 1 : 1 + Math.floor(-Math.log(1 - uniform()) * mean)
  const basket = 1500 + Math.floor(-Math.log(1 - uniform()) * 5000)
  const gap = 10 + upTo(150)
  let day = upTo(DAYS)
  for (let i = 0; i < times && day < DAYS && order < Number(purchases); i++, order++) {
    const minor = Math.round(basket * (0.5 + uniform()))
    orders.add(`O${order},C${c},${days[day]},${(minor / 100).toFixed(2)},EUR`)
    day += 1 + Math.floor(-Math.log(1 - uniform()) * gap)
  }
}
orders.close()

writeFileSync(
  join(dir, 'goldpan.yaml'),
  `currency: EUR
country: DE
sources:
  - name: customers
    file: customers.csv
    role: customers
    brand: acme
    deal: own
    key: customer_id
    columns:
      customer_id: customer_id
      first_name: first_name
      last_name: last_name
      email: email
      street: street
      house_number: house_number
      postcode: postcode
      city: city
      country: country
      newsletter: consent_email
      newsletter_since: consent_at
      newsletter_ip: consent_evidence
  - name: orders
    file: orders.csv
    role: purchases
    of: customers
    brand: acme
    columns:
      order_id: order_id
      customer_id: customer_id
      order_date: occurred_at
      amount: amount
      currency: currency
`,
)
const offers = readFileSync(join(import.meta.dirname, '../rules/offers.yaml'), 'utf8')
writeFileSync(
  join(dir, 'rules', 'offers.yaml'),
  offers.replace(
    /^offers:\n/m,
    `offers:
  - id: everybody
    kind: onboarding
    product: null
    states: [active, new, slipping, lapsed, lost, never_active]
    behaviours: null
    purpose: marketing
    brands: null
    channels: [email]
    value_minor: 0
    margin_minor: 50000
`,
  ),
)
process.stderr.write(`${people} people and ${order} purchases in ${dir}\n`)
