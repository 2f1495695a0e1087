/** The kinds of comparison goldpan knows, each with its levels in words; level 0 is always "nothing to compare". */

/** A level beside "nothing to compare". */
export interface Level {
  readonly label: string
  /** The level that must weigh at least as much as this one; null where the levels have no common scale. */
  readonly below: number | null
}

const level = (label: string, below: number | null = null): Level => ({ label, below })

/** Index 0 of each list is level 1. The last level of each kind is plain difference. */
export const KINDS = {
  given_name: [
    level('same'),
    level('nickname', 1),
    level('one slip', 1),
    level('part', 1),
    level('initial', 1),
    level('similar', 3),
    level('swapped with last name', 1),
    level('different', 6),
  ],
  family_name: [
    level('same'),
    level('one slip', 1),
    level('part', 1),
    level('birth name', 1),
    level('similar', 2),
    level('different', 5),
  ],
  middle_name: [level('same'), level('one slip or part', 1), level('initial', 1), level('different', 3)],
  email: [level('same'), level('one slip', 1), level('same local part', 1), level('similar', 2), level('different', 4)],
  phone: [level('same'), level('one slip', 1), level('a mobile and a fixed line', 2), level('different', 3)],
  date: [
    level('same'),
    level('one slip', 1),
    level('near', 2),
    level('same, one knows the year alone', 1),
    level('same year', 3),
    level('same decade', 5),
    level('different', 6),
  ],
  year: [
    level('same'),
    level('one apart', 1),
    level('two or three apart', 2),
    level('one slip', 1),
    level('up to ten apart', 3),
    level('different', 5),
  ],
  street: [
    level('same, same number'),
    level('same, no number', 1),
    level('similar, same number', 1),
    level('same, other number', 2),
    level('similar, other number', 4),
    level('different', 5),
  ],
  place: [
    level('same postcode and city'),
    level('same postcode, other city', 1),
    level('same postcode', 1),
    level('same city, near postcode', 1),
    level('same city', 4),
    level('same city, other postcode', 4),
    level('similar city or near postcode', 1),
    level('different', 7),
  ],
  code: [level('same'), level('one slip', 1), level('different', 2)],
  category: [level('same'), level('different', 1)],
  text: [level('same'), level('one slip', 1), level('part', 1), level('similar', 2), level('different', 4)],
} as const satisfies Readonly<Record<string, readonly Level[]>>

export type ComparisonKind = keyof typeof KINDS

export const levelsOf = (kind: ComparisonKind): readonly Level[] => KINDS[kind]
