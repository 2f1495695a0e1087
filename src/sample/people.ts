/** The true people: households with spouses, children, twins, juniors, namesakes, moves and marriages. */

import { type Address, makeAddress } from './address.ts'
import { AS_OF_DAY, FIRST_DAY } from './calendar.ts'
import type { Culture, CultureCode, Sex } from './culture.ts'
import type { MailboxRegister } from './email.ts'
import { german } from './names-de.ts'
import { english } from './names-en.ts'
import { french } from './names-fr.ts'
import { italian, spanish } from './names-it.ts'
import { dutch } from './names-nl.ts'
import { russian } from './names-ru.ts'
import type { Phone, PhoneBook } from './phone.ts'
import { COUNTRIES, type CountryCode } from './places.ts'
import { type Rng, Weighted } from './rng.ts'

/** What is remarkable about a person for matching. */
type Trait = 'household' | 'twin' | 'junior' | 'namesake' | 'moved' | 'married' | 'shared_email' | 'company'

export interface Person {
  /** 1-based. */
  readonly no: number
  readonly country: CountryCode
  readonly culture: Culture
  readonly sex: Sex
  readonly title: string
  readonly first: string
  readonly middleInitial: string
  readonly last: string
  /** Generation suffix (`Jr.`); empty for nearly all. */
  readonly suffix: string
  /** Surname before `marriedDay`; empty where it never changed. */
  readonly birthName: string
  readonly marriedDay: number
  readonly birthDay: number
  readonly home: Address
  /** Where they lived before `movedDay`. */
  readonly oldHome: Address | null
  readonly movedDay: number
  readonly email: string | null
  readonly email2: string | null
  readonly mobile: Phone | null
  readonly landline: Phone | null
  readonly company: string
  readonly traits: readonly Trait[]
}

const CULTURES: Readonly<Record<CultureCode, Culture>> = {
  de: german,
  en: english,
  fr: french,
  it: italian,
  es: spanish,
  nl: dutch,
  ru: russian,
}

const countryShare: readonly (readonly [CountryCode, number])[] = [
  ['DE', 0.31],
  ['US', 0.2],
  ['GB', 0.13],
  ['FR', 0.12],
  ['NL', 0.1],
  ['AT', 0.05],
  ['CH', 0.05],
  ['IT', 0.04],
]
const countries = new Weighted(
  countryShare.map(([code]) => code),
  (i) => countryShare[i]![1],
)

const COMPANY_FORMS: Readonly<Record<CountryCode, readonly string[]>> = {
  DE: ['GmbH', 'GmbH & Co. KG', 'AG', 'e.K.', 'UG'],
  AT: ['GmbH', 'KG', 'e.U.'],
  CH: ['AG', 'GmbH'],
  US: ['Inc.', 'LLC', 'Corp.'],
  GB: ['Ltd', 'LLP', '& Sons Ltd'],
  FR: ['SARL', 'SAS', 'EURL'],
  NL: ['B.V.', 'VOF'],
  IT: ['S.r.l.', 'S.n.c.'],
}
const TRADES: Readonly<Record<CultureCode, readonly string[]>> = {
  de: ['Elektro', 'Schreinerei', 'Autohaus', 'Bäckerei', 'Metallbau', 'Dachdeckerei', 'Haustechnik', 'Gartenbau'],
  en: ['Plumbing', 'Hardware', 'Roofing', 'Motors', 'Landscaping', 'Consulting', 'Foods', 'Electric'],
  fr: ['Menuiserie', 'Garage', 'Boulangerie', 'Plomberie', 'Électricité', 'Maçonnerie'],
  it: ['Officina', 'Panificio', 'Edilizia', 'Idraulica'],
  es: ['Taller', 'Panadería', 'Construcciones'],
  ru: ['Autoservice', 'Spedition'],
  nl: ['Installatie', 'Bakkerij', 'Schilderwerken', 'Autobedrijf'],
}

interface Seed {
  first: string
  last: string
  birthName: string
  sex: Sex
  birthDay: number
  suffix: string
  traits: Trait[]
}

const YEAR = 365.25
const NAMESAKE_POOL = 4096

/** Makes people one household after the other, until there are `count`. */
export class Population {
  readonly #rng: Rng
  readonly #phones: PhoneBook
  readonly #mailboxes: MailboxRegister
  readonly #recent: Person[] = []

  constructor(rng: Rng, phones: PhoneBook, mailboxes: MailboxRegister) {
    this.#rng = rng
    this.#phones = phones
    this.#mailboxes = mailboxes
  }

