/** Leads with little in them: a name and an email, or a name and a phone; hardly anything else. */

import { german } from '../../src/sample/names-de.ts'
import { english } from '../../src/sample/names-en.ts'
import { Rng } from '../../src/sample/rng.ts'
import { type Labelled, type Scenario, scenario } from './scenario.ts'
import { anySlip, digitSlip } from './typing.ts'

const DOMAINS = [
  'gmail.com',
  'gmail.com',
  'gmail.com',
  'yahoo.com',
  'hotmail.com',
  'outlook.com',
  'web.de',
  'gmx.de',
  'icloud.com',
  'aol.com',
]

export function leads(seed: string, records: number): Scenario {
  const rng = new Rng(seed, 'leads')
  const made: Labelled[] = []
  for (let person = 0; made.length < records; person++) {
    const culture = rng.chance(0.7) ? english : german
    const first = culture.firstName(rng, rng.chance(0.5) ? 'f' : 'm')
    const last = culture.surname(rng)
    const email = mailbox(rng, first, last)
    const second = rng.chance(0.3) ? mailbox(rng, first, last) : email
    const phone = `+1 ${rng.between(201, 989)} ${rng.between(200, 999)} ${rng.digits(4)}`
    for (let n = rng.pick([1, 1, 1, 2, 2, 3, 4]); n > 0 && made.length < records; n--) {
      const nick = culture.nickname(rng, first)
      const name = `${nick !== null && rng.chance(0.15) ? nick : rng.chance(0.05) ? `${first[0]}.` : first} ${last}`
      const kind = rng.int(10)
      const shown = rng.chance(0.2) ? second : email
      made.push({
        person: `l${person}`,
        cells: [
          rng.chance(0.06)
            ? anySlip(rng, name)
            : rng.chance(0.1)
              ? name.toUpperCase()
              : rng.chance(0.05)
                ? first
                : name,
          kind < 7 ? (rng.chance(0.03) ? anySlip(rng, shown) : shown) : '',
          kind < 5
            ? ''
            : rng.chance(0.03)
              ? digitSlip(rng, phone.slice(3))
              : rng.chance(0.5)
                ? phone
                : phone.replace(/\D/g, '').slice(1),
        ],
      })
    }
  }
  return scenario(rng, ['name', 'email', 'phone'], { leads: made })
}

function mailbox(rng: Rng, first: string, last: string): string {
  const [f, l] = [first, last].map((name) =>
    name
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]/g, ''),
  )
  const local = rng.pick([
    `${f}.${l}`,
    `${f}${l}`,
    `${f![0]}.${l}`,
    `${f}${rng.int(1000)}`,
    `${l}${rng.between(50, 99)}`,
    `${f}_${l}${rng.int(100)}`,
  ])
  return `${local}@${rng.pick(DOMAINS)}`
}
