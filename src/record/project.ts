/** The project: what `goldpan.yaml` says, validated. */

import type { Field } from './fields.ts'
import type { IsoDate } from './ids.ts'

export const ROLES = [
  'customers',
  'leads',
  'suppressions',
  'purchases',
  'activity',
  'contracts',
  'contacts',
  'complaints',
  'campaign-results',
  'survey',
] as const
export type Role = (typeof ROLES)[number]

export const DEALS = ['own', 'share_deal', 'asset_deal', 'event', 'rented'] as const
export type Deal = (typeof DEALS)[number]

export const SOURCE_FORMATS = ['csv', 'json', 'jsonl', 'xlsx', 'sqlite', 'mail'] as const
export type SourceFormat = (typeof SOURCE_FORMATS)[number]

/** What the rows of a suppression list mean (or `by_column` where a column says it row by row). */
export const SUPPRESSION_MEANINGS = [
  'unsubscribed',
  'bounced',
  'complaint',
  'do_not_contact',
  'do_not_mail',
  'do_not_call',
  'invalid',
  'deceased',
  'erased',
  'subscribed',
  'by_column',
] as const
export type SuppressionMeaning = (typeof SUPPRESSION_MEANINGS)[number]

export interface SourceSpec {
  /** Unique, `[a-z0-9-]`; appears in outputs. */
  readonly name: string
  /** Path relative to the project folder; a folder of messages where the format is `mail`. */
  readonly file: string
  /** Sheet, database table or archive member, where the file holds several. */
  readonly table: string | null
  readonly format: SourceFormat
  readonly encoding: string | null
  readonly delimiter: string | null
  /** False where the first row is data already; columns are then named `column 1`, `column 2` … */
  readonly header: boolean
  readonly role: Role
  readonly brand: string
  /** ISO 3166 alpha-2 default for phones and addresses; null: judge by the values. */
  readonly country: string | null
  readonly deal: Deal
  readonly dealDate: IsoDate | null
  /** Day the file was exported; facts without a date of their own count from here. */
  readonly exportedAt: IsoDate | null
  /** Of a list that others keep (a do-not-call register): which one, by rules/external-lists.yaml. */
  readonly list?: string
  /** Day the copy of such a list was fetched. */
  readonly fetchedAt?: IsoDate
  /** The column with the source's own key; null: rows are known by their content. */
  readonly key: string | null
  /** For event roles: the customer source whose key the `customer_id` column refers to; null: matched by email etc. */
  readonly of: string | null
  /** Column name → field; columns not listed are kept raw and otherwise unused. */
  readonly columns: Readonly<Record<string, Field>>
  /** Column name → a name of the user's own: no field of goldpan's, but compared as it is when records are matched. */
  readonly compare?: Readonly<Record<string, string>>
  /** For suppressions. */
  readonly means: SuppressionMeaning | null
  readonly provider: string | null
  readonly channel: Channel | null
  /** At most one record per person in this source. */
  readonly free_of_duplicates: boolean
}

export interface Project {
  /** Absolute path of the project folder. */
  readonly dir: string
  readonly name: string
  /** Null: the day of the run. */
  readonly asOf: IsoDate | null
  /** ISO 3166 alpha-2, for what no source decides. */
  readonly country: string | null
  readonly currency: string | null
  /** How to match: a saved model to use instead of learning one (path relative to the project folder). */
  readonly match?: { readonly model: string }
  /** E-mail domains that look like a slip and are right: nobody's address there is changed. Lower case. */
  readonly knownDomains?: readonly string[]
  /** Name servers may be asked about mail domains: those of the machine, or `server` (`host` or `host:port`). */
  readonly dns?: { readonly server: string | null }
  /** The day the mailing is planned for: consents that end before it do not count. Null or earlier: the day of the run. */
  readonly sendDate?: IsoDate
  /** Sources whose remembered facts do not count: lists that were read by mistake. */
  readonly disregard?: readonly string[]
  /** Suppression lists that may name nearly everybody: somebody looked, and it is so. */
  readonly confirmSuppressions?: readonly string[]
  readonly sources: readonly SourceSpec[]
}

export const CHANNELS = ['email', 'sms', 'call', 'letter', 'push', 'ads'] as const
export type Channel = (typeof CHANNELS)[number]
