/** Two people in one cell: "Hans und Maria Müller", "Mr & Mrs Smith", "Müller, Hans u. Maria". */

import { hasOneCase } from './name-case.ts'
import { takeTitles } from './name-titles.ts'
import type { NameWords } from './name-words.ts'
import { splitInOrder } from './split-full-name.ts'

export interface TwoPeople {
  readonly first: string
  readonly other: string
}

/** Null where the cell names one person, or two that cannot be told apart. */
export function splitPeople(text: string, country: string | null, words: NameWords): TwoPeople | null {
  const tokens = tokensOf(text)
  const at = findJoiner(tokens, text, words)
  if (at === null) return null
  const [left, right] = [tokens.slice(0, at), tokens.slice(at + 1)]
  const behind = [...right]
  takeTitles(behind, country, words)
  if (left.every((t) => words.sexOf.has(t.toLowerCase()) || words.titleTails.has(t.toLowerCase())))
    return { first: [...left, ...behind].join(' '), other: right.join(' ') }
  const own = [...left]
  const titles = takeTitles(own, country, words)
  const comma = left.join(' ').indexOf(',')
  if (comma > 0) return { first: left.join(' '), other: `${left.join(' ').slice(0, comma)}, ${right.join(' ')}` }
  if (own.length > 1) return { first: left.join(' '), other: right.join(' ') }
  if (behind.length < 2) return null
  const { last } = splitInOrder(behind, country, words)
  return { first: [...titles, ...own, last].join(' '), other: right.join(' ') }
}

/** The first of the given names of two people (Hans & Maria); null where it names one. */
export function firstOfGiven(text: string, words: NameWords): string | null {
  const tokens = tokensOf(text)
  const at = findJoiner(tokens, text, words)
  return at === null ? null : tokens.slice(0, at).join(' ').replace(/,$/, '')
}

const tokensOf = (text: string): string[] =>
  text
    .replace(
      /(\p{L}{2,}\.?)[ ]?([/;|&+])[ ]?(?=\p{L}{2,})/gu,
      (_, l: string, sign: string) => `${l} ${sign === ';' || sign === '|' ? '/' : sign} `,
    )
    .split(' ')

function findJoiner(tokens: readonly string[], text: string, words: NameWords): number | null {
  const oneCase = hasOneCase(text)
  for (let i = 1; i < tokens.length - 1; i++) {
    const token = tokens[i]!
    const word = token.toLowerCase()
    if (!words.peopleJoiners.has(word)) continue
    // Typed in capitals in a name that is not, it is an initial or a name (John E Smith); und in "von und zu" joins particles.
    if (token !== word && !oneCase) continue
    if (words.particles.has(tokens[i - 1]!.toLowerCase()) || /^zu[rm]?$/i.test(tokens[i + 1]!)) continue
    if (words.familyJoiners.has(word) && !joinsPeople(i, tokens, oneCase, words)) continue
    return i
  }
  return null
}

/** "Juan y María García", "Sig. e Sig.ra Rossi", "Anna e Marco"; not "Ortega y Gasset", "Santiago Ramón y Cajal", "john e smith". */
function joinsPeople(i: number, tokens: readonly string[], oneCase: boolean, words: NameWords): boolean {
  if (words.sexOf.has(tokens[i - 1]!.toLowerCase())) return true
  return i === 1 && tokens.length > 3 && tokens[i]!.toLowerCase() === 'y' && (oneCase || tokens[i] === 'y')
}
