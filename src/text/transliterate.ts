/** Cyrillic and Greek to Latin letters, so that a name written both ways meets itself. */

// Plain reader's transliteration (close to BGN/PCGN and ELOT 743 without diacritics).
const CYRILLIC =
  'а a|б b|в v|г g|д d|е e|ё e|ж zh|з z|и i|й i|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u|ф f|х kh|ц ts|ч ch|ш sh|щ shch|ъ |ы y|ь |э e|ю yu|я ya|і i|ї i|є e|ґ g|ў u|ј j|љ lj|њ nj|ћ c|ђ dj|џ dz|ѓ g|ќ k|ѕ dz'
const GREEK = 'α a|β v|γ g|δ d|ε e|ζ z|η i|θ th|ι i|κ k|λ l|μ m|ν n|ξ x|ο o|π p|ρ r|σ s|ς s|τ t|υ y|φ f|χ ch|ψ ps|ω o'

const LATIN: ReadonlyMap<string, string> = new Map(
  `${CYRILLIC}|${GREEK}`.split('|').map((entry) => {
    const [letter, latin] = entry.split(' ')
    return [letter!, latin!]
  }),
)
const OTHER_SCRIPT = /[\u0370-\u03ff\u0400-\u04ff]/

/** Lower-case text with Cyrillic and Greek letters written in Latin ones; others unchanged. */
export function transliterate(text: string): string {
  if (!OTHER_SCRIPT.test(text)) return text
  return text.replace(/ου/g, 'ou').replace(/[\u0370-\u03ff\u0400-\u04ff]/g, (c) => LATIN.get(c) ?? c)
}
