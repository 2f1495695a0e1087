/** Reads sums of money in the form a column turns out to use: which sign parts the decimals is decided once per column. */

import { cached } from './value-cache.ts'

export interface Money {
  /** Integer in the currency's minor units (cents; yen whole), refunds negative. */
  readonly amountMinor: number
  /** ISO 4217 where the value itself names it, else the column's. */
  readonly currency: string | null
}

export interface AmountReader {
  /** Minor units, or null where the text is no sum. */
  read(text: string): number | null
  readMoney(text: string): Money | null
  /** The one currency that the column's values name (or the option's); null where none or several are named. */
  readonly currency: string | null
  /** What the column left open and how it was decided; null where nothing was open. */
  readonly note: string | null
}

export interface AmountOptions {
  /** ISO 3166 alpha-2: decides `1.234` where the column does not say, and what `$` and `kr` mean. */
  readonly country?: string | null
  /** ISO 4217, for values that name none. */
  readonly currency?: string | null
}

type DecimalSign = '.' | ','

interface Parts {
  readonly negative: boolean
  /** Digits with separators `.` and `,` only. */
  readonly number: string
  readonly currency: string | null
}

const MAX_LENGTH = 64
/** Digits, plain or in groups of three (of two before the last, in India). */
const WHOLE = /^\d*$|^\d{1,3}(?:([.,])\d{2,3}(?=\1|$))*(?<=\1\d{3})$/
const COMMA_COUNTRIES = new Set(
  'DE AT FR ES IT NL BE PT DK SE NO FI PL CZ SK HU RO BG GR HR SI EE LV LT TR BR AR CL CO UY PY VE ID VN RU UA LU'.split(
    ' ',
  ),
)
const NO_DECIMALS = new Set('JPY KRW VND CLP ISK PYG UGX XAF XOF XPF BIF DJF GNF KMF RWF VUV'.split(' '))
const THREE_DECIMALS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '))
const DOLLARS: Readonly<Record<string, string>> = {
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  HK: 'HKD',
  SG: 'SGD',
  MX: 'MXN',
  CL: 'CLP',
  CO: 'COP',
  AR: 'ARS',
}
const KRONER: Readonly<Record<string, string>> = { SE: 'SEK', NO: 'NOK', DK: 'DKK', IS: 'ISK' }
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₽': 'RUB',
  '₺': 'TRY',
  '₩': 'KRW',
  '₪': 'ILS',
  '₴': 'UAH',
  '₫': 'VND',
  R$: 'BRL',
  US$: 'USD',
  A$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  AU$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  EURO: 'EUR',
  EUROS: 'EUR',
  'FR.': 'CHF',
  SFR: 'CHF',
  'SFR.': 'CHF',
  ZŁ: 'PLN',
  KČ: 'CZK',
  FT: 'HUF',
  LEI: 'RON',
  RS: 'INR',
  'RS.': 'INR',
  TL: 'TRY',
}
const CODES = new Set(
  (
    'AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HRK HUF IDR ILS INR ISK JOD JPY KRW KWD MAD MXN MYR NOK NZD ' +
    'OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND ZAR'
  ).split(' '),
)

/** Looks at all values of a column (their order does not matter) and returns its reader. */
export function decideAmountFormat(values: Iterable<string>, options: AmountOptions = {}): AmountReader {
  const country = options.country?.toUpperCase() ?? ''
  const votes = { '.': 0, ',': 0 }
  let open = 0
  const currencies = new Set<string>()
  for (const value of values) {
    const parts = takeApart(value, country)
    if (parts === null) continue
    if (parts.currency !== null) currencies.add(parts.currency)
    const sign = ownDecimalSign(parts.number)
    if (sign === 'open') open++
    else if (sign !== null) votes[sign]++
  }
  const decided = decideSign(votes, country)
  const currency =
    currencies.size === 1 ? [...currencies][0]! : currencies.size === 0 ? (options.currency ?? null) : null
  const readMoney = cached((text: string): Money | null => {
    const parts = takeApart(text, country)
    if (parts === null) return null
    const own = parts.currency ?? currency ?? options.currency ?? null
    const amountMinor = toMinor(parts, decided, own)
    return amountMinor === null ? null : { amountMinor, currency: own }
  })
  return {
    read: (text) => readMoney(text)?.amountMinor ?? null,
    readMoney,
    currency,
    note: describeDoubt(votes, open, decided),
  }
}

function decideSign(votes: Readonly<Record<DecimalSign, number>>, country: string): DecimalSign | null {
  if (votes['.'] !== votes[',']) return votes['.'] > votes[','] ? '.' : ','
  if (votes['.'] > 0) return COMMA_COUNTRIES.has(country) ? ',' : '.'
  return null
}

