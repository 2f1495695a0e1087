/** Families under one roof: one address, one email and one phone for five; twins, juniors, and few birth dates. */

import { iso } from '../../src/sample/calendar.ts'
import { english } from '../../src/sample/names-en.ts'
import { Rng } from '../../src/sample/rng.ts'
import { type Labelled, type Scenario, scenario } from './scenario.ts'
import { anySlip, capital, digitSlip, word } from './typing.ts'

export function families(seed: string, records: number): Scenario {
  const rng = new Rng(seed, 'families')
  const made: Labelled[] = []
  const cities = Array.from({ length: 60 }, () => ({ city: capital(word(rng, 2)), zip: rng.between(10_000, 98_000) }))
  for (let family = 0; made.length < records; family++) {
    const last = english.surname(rng)
    const place = rng.pick(cities)
    const street = `${rng.between(1, 900)} ${capital(word(rng, 2))} ${rng.pick(['St', 'Ave', 'Rd', 'Lane'])}`
    const zip = `${place.zip + rng.int(40)}`
    const phone = rng.digits(10)
    const email = `${last.toLowerCase().replace(/[^a-z]/g, '')}.family${rng.int(100)}@${rng.pick(['gmail.com', 'yahoo.com', 'aol.com'])}`
    for (const [i, member] of members(rng).entries()) {
      const own = rng.chance(0.4)
        ? `${member.first.toLowerCase()}${rng.int(1000)}@gmail.com`.replace(/[^a-z0-9@.]/g, '')
        : email
      const mobile = rng.chance(0.4) ? rng.digits(10) : phone
      for (let n = rng.pick([1, 1, 2, 2, 3]); n > 0 && made.length < records; n--) {
        const nick = english.nickname(rng, member.first)
        const first = nick !== null && rng.chance(0.1) ? nick : rng.chance(0.04) ? member.first[0]! : member.first
        made.push({
          person: `f${family}.${i}`,
          cells: [
            rng.chance(0.06) ? anySlip(rng, first) : first,
            `${rng.chance(0.05) ? anySlip(rng, last) : last}${member.junior && rng.chance(0.5) ? ' Jr.' : ''}`,
            rng.chance(0.4) ? '' : rng.chance(0.04) ? digitSlip(rng, iso(member.born)) : iso(member.born),
            rng.chance(0.15) ? '' : rng.chance(0.06) ? anySlip(rng, street) : street,
            place.city,
            rng.chance(0.1) ? '' : zip,
            rng.chance(0.3) ? '' : rng.chance(0.5) ? email : own,
            rng.chance(0.3) ? '' : rng.chance(0.5) ? phone : mobile,
          ],
        })
      }
    }
  }
  const columns = ['First Name', 'Last Name', 'DOB', 'Street Address', 'City', 'ZIP', 'E-mail', 'Phone']
  return scenario(rng, columns, { households: made })
}

interface Member {
  readonly first: string
  readonly born: number
  readonly junior: boolean
}

function members(rng: Rng): Member[] {
  const father = { first: english.firstName(rng, 'm'), born: rng.between(-9000, 2000), junior: false }
  const mother = { first: english.firstName(rng, 'f'), born: father.born + rng.between(-1500, 1500), junior: false }
  const found: Member[] = [father, mother]
  for (let n = rng.between(0, 4); n > 0; n--) {
    const born = father.born + rng.between(8000, 13_000)
    const junior = rng.chance(0.06) && !found.some((m) => m.junior)
    found.push({ first: junior ? father.first : english.firstName(rng, rng.pick(['f', 'm'])), born, junior })
    if (rng.chance(0.06)) found.push({ first: english.firstName(rng, rng.pick(['f', 'm'])), born, junior: false })
  }
  return found.filter((m, i) => m.junior || found.findIndex((o) => o.first === m.first) === i)
}
