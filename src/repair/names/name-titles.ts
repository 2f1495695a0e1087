/** Titles and salutations before a name, suffixes behind it. */

import { isCapitals } from './name-case.ts'
import type { NameWords } from './name-words.ts'

const OPENING =
  /^(?:sehr geehrte[rsn]?|dear|attn\.?:?|attention:|z\. ?hd\.?(?: v(?:on|\.))?|zu händen(?: von)?|à l['’]attention de|a la atención de|alla c(?:ortese)?\.? ?att(?:enzione)?\.?(?: di)?|t\.a\.v\.|an) (?=\S+ )/iu

/**
 * Takes titles off the front of `tokens` (which it shortens) and returns them. A single word is a name, even where it is
 * also a title (Herr, Don). `country` decides on words that are titles in some countries only.
 */
export function takeTitles(tokens: string[], country: string | null, words: NameWords): string[] {
  const titles: string[] = []
  unglue(tokens, words)
  while (tokens.length > 1) {
    const word = tokens[0]!.toLowerCase()
    if (!isTitle(word, tokens, country, words) && !(titles.length > 0 && words.titleTails.has(word))) break
    titles.push(tokens.shift()!)
    unglue(tokens, words)
  }
  return titles
}

/** Without the words of a letter's opening: "Sehr geehrter Herr …", "Attn: …". */
export function withoutOpening(text: string, words: NameWords): string {
  const opened = OPENING.exec(text)
  if (opened === null) return text
  const rest = text.slice(opened[0].length)
  // "An Nguyen Thi" is a name: a short opening counts before a title only.
  const isLong = opened[0].trim().length > 4
  return isLong || words.sexOf.has(rest.split(' ', 1)[0]!.toLowerCase()) ? rest : text
}

function isTitle(word: string, tokens: readonly string[], country: string | null, words: NameWords): boolean {
  if (!words.sexOf.has(word)) return false
  const countries = words.titlesIn.get(word)
  if (countries === undefined) return true
  return country === null ? tokens.length > 2 : countries.has(country)
}

/** Dr.Hans → Dr. Hans; Prof.Dr.med. → Prof. Dr. med. */
function unglue(tokens: string[], words: NameWords): void {
  const first = tokens[0]
  if (first === undefined || first.indexOf('.') < 2 || first.length > 60 || words.sexOf.has(first.toLowerCase())) return
  const dot = first.indexOf('.') + 1
  if (dot === first.length || first[dot] === '-' || !words.sexOf.has(first.slice(0, dot).toLowerCase())) return
  tokens.splice(0, 1, first.slice(0, dot), first.slice(dot))
}

/** Takes suffixes off the end of `tokens` (which it shortens), at least two words staying. */
export function takeSuffixes(tokens: string[], words: NameWords, atLeast = 2): string[] {
  const suffixes: string[] = []
  while (tokens.length > atLeast && isSuffix(tokens.at(-1)!, words)) suffixes.unshift(tokens.pop()!)
  return suffixes
}

const ORDINAL = /^\d{1,3}(?:st|nd|rd|th)$/i

/** `Thomas Hale, 1st Baronet` → `Thomas Hale`; `the Elder` goes to the suffixes. */
export function takeEpithet(text: string, suffixes: string[], words: NameWords): string {
  const tokens = text.split(' ')
  const at = tokens.findIndex((token, i) => {
    if (i === 0) return false
    const isAfterComma = tokens[i - 1]!.endsWith(',')
    if (ORDINAL.test(token)) return isAfterComma || i > 1
    if (isAfterComma) return words.ranks.has(token.toLowerCase())
    return token.toLowerCase() === 'the' && i > 1 && i < tokens.length - 1
  })
  if (at < 0) return text
  const byName = tokens.slice(at).find((token) => words.byNames.has(token.toLowerCase()))
  if (byName !== undefined) suffixes.push(byName)
  return tokens.slice(0, at).join(' ').replace(/,$/, '')
}

export function isSuffix(token: string, words: NameWords): boolean {
  const word = token.toLowerCase()
  if (words.suffixes.has(word)) return true
  return words.suffixesNotTitleCase.has(word) && (token === word || isCapitals(token))
}

/** Nobility before a particle (Freiherr von …) goes with the titles. */
export function takeNobility(tokens: string[], words: NameWords): string[] {
  const at = tokens.findIndex(
    (t, i) =>
      words.nobility.has(t.toLowerCase()) && i < tokens.length - 2 && words.particles.has(tokens[i + 1]!.toLowerCase()),
  )
  return at < 0 ? [] : tokens.splice(at, 1)
}

export function sexOfTitles(titles: readonly string[], words: NameWords): string | null {
  const shown = new Set(titles.map((t) => words.sexOf.get(t.toLowerCase()) ?? null).filter((sex) => sex !== null))
  return shown.size === 1 ? [...shown][0]! : null
}
