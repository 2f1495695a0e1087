/** Name case for names typed in capitals or in small letters only; mixed case is the person's own and stays. */

export interface CaseWords {
  /** Stay small (van, de, von der …), save as the only word. */
  readonly particles: ReadonlySet<string>
  /** Of these the ones that take a capital where they open the name (Le Goff, Di Caprio). */
  readonly openers: ReadonlySet<string>
  /** By their small form (macdonald): names with a capital within. */
  readonly innerCapitals: ReadonlyMap<string, string>
}

/** `role`: a given name may be a word that is a particle elsewhere (Ben, Al), so its first word takes a capital. */
export function nameCase(text: string, words: CaseWords, role: 'given' | 'family' = 'family'): string {
  if (!hasOneCase(text)) return text
  const tokens = text.split(' ')
  return tokens.map((token, i) => caseOfWord(token, i, tokens, words, role)).join(' ')
}

function caseOfWord(token: string, i: number, tokens: readonly string[], words: CaseWords, role: string): string {
  // A word with a digit is a code, not a name.
  if (/\d/.test(token)) return token
  const word = token.replaceAll('İ', 'i').toLowerCase()
  const isParticle = i < tokens.length - 1 && words.particles.has(word)
  if (isParticle && !(i === 0 && (role === 'given' || words.openers.has(word)))) return word
  if (/^(?:ii|iii|iv|vi)$/.test(word) && i > 0) return word.toUpperCase()
  return capitalise(word, words.innerCapitals)
}

/** All letters capital or all small, at least two of them. */
export function hasOneCase(text: string): boolean {
  const upper = text.toUpperCase()
  const lower = text.toLowerCase()
  if (upper === lower) return false
  return (text === upper || text === lower) && /\p{L}.*\p{L}/u.test(text)
}

/** First letters of the parts between hyphens, apostrophes and dots; Mc and O' before their name; the Dutch IJ. */
function capitalise(word: string, innerCapitals: ReadonlyMap<string, string>): string {
  return word
    .replace(/[^-]+/g, (part) => innerCapitals.get(part) ?? part)
    .replace(/(^|[-.'’´`(/"])(\p{L})/gu, (_, sign: string, letter: string) => sign + upperOf(letter))
    .replace(/(['’])([SsTt])$/u, (_, sign: string, letter: string) => sign + letter.toLowerCase())
    .replace(/(?<![\p{L}])Mc(\p{L})(?=\p{L}{2})/gu, (_, letter: string) => `Mc${upperOf(letter)}`)
    .replace(/(?<![\p{L}])Ij(?=\p{L})/gu, 'IJ')
    .replace(/^Al-(?=\p{L})/u, 'al-')
}

/** ß has no capital of one letter. */
const upperOf = (letter: string): string => (letter.toUpperCase().length === 1 ? letter.toUpperCase() : letter)

/** One word of capitals, no initial with a dot. */
export const isCapitals = (token: string): boolean =>
  token.length > 1 && token === token.toUpperCase() && token !== token.toLowerCase() && !token.includes('.')
