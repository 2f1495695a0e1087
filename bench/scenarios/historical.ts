/** Persons of the past as archives hold them: many records each, other names, titles, loose dates, places and callings. */

import { german } from '../../src/sample/names-de.ts'
import { english } from '../../src/sample/names-en.ts'
import { french } from '../../src/sample/names-fr.ts'
import { Rng, Weighted, zipf } from '../../src/sample/rng.ts'
import { type Labelled, type Scenario, scenario } from './scenario.ts'
import { anySlip, word } from './typing.ts'

const COLUMNS = ['full_name', 'dob', 'birth_place', 'postcode_fake', 'gender', 'occupation']
const CALLINGS = [
  ['politician', 'member of parliament', 'mp'], ['painter', 'artist', 'portrait painter'], ['writer', 'novelist', 'author'],
  ['cricketer'], ['footballer', 'association football player'], ['military officer', 'soldier', 'army officer'], ['actor', 'stage actor'],
  ['barrister', 'lawyer'], ['clergyman', 'priest', 'cleric'], ['physician', 'surgeon'], ['composer', 'musician'], ['engineer'],
  ['architect'], ['botanist', 'naturalist'], ['poet', 'writer'], ['merchant', 'businessperson'], ['rower'], ['explorer'], ['historian'],
] // biome-ignore format: a list
const PREFIXES = { m: ['sir', 'rev.', 'lord', 'dr', 'captain', 'mr'], f: ['lady', 'dame', 'mrs', 'miss'] }
const NICKNAMES: Readonly<Record<string, readonly string[]>> = {
  william: ['will', 'bill', 'wm'], robert: ['bob', 'rob', 'robt'], john: ['jack', 'jno'], thomas: ['tom', 'thos'], charles: ['charlie', 'chas'],
  james: ['jim', 'jas'], george: ['geo'], elizabeth: ['eliza', 'betty', 'lizzie', 'liz'], margaret: ['maggie', 'peggy'], mary: ['polly', 'molly'],
  henry: ['harry'], edward: ['ted', 'ned'], richard: ['dick', 'rich'], joseph: ['joe', 'jos'], samuel: ['sam', 'saml'], catherine: ['kate', 'kitty'],
  sarah: ['sally'], ann: ['nancy', 'annie'], frederick: ['fred'], alexander: ['alex', 'sandy'], francis: ['frank'], benjamin: ['ben'],
} // biome-ignore format: a list

interface Life {
  readonly first: string
  readonly middle: readonly string[]
  readonly last: string
  readonly maiden: string
  readonly prefix: string
  readonly epithet: string
  readonly year: number
  readonly month: number
  readonly day: number
  readonly knownToYear: boolean
  readonly town: string
  readonly county: string
  readonly country: string
  readonly postcode: string
  readonly sex: 'f' | 'm'
  readonly calling: readonly string[]
}

export function historical(seed: string, records: number): Scenario {
  const rng = new Rng(seed, 'historical')
  const counties = Array.from({ length: 45 }, () => `${word(rng, 2)}shire`)
  const towns = Array.from({ length: 420 }, () => ({ town: word(rng, 2), county: rng.pick(counties) }))
  const townDraw = zipf(towns, 0.9)
  const surnames = zipf(
    Array.from({ length: 1600 }, (_, i) => (i % 3 === 0 ? word(rng, 2) : english.surname(rng)).toLowerCase()),
    0.75,
  )
  const times = new Weighted([1, 2, 3, 4, 6, 8, 10, 12, 15, 20, 30], (i) => [10, 8, 8, 8, 10, 12, 14, 12, 9, 5, 2][i]!)
  const made: Labelled[] = []
  for (let person = 0; made.length < records; person++) {
    const life = live(rng, surnames.draw(rng), surnames.draw(rng), townDraw.draw(rng))
    for (let n = times.draw(rng); n > 0 && made.length < records; n--)
      made.push({ person: `q${person}`, cells: view(rng, life) })
  }
  return scenario(
    rng,
    COLUMNS,
    { archive: made },
    {
      map: new Map([
        ['birth_place', 'birth_place'],
        ['occupation', 'occupation'],
      ]),
    },
  )
}

