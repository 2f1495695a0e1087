/** Mailchimp audience exports, as a zip of files or unpacked: the status stands in the file's own name only. */

import type { Field } from '../../record/fields.ts'
import type { ProviderSignature } from './provider.ts'

const PERSON: Readonly<Record<string, Field>> = {
  'Email Address': 'email',
  'First Name': 'first_name',
  'Last Name': 'last_name',
  FNAME: 'first_name',
  LNAME: 'last_name',
  Address: 'address',
  'Phone Number': 'phone',
  Birthday: 'birth_date',
}
/** What Mailchimp found out itself; the region is that of the IP address. */
const RAW =
  /^(member rating|optin (ip|time)|confirm (ip|time)|latitude|longitude|gmtoff|dstoff|timezone|cc|region|leid|euid|(unsub|clean) .*)$/
const NEEDS = ['Email Address', 'MEMBER_RATING']

/** CONFIRM_TIME is the proof of a double opt-in; OPTIN_TIME alone says when. */
const OPT_IN: Readonly<Record<string, Field>> = { OPTIN_TIME: 'consent_at', CONFIRM_TIME: 'consent_evidence' }

export const MAILCHIMP: readonly ProviderSignature[] = [
  {
    name: 'mailchimp-unsubscribed',
    role: 'suppressions',
    means: 'unsubscribed',
    channel: 'email',
    needs: NEEDS,
    fileName: /unsubscribed[^/]*$/i,
    columns: { 'Email Address': 'email', UNSUB_TIME: 'occurred_at', UNSUB_REASON: 'reason' },
  },
  {
    name: 'mailchimp-unsubscribed',
    role: 'suppressions',
    means: 'unsubscribed',
    channel: 'email',
    needs: [...NEEDS, 'UNSUB_TIME'],
    columns: { 'Email Address': 'email', UNSUB_TIME: 'occurred_at', UNSUB_REASON: 'reason' },
  },
  {
    // Hard bounces and repeated soft ones: the file does not say which.
    name: 'mailchimp-cleaned',
    role: 'suppressions',
    means: 'bounced',
    channel: 'email',
    needs: NEEDS,
    fileName: /(?<![a-z])cleaned[^/]*$/i,
    columns: { 'Email Address': 'email', CLEAN_TIME: 'occurred_at' },
  },
  {
    name: 'mailchimp-cleaned',
    role: 'suppressions',
    means: 'bounced',
    channel: 'email',
    needs: [...NEEDS, 'CLEAN_TIME'],
    columns: { 'Email Address': 'email', CLEAN_TIME: 'occurred_at' },
  },
  {
    // Transactional contacts were never asked for mailings; archived ones were put away.
    name: 'mailchimp-nonsubscribed',
    role: 'leads',
    raw: RAW,
    means: null,
    channel: 'email',
    needs: NEEDS,
    fileName: /(non[-_ ]?subscribed|transactional|archived)[^/]*$/i,
    columns: PERSON,
  },
  {
    name: 'mailchimp-subscribed',
    role: 'leads',
    raw: RAW,
    means: 'subscribed',
    channel: 'email',
    needs: NEEDS,
    fileName: /(?<![a-z])subscribed[^/]*$/i,
    columns: { ...PERSON, ...OPT_IN },
  },
  {
    // No telling from the name: read the people, claim nothing.
    name: 'mailchimp-unknown-status',
    role: 'leads',
    raw: RAW,
    means: null,
    channel: 'email',
    needs: NEEDS,
    columns: PERSON,
  },
]
