/** The retailer Hartwell: the English shop (US, GB and some abroad) and its French sister, with true lapses in the purchases. */

import { AS_OF_DAY, frenchDate, iso, usDate } from './calendar.ts'
import { commaAmount, pointAmount, row } from './cells.ts'
import { type BuyingLife, liveAsBuyer } from './life.ts'
import { LineStore } from './line-store.ts'
import type { Person } from './people.ts'
import { RecordSource, recordsOf } from './record-source.ts'
import { type Quality, viewPerson } from './record-view.ts'
import type { Rng } from './rng.ts'
import { noteTouch, type Touch } from './touch.ts'

const ENGLISH: Quality = {
  nameSlip: 0.04,
  entry: 'typed',
  nickname: 0.09,
  mojibake: 0.025,
  swapped: 0.008,
  unmarked: 0.3,
  upperCase: 0.05,
  hasBirthDate: 0.42,
  sentinel: 0.06,
  hasEmail: 0.93,
  emailSlip: 0.025,
  hasPhone: 0.6,
  streetRespelled: 0.45,
  addressMissing: 0.03,
  updates: 0.5,
}
const FRENCH: Quality = { ...ENGLISH, nickname: 0.04, unmarked: 0.2, hasBirthDate: 0.55, hasEmail: 0.9 }

const CURRENCIES: Readonly<Record<string, string>> = { US: 'USD', GB: 'GBP', CH: 'CHF' }
const DEPARTMENTS = ['Garden', 'Kitchen', 'Bath', 'Tools', 'Lighting', 'Wine', 'Toys', 'Textiles']
const RAYONS = ['Jardin', 'Cuisine', 'Bain', 'Outils', 'Luminaires', 'Vin', 'Jouets', 'Linge']
const VOUCHERS = ['WELCOME10', 'SPRING15', 'SUMMER20', 'COMEBACK25', 'FREESHIP', 'BDAY10']
const TOPICS = ['late delivery', 'damaged item', 'wrong item', 'refund missing', 'rude staff', 'billing']

export class Hartwell {
  readonly customers: RecordSource
  readonly clients: RecordSource
  readonly orders = new LineStore('utf8')
  readonly commandes = new LineStore('utf8')
  readonly complaints = new LineStore('utf8')
  readonly contacts = new LineStore('utf8')
  readonly headers = {
    customers:
      'customer_id,first_name,middle_initial,last_name,suffix,email,phone,mobile,address1,address2,city,state,postcode,country,date_of_birth,created_at,accepts_marketing,marketing_consent_at\n',
    orders: 'order_id,customer_id,ordered_on,total,currency,department,voucher_code\n',
    commandes: '\ufeffNuméro de commande;Numéro client;Date;Montant TTC;Devise;Rayon;Code promo\r\n',
    complaints: 'ticket,customer_id,opened_on,closed_on,topic\n',
    contacts: 'customer_id,sent_on,channel,campaign,offer,outcome\n',
  } as const
  constructor(people: number, seed: number) {
    this.customers = new RecordSource({
      name: 'hartwell-customers',
      encoding: 'utf8',
      keyOf: (slot) => `C${String(slot + 1).padStart(7, '0')}`,
      seed,
      capacity: Math.ceil(people * 0.6) + 60,
    })
    this.clients = new RecordSource({
      name: 'hartwell-fr-clients',
      encoding: 'utf8',
      keyOf: (slot) => `FR-${200_000 + slot}`,
      seed,
      capacity: Math.ceil(people * 0.22) + 60,
    })
  }

  /** Adds the person as a customer of the English (`customers`) or the French shop; returns how they bought. */
  add(rng: Rng, person: Person, touch: Touch, shop: 'customers' | 'clients'): BuyingLife {
    const source = this[shop]
    const slots = Array.from({ length: recordsOf(rng) }, () => source.reserve()).sort((l, r) => l - r)
    for (const [i, slot] of slots.entries()) this.#record(rng, person, touch, shop, slot, i > 0)
    const life = liveAsBuyer(rng, source.dayOf(slots[0]!))
    this.#purchases(rng, person, shop, slots, life.days)
    if (shop === 'customers') this.#service(rng, source.keyOf(slots[0]!), life)
    return life
  }