function live(rng: Rng, last: string, maiden: string, place: { town: string; county: string }): Life {
  const sex = rng.chance(0.22) ? 'f' : 'm'
  const culture = rng.chance(0.9) ? english : rng.pick([german, french])
  const given = () => culture.firstName(rng, sex).toLowerCase()
  const knownToYear = rng.chance(0.3)
  return {
    first: given(),
    middle: Array.from({ length: rng.pick([0, 0, 1, 1, 1, 2, 3]) }, given),
    last,
    maiden: sex === 'f' && rng.chance(0.5) ? maiden : '',
    prefix: rng.chance(0.25) ? rng.pick(PREFIXES[sex]) : '',
    epithet: rng.chance(0.1)
      ? rng.pick(['1st baronet', 'the elder', '2nd baron of the vale', 'the younger', '3rd earl'])
      : '',
    year: rng.between(1600, 1930),
    month: knownToYear ? 1 : rng.between(1, 12),
    day: knownToYear ? 1 : rng.between(1, 28),
    knownToYear,
    ...place,
    country: rng.pick(['england', 'england', 'united kingdom', 'scotland', 'wales']),
    postcode: `${rng.pick(['tq', 'ba', 'ox', 'll', 'eh', 'sw'])}${rng.between(1, 20)} ${rng.int(10)}${word(rng, 1).slice(0, 1)}${rng.pick(['a', 'b', 'd', 'h'])}`,
    sex,
    calling: rng.pick(CALLINGS),
  }
}

function view(rng: Rng, life: Life): string[] {
  const cells = [
    fullName(rng, life),
    dob(rng, life),
    birthPlace(rng, life),
    postcode(rng, life),
    gender(rng, life),
    calling(rng, life),
  ]
  for (const at of [0, 1, 2, 3])
    if (cells[at] !== '' && rng.chance(at === 0 ? 0.16 : 0.06)) cells[at] = anySlip(rng, cells[at]!)
  return cells
}

function fullName(rng: Rng, life: Life): string {
  const short = NICKNAMES[life.first]
  const first = rng.chance(0.08)
    ? life.first.slice(0, 1)
    : short !== undefined && rng.chance(0.15)
      ? rng.pick(short)
      : life.first
  const keepsMiddle = rng.chance(0.5)
  const middle = life.middle.map((name) => (rng.chance(0.3) ? name.slice(0, 1) : name)).filter(() => keepsMiddle)
  // People known by a middle name.
  const called = life.middle.length > 0 && rng.chance(0.06) ? [life.middle[0]!] : [first, ...middle]
  const last = life.maiden !== '' && rng.chance(0.35) ? life.maiden : life.last
  const prefix = life.prefix !== '' && rng.chance(0.5) ? [life.prefix] : []
  const epithet = life.epithet !== '' && rng.chance(0.6) ? `, ${life.epithet}` : ''
  if (rng.chance(0.02)) return [...called, life.last].reverse().join(' ')
  return `${[...prefix, ...called, last].join(' ')}${epithet}`
}

function dob(rng: Rng, life: Life): string {
  if (rng.chance(0.12)) return ''
  const year = rng.chance(0.1) ? life.year + rng.pick([-2, -1, -1, 1, 1, 2, 10, -10]) : life.year
  if (!life.knownToYear && rng.chance(0.1)) return `${year}-01-01`
  if (rng.chance(0.04)) return `${year}`
  const day = rng.chance(0.05) ? rng.between(1, 28) : life.day
  return `${year}-${`${life.month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`
}

function birthPlace(rng: Rng, life: Life): string {
  if (rng.chance(0.15)) return ''
  const kind = rng.int(20)
  if (kind < 11) return life.town
  if (kind < 15) return `${life.town}, ${life.county}`
  if (kind < 18) return life.county
  return kind < 19 ? life.country : `near ${life.town}`
}

function postcode(rng: Rng, life: Life): string {
  if (rng.chance(0.4)) return ''
  return rng.chance(0.15) ? life.postcode.replace(/ .*/, ` ${rng.int(10)}${word(rng, 1).slice(0, 1)}x`) : life.postcode
}

const gender = (rng: Rng, life: Life): string =>
  rng.chance(0.12) ? '' : rng.chance(0.01) !== (life.sex === 'f') ? 'female' : 'male'

function calling(rng: Rng, life: Life): string {
  if (rng.chance(0.3)) return ''
  return rng.chance(0.75) ? life.calling[0]! : rng.pick(rng.chance(0.8) ? life.calling : rng.pick(CALLINGS))
}
