/** The whole invented acquisition: people walk by once, and every company writes down what it saw of them. */

import { compareText } from '../base/order.ts'
import { type Progress, silentProgress } from '../base/progress.ts'
import { MailboxRegister } from './email.ts'
import { Fernnetz } from './fernnetz.ts'
import { Hartwell } from './hartwell.ts'
import { Leads } from './leads.ts'
import { LineStore } from './line-store.ts'
import { Panorama } from './panorama.ts'
import { type Person, Population } from './people.ts'
import { PhoneBook } from './phone.ts'
import type { CountryCode } from './places.ts'
import type { RecordSource } from './record-source.ts'
import { Rng } from './rng.ts'
import { Suppressions } from './suppressions.ts'
import { emptyTouch } from './touch.ts'
import { truthPersonLine } from './truth-people.ts'

export interface Sample {
  readonly people: number
  readonly seed: number
  readonly fernnetz: Fernnetz
  readonly hartwell: Hartwell
  readonly panorama: Panorama
  readonly leads: Leads
  readonly suppressions: Suppressions
  readonly truthPeople: LineStore
  /** The customers and leads sources, in the order of their names. */
  readonly sources: readonly RecordSource[]
}

/** Chance to be known to: provider, English shop, French shop, magazine, prize draw, fair, cards. */
const KNOWN_TO: Readonly<Record<CountryCode, readonly [number, number, number, number, number, number, number]>> = {
  DE: [0.6, 0.11, 0, 0.27, 0.12, 0.04, 0.02],
  AT: [0.62, 0.12, 0, 0.24, 0.14, 0.06, 0.02],
  CH: [0.56, 0.1, 0.1, 0.24, 0.14, 0.06, 0.02],
  US: [0, 0.88, 0, 0.07, 0.22, 0, 0.06],
  GB: [0, 0.86, 0.02, 0.12, 0.21, 0, 0.05],
  FR: [0, 0.1, 0.76, 0.26, 0.18, 0, 0.02],
  NL: [0, 0.27, 0.03, 0.68, 0.16, 0.06, 0.02],
  IT: [0, 0.12, 0.7, 0.22, 0.18, 0, 0.02],
}

/** The acquisition as of {@link AS_OF}: the same for the same arguments. `people` ≥ 1 distinct people. */
export function generateSample(people: number, seed: number, progress: Progress = silentProgress): Sample {
  const rng = new Rng(seed, 'records')
  const population = new Population(new Rng(seed, 'people'), new PhoneBook(), new MailboxRegister())
  const fernnetz = new Fernnetz(people, seed)
  const hartwell = new Hartwell(people, seed)
  const panorama = new Panorama(people, seed)
  const leads = new Leads(people, seed)
  const suppressions = new Suppressions()
  const truthPeople = new LineStore('utf8')
  progress.start('inventing people', people, 'people')
  for (const person of population.people(people)) {
    const touch = emptyTouch()
    const known = knownTo(rng, person)
    const provider = known[0] ? fernnetz.add(rng, person, touch) : null
    const lives = []
    if (known[1]) lives.push(hartwell.add(rng, person, touch, 'customers'))
    if (known[2]) lives.push(hartwell.add(rng, person, touch, 'clients'))
    const subscriber = known[3] ? panorama.add(rng, person, touch) : null
    if (known[4]) leads.addContest(rng, person, touch)
    if (known[5]) leads.addFair(rng, person, touch)
    if (known[6]) leads.addCard(rng, person, touch)
    const blocked = suppressions.add(rng, person, touch)
    truthPeople.put(0, truthPersonLine(person, touch, { provider, lives, subscriber }, blocked))
    if (person.no % 1000 === 0) progress.tick(1000)
  }
  progress.done()
  const sources = [
    fernnetz.customers,
    hartwell.customers,
    hartwell.clients,
    panorama.subscribers,
    leads.contest,
    leads.fair,
    leads.cards,
  ]
  sources.sort((l, r) => compareText(l.name, r.name))
  return { people, seed, fernnetz, hartwell, panorama, leads, suppressions, truthPeople, sources }
}

function knownTo(rng: Rng, person: Person): readonly boolean[] {
  const chances = KNOWN_TO[person.country]
  const known = chances.map((chance) => rng.chance(chance))
  if (known.includes(true)) return known
  const main = rng.chance(0.2) ? 4 : chances.indexOf(Math.max(...chances))
  known[main] = true
  return known
}
