/** What happens to a value between a person and a database: slips of fingers, eyes, ears and machines. */

import type { Rng } from './rng.ts'

const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: 'sqw', b: 'vnh', c: 'xvd', d: 'sfe', e: 'wrd', f: 'dgr', g: 'fht', h: 'gjz', i: 'uok', j: 'hku', k: 'jli', l: 'kop',
  m: 'nk', n: 'bmh', o: 'ipl', p: 'ol', q: 'wa', r: 'etf', s: 'adw', t: 'rzg', u: 'yij', v: 'cbf', w: 'qes', x: 'zcs',
  y: 'tux', z: 'tux',
} // biome-ignore format: a keyboard reads better in rows

/** One slip of a finger inside a word: transposition, omission, doubling or a neighbouring key; never the first letter. */
export function slip(rng: Rng, text: string): string {
  if (text.length < 3) return text
  const at = rng.between(1, text.length - 2)
  const kind = rng.int(100)
  if (kind < 32) return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)
  if (kind < 62) return text.slice(0, at) + text.slice(at + 1)
  if (kind < 74) return text.slice(0, at) + text[at] + text.slice(at)
  const keys = NEIGHBOURS[text[at]!.toLowerCase()]
  return keys === undefined
    ? text.slice(0, at) + text.slice(at + 1)
    : text.slice(0, at) + rng.pick([...keys]) + text.slice(at + 1)
}

const OCR: readonly (readonly [string, string])[] = [
  ['rn', 'm'], ['m', 'rn'], ['l', '1'], ['i', 'l'], ['e', 'c'], ['h', 'b'], ['cl', 'd'], ['o', '0'], ['ü', 'ii'], ['n', 'ri'],
  ['B', '8'], ['S', '5'], ['G', '6'],
] // biome-ignore format: pairs

/** What a scanner makes of a printed word. */
export function misread(rng: Rng, text: string): string {
  return swapPart(rng, text, OCR)
}

const HEARD: readonly (readonly [string, string])[] = [
  ['ph', 'f'], ['f', 'v'], ['ck', 'k'], ['tt', 't'], ['dt', 't'], ['t', 'd'], ['ai', 'ei'], ['ei', 'ai'], ['ey', 'ei'], ['mm', 'm'],
  ['th', 't'], ['ie', 'i'], ['y', 'i'], ['z', 's'], ['c', 'k'], ['ss', 's'], ['ee', 'ea'], ['eau', 'o'], ['b', 'p'], ['d', 't'],
  ['ll', 'l'], ['nn', 'n'], ['h', ''],
] // biome-ignore format: pairs

/** What somebody types who hears a name on the phone. */
export function mishear(rng: Rng, text: string): string {
  return swapPart(rng, text, HEARD)
}

function swapPart(rng: Rng, text: string, pairs: readonly (readonly [string, string])[]): string {
  const start = rng.int(pairs.length)
  for (let i = 0; i < pairs.length; i++) {
    const [from, to] = pairs[(start + i) % pairs.length]!
    const at = text.indexOf(from, 1)
    if (at > 0) return text.slice(0, at) + to + text.slice(at + from.length)
  }
  return text
}

const MARKS = /[\u0300-\u036f]/g

/** Without umlauts and accents: `Mueller` (German spelling) or `Muller`. */
export function withoutMarks(text: string, german: boolean): string {
  const spelled = german
    ? text
        .replace(/[äöüß]/g, (c) => (c === 'ß' ? 'ss' : c === 'ä' ? 'ae' : c === 'ö' ? 'oe' : 'ue'))
        .replace(/[ÄÖÜ]/g, (c) => (c === 'Ä' ? 'Ae' : c === 'Ö' ? 'Oe' : 'Ue'))
    : text.replaceAll('ß', 'ss')
  return spelled.normalize('NFD').replace(MARKS, '').replaceAll('ı', 'i')
}

const ENDING_SLIPS: Readonly<Record<string, readonly string[]>> = {
  com: ['con', 'cmo', 'co', 'comm', 'vom', 'om', 'cpm'],
  de: ['d', 'ed', 'dee', 'se', 'com'],
  net: ['ner', 'nt', 'ent'],
  fr: ['ft', 'f', 'fe'],
  nl: ['n', 'ln', 'nk'],
  it: ['ti', 'i', 'ir'],
  at: ['ta', 'a', 'atr'],
  ch: ['hc', 'c', 'cj'],
  uk: ['ku', 'u', 'ik'],
}

/** A mistyped domain with slips as often as they are seen: transposed 37 %, omitted 34 %, wrong ending 24 %, other key 5 %. */
export function mistypeDomain(rng: Rng, address: string): string {
  const at = address.lastIndexOf('@')
  const dot = address.lastIndexOf('.')
  const name = address.slice(at + 1, dot)
  const ending = address.slice(dot + 1)
  const local = address.slice(0, at)
  const kind = rng.int(100)
  if (kind < 24 || name.length < 4) return `${local}@${name}.${rng.pick(ENDING_SLIPS[ending] ?? ['con'])}`
  const i = rng.int(name.length - 1)
  if (kind < 61) {
    const swapped = name.slice(0, i) + name[i + 1] + name[i] + name.slice(i + 2)
    return `${local}@${swapped === name ? name.slice(0, i) + name.slice(i + 1) : swapped}.${ending}`
  }
  if (kind < 95) return `${local}@${name.slice(0, i) + name.slice(i + 1)}.${ending}`
  const keys = NEIGHBOURS[name[i]!] ?? 'x'
  return `${local}@${name.slice(0, i)}${rng.pick([...keys])}${name.slice(i + 1)}.${ending}`
}

/** A cell that is no address any more, but plainly was one. */
export function breakEmail(rng: Rng, address: string): string {
  const [local, domain] = address.split('@') as [string, string]
  return rng.pick([
    `${local}(at)${domain}`,
    `${local} @ ${domain}`,
    `${local}@@${domain}`,
    `${local}@${domain.replace('.', ',')}`,
    `${local}@${domain}.`,
    `mailto:${address}`,
    `<${address}>`,
    `${local}${domain}`,
  ])
}

/** One digit of a number wrong, or two transposed. */
export function misdial(rng: Rng, digits: string): string {
  const places = [...digits].flatMap((c, i) => (c >= '0' && c <= '9' ? [i] : []))
  const at = places[rng.between(Math.floor(places.length / 2), places.length - 1)]!
  const wrong = String((Number(digits[at]) + rng.between(1, 9)) % 10)
  return digits.slice(0, at) + wrong + digits.slice(at + 1)
}

const windows1252 = new TextDecoder('windows-1252')

/** UTF-8 read as windows-1252: `MÃ¼ller`. */
export function mojibake(text: string): string {
  return windows1252.decode(Buffer.from(text, 'utf8'))
}

const ENGLISH_SPELLING: readonly (readonly [RegExp, string])[] = [
  [/tsch/gi, 'ch'],
  [/sch/gi, 'sh'],
  [/^J(?=[aeu])/, 'Y'],
  [/j(?=[aou])/g, 'i'],
  [/j/g, 'y'],
  [/W/g, 'V'],
  [/w/g, 'v'],
  [/ss/g, 's'],
  [/z(?=[eo])/g, 'ts'],
]

/** A Russian name in German spelling, as English speakers spell it: Schewtschenko → Shevchenko. */
export function transliterate(name: string): string {
  let text = name
  for (const [from, to] of ENGLISH_SPELLING)
    text = text.replace(from, (hit) => (hit[0] === hit[0]!.toUpperCase() ? to[0]!.toUpperCase() + to.slice(1) : to))
  return text
}