  #record(rng: Rng, person: Person, touch: Touch, shop: 'customers' | 'clients', slot: number, second: boolean): void {
    const source = this[shop]
    const day = source.dayOf(slot)
    const seen = viewPerson(rng, person, day, shop === 'customers' ? ENGLISH : FRENCH)
    const view = second ? { ...seen, damage: [...seen.damage, 'duplicate' as const] } : seen
    const accepts = view.email !== '' && rng.chance(0.5)
    const at = accepts && rng.chance(0.6) ? `${iso(day)}T${clock(rng)}Z` : ''
    const { address } = view
    const key = source.keyOf(slot)
    const line =
      shop === 'customers'
        ? row(
            [
              key,
              view.first,
              view.middleInitial,
              view.last,
              view.suffix,
              view.email,
              view.phone,
              view.mobile,
              address === null
                ? ''
                : person.country === 'US' || person.country === 'GB' || address.country === 'FR'
                  ? `${address.number} ${view.street}`
                  : `${view.street} ${address.number}`,
              address === null ? '' : address.unit !== '' ? address.unit : view.company,
              address === null ? '' : address.city,
              address === null ? '' : address.region,
              address === null ? '' : address.postcode,
              address === null ? '' : address.country,
              view.birthDay === null ? '' : usDate(view.birthDay),
              `${iso(day)} ${clock(rng)}`,
              accepts ? 'TRUE' : 'FALSE',
              at,
            ],
            ',',
          )
        : JSON.stringify({
            id: key,
            civilite: person.sex === 'f' ? 'Mme' : 'M.',
            prenom: view.first,
            nom: view.last,
            courriel: view.email === '' ? null : view.email,
            telephone: view.phone === '' ? null : view.phone,
            portable: view.mobile === '' ? null : view.mobile,
            adresse:
              address === null
                ? null
                : {
                    voie:
                      address.country === 'FR'
                        ? `${address.number} ${view.street}`
                        : `${view.street} ${address.number}`,
                    code_postal: address.postcode,
                    ville: address.city,
                    pays: address.country,
                  },
            date_naissance: view.birthDay === null ? null : frenchDate(view.birthDay),
            date_creation: iso(day),
            newsletter: accepts,
            newsletter_le: at === '' ? null : at,
          })
    source.add(slot, person.no, view, `${line}\n`)
    noteTouch(touch, 'hartwell', person, view, day, { email: accepts && at !== '', call: false, letter: false })
  }

  #purchases(
    rng: Rng,
    person: Person,
    shop: 'customers' | 'clients',
    slots: readonly number[],
    days: readonly number[],
  ): void {
    const source = this[shop]
    const store = shop === 'customers' ? this.orders : this.commandes
    const usual = 1800 + Math.floor(9000 * rng.unit() ** 3)
    const currency = shop === 'clients' ? 'EUR' : (CURRENCIES[person.country] ?? 'EUR')
    const favourite = rng.int(8)
    for (const day of days) {
      const second = slots.length > 1 && source.dayOf(slots[1]!) <= day && rng.chance(0.7)
      const key = source.keyOf(slots[second ? 1 : 0]!)
      const amount = Math.max(199, Math.floor(usual * Math.exp(0.45 * rng.normal())))
      const kind = rng.chance(0.5) ? favourite : rng.int(8)
      const voucher = rng.chance(0.14) ? rng.pick(VOUCHERS) : ''
      this.#purchase(store, shop, day, key, amount, currency, kind, voucher)
      if (rng.chance(0.035)) {
        const back = day + rng.between(3, 25)
        const part = rng.chance(0.7) ? amount : Math.floor(amount / 2)
        if (back <= AS_OF_DAY) this.#purchase(store, shop, back, key, -part, currency, kind, '')
      }
    }
  }

  #purchase(
    store: LineStore,
    shop: 'customers' | 'clients',
    day: number,
    key: string,
    minor: number,
    currency: string,
    kind: number,
    voucher: string,
  ): void {
    if (shop === 'customers')
      store.put(day, `,${key},${iso(day)},${pointAmount(minor)},${currency},${DEPARTMENTS[kind]},${voucher}\n`)
    else store.put(day, `;${key};${frenchDate(day)};${commaAmount(minor)};${currency};${RAYONS[kind]};${voucher}\r\n`)
  }

  /** Complaints about service and what was sent, for some. */
  #service(rng: Rng, key: string, life: BuyingLife): void {
    if (life.days.length > 0 && rng.chance(0.015)) {
      const opened = Math.min(AS_OF_DAY, life.days[life.days.length - 1]! + rng.between(2, 20))
      const closed = opened + rng.between(1, 40)
      const done = closed <= AS_OF_DAY && rng.chance(0.85)
      this.complaints.put(opened, `,${key},${iso(opened)},${done ? iso(closed) : ''},${rng.pick(TOPICS)}\n`)
    }
    if (!rng.chance(0.3)) return
    for (const [day, campaign, offer] of CAMPAIGNS) {
      if (!rng.chance(0.5)) continue
      const channel = rng.chance(0.75) ? 'email' : 'letter'
      const outcome = rng.chance(0.03) ? 'bought' : channel === 'email' && rng.chance(0.2) ? 'opened' : ''
      this.contacts.put(AS_OF_DAY - day, `${key},${iso(AS_OF_DAY - day)},${channel},${campaign},${offer},${outcome}\n`)
    }
  }
}

const CAMPAIGNS = [
  [410, 'spring-2025', 'SPRING15'],
  [215, 'winter-2025', 'FREESHIP'],
  [60, 'comeback-2026', 'COMEBACK25'],
] as const

function clock(rng: Rng): string {
  const two = (n: number) => (n < 10 ? `0${n}` : String(n))
  return `${two(rng.between(6, 23))}:${two(rng.int(60))}:${two(rng.int(60))}`
}
