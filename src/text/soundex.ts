/** Soundex: English names that sound alike share a key of a letter and three digits. */

const CODES = '01230120022455012623010202' // a … z; 0 for vowels and h, w, y

/** American Soundex of folded Latin text, e.g. `robert` → `r163`; empty where there is no Latin letter. */
export function soundex(text: string): string {
  const s = text.replace(/[^a-z]/g, '')
  if (s === '') return ''
  let key = s[0]!
  let previous = CODES[s.charCodeAt(0) - 97]!
  for (let i = 1; i < s.length && key.length < 4; i++) {
    const code = CODES[s.charCodeAt(i) - 97]!
    if (code !== '0' && code !== previous) key += code
    // h and w do not part two letters of one code; vowels do.
    if (s[i] !== 'h' && s[i] !== 'w') previous = code
  }
  return key.padEnd(4, '0')
}
