/** Whether a number is a mobile's or a fixed line's, as far as numbering plans show: a person may well have one of each. */

/** By country code: how mobile numbers go on. North America keeps no such ranges. */
const MOBILE: Readonly<Record<string, RegExp>> = {
  '27': /^[678]/,
  '30': /^69/,
  '31': /^6/,
  '32': /^4[5-9]/,
  '33': /^[67]/,
  '34': /^[67]/,
  '351': /^9/,
  '353': /^8[35-9]/,
  '358': /^(?:4|50)/,
  '36': /^[237]0/,
  '39': /^3/,
  '41': /^7[5-9]/,
  '420': /^[67]/,
  '43': /^6[4-9]/,
  '44': /^7[1-57-9]/,
  '45': /^[2-6]/,
  '46': /^7/,
  '47': /^[49]/,
  '48': /^(?:4[5]|5[0137]|6[069]|7[2389]|88)/,
  '49': /^1[567]/,
  '61': /^4/,
  '64': /^2/,
  '7': /^9/,
  '91': /^[6-9]/,
}
const NO_RANGES = new Set(['1'])

/** Numbers dialled within a country that is not known: forms that are mobiles' in most countries that have them. */
const NATIONAL_MOBILE = [
  /^01(?:5[0-9]|6[0235]|7[0-9])\d{7,8}$/, // Germany
  /^07\d{9}$/, // Great Britain
  /^0[67]\d{8}$/, // France, Netherlands, Switzerland
  /^06[4-9]\d{8,9}$/, // Austria
]

/** `m`, `f`, or nothing where the number does not say. */
export function phoneKind(number: string): string {
  if (!number.startsWith('+')) {
    if (!/^0[1-9]\d{6,}$/.test(number)) return ''
    return NATIONAL_MOBILE.some((form) => form.test(number)) ? 'm' : 'f'
  }
  for (let length = 1; length <= 3; length++) {
    const code = number.slice(1, 1 + length)
    if (NO_RANGES.has(code)) return ''
    const mobile = MOBILE[code]
    if (mobile !== undefined) return mobile.test(number.slice(1 + length)) ? 'm' : 'f'
  }
  return ''
}
