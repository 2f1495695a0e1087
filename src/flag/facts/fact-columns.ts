/** Facts as columns of numbers: what the join works on. */

import type { FactKind } from '../../record/fact.ts'

import { KINDS, kindNo, type Precedence } from '../deciding/precedence.ts'

/** "Not given" in every column of numbers. */
export const NONE = -1
/** "No day": days may be negative. */
export const NO_DAY = -0x80000000

export interface FactColumns {
  readonly length: number
  readonly kind: Uint8Array
  /** Index into CHANNELS, or NONE: all channels. */
  readonly channel: Int8Array
  /** Index into `brands`, or NONE: all brands. */
  readonly brand: Int32Array
  /** Index into `purposes`, or NONE: all marketing. */
  readonly purpose: Int32Array
  readonly source: Int32Array
  readonly day: Int32Array
  /** The day it had happened by: its own, or one that is known of undated facts from earlier files. */
  readonly byDay: Int32Array
  /** Index into the addresses of interest, or NONE. */
  readonly email: Int32Array
  readonly phone: Int32Array
  /** The record it names (its own, or by the source's key), or NONE. */
  readonly rec: Int32Array
  /** Index into `details`, or NONE. */
  readonly detail: Int32Array
  readonly details: readonly string[]
  readonly brands: readonly string[]
  readonly purposes: readonly string[]
  /** What each kind weighs. */
  readonly precedence: Precedence
}

export const kindOf = (facts: FactColumns, fact: number): FactKind => KINDS[facts.kind[fact]!]!

export const KIND = {
  opt_in: kindNo('opt_in'),
  claimed_opt_in: kindNo('claimed_opt_in'),
  soft_opt_in: kindNo('soft_opt_in'),
  bounce_soft: kindNo('bounce_soft'),
  alive: kindNo('alive'),
} as const

/**
 * A total order of facts by their content, strongest reason first: the join takes the least. Own before suspected is
 * the caller's business. Equal facts (0) give the same verdict.
 */
export function compareFacts(facts: FactColumns, l: number, r: number): number {
  const { ranks } = facts.precedence
  return (
    ranks[facts.kind[l]!]! - ranks[facts.kind[r]!]! ||
    earlier(facts.day[l]!, facts.day[r]!) ||
    facts.source[l]! - facts.source[r]! ||
    facts.kind[l]! - facts.kind[r]! ||
    facts.purpose[l]! - facts.purpose[r]! ||
    facts.detail[l]! - facts.detail[r]!
  )
}

/** Known days first, the earlier one first. */
function earlier(l: number, r: number): number {
  if (l === r) return 0
  if (l === NO_DAY) return 1
  if (r === NO_DAY) return -1
  return l - r
}
