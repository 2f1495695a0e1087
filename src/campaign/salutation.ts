/** How a person is addressed: by language, and by sex where it is known. */

import type { ExportRules } from './export-rules.ts'

export interface Addressee {
  readonly title: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  /** `f`, `m`, or anything else for unknown. */
  readonly sex: string | null
  /** Such as `de` or `de-AT`; null: by country. */
  readonly language: string | null
  /** ISO 3166 alpha-2. */
  readonly country: string | null
}

/** Never with a gap where a part of the name is missing, and never with a sex that nobody stated. */
export function salutationOf(person: Addressee, rules: ExportRules): string {
  const { salutations, languages, other } = rules
  const spoken = [person.language?.slice(0, 2).toLowerCase(), languages[person.country ?? ''], other]
  const language = spoken.find((l) => l !== undefined && Object.hasOwn(salutations, l))
  if (language === undefined) return ''
  const { f, m, unknown, nobody } = salutations[language]!
  const [first, last] = [person.firstName ?? '', person.lastName ?? '']
  if (first === '' && last === '') return nobody
  const template = last === '' ? unknown : person.sex === 'f' ? f : person.sex === 'm' ? m : unknown
  return template
    .replace(/\{(title|first|last)\}/g, (_, part) => ({ title: person.title ?? '', first, last })[part as 'first'])
    .replace(/\s+/g, ' ')
    .trim()
}
