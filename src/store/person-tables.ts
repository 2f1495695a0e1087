/** Match: scored pairs, memberships, possible matches. */

import { Table } from './table.ts'

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
