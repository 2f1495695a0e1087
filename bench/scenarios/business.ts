/** Business contacts: colleagues share the company, its switchboard, its address and its role mailboxes. */

import { english } from '../../src/sample/names-en.ts'
import { Rng } from '../../src/sample/rng.ts'
import { type Labelled, type Scenario, scenario } from './scenario.ts'
import { anySlip, capital, word } from './typing.ts'

const FORMS = ['Ltd', 'Inc.', 'GmbH', 'LLC', 'plc']

export function business(seed: string, records: number): Scenario {
  const rng = new Rng(seed, 'business')
  const made: Labelled[] = []
  for (let firm = 0; made.length < records; firm++) {
    const name = capital(word(rng, rng.between(2, 3)))
    const trade = rng.pick(['Systems', 'Logistics', 'Foods', 'Consulting', 'Motors', ''])
    const form = rng.pick(FORMS)
    const domain = `${name.toLowerCase()}.${rng.pick(['com', 'com', 'co.uk', 'de', 'net'])}`
    const board = `+44 20 ${rng.digits(4)} ${rng.digits(4)}`
    const street = `${rng.between(1, 200)} ${capital(word(rng, 2))} Street`
    const city = rng.pick(['London', 'Leeds', 'Bristol', 'Glasgow', 'York'])
    const postcode = `${rng.pick(['SW', 'LS', 'BS', 'G', 'YO'])}${rng.between(1, 20)} ${rng.int(9)}AB`
    for (let n = 1 + Math.floor(rng.exponential(5)); n > 0 && made.length < records; n--) {
      const first = english.firstName(rng, rng.chance(0.5) ? 'f' : 'm')
      const last = english.surname(rng)
      const own = `${rng.chance(0.6) ? `${first}.` : first[0]}${last}@${domain}`.toLowerCase().replace(/[^a-z.@]/g, '')
      const direct = `+44 20 ${rng.digits(4)} ${rng.digits(4)}`
      for (let k = rng.pick([1, 1, 1, 2, 2, 3]); k > 0 && made.length < records; k--) {
        const nick = english.nickname(rng, first)
        const shown = nick !== null && rng.chance(0.12) ? nick : rng.chance(0.06) ? `${first[0]}.` : first
        const full = rng.chance(0.5)
          ? `${name} ${trade} ${form}`
          : rng.chance(0.6)
            ? `${name} ${trade}`
            : `${name} ${form}`
        made.push({
          person: `b${firm}.${n}`,
          cells: [
            rng.chance(0.04) ? anySlip(rng, shown) : shown,
            rng.chance(0.05) ? anySlip(rng, last) : last,
            full.replace(/ +/g, ' ').trim(),
            rng.pick(['', 'Sales Manager', 'Director', 'Buyer', 'Engineer']),
            rng.chance(0.2) ? '' : rng.chance(0.15) ? `${rng.pick(['info', 'sales', 'office'])}@${domain}` : own,
            rng.chance(0.25) ? '' : rng.chance(0.6) ? board : direct,
            rng.chance(0.4) ? '' : street,
            rng.chance(0.2) ? '' : city,
            rng.chance(0.4) ? '' : postcode,
          ],
        })
      }
    }
  }
  const columns = ['first_name', 'last_name', 'company', 'job_title', 'email', 'phone', 'street', 'city', 'postcode']
  return scenario(rng, columns, { contacts: made })
}
