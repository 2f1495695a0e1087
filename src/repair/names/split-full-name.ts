/** A full name of one person → given, middle and family names, title and suffix. */

import { fold } from '../../text/fold.ts'
import { isCapitals } from './name-case.ts'
import { isSuffix, takeNobility, takeSuffixes, takeTitles } from './name-titles.ts'
import { isEmptyName, type NameWords } from './name-words.ts'

export interface NameParts {
  readonly first: string
  readonly middle: string
  readonly last: string
}

export interface FullName extends NameParts {
  readonly titles: readonly string[]
  readonly suffixes: readonly string[]
}

export function splitFullName(text: string, country: string | null, words: NameWords): FullName {
  const titles: string[] = []
  const suffixes: string[] = []
  const sections: string[][] = []
  for (const section of text.split(',')) {
    const tokens = section.split(' ').filter((t) => t !== '')
    if (sections.length > 0 && tokens.length > 0 && tokens.every((t) => isSuffix(t, words))) suffixes.push(...tokens)
    else if (sections.length > 0 && tokens.length > 0 && tokens.every((t) => isTitleWord(t, words)))
      titles.push(...tokens)
    else if (tokens.length > 0) {
      titles.push(...takeTitles(tokens, country, words))
      titles.push(...takeNobility(tokens, words))
      if (!isEmptyName(tokens.join(''))) sections.push(tokens)
    }
  }
  const [family, given] = sections
  if (sections.length === 2) {
    suffixes.push(...takeSuffixes(given!, words, 1), ...takeSuffixes(family!, words, 1))
    // Behind the comma, particles belong to the family name: Beethoven, Ludwig van.
    const particles: string[] = []
    while (given!.length > 1 && words.particles.has(given!.at(-1)!.toLowerCase())) particles.unshift(given!.pop()!)
    const [first = '', ...middle] = given!
    return { titles, suffixes, first, middle: middle.join(' '), last: [...particles, ...family!].join(' ') }
  }
  const tokens = sections.flat()
  suffixes.push(...takeSuffixes(tokens, words))
  if (tokens.length === 0) return { titles: [], suffixes: [], first: '', middle: '', last: text }
  return { titles, suffixes, ...splitInOrder(tokens, country, words) }
}

const isTitleWord = (token: string, words: NameWords): boolean =>
  (words.sexOf.has(token.toLowerCase()) && !words.titlesIn.has(token.toLowerCase())) ||
  words.titleTails.has(token.toLowerCase())

/** Given names first, unless capitals, particles or the country's custom show otherwise. */
export function splitInOrder(tokens: readonly string[], country: string | null, words: NameWords): NameParts {
  const n = tokens.length
  if (n === 1) return { first: '', middle: '', last: tokens[0]! }
  const isParticle = (at: number) => words.particles.has(tokens[at]!.toLowerCase())
  // van Gogh: a particle in small letters opens a family name, and nothing stands before it.
  if (isParticle(0) && tokens[0] === tokens[0]!.toLowerCase() && tokens.at(-1) !== tokens.at(-1)!.toLowerCase())
    return { first: '', middle: '', last: tokens.join(' ') }
  // MÜLLER Hans: a family name in capitals before given names that are not.
  const capitals = tokens.findIndex((t) => !isCapitals(t))
  if (capitals > 0 && tokens.slice(capitals).every((t) => !isCapitals(t) && !words.particles.has(t)))
    return parts(tokens.slice(capitals), tokens.slice(0, capitals))
  if (country !== null && words.familyNameFirst.has(country)) return parts(tokens.slice(1), tokens.slice(0, 1))
  return parts(...cutAt(tokens, familyStart(tokens, country, words)))
}

const parts = (given: readonly string[], family: readonly string[]): NameParts => ({
  first: given[0] ?? '',
  middle: given.slice(1).join(' '),
  last: family.join(' '),
})

const cutAt = (tokens: readonly string[], at: number): [readonly string[], readonly string[]] => [
  tokens.slice(0, at),
  tokens.slice(at),
]

/** Where the family name begins. */
function familyStart(tokens: readonly string[], country: string | null, words: NameWords): number {
  const n = tokens.length
  const hasTwo = country !== null && words.twoFamilyNames.has(country)
  const given = hasTwo ? givenCount(tokens, words) : 1
  // Ortega y Gasset: the joiner belongs to the names at both its sides.
  const joiner = tokens.findIndex(
    (t, i) => i > 0 && i === n - 2 && words.familyJoiners.has(t) && !words.particles.has(tokens[i - 1]!.toLowerCase()),
  )
  if (joiner > 0) return joiner - 1
  const particle = tokens.findIndex((t, i) => i >= given && i < n - 1 && words.particles.has(t.toLowerCase()))
  // García de la Torre: a particle within two family names.
  if (particle > 0) return hasTwo && particle - given === 1 && n - particle <= 3 ? particle - 1 : particle
  return Math.max(Math.min(given, n - 1), n - (hasTwo && n >= 3 ? 2 : 1))
}

/** How many of the tokens are surely given names in Spain: José Luis, María del Carmen, María de los Ángeles. */
function givenCount(tokens: readonly string[], words: NameWords): number {
  const n = tokens.length
  let at = 1
  if (at < n - 1 && words.secondGiven.has(fold(tokens[at]!))) return at + 1
  while (at < n - 1 && words.particles.has(tokens[at]!.toLowerCase())) at++
  return at > 1 && at < n - 1 && words.marianGiven.has(fold(tokens[at]!)) ? at + 1 : 1
}
