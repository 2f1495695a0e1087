/** What is known of a provider's export: how to recognise it, and what its columns mean. */

import type { Field } from '../../record/fields.ts'
import type { Channel, Role, SuppressionMeaning } from '../../record/project.ts'

/** One kind of file that a provider writes. Header names are compared by {@link headerKey}. */
export interface ProviderSignature {
  /** Stable name, e.g. `mailchimp-cleaned`; stands in goldpan.yaml as `provider`. */
  readonly name: string
  readonly role: Role
  /** Null where the rows say nothing about suppression (or each row says it in a column of its own). */
  readonly means: SuppressionMeaning | null
  readonly channel: Channel | null
  /** Columns that must all be there. */
  readonly needs: readonly string[]
  /** The file has no other columns than `needs` and `columns` (for headers too plain to be sure of otherwise). */
  readonly isExact?: boolean
  /** What the file name must hold. */
  readonly fileName?: RegExp
  /** Header → field; the source's column keeps its own spelling. */
  readonly columns: Readonly<Record<string, Field>>
  /**
   * Nothing but the provider's own columns: what is not in `columns` stays raw. Lists and events are closed unless they say
   * otherwise; people's tables are open, since their owner added columns, which are guessed.
   */
  readonly isClosed?: boolean
  /** Of an open table: headers that are the provider's own and none of our fields. */
  readonly raw?: RegExp
  /** Headers of unknown ending, e.g. one opt-out column per topic. */
  readonly patterns?: readonly { readonly header: RegExp; readonly field: Field }[]
}

/** Header as compared: lower-case, every run of other signs one blank. */
export function headerKey(header: string): string {
  return header
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
