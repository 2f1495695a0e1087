/** Folding of names and words to a comparable ASCII key. */

/** Letters that NFD does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ĸ: 'k',
  ŋ: 'n',
  ſ: 's',
}
const NON_ASCII = /[^\x00-\x7f]/

/** Lower-cased, accents off (ü → u, ß → ss, ø → o), everything but letters and digits → one blank, trimmed. */
export function fold(text: string): string {
  let s = text.toLowerCase()
  if (NON_ASCII.test(s))
    s = s
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .replace(/[ßæœøđðþłħıĸŋſ]/g, (c) => LETTERS[c]!)
  return s.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
