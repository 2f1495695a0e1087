/** The magazine Panorama (Dutch publisher): subscribers as an Excel "Unicode text" export, contracts in a database. */

import { streetLine } from './address.ts'
import { AS_OF_DAY, dutchDate, iso } from './calendar.ts'
import type { Person } from './people.ts'
import { RecordSource, recordsOf } from './record-source.ts'
import { type Quality, viewPerson } from './record-view.ts'
import type { Rng } from './rng.ts'
import { noteTouch, type Touch } from './touch.ts'

const QUALITY: Quality = {
  nameSlip: 0.05,
  entry: 'scanned',
  nickname: 0.02,
  mojibake: 0,
  swapped: 0.005,
  unmarked: 0.12,
  upperCase: 0.04,
  hasBirthDate: 0.38,
  sentinel: 0.1,
  hasEmail: 0.62,
  emailSlip: 0.03,
  hasPhone: 0.5,
  streetRespelled: 0.3,
  addressMissing: 0.005,
  updates: 0.6,
}

const TITLES = ['Panorama', 'Panorama Reizen', 'Panorama Tuin', 'Panorama Junior']
const LOST_AFTER_DAYS = 730

export type SubscriberState = 'contract_running' | 'lapsed' | 'lost'
export type ContractRow = readonly [
  nr: string,
  subscriber: string,
  title: string,
  start: string,
  end: string | null,
  price: number,
]

export class Panorama {
  readonly subscribers: RecordSource
  readonly contracts: ContractRow[] = []
  readonly header =
    '\ufeffAbonneenummer\tNaam\tAdres\tLand\tTelefoon\tMobiel\tE-mailadres\tGeboortedatum\tIngeschreven op\tGeen post\tGeen telefoon\r\n'

  constructor(people: number, seed: number) {
    this.subscribers = new RecordSource({
      name: 'panorama-abonnees',
      encoding: 'utf16le',
      keyOf: (slot) => `P${600_000 + slot}`,
      seed,
      capacity: Math.ceil(people * 0.42) + 60,
    })
  }

  add(rng: Rng, person: Person, touch: Touch): SubscriberState {
    let state: SubscriberState = 'lost'
    for (let n = recordsOf(rng); n > 0; n--) {
      const slot = this.subscribers.reserve()
      const day = this.subscribers.dayOf(slot)
      const seen = viewPerson(rng, person, day, QUALITY)
      const view = n > 1 ? { ...seen, damage: [...seen.damage, 'duplicate' as const] } : seen
      const noPost = rng.chance(0.03)
      const noCalls = rng.chance(0.08)
      const { address } = view
      const key = this.subscribers.keyOf(slot)
      const initial = view.middleInitial === '' ? '' : ` ${view.middleInitial}.`
      const name =
        view.first === ''
          ? view.last
          : `${lastFirst(rng, view.last)}, ${view.title === '' ? '' : `${view.title} `}${view.first}${initial}`
      const fields = [
        key,
        view.suffix === '' ? name : `${name} ${view.suffix}`,
        address === null
          ? ''
          : `${streetLine(address, view.street)}${address.unit === '' ? '' : ` ${address.unit}`}, ${address.country === 'GB' || address.country === 'US' ? `${address.city} ${address.postcode}` : `${address.postcode} ${address.city}`}`,
        address === null ? '' : address.country,
        view.phone,
        view.mobile,
        view.email,
        view.birthDay === null ? '' : dutchDate(view.birthDay),
        dutchDate(day),
        noPost ? 'J' : 'N',
        noCalls ? 'J' : 'N',
      ]
      this.subscribers.add(slot, person.no, view, `${fields.join('\t')}\r\n`)
      if (noCalls) touch.callBlocked = true
      noteTouch(touch, 'panorama', person, view, day, { email: false, call: false, letter: noPost })
      state = better(state, this.#contract(rng, key, day))
    }
    return state
  }

  #contract(rng: Rng, key: string, day: number): SubscriberState {
    const years = rng.pick([1, 1, 2])
    let start = day
    let end = start + years * 365
    const stays = rng.between(0, 6)
    for (let i = 0; ; i++) {
      this.contracts.push([
        `A${100_000 + this.contracts.length}`,
        key,
        rng.pick(TITLES),
        iso(start),
        iso(end),
        years === 1 ? 5900 : 10_900,
      ])
      if (end > AS_OF_DAY || i >= stays) break
      start = end
      end = start + years * 365
    }
    if (end > AS_OF_DAY) return 'contract_running'
    return AS_OF_DAY - end > LOST_AFTER_DAYS ? 'lost' : 'lapsed'
  }
}

/** `JANSEN` or `Berg, van den` style: the export writes surnames first, often in capitals. */
function lastFirst(rng: Rng, last: string): string {
  return rng.chance(0.5) ? last.toUpperCase() : last
}

function better(l: SubscriberState, r: SubscriberState): SubscriberState {
  const order: readonly SubscriberState[] = ['contract_running', 'lapsed', 'lost']
  return order.indexOf(l) < order.indexOf(r) ? l : r
}
