/** Numbers as people read them; no locale data, so they are the same on every machine. */

/** `1204` → `1,204`. */
export function formatCount(value: number): string {
  const sign = value < 0 ? '−' : ''
  return sign + group(String(Math.abs(Math.round(value))))
}

const NO_BREAK = '\u00a0'

/** A share of 0–1 as a percentage with `digits` decimals: `0.1234` → `12.3 %`. */
export function formatPercent(share: number, digits = 1): string {
  if (!Number.isFinite(share)) return '–'
  const percent = Math.abs(share * 100)
  const least = 10 ** -digits
  if (percent > 0 && percent < least / 2) return `<${NO_BREAK}${least.toFixed(digits)}${NO_BREAK}%`
  const text = percent === 0 || percent === 100 ? String(percent) : percent.toFixed(digits)
  return `${share < 0 && Number(text) !== 0 ? '−' : ''}${text}${NO_BREAK}%`
}

/** Part of a whole as a percentage; nothing of nothing is a dash. */
export function formatShare(part: number, whole: number): string {
  return whole === 0 ? '–' : formatPercent(part / whole)
}

const SYMBOLS: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', CHF: 'CHF ' }

/** Minor units (cents) as whole money: `123456`, `EUR` → `€1,235`; cents are shown below 100. */
export function formatMoney(minor: number, currency: string | null): string {
  const symbol = currency === null ? '' : (SYMBOLS[currency] ?? `${currency} `)
  const sign = minor < 0 ? '−' : ''
  const amount = Math.abs(minor) / 100
  if (amount !== 0 && amount < 100) return `${sign}${symbol}${amount.toFixed(2)}`
  return `${sign}${symbol}${group(String(Math.round(amount)))}`
}

/** `1`, `person`, `people` → `1 person`; `2` → `2 people`. */
export function formatNumberOf(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

/** Short form for axes: `1500` → `1.5k`, `2000000` → `2M`. */
export function formatShort(value: number): string {
  const size = Math.abs(value)
  const sign = value < 0 ? '−' : ''
  if (size >= 1e9) return `${sign}${trim(size / 1e9)}bn`
  if (size >= 1e6) return `${sign}${trim(size / 1e6)}M`
  if (size >= 1e3) return `${sign}${trim(size / 1e3)}k`
  return `${sign}${trim(size)}`
}

const trim = (value: number): string => value.toFixed(value < 10 ? 1 : 0).replace(/\.0$/, '')
const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')
