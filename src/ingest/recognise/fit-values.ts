/** How well a column's values go with a field, and what values alone may say. */

import type { Field } from '../../record/fields.ts'
import type { ColumnProfile, Shape } from './column-profile.ts'

interface Fit {
  /** Any of these shapes will do. */
  readonly shapes: readonly Shape[]
  /** What is left of the header's word where no value has the shape: 0 = the values decide. */
  readonly floor: number
}

const DATE: Fit = { shapes: ['date', 'timestamp'], floor: 0.15 }
const NUMBER: Fit = { shapes: ['integer', 'decimal'], floor: 0.15 }
const NAME: Fit = { shapes: ['name'], floor: 0.4 }
const FLAG: Fit = { shapes: ['flag', 'suppression_word', 'status_word', 'date', 'channel'], floor: 0.6 }

const FITS: Partial<Readonly<Record<Field, Fit>>> = {
  email: { shapes: ['email'], floor: 0.05 },
  email_2: { shapes: ['email'], floor: 0.05 },
  phone: { shapes: ['phone', 'digits'], floor: 0.1 },
  mobile: { shapes: ['phone', 'digits'], floor: 0.1 },
  full_name: { shapes: ['name', 'comma', 'company'], floor: 0.2 },
  first_name: NAME,
  middle_name: NAME,
  last_name: NAME,
  birth_name: NAME,
  company: { shapes: ['name', 'company', 'several_words'], floor: 0.5 },
  sex: { shapes: ['sex', 'salutation'], floor: 0.1 },
  title: { shapes: ['title', 'salutation'], floor: 0.2 },
  birth_date: { ...DATE, floor: 0.1 },
  street: { shapes: ['name', 'street', 'number_and_words', 'several_words'], floor: 0.3 },
  address: { shapes: ['several_words', 'street', 'number_and_words', 'name'], floor: 0.2 },
  house_number: { shapes: ['house_number', 'integer'], floor: 0.2 },
  postcode: { shapes: ['postcode', 'integer'], floor: 0.3 },
  city: { shapes: ['name', 'city'], floor: 0.3 },
  country: { shapes: ['country', 'name'], floor: 0.2 },
  language: { shapes: ['language', 'name'], floor: 0.4 },
  currency: { shapes: ['currency'], floor: 0.3 },
  created_at: DATE,
  updated_at: DATE,
  last_activity_at: DATE,
  occurred_at: DATE,
  opened_at: DATE,
  closed_at: DATE,
  start_at: DATE,
  end_at: DATE,
  consent_at: DATE,
  opt_out_at: DATE,
  amount: NUMBER,
  balance: NUMBER,
  quantity: NUMBER,
  bounced: FLAG,
  complained: FLAG,
  deceased: FLAG,
  consent_email: FLAG,
  consent_sms: FLAG,
  consent_call: FLAG,
  consent_letter: FLAG,
  consent_any: FLAG,
  opt_out_email: FLAG,
  opt_out_sms: FLAG,
  opt_out_call: FLAG,
  opt_out_letter: FLAG,
  opt_out_all: FLAG,
}

/** 0–1: what the header's word is worth, given the values. Without values the word stands nearly alone. */
export function fitOf(field: Field, profile: ColumnProfile): number {
  const fit = FITS[field]
  if (profile.filled === 0) return 0.9
  if (field === 'customer_id' && isNames(profile)) return 0.2
  if (fit === undefined) return 1
  const share = Math.min(1, fit.shapes.reduce((best, shape) => Math.max(best, profile.share[shape]), 0) * 1.15)
  const base = fit.floor + (1 - fit.floor) * share
  return field === 'birth_date' && !profile.isBirthLike ? base * 0.85 : base
}

/** Whole names, no keys. */
const isNames = ({ share }: ColumnProfile): boolean => share.name + share.comma >= 0.8 && share.several_words >= 0.6

/** What values say by themselves. Confidence stays below what a good header gives. */
export function guessByValues(profile: ColumnProfile): readonly { readonly field: Field; readonly score: number }[] {
  if (profile.filled === 0) return []
  const s = profile.share
  const repeats = profile.distinct < profile.filled * 0.9
  const guesses: { field: Field; score: number }[] = []
  const guess = (field: Field, holds: boolean, score: number) => {
    if (holds) guesses.push({ field, score })
  }
  guess('email', s.email >= 0.8, 0.66)
  guess('phone', s.phone >= 0.7, 0.55)
  guess('birth_date', s.date >= 0.8 && profile.isBirthLike, 0.55)
  guess('occurred_at', s.date >= 0.8 && !profile.isBirthLike, 0.5)
  guess('country', s.country >= 0.9 && s.sex < 0.9 && profile.filled >= 3, 0.5)
  guess('sex', (s.sex >= 0.9 || s.salutation >= 0.9) && s.integer < 0.5, 0.5)
  guess('street', s.number_and_words >= 0.5 || (s.street >= 0.5 && s.company < 0.5), 0.52)
  // Unrepeated whole numbers might be anything; beside a town they are postcodes all the same.
  const isPostcode = s.postcode >= 0.9 && s.date < 0.5 && s.year < 0.9 && profile.meanLength >= 4
  guess('postcode', isPostcode, repeats || s.integer < 0.5 ? 0.45 : 0.3)
  guess('amount', s.decimal >= 0.6 && s.decimal + s.integer >= 0.95, 0.45)
  guess('company', s.company >= 0.4, 0.5)
  guess('channel', s.channel >= 0.9, 0.4)
  guess('currency', s.currency >= 0.9, 0.5)
  guess('house_number', s.house_number >= 0.95 && s.integer < 1 && profile.distinct > 5, 0.4)
  const isName = s.name >= 0.85 && s.sex < 0.5 && s.flag < 0.5 && s.status_word < 0.5 && s.country < 0.5
  guess('full_name', isName && s.several_words + s.comma >= 0.6 && s.given_name >= 0.08, 0.5)
  guess('full_name', s.comma >= 0.8 && s.given_name >= 0.08, 0.52)
  guess('first_name', isName && s.several_words < 0.4 && s.given_name >= 0.15, 0.4 + Math.min(0.2, s.given_name / 3))
  guess('city', isName && s.city >= 0.1, 0.42 + Math.min(0.15, s.city / 4))
  guess('last_name', isName && s.several_words < 0.4 && s.region < 0.6, 0.4)
  guess('region', s.region >= 0.7, 0.42)
  const isId = s.id >= 0.95 && s.decimal < 0.1 && s.postcode < 0.9
  guess('customer_id', isId && repeats && profile.distinct > 20 && profile.meanLength >= 3, 0.36)
  guess('customer_id', s.id >= 0.95 && !repeats && profile.distinct === profile.filled && s.decimal < 0.1, 0.45)
  return guesses
}
