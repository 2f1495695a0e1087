/** How one person appears in one record of one source: what was asked for, what was true that day, and what went wrong. */

import { toDayNo } from '../record/dates.ts'
import type { IsoDate } from '../record/ids.ts'
import { type Address, respellStreet } from './address.ts'
import {
  breakEmail,
  misdial,
  mishear,
  misread,
  mistypeDomain,
  mojibake,
  slip,
  transliterate,
  withoutMarks,
} from './damage.ts'
import type { Person } from './people.ts'
import { type Phone, writePhone } from './phone.ts'
import type { CountryCode } from './places.ts'
import type { Rng } from './rng.ts'

/** Chances per record; the shape of a source's carelessness. */
export interface Quality {
  readonly nameSlip: number
  /** Heard on the phone (`hear`) or scanned (`scan`) instead of typed. */
  readonly entry: 'typed' | 'heard' | 'scanned'
  readonly nickname: number
  /** UTF-8 once read as windows-1252. */
  readonly mojibake: number
  readonly swapped: number
  /** Umlauts and accents spelled away. */
  readonly unmarked: number
  readonly upperCase: number
  readonly hasBirthDate: number
  readonly sentinel: number
  readonly hasEmail: number
  readonly emailSlip: number
  readonly hasPhone: number
  readonly streetRespelled: number
  readonly addressMissing: number
  /** A person who moved or married before the sign-up date gives the new data; after it, this share told the company. */
  readonly updates: number
}

export type Damage =
  | 'typo'
  | 'heard'
  | 'scanned'
  | 'nickname'
  | 'swapped'
  | 'unmarked'
  | 'mojibake'
  | 'transliterated'
  | 'upper_case'
  | 'initial'
  | 'missing_name'
  | 'old_address'
  | 'birth_name'
  | 'street_respelled'
  | 'street_typo'
  | 'sentinel'
  | 'birth_date_wrong'
  | 'email_typo'
  | 'email_broken'
  | 'other_email'
  | 'phone_wrong'
  | 'shared_phone'
  | 'filler_phone'
  | 'role_email'
  | 'duplicate'

export interface RecordView {
  readonly title: string
  readonly first: string
  readonly middleInitial: string
  readonly last: string
  readonly suffix: string
  readonly company: string
  /** Null: not given. */
  readonly birthDay: number | null
  readonly email: string
  /** What `email` was meant to be; equal to it nearly always. */
  readonly intendedEmail: string
  readonly phone: string
  readonly mobile: string
  /** Null: not given. */
  readonly address: Address | null
  readonly street: string
  readonly damage: readonly Damage[]
}

/** 1900-01-01, 1901-01-01, 1970-01-01: what forms send when nothing was entered. */
const SENTINELS = ['1900-01-01', '1900-01-01', '1901-01-01', '1970-01-01'].map((d) => toDayNo(d as IsoDate) as number)
/** One call centre's number per country, entered for customers who gave none. */
const CALL_CENTRES: Readonly<Record<CountryCode, Phone>> = {
  DE: { country: 'DE', area: '30', local: '23125000' },
  AT: { country: 'AT', area: '1', local: '5125000' },
  CH: { country: 'CH', area: '44', local: '5125000' },
  US: { country: 'US', area: '212', local: '5550199' },
  GB: { country: 'GB', area: '113', local: '4960999' },
  FR: { country: 'FR', area: '1', local: '42001234' },
  NL: { country: 'NL', area: '20', local: '5125000' },
  IT: { country: 'IT', area: '02', local: '5125000' },
}
const FILLERS = ['000000', '0000000000', '123456', '-', '1111111', 'n/a']

/** A record of this person made on `day`. */
export function viewPerson(rng: Rng, person: Person, day: number, quality: Quality): RecordView {
  const damage: Damage[] = []
  const [first, last] = writeNames(rng, person, day, quality, damage)
  const address = knownAddress(rng, person, day, quality, damage)
  const email = writeEmail(rng, person, quality, damage)
  return {
    title: person.title,
    first,
    middleInitial: rng.chance(0.5) ? person.middleInitial : '',
    last,
    suffix: rng.chance(0.6) ? person.suffix : '',
    company: rng.chance(0.8) ? person.company : '',
    birthDay: writeBirthDay(rng, person, quality, damage),
    email: email.typed,
    intendedEmail: email.intended,
    phone: writeLandline(rng, person, quality, damage),
    mobile: person.mobile !== null && rng.chance(quality.hasPhone) ? writeNumber(rng, person.mobile, damage) : '',
    address,
    street: address === null ? '' : writeStreet(rng, address, quality, damage),
    damage,
  }
}

