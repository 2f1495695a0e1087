/** Suppression lists in the form that each provider takes in: which file, which columns, what its words for a reason are. */

import { fromDayNo } from '../record/dates.ts'

/** What providers tell apart. */
export type SuppressionGroup = 'bounce' | 'complaint' | 'unsubscribe'

export interface Suppression {
  readonly email: string
  readonly group: SuppressionGroup
  /** As in contactability.csv. */
  readonly reason: string
  readonly sinceDay: number | null
  readonly evidence: string | null
}

export interface ListFile {
  readonly name: string
  /** Null: one JSON object a line. */
  readonly columns: readonly string[] | null
  readonly groups: readonly SuppressionGroup[]
  cells(of: Suppression): readonly (string | null)[]
}

export interface ProviderFormat {
  readonly files: readonly ListFile[]
  /** Where it goes. */
  readonly how: string
}

const ALL: readonly SuppressionGroup[] = ['bounce', 'complaint', 'unsubscribe']
const REFUSED: readonly SuppressionGroup[] = ['complaint', 'unsubscribe']
const isoDay = ({ sinceDay }: Suppression): string | null => (sinceDay === null ? null : fromDayNo(sinceDay))
/** RFC 2822, as Mailgun writes and reads days; the hour is not known. */
const mailDay = ({ sinceDay }: Suppression): string | null =>
  sinceDay === null ? null : new Date(`${fromDayNo(sinceDay)}T00:00:00Z`).toUTCString().replace('GMT', 'UTC')
const column = (name: string, header: string, groups: readonly SuppressionGroup[]): ListFile => ({
  name,
  columns: [header],
  groups,
  cells: ({ email }) => [email],
})

export const PROVIDER_FORMATS: Readonly<Record<string, ProviderFormat>> = {
  mailchimp: {
    files: [column('unsubscribed.csv', 'Email Address', REFUSED), column('cleaned.csv', 'Email Address', ['bounce'])],
    how: 'Audience → Import contacts, once as Unsubscribed and once as Cleaned',
  },
  sendgrid: {
    files: [column('global-unsubscribes.csv', 'email', ALL)],
    how: 'Suppressions → Global Unsubscribes → Upload CSV (bounces can be taken in no other way)',
  },
  mailgun: {
    files: [
      {
        name: 'bounces.csv',
        columns: ['address', 'code', 'error', 'created_at'],
        groups: ['bounce'],
        cells: (of) => [of.email, '550', of.reason, mailDay(of)],
      },
      {
        name: 'unsubscribes.csv',
        columns: ['address', 'tags', 'created_at'],
        groups: ['unsubscribe'],
        cells: (of) => [of.email, '*', mailDay(of)],
      },
      {
        name: 'complaints.csv',
        columns: ['address', 'created_at'],
        groups: ['complaint'],
        cells: (of) => [of.email, mailDay(of)],
      },
    ],
    how: 'Suppressions of each sending domain → Import',
  },
  klaviyo: { files: [column('suppressions.csv', 'Email', ALL)], how: 'Profiles → Suppressed profiles → Upload file' },
  hubspot: { files: [column('opt-outs.csv', 'Email', ALL)], how: 'Contacts → Import → Opt-out list' },
  ses: {
    files: [
      {
        name: 'suppressions.jsonl',
        columns: null,
        groups: ALL,
        // Two reasons is all it knows; an opt-out stands as the one that is never sent to again.
        cells: ({ email, group }) => [
          JSON.stringify({ emailAddress: email, reason: group === 'bounce' ? 'BOUNCE' : 'COMPLAINT' }),
        ],
      },
    ],
    how: 'aws sesv2 create-import-job, SuppressionListDestination PUT',
  },
  postmark: {
    files: [
      {
        name: 'suppressions.jsonl',
        columns: null,
        groups: ALL,
        cells: ({ email }) => [JSON.stringify({ EmailAddress: email })],
      },
    ],
    how: 'POST /message-streams/{stream}/suppressions, at most 50 lines a call under "Suppressions"',
  },
  brevo: { files: [column('blocklist.csv', 'EMAIL', ALL)], how: 'Contacts → Import → Import to blocklist' },
  generic: {
    files: [
      {
        name: 'suppressions.csv',
        columns: ['email', 'kind', 'reason', 'since', 'evidence'],
        groups: ALL,
        cells: (of) => [of.email, of.group, of.reason, isoDay(of), of.evidence],
      },
    ],
    how: 'any tool that takes a CSV of addresses',
  },
}

const BOUNCES: ReadonlySet<string> = new Set(['bounce_hard', 'invalid', 'trap', 'unsafe'])
const REFUSALS: ReadonlySet<string> = new Set([
  'objected_all',
  'manual',
  'deceased',
  'minor',
  'dnc_external',
  'unsubscribed_channel',
  'sunset',
])

/** Null for what no provider should learn: the law, a pause, a topic. */
export function groupOf(reason: string): SuppressionGroup | null {
  if (reason === 'complaint') return 'complaint'
  return BOUNCES.has(reason) ? 'bounce' : REFUSALS.has(reason) ? 'unsubscribe' : null
}