  *people(count: number): Generator<Person> {
    let no = 1
    while (no <= count) {
      for (const person of this.#household(no, count - no + 1)) {
        no++
        if (this.#recent.length < NAMESAKE_POOL) this.#recent.push(person)
        else this.#recent[no % NAMESAKE_POOL] = person
        yield person
      }
    }
  }

  #household(firstNo: number, room: number): Person[] {
    const rng = this.#rng
    const country = countries.draw(rng)
    const culture = CULTURES[COUNTRIES[country].cultures.draw(rng)]
    const members = this.#members(country, culture).slice(0, room)
    const like = members.length === 1 && rng.chance(0.02) ? this.#namesakeOf(country, members[0]!) : null
    const home = makeAddress(rng, country)
    const address = like !== null && rng.chance(0.4) ? { ...home, city: like.city, postcode: like.postcode } : home
    const landline = rng.chance(0.55) ? this.#phones.landline(rng, country, address.areaCode) : null
    const moved = rng.chance(0.13)
    const oldHome = moved ? makeAddress(rng, country) : null
    const movedDay = moved ? rng.between(FIRST_DAY + 200, AS_OF_DAY - 30) : 0
    const family = members.length > 1
    const sharedEmail = family && rng.chance(0.07)
    const people: Person[] = []
    for (const [i, seed] of members.entries()) {
      if (family) seed.traits.push('household')
      if (moved) seed.traits.push('moved')
      if (sharedEmail && people[0]?.email) seed.traits.push('shared_email')
      people.push(
        this.#person(
          firstNo + i,
          country,
          culture,
          seed,
          { home: address, oldHome, movedDay, landline },
          sharedEmail ? (people[0]?.email ?? null) : null,
        ),
      )
    }
    return people
  }

  /** Who lives there: one person, a couple, or parents with grown children. */
  #members(country: CountryCode, culture: Culture): Seed[] {
    const rng = this.#rng
    const last = culture.surname(rng)
    const sex: Sex = rng.chance(0.5) ? 'f' : 'm'
    const age = 20 + Math.floor(62 * rng.unit() ** 1.15)
    const head = this.#seed(culture, sex, last, age)
    if (rng.chance(0.55)) return [head]
    const spouse = this.#seed(culture, sex === 'f' ? 'm' : 'f', last, Math.max(19, age + rng.between(-6, 6)))
    const husband = sex === 'm' ? head : spouse
    const wife = sex === 'm' ? spouse : head
    if (rng.chance(0.24)) wife.last = culture.surname(rng)
    else if (rng.chance(0.3)) {
      wife.birthName = culture.surname(rng)
      wife.traits.push('married')
    }
    const members = [head, spouse]
    if (age < 42 || rng.chance(0.45)) return members
    const children = rng.pick([1, 1, 2, 2, 3])
    for (let i = 0; i < children; i++) {
      const child = this.#seed(culture, rng.chance(0.5) ? 'f' : 'm', last, rng.between(18, Math.max(19, age - 22)))
      const sibling = members[members.length - 1]!
      if (i > 0 && rng.chance(0.09)) makeTwin(rng, culture, sibling, child)
      else if (i === 0 && child.sex === 'm' && rng.chance(0.07)) makeJunior(country, husband, child)
      members.push(child)
    }
    return members
  }

  #seed(culture: Culture, sex: Sex, last: string, age: number): Seed {
    const birthDay = Math.floor(AS_OF_DAY - age * YEAR - this.#rng.int(365))
    return { first: culture.firstName(this.#rng, sex), last, birthName: '', sex, birthDay, suffix: '', traits: [] }
  }

  /** Gives the member the name of somebody else of the same country; returns where that one lives. */
  #namesakeOf(country: CountryCode, member: Seed): Address | null {
    for (let tries = 0; tries < 8 && this.#recent.length > 0; tries++) {
      const other = this.#rng.pick(this.#recent)
      if (other.country !== country || other.sex !== member.sex || other.suffix !== '') continue
      member.first = other.first
      member.last = other.last
      member.traits.push('namesake')
      return other.home
    }
    return null
  }

  #person(
    no: number,
    country: CountryCode,
    culture: Culture,
    seed: Seed,
    place: Pick<Person, 'home' | 'oldHome' | 'movedDay' | 'landline'>,
    sharedEmail: string | null,
  ): Person {
    const rng = this.#rng
    const named = { first: seed.first, last: seed.last, birthYear: 1970 + Math.floor(seed.birthDay / YEAR), country }
    const isCompany = rng.chance(0.02)
    if (isCompany) seed.traits.push('company')
    const company = isCompany ? companyName(rng, country, culture, seed.last) : ''
    const own =
      isCompany && rng.chance(0.6) ? this.#mailboxes.role(rng, company, country) : this.#mailboxes.fresh(rng, named)
    return {
      no,
      country,
      culture,
      sex: seed.sex,
      title: rng.chance(0.03) ? 'Dr.' : '',
      first: seed.first,
      middleInitial: culture.code === 'en' && rng.chance(0.3) ? rng.pick([...'ABCDEFGHJKLMNPRSTW']) : '',
      last: seed.last,
      suffix: seed.suffix,
      birthName: seed.birthName,
      marriedDay: seed.birthName === '' ? 0 : rng.between(FIRST_DAY + 300, AS_OF_DAY - 60),
      birthDay: seed.birthDay,
      ...place,
      email: sharedEmail ?? (rng.chance(0.9) ? own : null),
      email2: rng.chance(0.22) ? this.#mailboxes.fresh(rng, named) : null,
      mobile: rng.chance(0.82) ? this.#phones.mobile(rng, country, place.home.areaCode) : null,
      company,
      traits: seed.traits,
    }
  }
}

/** Same birth date, similar or other first name. */
function makeTwin(rng: Rng, culture: Culture, sibling: Seed, child: Seed): void {
  child.birthDay = sibling.birthDay
  for (let tries = 0; tries < 12; tries++) {
    if (child.first !== sibling.first && (child.first[0] === sibling.first[0] || tries > 8)) break
    child.first = culture.firstName(rng, child.sex)
  }
  if (child.first === sibling.first) child.first = `${child.first}-Ann`
  child.traits.push('twin')
  if (!sibling.traits.includes('twin')) sibling.traits.push('twin')
}

/** A son named as his father; Americans say so, others do not. */
function makeJunior(country: CountryCode, father: Seed, son: Seed): void {
  son.first = father.first
  son.traits.push('junior')
  father.traits.push('junior')
  if (country === 'US') {
    son.suffix = 'Jr.'
    father.suffix = 'Sr.'
  }
}

function companyName(rng: Rng, country: CountryCode, culture: Culture, last: string): string {
  const form = rng.pick(COMPANY_FORMS[country])
  const trade = rng.pick(TRADES[culture.code])
  return culture.code === 'en' ? `${last} ${trade} ${form}` : `${trade} ${last} ${form}`
}
