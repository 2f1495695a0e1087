/** Leads nobody tidied: a prize draw typed in by hand, a fair's list, business cards read by a scanner. */

import { dutchDate, germanDate, iso, usDate } from './calendar.ts'
import { row } from './cells.ts'
import type { Person } from './people.ts'
import { RecordSource } from './record-source.ts'
import { type Quality, type RecordView, viewPerson } from './record-view.ts'
import type { Rng } from './rng.ts'
import { noteTouch, type Touch } from './touch.ts'

const HAND: Quality = {
  nameSlip: 0.075,
  entry: 'typed',
  nickname: 0.13,
  mojibake: 0.02,
  swapped: 0.03,
  unmarked: 0.4,
  upperCase: 0.16,
  hasBirthDate: 0.25,
  sentinel: 0.05,
  hasEmail: 0.9,
  emailSlip: 0.06,
  hasPhone: 0.45,
  streetRespelled: 0.6,
  addressMissing: 0.12,
  updates: 0.9,
}
const SCAN: Quality = {
  ...HAND,
  entry: 'scanned',
  nameSlip: 0.12,
  swapped: 0.01,
  hasBirthDate: 0,
  sentinel: 0,
  hasPhone: 0.8,
}

export class Leads {
  readonly contest: RecordSource
  readonly fair: RecordSource
  readonly cards: RecordSource
  readonly headers = {
    contest: 'Entry ID,Name,E-Mail,Phone,Street,ZIP,City,Country,Born,Entered,Newsletter?\n',
    cards: 'Name|Company|E-Mail|Phone|City|Notes\n',
  } as const

  constructor(people: number, seed: number) {
    this.contest = new RecordSource({
      name: 'contest-leads',
      encoding: 'utf8',
      keyOf: (slot) => `G-${slot + 1}`,
      seed,
      capacity: Math.ceil(people * 0.28) + 60,
    })
    this.fair = new RecordSource({
      name: 'messe-leads',
      encoding: 'utf8',
      keyOf: (slot) => `M${5000 + slot}`,
      seed,
      capacity: Math.ceil(people * 0.06) + 60,
    })
    this.cards = new RecordSource({
      name: 'tradeshow-cards',
      encoding: 'utf8',
      keyOf: null,
      seed,
      capacity: Math.ceil(people * 0.05) + 60,
    })
  }

  addContest(rng: Rng, person: Person, touch: Touch): void {
    const slot = this.contest.reserve()
    const day = this.contest.dayOf(slot)
    const view = viewPerson(rng, person, day, HAND)
    const wants = rng.chance(0.45)
    const { address } = view
    const date = rng.pick([iso, germanDate, usDate, dutchDate])
    const fields = [
      this.contest.keyOf(slot),
      fullName(rng, view),
      view.email,
      view.mobile !== '' ? view.mobile : view.phone,
      address === null ? '' : `${view.street} ${address.number}`,
      address === null ? '' : address.postcode,
      address === null ? '' : address.city,
      rng.chance(0.8) ? person.country : '',
      view.birthDay === null ? '' : germanDate(view.birthDay),
      date(day),
      wants ? rng.pick(['yes', 'Yes', 'ja', 'x', 'oui', 'Y']) : rng.pick(['no', 'nein', '', '', '']),
    ]
    this.contest.add(slot, person.no, view, `${ragged(rng, row(fields, ','))}\n`)
    noteTouch(touch, 'leads', person, view, day, { email: wants && view.email !== '', call: false, letter: false })
  }

  addFair(rng: Rng, person: Person, touch: Touch): void {
    const slot = this.fair.reserve()
    const day = this.fair.dayOf(slot)
    const view = viewPerson(rng, person, day, HAND)
    const says = rng.pick(['ja', 'nein', '', ''])
    const entry = {
      leadId: this.fair.keyOf(slot),
      name: fullName(rng, view),
      firma: view.company === '' ? null : view.company,
      email: view.email === '' ? null : view.email,
      telefon: view.mobile === '' ? null : view.mobile,
      plz: view.address === null ? null : view.address.postcode,
      ort: view.address === null ? null : view.address.city,
      land: person.country,
      einwilligung: says,
      datum: germanDate(day),
    }
    this.fair.add(slot, person.no, view, `  ${JSON.stringify(entry)}`)
    noteTouch(touch, 'leads', person, { ...view, phone: '' }, day, {
      email: says === 'ja' && view.email !== '',
      call: says === 'ja' && view.mobile !== '',
      letter: false,
    })
  }

  addCard(rng: Rng, person: Person, touch: Touch): void {
    const slot = this.cards.reserve()
    const view = viewPerson(rng, person, this.cards.dayOf(slot), SCAN)
    const fields = [
      fullName(rng, view),
      view.company,
      view.email,
      view.mobile !== '' ? view.mobile : view.phone,
      view.address === null ? '' : view.address.city,
      rng.pick(['', '', '', 'call back', 'wants catalogue', 'met at stand 12', 'bitte Katalog senden']),
    ]
    this.cards.add(slot, person.no, view, `${row(fields, '|')}\n`)
    noteTouch(touch, 'leads', person, { ...view, address: null }, this.cards.dayOf(slot), {
      email: false,
      call: false,
      letter: false,
    })
  }
}

function fullName(rng: Rng, view: RecordView): string {
  const title = view.title === '' ? '' : `${view.title} `
  if (view.first === '') return view.last
  if (rng.chance(0.12)) return `${view.last}, ${title}${view.first}`
  const middle = view.middleInitial === '' ? '' : `${view.middleInitial}. `
  return `${title}${view.first} ${middle}${view.last}${view.suffix === '' ? '' : ` ${view.suffix}`}`
}

/** Trailing empty fields lost, or one delimiter too many: what hands do to a CSV file. */
function ragged(rng: Rng, line: string): string {
  if (rng.chance(0.03)) return line.replace(/,+$/, '')
  return rng.chance(0.01) ? `${line},` : line
}
