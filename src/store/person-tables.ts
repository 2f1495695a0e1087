/** Match: scored pairs, persons with their golden record, memberships, households. */

import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'
import { type ColumnTypes, Table } from './table.ts'

/** Pairs at or above the review threshold; `rec_l`'s uid is smaller than `rec_r`'s. */
export interface PairRow {
  readonly rec_l: number
  readonly rec_r: number
  /** log2 Bayes factor total. */
  readonly match_weight: number
  readonly match_probability: number
  /** sure | possible. */
  readonly decision: string
}

export const pairs = new Table<PairRow>('pair', {
  rec_l: 'INTEGER NOT NULL',
  rec_r: 'INTEGER NOT NULL',
  match_weight: 'REAL NOT NULL',
  match_probability: 'REAL NOT NULL',
  decision: 'TEXT NOT NULL',
})

export type PersonRow = {
  /** Rank of person_id: dense, 0-based. */
  readonly person_no: number
  readonly person_id: string
  readonly records: number
  readonly sources: number
  readonly household_id: string | null
} & { readonly [F in CleanField]: string | null }

const fieldTypes = Object.fromEntries(CLEAN_FIELDS.map((f) => [f, 'TEXT'])) as Record<CleanField, string>

/** Golden records. */
export const persons = new Table<PersonRow>('person', {
  person_no: 'INTEGER PRIMARY KEY',
  person_id: 'TEXT NOT NULL UNIQUE',
  records: 'INTEGER NOT NULL',
  sources: 'INTEGER NOT NULL',
  household_id: 'TEXT',
  ...fieldTypes,
} as ColumnTypes<PersonRow>)

export interface MembershipRow {
  readonly rec: number
  readonly person_no: number
  /** sure: merged by sure links only; possible: the record also has a possible match with another person. */
  readonly band: string
}

export const memberships = new Table<MembershipRow>('membership', {
  rec: 'INTEGER PRIMARY KEY',
  person_no: 'INTEGER NOT NULL',
  band: 'TEXT NOT NULL',
})

/** Two different persons who may be one: suppression spreads along these (one hop), marketing never does. */
export interface PossibleRow {
  readonly person_l: number
  readonly person_r: number
  readonly match_probability: number
}

export const possibleMatches = new Table<PossibleRow>('possible_match', {
  person_l: 'INTEGER NOT NULL',
  person_r: 'INTEGER NOT NULL',
  match_probability: 'REAL NOT NULL',
})
