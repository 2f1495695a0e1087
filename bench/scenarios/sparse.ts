/** Five columns with holes: names, birth date, city and email, where values go missing, slip, or are somebody else's. */

import { iso } from '../../src/sample/calendar.ts'
import { english } from '../../src/sample/names-en.ts'
import { Rng, zipf } from '../../src/sample/rng.ts'
import { type Labelled, type Scenario, scenario } from './scenario.ts'
import { anySlip, capital, digitSlip, word } from './typing.ts'

export function sparse(seed: string, records: number): Scenario {
  const rng = new Rng(seed, 'sparse')
  const cities = zipf(
    Array.from({ length: 80 }, () => capital(word(rng, 2))),
    1.3,
    1,
  )
  const made: Labelled[] = []
  for (let person = 0; made.length < records; person++) {
    const first = english.firstName(rng, rng.chance(0.5) ? 'f' : 'm')
    const last = english.surname(rng)
    const born = iso(rng.between(-10_000, 14_000))
    const city = cities.draw(rng)
    const email = `${first[0]}.${last}@${word(rng, 2)}.${rng.pick(['com', 'org', 'net', 'info'])}`
      .toLowerCase()
      .replace(/[^a-z.@]/g, '')
    for (let n = rng.pick([1, 2, 3, 4, 5, 6, 7]); n > 0 && made.length < records; n--) {
      const cells = [first, last, born, city, email].map((cell, c) => {
        if (rng.chance(0.2)) return ''
        if (!rng.chance(0.18)) return cell
        return c === 2 ? digitSlip(rng, cell) : anySlip(rng, rng.chance(0.3) ? anySlip(rng, cell) : cell)
      })
      if (rng.chance(0.1)) [cells[0], cells[1]] = [cells[1]!, cells[0]!]
      made.push({ person: `s${person}`, cells })
    }
  }
  return scenario(rng, ['first_name', 'surname', 'dob', 'city', 'email'], { sparse: made })
}
