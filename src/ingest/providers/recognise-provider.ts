/** Which provider wrote a table, by its header and file name. */

import type { Field } from '../../record/fields.ts'
import type { Channel, Role, SuppressionMeaning } from '../../record/project.ts'
import { BOUNCER } from './bouncer.ts'
import { BREVO } from './brevo.ts'
import { HUBSPOT } from './hubspot.ts'
import { KICKBOX } from './kickbox.ts'
import { KLAVIYO } from './klaviyo.ts'
import { LISTMONK } from './listmonk.ts'
import { MAIL_REPORTS } from './mail-reports.ts'
import { MAILCHIMP } from './mailchimp.ts'
import { MAILGUN } from './mailgun.ts'
import { MANDRILL } from './mandrill.ts'
import { MARKETING_CLOUD } from './marketing-cloud.ts'
import { MAUTIC } from './mautic.ts'
import { NEVERBOUNCE } from './neverbounce.ts'
import { POSTAL_CHECKS } from './postal-checks.ts'
import { POSTMARK } from './postmark.ts'
import { PROMIO } from './promio.ts'
import { headerKey, type ProviderSignature } from './provider.ts'
import { RESEND } from './resend.ts'
import { SALESFORCE } from './salesforce.ts'
import { SENDGRID, SENDGRID_EVENTS } from './sendgrid.ts'
import { SES } from './ses.ts'
import { SHOPIFY } from './shopify.ts'
import { SPARKPOST } from './sparkpost.ts'
import { TELNYX } from './telnyx.ts'
import { ZEROBOUNCE } from './zerobounce.ts'

/** The first that fits is taken: within a provider, the more particular signature stands first. */
const PROVIDERS: readonly ProviderSignature[] = [
  // What a service verified was somebody's export before: its own columns stand behind theirs.
  ...ZEROBOUNCE,
  ...NEVERBOUNCE,
  ...KICKBOX,
  ...BOUNCER,
  ...POSTAL_CHECKS,
  ...MAIL_REPORTS,
  ...MAILCHIMP,
  ...SENDGRID_EVENTS,
  ...POSTMARK,
  ...RESEND,
  ...SPARKPOST,
  ...MANDRILL,
  ...MARKETING_CLOUD,
  ...SALESFORCE,
  ...HUBSPOT,
  ...SHOPIFY,
  ...KLAVIYO,
  ...BREVO,
  ...LISTMONK,
  ...MAUTIC,
  ...PROMIO,
  ...TELNYX,
  ...MAILGUN,
  ...SENDGRID,
  ...SES,
]

export interface RecognisedProvider {
  readonly name: string
  readonly role: Role
  readonly means: SuppressionMeaning | null
  /** The file's own column name → field. */
  readonly columns: Record<string, Field>
  readonly channel: Channel | null
  /** Columns that must not be guessed. */
  readonly raw: ReadonlySet<string>
  /** Nothing beside `columns` may be guessed. */
  readonly isClosed: boolean
}

/** The provider whose signature the table bears, or null. `fileName` may hold a path: folders count as well. */
export function recogniseProvider(columns: readonly string[], fileName: string): RecognisedProvider | null {
  const asWritten = columns.map(headerKey)
  const inEnglish = translated(asWritten)
  const found = [asWritten, ...inEnglish].flatMap((keys) => {
    const present = new Set(keys)
    const signature = PROVIDERS.find(
      (s) => (keys === asWritten || s.isExact !== true) && fits(s, keys, present, fileName),
    )
    return signature === undefined ? [] : [{ signature, keys }]
  })[0]
  if (found === undefined) return null
  const { signature, keys } = found
  const { name, role, means, channel } = signature
  const isClosed = signature.isClosed ?? (role !== 'customers' && role !== 'leads')
  const raw = new Set(columns.filter((_, i) => signature.raw?.test(keys[i]!) === true))
  return { name, role, means, channel, columns: mapping(signature, columns, keys), raw, isClosed }
}

/** The e-mail column of an interface in another language, under the names that the signatures know. */
function translated(keys: readonly string[]): readonly (readonly string[])[] {
  const at = keys.flatMap((key, i) => (EMAIL_ELSEWHERE.test(key) ? [i] : []))
  if (at.length !== 1 || keys.includes('email address') || keys.includes('email')) return []
  return ['email address', 'email'].map((name) => keys.with(at[0]!, name))
}

/** German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Danish. */
const EMAIL_ELSEWHERE =
  /^(e ?mail|e ?mail adresse|adresse( de messagerie| [eé]lectronique| e ?mail| mail)|courriel|(direcci[oó]n de )?correo( electr[oó]nico)?|indirizzo (e ?mail|di posta elettronica)|endere[cç]o de e ?mail|e ?mail ?adres|adres e ?mail|e ?post( ?adress)?|e ?mail ?address)$/

function fits(s: ProviderSignature, keys: readonly string[], present: ReadonlySet<string>, fileName: string): boolean {
  if (!s.needs.every((need) => present.has(headerKey(need)))) return false
  if (s.fileName !== undefined && !s.fileName.test(fileName)) return false
  if (s.isExact !== true) return true
  const known = new Set([...s.needs, ...Object.keys(s.columns)].map(headerKey))
  return keys.every((key) => key === '' || known.has(key))
}

function mapping(s: ProviderSignature, columns: readonly string[], keys: readonly string[]): Record<string, Field> {
  const byKey = new Map(Object.entries(s.columns).map(([header, field]) => [headerKey(header), field]))
  const found: [string, Field][] = []
  for (const [i, key] of keys.entries()) {
    const field = byKey.get(key) ?? s.patterns?.find((p) => p.header.test(key))?.field
    if (field !== undefined) found.push([columns[i]!, field])
  }
  // Object.fromEntries defines own properties, so a column named __proto__ stays a plain name.
  return Object.fromEntries(found)
}
