/** The internet provider Fernnetz (DE, AT, CH): customers, use of its services, contracts; German exports in windows-1252. */

import { AS_OF_DAY, germanDate } from './calendar.ts'
import { commaAmount, row } from './cells.ts'
import { LineStore } from './line-store.ts'
import type { Person } from './people.ts'
import { RecordSource, recordsOf } from './record-source.ts'
import { type Quality, viewPerson } from './record-view.ts'
import type { Rng } from './rng.ts'
import { noteTouch, type Touch } from './touch.ts'

const QUALITY: Quality = {
  nameSlip: 0.045,
  entry: 'heard',
  nickname: 0.03,
  mojibake: 0,
  swapped: 0.012,
  unmarked: 0.1,
  upperCase: 0.03,
  hasBirthDate: 0.82,
  sentinel: 0.3,
  hasEmail: 0.78,
  emailSlip: 0.03,
  hasPhone: 0.72,
  streetRespelled: 0.35,
  addressMissing: 0.01,
  updates: 0.45,
}

const COUNTRY_NAMES: Readonly<Record<string, string>> = { DE: 'Deutschland', AT: 'Österreich', CH: 'Schweiz' }
const TARIFFS = [
  ['Surf 16', 1999],
  ['DSL Komfort 50', 2995],
  ['DSL Komfort 100', 3995],
  ['Glasfaser 250', 4499],
  ['Webspace Basis', 499],
] as const

export type ProviderState = 'contract_running' | 'never_active' | 'lapsed' | 'lost'

const LOST_AFTER_DAYS = 730

export class Fernnetz {
  readonly customers: RecordSource
  readonly usage = new LineStore('latin1')
  readonly contracts = new LineStore('latin1')
  readonly headers = {
    customers:
      'Kundennummer;Anrede;Titel;Vorname;Nachname;Firma;Straße;Hausnr.;PLZ;Ort;Land;Telefon;Mobil;E-Mail;Geburtsdatum;Kunde seit;Werbung E-Mail;Werbung Telefon;Einwilligung vom\r\n',
    usage: 'Kundennummer;Dienst;Letzte Nutzung;Nutzungen 12 Monate\r\n',
    contracts: 'Vertragsnummer;Kundennummer;Tarif;Vertragsbeginn;Vertragsende;Monatspreis EUR\r\n',
  } as const

  constructor(people: number, seed: number) {
    this.customers = new RecordSource({
      name: 'fernnetz-kunden',
      encoding: 'latin1',
      keyOf: (slot) => String(1_000_000 + slot),
      seed,
      capacity: Math.ceil(people * 0.4) + 60,
    })
  }

  /** Adds the person's records; returns the state of the newest contract. */
  add(rng: Rng, person: Person, touch: Touch): ProviderState {
    let state: ProviderState = 'lost'
    for (let n = recordsOf(rng); n > 0; n--) {
      const slot = this.customers.reserve()
      const day = this.customers.dayOf(slot)
      this.#customer(rng, person, touch, slot, day, n === 1 ? null : 'duplicate')
      state = better(state, this.#service(rng, this.customers.keyOf(slot), day))
    }
    return state
  }

  #customer(rng: Rng, person: Person, touch: Touch, slot: number, day: number, duplicate: 'duplicate' | null): void {
    const view = viewPerson(rng, person, day, QUALITY)
    const damage = duplicate === null ? view.damage : [...view.damage, duplicate]
    const mayMail = rng.chance(0.4) && view.email !== ''
    const mayCall = rng.chance(0.13)
    const dated = (mayMail || mayCall) && rng.chance(0.85)
    const { address } = view
    const fields = [
      this.customers.keyOf(slot),
      view.company !== '' && rng.chance(0.5) ? 'Firma' : person.sex === 'f' ? 'Frau' : 'Herr',
      view.title,
      view.first,
      view.last,
      view.company,
      address === null ? '' : view.street,
      address === null ? '' : address.number,
      address === null ? '' : address.postcode,
      address === null ? '' : address.city,
      address === null ? '' : (COUNTRY_NAMES[address.country] ?? address.country),
      view.phone,
      view.mobile,
      view.email,
      view.birthDay === null ? '' : germanDate(view.birthDay),
      germanDate(day),
      mayMail ? 'J' : rng.chance(0.8) ? 'N' : '',
      mayCall ? 'J' : rng.chance(0.8) ? 'N' : '',
      dated ? germanDate(day + rng.int(3)) : '',
    ]
    this.customers.add(slot, person.no, { ...view, damage }, `${row(fields, ';')}\r\n`)
    noteTouch(touch, 'fernnetz', person, view, day, {
      email: mayMail && dated,
      call: mayCall && dated,
      letter: false,
    })
  }

  #service(rng: Rng, key: string, day: number): ProviderState {
    const [tariff, price] = rng.pick(TARIFFS)
    const start = day + rng.int(14)
    const ended = start < AS_OF_DAY - 120 && rng.chance(0.48)
    const end = ended
      ? start + 60 + rng.int(AS_OF_DAY - start - 61)
      : rng.chance(0.5)
        ? AS_OF_DAY + rng.between(20, 700)
        : null
    const neverUsed = rng.chance(0.12)
    this.contracts.put(
      start,
      `;${key};${tariff};${germanDate(start)};${end === null ? '' : germanDate(end)};${commaAmount(price)}\r\n`,
    )
    if (!neverUsed) this.#use(rng, key, start, ended && end !== null ? end : AS_OF_DAY)
    if (!ended) return 'contract_running'
    if (neverUsed) return 'never_active'
    return AS_OF_DAY - (end ?? AS_OF_DAY) > LOST_AFTER_DAYS ? 'lost' : 'lapsed'
  }

  /** Some use everything, some only the web space or only the mailbox. */
  #use(rng: Rng, key: string, start: number, until: number): void {
    const span = Math.max(1, until - start)
    for (const [service, share, stale] of SERVICES) {
      if (!rng.chance(share)) continue
      const silence = rng.chance(stale) ? rng.int(span) : Math.min(span - 1, Math.floor(rng.exponential(9)))
      const last = Math.max(start, until - silence)
      const uses = AS_OF_DAY - last > 365 ? 0 : rng.between(1, 340)
      this.usage.put(last, `${key};${service};${germanDate(last)};${uses}\r\n`)
    }
  }
}

const SERVICES = [
  ['Einwahl', 0.85, 0.12],
  ['E-Mail', 0.55, 0.3],
  ['Webspace', 0.2, 0.35],
] as const

const ORDER: readonly ProviderState[] = ['contract_running', 'lapsed', 'lost', 'never_active']

function better(l: ProviderState, r: ProviderState): ProviderState {
  return ORDER.indexOf(l) < ORDER.indexOf(r) ? l : r
}
