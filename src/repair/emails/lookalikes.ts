/** Letters of other scripts that look like Latin ones, for spotting `gmаil.com` with a Cyrillic а. */

const PAIRS: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  т: 't',
  у: 'y',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  г: 'r',
  α: 'a',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  γ: 'y',
  ı: 'i',
  ɡ: 'g',
  ℓ: 'l',
}

/** The text in plain Latin letters, accents off; null where a letter has no Latin double. */
export function foldLookalikes(text: string): string | null {
  const latin = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\x00-\x7f]/gu, (c) => PAIRS[c] ?? '\u{fffd}')
  return /[^\x00-\x7f]/.test(latin) ? null : latin
}
