/** Census-like records: one clean original a person and several badly copied ones; every cell can slip, vanish or be exchanged. */

import { iso } from '../../src/sample/calendar.ts'
import { english } from '../../src/sample/names-en.ts'
import { Rng, zipf } from '../../src/sample/rng.ts'
import { type Labelled, type Scenario, scenario } from './scenario.ts'
import { anySlip, word } from './typing.ts'

const COLUMNS = [
  'given_name', 'surname', 'street_number', 'address_1', 'address_2', 'suburb', 'postcode', 'state', 'date_of_birth', 'soc_sec_id',
] // biome-ignore format: one line
/** Of each field: blank in the original, and the weight of being damaged. */
const BLANK = [0.03, 0.01, 0.04, 0.02, 0.4, 0.01, 0, 0.01, 0.05, 0]
const STATES = ['nsw', 'vic', 'qld', 'wa', 'sa', 'tas', 'act', 'nt']
const KINDS = ['street', 'place', 'crescent', 'circuit', 'road', 'avenue', 'drive', 'close']

interface Shape {
  readonly people: number
  /** Copies beside the original, at most and on average one in two. */
  readonly mostCopies: number
  readonly duplicates: number
  readonly slipsARecord: number
  readonly slipsAField: number
}

export function census(seed: string, shape: Shape): Scenario {
  const rng = new Rng(seed, 'census')
  const { originals, copies } = people(rng, shape)
  return scenario(rng, COLUMNS, { census: [...originals, ...copies] })
}

/** Two files with one record a person each, overlapping in part. */
export function censusLink(seed: string, shape: Shape): Scenario {
  const rng = new Rng(seed, 'census link')
  const { originals, copies } = people(rng, { ...shape, mostCopies: 1 })
  const paired = new Set(copies.map((c) => c.person))
  const left = originals.filter((o, i) => paired.has(o.person) || i % 2 === 0)
  const right = [...copies, ...originals.filter((o) => !left.includes(o))]
  return scenario(rng, COLUMNS, { left, right }, { linkOnly: true })
}

function people(rng: Rng, shape: Shape): { originals: Labelled[]; copies: Labelled[] } {
  const suburbs = zipf(
    Array.from({ length: 900 }, () => word(rng, rng.between(2, 3)) + (rng.chance(0.2) ? ' park' : '')),
  )
  const streets = zipf(
    Array.from({ length: 2500 }, () => word(rng, 2)),
    0.5,
  )
  const originals: Labelled[] = []
  for (let i = 0; i < shape.people; i++) {
    const sex = rng.chance(0.5) ? 'f' : 'm'
    const cells = [
      rng.chance(0.8) ? english.firstName(rng, sex).toLowerCase() : word(rng, 2),
      (rng.chance(0.8) ? english.surname(rng) : word(rng, 2)).toLowerCase(),
      `${1 + Math.floor(rng.exponential(40))}`,
      `${streets.draw(rng)} ${rng.pick(KINDS)}`,
      `${word(rng, 2)} ${rng.pick(['village', 'gardens', 'park', 'caravan park', 'farm', 'house'])}`,
      suburbs.draw(rng),
      `${rng.between(2000, 6999)}`,
      zipf(STATES).draw(rng),
      iso(rng.between(-25_000, 11_000)).replaceAll('-', ''),
      `${rng.between(1_000_000, 9_999_999)}`,
    ]
    originals.push({ person: `p${i}`, cells: cells.map((cell, c) => (rng.chance(BLANK[c]!) ? '' : cell)) })
  }
  const copies: Labelled[] = []
  while (copies.length < shape.duplicates) {
    const original = originals[copies.length % 7 === 0 ? rng.int(shape.people) : rng.int(shape.people)]!
    const times = Math.min(shape.mostCopies, 1 + Math.floor(rng.exponential(shape.mostCopies / 3)))
    if (copies.some((c) => c.person === original.person)) continue
    for (let n = 0; n < times && copies.length < shape.duplicates; n++)
      copies.push({ person: original.person, cells: damage(rng, original.cells, originals, shape) })
  }
  return { originals, copies }
}

function damage(rng: Rng, original: readonly string[], all: readonly Labelled[], shape: Shape): string[] {
  const cells = [...original]
  const exchange = (a: number, b: number) => {
    ;[cells[a], cells[b]] = [cells[b]!, cells[a]!]
  }
  for (let n = rng.between(1, shape.slipsARecord); n > 0; n--) {
    const c = rng.int(cells.length)
    const kind = rng.int(100)
    if (kind < 12) cells[c] = ''
    else if (kind < 18) cells[c] = rng.pick(all).cells[c]!
    else if (kind < 24) exchange(0, 1)
    else if (kind < 28) exchange(3, 4)
    else if (kind < 31) exchange(5, rng.pick([4, 6]))
    else if (kind < 37) cells[c] = rng.chance(0.5) ? cells[c]!.replaceAll(' ', '') : cells[c]!.replace(/(..)/, '$1 ')
    else for (let k = rng.between(1, shape.slipsAField); k > 0; k--) cells[c] = anySlip(rng, cells[c]!)
  }
  return cells
}
