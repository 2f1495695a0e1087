/** Kinds of JSON events that must be unfolded before they are a table; what their rows mean, the providers' files say. */

/** An element is of the kind when it has all of `needs`; paths are parted by dots. */
export interface JsonEvent {
  readonly needs: readonly string[]
  /** What the value at `path` must be like, where the keys alone are too plain to tell. */
  readonly where?: { readonly path: string; readonly pattern: RegExp }
  /** Lists of those it is about, first that holds any: one row each; the list's entry is then at `item`. */
  readonly each?: readonly string[]
  /** Added columns: the first of the paths that holds something. */
  readonly columns: Readonly<Record<string, readonly string[]>>
  /** Columns that hold all of their paths, with blanks between. */
  readonly joined?: readonly string[]
  /** Where `path` has one of the values, the event must name a single recipient: of several nobody knows who is meant. */
  readonly single?: { readonly path: string; readonly values: readonly string[] }
}

/** Amazon SES: whom a bounce or complaint is about stands in its own list; `mail.destination` names all who were written to. */
const SES = {
  each: ['bounce.bouncedRecipients', 'complaint.complainedRecipients', 'delivery.recipients', 'mail.destination'],
  columns: {
    ses_recipient: ['item.emailAddress', 'item'],
    ses_event: ['eventType', 'notificationType'],
    ses_kind: [
      'bounce.bounceType',
      'bounce.bounceSubType',
      'complaint.complaintSubType',
      'complaint.complaintFeedbackType',
      'subscription.newTopicPreferences.unsubscribeAll',
    ],
    ses_time: [
      'bounce.timestamp',
      'complaint.timestamp',
      'delivery.timestamp',
      'open.timestamp',
      'click.timestamp',
      'subscription.timestamp',
      'mail.timestamp',
    ],
  },
  joined: ['ses_kind'],
} satisfies Omit<JsonEvent, 'needs'>

export const JSON_EVENTS: readonly JsonEvent[] = [
  { ...SES, needs: ['notificationType', 'mail'] },
  { ...SES, needs: ['eventType', 'mail'] },
  // Cut down by whoever stored them: the part that says what happened is enough.
  ...['notificationType', 'eventType'].flatMap((type) =>
    ['bounce', 'complaint', 'delivery', 'subscription'].map((part) => ({ ...SES, needs: [type, part] })),
  ),
  {
    // SendGrid: `type` parts blocks from bounces, the classification says more where the status is missing.
    needs: ['sg_event_id', 'event'],
    columns: { sg_kind: ['type', 'bounce_classification'] },
    joined: ['sg_kind'],
  },
  {
    // Mailgun: events of a webhook, out of their envelope, or as its interface lists them.
    needs: ['event', 'recipient'],
    where: {
      path: 'event',
      pattern: /^(accepted|rejected|delivered|failed|bounced|opened|clicked|unsubscribed|complained|stored)$/,
    },
    columns: {
      mg_kind: ['severity', 'reason'],
      mg_code: ['delivery-status.enhanced-code', 'delivery-status.code'],
      mg_text: ['delivery-status.message', 'delivery-status.description'],
    },
    joined: ['mg_kind', 'mg_text'],
  },
  {
    // Postmark: each type names the recipient and its time in a field of its own.
    needs: ['RecordType'],
    columns: {
      pm_email: ['Email', 'Recipient'],
      pm_kind: ['Type', 'TypeCode', 'SuppressSending', 'SuppressionReason', 'Origin'],
      pm_time: ['BouncedAt', 'ChangedAt', 'DeliveredAt', 'ReceivedAt'],
    },
    joined: ['pm_kind'],
  },
  {
    needs: ['type', 'data.to'],
    where: { path: 'type', pattern: /^email\./ },
    each: ['data.to'],
    columns: {
      resend_email: ['item'],
      resend_kind: ['data.bounce.type', 'data.bounce.subType'],
      resend_text: ['data.bounce.message'],
    },
    joined: ['resend_kind'],
    single: {
      path: 'type',
      values: [
        'email.bounced',
        'email.failed',
        'email.delivery_delayed',
        'email.suppressed',
        'email.opened',
        'email.clicked',
      ],
    },
  },
  {
    // SparkPost: `raw_rcpt_to` is the address as it was written.
    needs: ['type', 'rcpt_to'],
    where: {
      path: 'type',
      pattern:
        /^(bounce|out_of_band|delay|delivery|injection|(initial_|amp_)?(open|click)|(list|link)_unsubscribe|spam_complaint|policy_rejection|generation_(failure|rejection))$/,
    },
    columns: {
      sp_email: ['raw_rcpt_to', 'rcpt_to'],
      sp_kind: ['bounce_class', 'fbtype'],
      sp_text: ['raw_reason', 'reason'],
    },
  },
  {
    needs: ['event', 'msg.email'],
    columns: {
      md_text: ['msg.diag'],
      md_kind: ['msg.bounce_description', 'msg.state'],
    },
  },
  {
    // Klaviyo: a profile with its suppressions, of which there may be several.
    needs: ['attributes.email', 'attributes.subscriptions'],
    each: [
      'attributes.subscriptions.email.marketing.suppression',
      'attributes.subscriptions.email.marketing.suppressions',
    ],
    columns: {
      kl_email: ['attributes.email'],
      kl_phone: ['attributes.phone_number'],
      kl_consent: ['attributes.subscriptions.email.marketing.consent'],
      kl_consent_time: [
        'attributes.subscriptions.email.marketing.consent_timestamp',
        'attributes.subscriptions.email.marketing.timestamp',
      ],
      kl_sms_consent: ['attributes.subscriptions.sms.marketing.consent'],
      kl_suppression: ['item.reason', 'item.timestamp'],
    },
    joined: ['kl_suppression'],
  },
  {
    // HubSpot: the statuses of one contact, one per kind of mail.
    needs: ['recipient', 'subscriptionStatuses'],
    each: ['subscriptionStatuses'],
    columns: {
      hs_email: ['recipient'],
      hs_status: ['item.status'],
      hs_topic: ['item.name'],
      hs_legal_basis: ['item.legalBasis'],
    },
  },
  {
    // listmonk: a subscriber with lists, each with a status of its own.
    needs: ['uuid', 'email', 'lists', 'status'],
    each: ['lists'],
    columns: { list_status: ['item.subscription_status'] },
  },
]
