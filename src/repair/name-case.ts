/** Name case for names typed in capitals or in small letters only; mixed case is the person's own and stays. */

/** `particles` (van, de, von der …) stay small, save as the only word. */
export function nameCase(text: string, particles: ReadonlySet<string>): string {
  if (!hasOneCase(text)) return text
  // A word with a digit is a code, not a name.
  const words = text.split(' ').map((word) => (/\d/.test(word) ? word : word.toLowerCase()))
  return words
    .map((word, i) => {
      if (words.length > 1 && i < words.length - 1 && particles.has(word)) return word
      if (/\d/.test(word)) return word
      if (/^(?:ii|iii|iv|vi)$/.test(word)) return word.toUpperCase()
      return capitalise(word)
    })
    .join(' ')
}

/** All letters capital or all small, at least two of them. */
export function hasOneCase(text: string): boolean {
  const upper = text.toUpperCase()
  const lower = text.toLowerCase()
  if (upper === lower) return false
  return (text === upper || text === lower) && /\p{L}.*\p{L}/u.test(text)
}

/** First letters of the parts between hyphens, apostrophes and dots; Mc and O' before their name. */
function capitalise(word: string): string {
  return word
    .replace(/(^|[-.'’(/])(\p{L})/gu, (_, sign: string, letter: string) => sign + upperOf(letter))
    .replace(/(['’])([SsTt])$/u, (_, sign: string, letter: string) => sign + letter.toLowerCase())
    .replace(/^Mc(\p{L})(?=\p{L}{2})/u, (_, letter: string) => `Mc${upperOf(letter)}`)
}

/** ß has no capital of one letter. */
const upperOf = (letter: string): string => (letter.toUpperCase().length === 1 ? letter.toUpperCase() : letter)
