/** What stands in name cells beside the name: nicknames, birth names, emails, numbers, c/o. */

import { isCompany, isEmptyName, type NameWords } from './name-words.ts'

export interface Remark {
  readonly rule: string
  readonly confidence: number
  readonly evidence: string
}

export interface BareName {
  readonly text: string
  readonly birthName: string | null
  readonly company: string | null
  readonly remarks: readonly Remark[]
}

/** Anything that a plain name does not have; most names end here. */
const SIGNS = /[\d@()<>"“”„«»[\]/:]|\s'|geb|née|nee|né|nat|nac|roz|z domu|maiden/iu
const QUOTED =
  /\s*(?:\(([^()]{1,60})\)|\[([^[\]]{1,60})\]|["“”„«]([^"“”„«»]{1,40})["“”»]|(?<=\s)'([^']{2,40})'(?=\s|$))/gu
const CARE_OF = /[\s,]+(?:c\/o|z\. ?hd\.?|attn\.?:?) .*$/iu

export function stripRemarks(text: string, words: NameWords): BareName {
  if (!SIGNS.test(text)) return { text, birthName: null, company: null, remarks: NO_REMARKS }
  const remarks: Remark[] = []
  const remark = (rule: string, confidence: number, evidence: string) => remarks.push({ rule, confidence, evidence })
  let rest = text
  if (rest.includes('@')) {
    rest = rest.replace(/\S{0,100}@\S{0,100}/gu, ' ')
    remark('name.email', 1, 'an email address in the name')
  }
  const careOf = CARE_OF.exec(rest)
  if (careOf !== null && careOf.index > 0) {
    rest = rest.slice(0, careOf.index)
    remark('name.care-of', 0.95, 'in care of somebody else')
  }
  let [birthName, company]: [string | null, string | null] = [null, null]
  rest = rest.replace(QUOTED, (whole, ...groups: (string | undefined)[]) => {
    const inside = groups
      .slice(0, 4)
      .find((g) => g !== undefined)!
      .trim()
    if (words.titleTails.has(whole.trim().toLowerCase())) return whole
    const born = bornAs(inside.split(' '), words, 0)
    if (born !== null) birthName ??= born.name
    else if (isCompany(inside, words)) company ??= inside
    else remark('name.nickname', 0.95, 'a nickname or note taken out')
    return ' '
  })
  const born = bornAs(rest.trim().split(/\s+/), words, 1)
  if (born !== null) {
    birthName ??= born.name
    rest = born.before
  }
  const bare = withoutNumbers(
    rest
      .replace(/[<>[\]]/g, ' ')
      .replace(/\s+/gu, ' ')
      .trim(),
  )
  if (bare !== null) {
    rest = bare
    remark('name.digits', 0.9, 'digits are no part of a name')
  }
  rest = rest
    .replace(/[<>]/g, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,:]+|[\s,:]+$/g, '')
  return { text: rest, birthName, company, remarks }
}

const NO_REMARKS: readonly Remark[] = []

/** Müller geb. Schmidt: what stands before and the name at birth behind, both with letters in them. */
function bornAs(tokens: readonly string[], words: NameWords, from: number): { before: string; name: string } | null {
  const at = tokens.findIndex((t, i) => i >= from && words.birthNameAfter.has(t.toLowerCase().replace(/^,/, '')))
  if (at < 0) return null
  const name = tokens
    .slice(at + 1)
    .join(' ')
    .replace(/[,;]+$/, '')
  const before = tokens.slice(0, at).join(' ')
  return isEmptyName(name) || (from > 0 && isEmptyName(before)) ? null : { before, name }
}

/** Without tokens of digits only, and digits behind a word (Anna3, but not Pau1, a letter misread); null where there are none, or digits stand within words. */
function withoutNumbers(text: string): string | null {
  if (!/\d/.test(text)) return null
  const kept = text
    .split(' ')
    .map((token) =>
      /^(?:2nd|3rd|\p{L}{2,}[01][.,]?)$/iu.test(token)
        ? token
        : token.replace(/^(\p{L}{2,}[-.,]?)?\d{1,20}[.,]?$/u, '$1'),
    )
    .filter((token) => token !== '' && token !== '#')
    .join(' ')
  return kept === text || isEmptyName(kept) ? null : kept
}
