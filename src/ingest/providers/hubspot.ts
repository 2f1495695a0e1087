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
  'E-Mail': 'email',
  Vorname: 'first_name',
  Nachname: 'last_name',
  Prénom: 'first_name',
  'Nom de famille': 'last_name',
  'Rechtsgrundlage für die Verarbeitung der Daten des Kontakts': 'consent_evidence',
  'Base juridique pour le traitement des données du contact': 'consent_evidence',
  'Legal basis for processing contact’s data': 'consent_evidence',
  "Legal basis for processing contact's data": 'consent_evidence',
  hs_object_id: 'customer_id',
  hs_email_optout: 'opt_out_email',
  hs_email_hard_bounce_reason_enum: 'bounced',
  hs_legal_basis: 'consent_evidence',
}

/** "Unsubscribed from all email" as the interface in other languages says it. */
const UNSUBSCRIBED =
  /^(von allen e ?mails abgemeldet|d[eé]sabonn[eé] de tous les e ?mails|se ha dado de baja de todos los correos( electr[oó]nicos)?|iscrizione annullata a tutte le e ?mail)$/

/** A topic's opt-out closes e-mail as a whole until topics have names of their own in the project (the safe side). */
const PATTERNS = [
  { header: UNSUBSCRIBED, field: 'opt_out_email' },
  {
    header: /^(opted out of email|opt out von e mail|abgemeldet von e mail|d[eé]sabonn[eé] de l e mail) /,
    field: 'opt_out_email',
  },
  { header: /hard bounce|quarant[aä]/, field: 'bounced' },
  { header: /^hs email optout \d+$/, field: 'opt_out_email' },
  {
    header: /^(email address quarantined|hs email quarantined|hs email bad address|invalid email address)$/,
    field: 'bounced',
  },
] as const

export const HUBSPOT: readonly ProviderSignature[] = [
  ...['Von allen E-Mails abgemeldet', 'Désabonné de tous les e-mails'].map(
    (header): ProviderSignature => ({
      name: 'hubspot-contacts',
      role: 'customers',
      means: null,
      channel: 'email',
      needs: [header],
      columns: COLUMNS,
      patterns: PATTERNS,
    }),
  ),
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
    // The export of unsubscribes and bounces, deleted contacts among them: every other column is a kind of mail.
    name: 'hubspot-optouts',
    role: 'leads',
    means: null,
    channel: 'email',
    isClosed: true,
    needs: ['Email', 'Portal Unsubscribe', 'Portal Bounce'],
    columns: {
      Email: 'email',
      'Portal Unsubscribe': 'opt_out_email',
      'Portal Bounce': 'bounced',
      'Global Bounce': 'bounced',
      'Portal Spam Report': 'complained',
    },
    patterns: [{ header: /^(?!portal |global |email$|.* (date|time)$)/, field: 'opt_out_email' }],
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
