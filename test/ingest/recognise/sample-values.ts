/** Invented values of every field, for tests of recognising. Seeded by the row number only. */

import { hash32 } from '../../../src/base/hash.ts'

const FIRST = ['Anna', 'Peter', 'Lukas', 'Marie', 'Jürgen', 'Sophie', 'Tom', 'Zoë', 'Ines', 'Carla', 'Piotr', 'Nils']
const LAST = [
  'Müller',
  'Okafor',
  'Rossi',
  'de Vries',
  'García',
  'Nguyen',
  'Lindqvist',
  'Kowalska',
  "O'Brien",
  'Dubois',
  'Yılmaz',
  'Hartwig',
  'Steiner',
  'Pereira',
  'Bakker',
]
const CITY = ['Lippstadt', 'Köln', 'Bruges', 'Sevilla', 'Varese', 'Haarlem', 'Graz', 'Rennes', 'Leeds']
const STREET = ['Hauptstraße', 'Rue des Lilas', 'Calle Mayor', 'Via Garibaldi', 'Kerkstraat', 'Mill Lane', 'Gartenweg']
const WORDS = ['blue chair', 'tea pot', 'subscription', 'book of maps', 'lamp']

const pick = <T>(list: readonly T[], row: number, salt: string): T => list[hash32(`${salt}${row}`) % list.length]!
const num = (row: number, salt: string, from: number, to: number): number =>
  from + (hash32(`${salt}${row}`) % (to - from))
const two = (n: number): string => String(n).padStart(2, '0')
const day = (row: number, salt: string, from: number, to: number): string =>
  `${num(row, `${salt}y`, from, to)}-${two(num(row, `${salt}m`, 1, 13))}-${two(num(row, `${salt}d`, 1, 29))}`
const german = (iso: string): string => iso.split('-').reverse().join('.')
const slashed = (iso: string): string => iso.split('-').reverse().join('/')

