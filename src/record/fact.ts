/** Facts about addresses and people, as events: appended, never overwritten. */

import type { IsoDate, RecNo } from './ids.ts'
import type { Channel } from './project.ts'

/** Belong to one email, phone or postal address, never to the person. */
export const ADDRESS_FACTS = [
  'bounce_hard',
  'bounce_soft',
  'invalid',
  'trap',
  'unsafe', // a verification service advises against mailing it
  'moved',
  'returned_mail',
  'number_dead',
  'alive',
] as const

/** Belong to the person, per brand × channel × purpose. */
export const PERSON_FACTS = [
  'opt_in', // express, with evidence
  'claimed_opt_in', // an export says "subscribed" but shows no evidence
  'soft_opt_in',
  'unsubscribed',
  'complaint',
  'objected_all',
  'dnc_external',
  'manual',
  'sunset',
  'deceased',
  'minor',
  'erased',
  'paused',
] as const

export type FactKind = (typeof ADDRESS_FACTS)[number] | (typeof PERSON_FACTS)[number]

/** One event. Whom it is about is given by any of `email`, `phone`, `customerRef`, `rec`; null where unknown. */
export interface Fact {
  readonly kind: FactKind
  /** The channel it speaks of; null: all channels. */
  readonly channel: Channel | null
  /** The brand it speaks of; null: all brands (unknown scope is the widest). */
  readonly brand: string | null
  /** Topic or purpose; null: all marketing. */
  readonly purpose: string | null
  /** As given, trimmed and lower-cased; resolved to people at flag time. */
  readonly email: string | null
  /** E.164 where it could be parsed, else digits. */
  readonly phone: string | null
  /** The source's own customer key, resolved in the source named by `SourceSpec.of`. */
  readonly customerRef: string | null
  /** The source record that carries the fact itself (consent columns of a customer table). */
  readonly rec: RecNo | null
  /** Name and address where a list gives nothing else: JSON of a CleanedRecord; null otherwise. */
  readonly identity: string | null
  /** When it happened; null where the source does not say. */
  readonly occurredAt: IsoDate | null
  /** Provider code, enhanced status, list name: no personal data. */
  readonly detail: string | null
}
