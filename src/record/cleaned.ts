/** Cleaned records: many as dictionary-encoded columns, one as an object. */

import type { CleanField } from './fields.ts'
import type { TextColumn, TextList } from './text-list.ts'

/** `rows` records; a field that no source has is absent. Every column has `rows` ids. */
export interface CleanedTable<V extends TextList = readonly (string | null)[]> {
  readonly rows: number
  readonly columns: Partial<Readonly<Record<CleanField, TextColumn<V>>>>
}

export type CleanedRecord = Partial<Readonly<Record<CleanField, string>>>

/** One change that repair made or proposes; `before` is never overwritten in the source record. */
export interface Change {
  readonly field: CleanField
  readonly before: string
  readonly after: string
  /** Stable rule id, e.g. `email.domain-typo`. */
  readonly rule: string
  /** 0–1. */
  readonly confidence: number
  readonly decision: TrailDecision
  /** Why, in a few words without personal data. */
  readonly evidence: string
  /** What stands there where a person takes it back, if that is not `before` as it is: a date in the form of dates. Not stored. */
  readonly kept?: string
}

/** Begins the evidence of what people decided. */
export const BY_A_PERSON = 'a person decided so'

/** `ok` unchanged, `repaired` replaced downstream, `review` a suggestion only, `invalid` nothing can be saved. */
export type RepairDecision = 'ok' | 'repaired' | 'review' | 'invalid'

/**
 * What became of a change besides: a repair that `revoked` evidence or people took back (`undone`), and a suggestion or
 * repair that was not followed (`dismissed`). What stood before stands again. After `revoked` neither form is trusted;
 * after the other two the one as given is.
 */
export type TrailDecision = RepairDecision | 'revoked' | 'undone' | 'dismissed'
