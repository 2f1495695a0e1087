/** HubSpot: contacts with one portal-wide opt-out, one per topic, bounce reasons and a stated legal basis; statuses per topic. */

import type { Field } from '../../record/fields.ts'
import type { ProviderSignature } from './provider.ts'

const COLUMNS: Readonly<Record<string, Field>> = {
  'Record ID': 'customer_id',
  Email: 'email',
  'First Name': 'first_name',
  'Last Name': 'last_name',
  'Phone Number': 'phone',
  'Mobile Phone Number': 'mobile',
  'Street Address': 'address',
  'Postal Code': 'postcode',
  City: 'city',
  'Country/Region': 'country',
  'Create Date': 'created_at',
  'Unsubscribed from all email': 'opt_out_email',
  'Email hard bounce reason': 'bounced',
  'Legal basis for processing contact’s data': 'consent_evidence',
  "Legal basis for processing contact's data": 'consent_evidence',
  hs_object_id: 'customer_id',
  hs_email_optout: 'opt_out_email',
  hs_email_hard_bounce_reason_enum: 'bounced',
  hs_legal_basis: 'consent_evidence',
}

/** A topic's opt-out closes e-mail as a whole until topics have names of their own in the project (the safe side). */
const PATTERNS = [
  { header: /^opted out of email /, field: 'opt_out_email' },
  { header: /^hs email optout \d+$/, field: 'opt_out_email' },
  {
    header: /^(email address quarantined|hs email quarantined|hs email bad address|invalid email address)$/,
    field: 'bounced',
  },
] as const

export const HUBSPOT: readonly ProviderSignature[] = [
  {
    name: 'hubspot-contacts',
    role: 'customers',
    means: null,
    channel: 'email',
    needs: ['Email', 'Unsubscribed from all email'],
    columns: COLUMNS,
    patterns: PATTERNS,
  },
  {
    name: 'hubspot-contacts',
    role: 'customers',
    means: null,
    channel: 'email',
    needs: ['email', 'hs_email_optout'],
    columns: COLUMNS,
    patterns: PATTERNS,
  },
  {
    // Statuses of its interface, one row per contact and topic: NOT_SUBSCRIBED is an opt-out from that topic.
    name: 'hubspot-subscriptions',
    role: 'suppressions',
    means: 'by_column',
    channel: 'email',
    needs: ['hs_email', 'hs_status', 'hs_topic'],
    columns: { hs_email: 'email', hs_status: 'outcome', hs_topic: 'topic', hs_legal_basis: 'consent_evidence' },
  },
  {
    name: 'hubspot-subscriptions',
    role: 'suppressions',
    means: 'by_column',
    channel: null,
    needs: ['subscriberIdString', 'channel', 'status'],
    columns: {
      subscriberIdString: 'email',
      channel: 'channel',
      status: 'outcome',
      subscriptionName: 'topic',
      timestamp: 'occurred_at',
      legalBasis: 'consent_evidence',
    },
  },
]