function writeNames(rng: Rng, person: Person, day: number, quality: Quality, damage: Damage[]): [string, string] {
  let { first, last } = person
  if (person.birthName !== '' && day < person.marriedDay && !rng.chance(quality.updates)) {
    last = person.birthName
    damage.push('birth_name')
  }
  const short = rng.chance(quality.nickname) ? person.culture.nickname(rng, first) : null
  if (short !== null) {
    first = short
    damage.push('nickname')
  } else if (rng.chance(quality.nickname * 0.3)) {
    first = `${first[0]}.`
    damage.push('initial')
  }
  if (person.culture.code === 'ru' && rng.chance(0.45)) {
    first = transliterate(first)
    last = transliterate(last)
    damage.push('transliterated')
  }
  if (rng.chance(quality.nameSlip)) first = wrong(rng, first, quality, damage)
  if (rng.chance(quality.nameSlip * 1.3)) last = wrong(rng, last, quality, damage)
  if (rng.chance(quality.unmarked)) {
    const plainFirst = withoutMarks(first, person.culture.code === 'de')
    const plainLast = withoutMarks(last, person.culture.code === 'de' && !rng.chance(0.25))
    if (plainFirst !== first || plainLast !== last) damage.push('unmarked')
    first = plainFirst
    last = plainLast
  }
  if (rng.chance(quality.mojibake) && /[^\x00-\x7f]/.test(first + last)) {
    damage.push('mojibake')
    return [mojibake(first), mojibake(last)]
  }
  if (rng.chance(quality.upperCase)) {
    damage.push('upper_case')
    if (rng.chance(0.7)) [first, last] = [first.toUpperCase(), last.toUpperCase()]
    else [first, last] = [first.toLowerCase(), last.toLowerCase()]
  }
  if (rng.chance(quality.swapped)) {
    damage.push('swapped')
    return [last, first]
  }
  if (rng.chance(0.008)) {
    damage.push('missing_name')
    return ['', last]
  }
  return [first, last]
}

function wrong(rng: Rng, name: string, quality: Quality, damage: Damage[]): string {
  const kind = quality.entry === 'typed' || rng.chance(0.35) ? 'typo' : quality.entry === 'heard' ? 'heard' : 'scanned'
  const changed = kind === 'typo' ? slip(rng, name) : kind === 'heard' ? mishear(rng, name) : misread(rng, name)
  if (changed !== name) damage.push(kind)
  return changed
}

function knownAddress(rng: Rng, person: Person, day: number, quality: Quality, damage: Damage[]): Address | null {
  if (rng.chance(quality.addressMissing)) return null
  if (person.oldHome !== null && day < person.movedDay && !rng.chance(quality.updates)) {
    damage.push('old_address')
    return person.oldHome
  }
  return person.home
}

function writeStreet(rng: Rng, address: Address, quality: Quality, damage: Damage[]): string {
  let street = address.street
  if (rng.chance(quality.streetRespelled)) {
    const respelled = respellStreet(rng, street)
    if (respelled !== street) damage.push('street_respelled')
    street = respelled
  }
  if (rng.chance(quality.nameSlip)) {
    street = slip(rng, street)
    damage.push('street_typo')
  }
  return street
}

function writeBirthDay(rng: Rng, person: Person, quality: Quality, damage: Damage[]): number | null {
  if (!rng.chance(quality.hasBirthDate)) {
    if (!rng.chance(quality.sentinel)) return null
    damage.push('sentinel')
    return rng.pick(SENTINELS)
  }
  if (!rng.chance(0.025)) return person.birthDay
  damage.push('birth_date_wrong')
  return person.birthDay + rng.pick([1, -1, 10, -10, 31, -30, 365, -365, 3652, -3653])
}

function writeEmail(rng: Rng, person: Person, quality: Quality, damage: Damage[]): { typed: string; intended: string } {
  let intended = person.email ?? ''
  if (person.email2 !== null && rng.chance(0.35)) {
    intended = person.email2
    damage.push('other_email')
  }
  if (intended === '' || !rng.chance(quality.hasEmail)) return { typed: '', intended: '' }
  if (person.company !== '' && /^(info|office|sales|kontakt|buchhaltung|admin)@/.test(intended))
    damage.push('role_email')
  if (rng.chance(quality.emailSlip)) {
    damage.push('email_typo')
    return { typed: mistypeDomain(rng, intended), intended }
  }
  if (rng.chance(quality.emailSlip * 0.15)) {
    damage.push('email_broken')
    return { typed: breakEmail(rng, intended), intended }
  }
  const shown = rng.chance(0.04) ? intended[0]!.toUpperCase() + intended.slice(1) : intended
  return { typed: shown, intended: shown }
}

function writeLandline(rng: Rng, person: Person, quality: Quality, damage: Damage[]): string {
  if (person.landline !== null && rng.chance(quality.hasPhone)) return writeNumber(rng, person.landline, damage)
  if (rng.chance(0.008)) {
    damage.push('shared_phone')
    return writePhone(rng, CALL_CENTRES[person.country])
  }
  if (rng.chance(quality.sentinel * 0.4)) {
    damage.push('filler_phone')
    return rng.pick(FILLERS)
  }
  return ''
}

function writeNumber(rng: Rng, phone: Phone, damage: Damage[]): string {
  const written = writePhone(rng, phone)
  if (!rng.chance(0.015)) return written
  damage.push('phone_wrong')
  return misdial(rng, written)
}