/** One cell of the kind; kinds are fields or variants of them. */
export function sampleValue(kind: string, row: number): string {
  const first = pick(FIRST, row, 'f')
  const last = pick(LAST, row, 'l')
  const makers: Readonly<Record<string, () => string>> = {
    customer_id: () => String(100_000 + row * 7),
    customer_code: () => `K-${10_000 + row}`,
    customer_ref: () => String(100_000 + (hash32(`c${row}`) % 40) * 7),
    full_name: () => `${first} ${last}`,
    name_comma: () => `${last}, ${first}`,
    first_name: () => first,
    middle_name: () => (row % 3 ? '' : pick(['van', 'van der', 'de', 'M.'], row, 'mi')),
    last_name: () => last,
    birth_name: () => (row % 4 ? '' : pick(LAST, row, 'b')),
    company: () => `${last} ${pick(['GmbH', 'Ltd', 'SARL', 'B.V.', 'S.r.l.'], row, 'co')}`,
    sex: () => pick(['m', 'f'], row, 's'),
    salutation: () => pick(['Herr', 'Frau'], row, 's'),
    salutation_en: () => pick(['Mr', 'Mrs', 'Ms'], row, 's'),
    title: () => (row % 3 ? '' : pick(['Dr.', 'Prof.'], row, 't')),
    birth_date: () => day(row, 'b', 1935, 2004),
    birth_date_de: () => german(day(row, 'b', 1935, 2004)),
    birth_date_fr: () => slashed(day(row, 'b', 1935, 2004)),
    birth_date_compact: () => day(row, 'b', 1935, 2004).replaceAll('-', ''),
    national_id: () => String(num(row, 'n', 1e8, 9e8)),
    email: () =>
      `${first}.${last}${row}@example.${pick(['com', 'de', 'org'], row, 'e')}`.toLowerCase().replace(/[^\w.@-]/g, ''),
    phone: () => `0${num(row, 'p', 30, 990)} ${num(row, 'q', 100_000, 9_999_999)}`,
    phone_e164: () => `+49${num(row, 'p', 1_500_000_000, 1_799_999_999)}`,
    mobile: () => `0${num(row, 'p', 150, 179)}/${num(row, 'q', 1_000_000, 9_999_999)}`,
    digits: () => String(num(row, 'p', 600_000_000, 699_999_999)),
    street: () => `${pick(STREET, row, 'st')} ${num(row, 'h', 1, 120)}`,
    street_name: () => pick(STREET, row, 'st'),
    house_number: () => `${num(row, 'h', 1, 120)}${row % 5 ? '' : 'a'}`,
    unit: () => (row % 4 ? '' : String(num(row, 'u', 1, 30))),
    address: () =>
      `${pick(STREET, row, 'st')} ${num(row, 'h', 1, 120)}, ${num(row, 'z', 10_000, 99_999)} ${pick(CITY, row, 'ci')}`,
    address_extra: () => (row % 4 ? '' : `Floor ${num(row, 'x', 1, 9)}`),
    postcode: () => String(num(row, 'z', 10_000, 99_999)),
    postcode_nl: () => `${num(row, 'z', 1000, 9999)} ${pick(['AB', 'CD', 'XZ'], row, 'zl')}`,
    postcode_uk: () =>
      `${pick(['LS', 'B', 'SW'], row, 'zu')}${num(row, 'z', 1, 20)} ${num(row, 'y', 1, 9)}${pick(['AB', 'XQ'], row, 'zl')}`,
    city: () => pick(CITY, row, 'ci'),
    region: () => pick(['Bayern', 'Navarra', 'Lombardia', 'Utrecht'], row, 're'),
    country: () => pick(['DE', 'AT', 'CH'], row, 'cc'),
    country_name: () => pick(['Germany', 'France'], row, 'cc'),
    language: () => pick(['de', 'en', 'fr'], row, 'la'),
    created_at: () => day(row, 'cr', 2015, 2024),
    created_at_de: () => german(day(row, 'cr', 2015, 2024)),
    updated_at: () => day(row, 'up', 2023, 2025),
    flag: () => pick(['j', 'n'], row, 'fl'),
    flag01: () => pick(['0', '1'], row, 'fl'),
    flag_en: () => pick(['yes', 'no'], row, 'fl'),
    some_day: () => (row % 3 ? '' : day(row, 'so', 2020, 2025)),
    status: () => pick(['active', 'inactive', 'new'], row, 'sta'),
    amount: () => `${num(row, 'a', 5, 400)}.${two(num(row, 'ac', 0, 99))}`,
    amount_de: () => `${num(row, 'a', 5, 400)},${two(num(row, 'ac', 0, 99))}`,
    quantity: () => String(num(row, 'qu', 1, 6)),
    product: () => pick(WORDS, row, 'pr'),
    order_id: () => String(5_000_000 + row),
    occurred_at: () => day(row, 'oc', 2019, 2025),
    occurred_at_de: () => german(day(row, 'oc', 2019, 2025)),
    currency: () => 'EUR',
    voucher: () => (row % 4 ? '' : 'SPRING10'),
    text: () => pick(['called back', 'wants a catalogue', 'prefers post'], row, 'tx'),
    event_name: () => pick(['Hannover 2023', 'Expo Lyon'], row, 'ev'),
    campaign: () => pick(['spring', 'autumn'], row, 'ca'),
    channel: () => pick(['email', 'letter'], row, 'ch'),
    activity_kind: () => pick(['login', 'download'], row, 'ac'),
    reason: () => pick(['550 user unknown', 'mailbox full'], row, 'rs'),
    status_code: () => pick(['5.1.1', '4.2.2'], row, 'rs'),
    end_at: () => (row % 2 ? '' : day(row, 'en', 2024, 2027)),
    topic: () => pick(['late parcel', 'wrong size'], row, 'to'),
    score: () => String(num(row, 'sc', 0, 11)),
    contract_id: () => `V${900_000 + row}`,
    empty: () => '',
  }
  const make = makers[kind]
  if (make === undefined) throw new Error(`no sample values of ${kind}`)
  return make()
}