function describeDoubt(
  votes: Readonly<Record<DecimalSign, number>>,
  open: number,
  decided: DecimalSign | null,
): string | null {
  if (open === 0) return null
  if (decided === null)
    return `${open} sums such as 1.234 could be thousands or three decimals; they were read as thousands`
  if (votes['.'] > 0 && votes[','] > 0)
    return `sums come with "." (${votes['.']}) and with "," (${votes[',']}) before the decimals; doubtful ones (${open}) were read with "${decided}"`
  return null
}

/** The sign before the decimals that the number shows by itself; `open` where it could be either; null where it has none. */
function ownDecimalSign(number: string): DecimalSign | 'open' | null {
  const [dot, comma] = [number.lastIndexOf('.'), number.lastIndexOf(',')]
  if (dot < 0 && comma < 0) return null
  if (dot >= 0 && comma >= 0) return dot > comma ? '.' : ','
  const sign = dot >= 0 ? '.' : ','
  const groups = number.split(sign)
  if (groups.length > 2) return groups.slice(1).every((g) => g.length === 3) ? (sign === '.' ? ',' : '.') : null
  const [whole, rest] = [groups[0]!, groups[1]!]
  return rest.length === 3 && /^[1-9]\d{0,2}$/.test(whole) ? 'open' : sign
}

/** Sign, currency and number of a sum in any usual form; null where anything else is in it. */
function takeApart(value: string, country: string): Parts | null {
  if (value.length > MAX_LENGTH) return null
  // Blanks and apostrophes only ever part thousands; `,-` and `.--` mean no cents.
  let text = value
    .normalize('NFKC')
    .replace(/[\s'’`´]+/g, '')
    .replace(/[−–—‐‑]/g, '-')
    .replace(/(?<=\d)[.,]-{1,2}(?=\D*$)/, '')
  const bracketed = /^\((.*)\)$/.exec(text)
  if (bracketed !== null) text = bracketed[1]!
  const m = /^((?:\p{L}+\.)?[^\d.,]*)([.,]?\d(?:[\d.,]*\d)?[.,]?)(e[+-]?\d{1,2})?([^\d.,][^\d]*)?$/iu.exec(text)
  if (m === null) return null
  const before = m[1]!
  const after = m[4] ?? ''
  const minus = /-/.test(before) || /^-|-$/.test(after)
  const word = (before + after).replace(/[-+]/g, '').toUpperCase()
  const currency = word === '' ? null : currencyOf(word, country)
  if (currency === undefined) return null
  const number = m[3] === undefined ? m[2]!.replace(/[.,]$/, '') : plainNumber(m[2]! + m[3])
  return number === null ? null : { negative: minus || bracketed !== null, number, currency }
}

/** Scientific notation as spreadsheets export it, written out. */
function plainNumber(scientific: string): string | null {
  const number = Number(scientific.replace(',', '.'))
  return Number.isFinite(number) && Math.abs(number) < 1e15 ? number.toFixed(4) : null
}

/** ISO code for a sign, code or abbreviation; undefined where the word is none of them. */
function currencyOf(word: string, country: string): string | undefined {
  if (CODES.has(word)) return word
  if (word === '$') return DOLLARS[country] ?? 'USD'
  if (word === '¥') return country === 'CN' ? 'CNY' : 'JPY'
  if (word === 'KR' || word === 'KR.') return KRONER[country] ?? 'SEK'
  if (word === 'FR') return 'CHF'
  return Object.hasOwn(SIGNS, word) ? SIGNS[word] : undefined
}

/** Exact decimal arithmetic on digits: 1.005 → 101 (half away from zero), never through a binary fraction. */
function toMinor(parts: Parts, decided: DecimalSign | null, currency: string | null): number | null {
  const decimals = currency === null ? 2 : NO_DECIMALS.has(currency) ? 0 : THREE_DECIMALS.has(currency) ? 3 : 2
  const own = ownDecimalSign(parts.number)
  const sign = own === 'open' ? (decimals === 3 ? (decided ?? '.') : decided) : own
  const cut = sign === null ? -1 : parts.number.lastIndexOf(sign)
  const grouped = cut < 0 ? parts.number : parts.number.slice(0, cut)
  if (!WHOLE.test(grouped)) return null
  const whole = grouped.replace(/[.,]/g, '')
  const fraction = cut < 0 ? '' : parts.number.slice(cut + 1)
  const digits = `${whole}${fraction.slice(0, decimals).padEnd(decimals, '0')}`
  const roundUp = fraction.charCodeAt(decimals) >= 53 ? 1 : 0
  const minor = Number(digits === '' ? '0' : digits) + roundUp
  if (!Number.isSafeInteger(minor)) return null
  return parts.negative && minor !== 0 ? -minor : minor
}
