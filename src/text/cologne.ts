/** Cologne phonetics: names that sound alike in German share a key. */

const HARD_BEFORE = new Set('ahkloqrux')
const HARD_ELSEWHERE = new Set('ahkoqux')

/**
 * H. J. Postel (1969), Kölner Phonetik. Takes folded Latin text (see name-key.ts); other letters are skipped.
 * Doubled digits collapse and 0 is dropped save at the start.
 */
export function colognePhonetic(text: string): string {
  const s = text.replace(/[^a-z]/g, '')
  let key = ''
  let previous = ''
  for (let i = 0; i < s.length; i++) {
    const code = codeOf(s[i]!, s[i - 1] ?? '', s[i + 1] ?? '', i === 0)
    for (const digit of code) {
      if (digit !== previous && (digit !== '0' || key === '')) key += digit
      previous = digit
    }
  }
  return key
}

function codeOf(letter: string, before: string, after: string, isFirst: boolean): string {
  switch (letter) {
    case 'h':
      return ''
    case 'b':
      return '1'
    case 'p':
      return after === 'h' ? '3' : '1'
    case 'd':
    case 't':
      return after === 'c' || after === 's' || after === 'z' ? '8' : '2'
    case 'f':
    case 'v':
    case 'w':
      return '3'
    case 'g':
    case 'k':
    case 'q':
      return '4'
    case 'c':
      if (isFirst) return HARD_BEFORE.has(after) ? '4' : '8'
      return before === 's' || before === 'z' || !HARD_ELSEWHERE.has(after) ? '8' : '4'
    case 'x':
      return before === 'c' || before === 'k' || before === 'q' ? '8' : '48'
    case 'l':
      return '5'
    case 'm':
    case 'n':
      return '6'
    case 'r':
      return '7'
    case 's':
    case 'z':
      return '8'
    default:
      return '0' // a e i j o u y
  }
}
