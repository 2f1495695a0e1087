/** Which kinds of activity are inquiries about what a brand sells: by the words of their names. */

import { fold } from '../../text/fold.ts'
import { cached } from '../../text/value-cache.ts'

/** `words`: whole words or phrases of the folded name, as in `Angebotsanfrage` → `anfrage` at the end of a word. */
export function inquiryKinds(words: readonly string[]): (kind: string) => boolean {
  const known = words.map(fold)
  return cached((kind: string) => {
    const name = fold(kind)
    // Compounds end in what they are: an Angebotsanfrage is an Anfrage.
    return known.some((word) => name === word || ` ${name} `.includes(` ${word} `) || isCompound(name, word))
  })
}

const isCompound = (name: string, word: string): boolean =>
  word.length >= MIN_PART && name.split(' ').some((part) => part.endsWith(word))
const MIN_PART = 6
