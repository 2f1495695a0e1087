/**
 * What a mail message says about its recipients: delivery reports (RFC 3464), feedback reports (RFC 5965), automatic
 * replies, and wishes to be unsubscribed.
 */

import PostalMime, { type Address, type Email } from 'postal-mime'
import { type HeaderFields, headerBlocks, readHeaders } from './header-fields.ts'

export const REPORT_COLUMNS = [
  'report',
  'recipient',
  'outcome',
  'status',
  'diagnostic',
  'occurred',
  'token',
  'original_recipient',
  'final_recipient',
  'remote_mta',
  'reporting',
  'feedback_type',
  'message_id',
] as const

/** One row of the table a mail file is read as; a person may be known by the token alone. */
export type ReportRow = Readonly<Partial<Record<(typeof REPORT_COLUMNS)[number], string>>>

/** Limits of the parser: a report is three parts deep. */
const LIMITS = {
  maxNestingDepth: 20,
  maxHeadersSize: 512 * 1024,
  maxRfc822NestingDepth: 0,
  forceRfc822Attachments: true,
  attachmentEncoding: 'utf8',
} as const
const MAX_DIAGNOSTIC = 2000

/** The rows of a message, or why it has none. */
export async function readMailReport(bytes: Buffer): Promise<readonly ReportRow[] | { readonly broken: string }> {
  let email: Email
  try {
    email = await PostalMime.parse(bytes, LIMITS)
  } catch {
    return { broken: 'the message cannot be taken apart: too many parts in parts, or too long a header' }
  }
  const headers = readHeaders(email.headers)
  const returned = returnedHeaders(email)
  const context = { email, headers, returned, token: tokenIn(returned) ?? '' }
  const rows = feedbackRows(context) ?? deliveryRows(context) ?? plainRows(context)
  return rows ?? { broken: 'no delivery report, feedback report, automatic reply or wish to be unsubscribed' }
}

interface Context {
  readonly email: Email
  readonly headers: HeaderFields
  /** Headers of the message that is reported on. */
  readonly returned: HeaderFields
  readonly token: string
}

const partsOf = (email: Email, type: RegExp): string[] =>
  email.attachments.flatMap(({ mimeType, content }) =>
    type.test(mimeType) && typeof content === 'string' ? [content] : [],
  )

function returnedHeaders(email: Email): HeaderFields {
  const [original] = partsOf(email, /^(message\/(rfc822|global|global-headers)|text\/rfc822-headers)$/)
  return (original === undefined ? undefined : headerBlocks(original)[0]) ?? readHeaders([])
}

function deliveryRows({ email, headers, returned, token }: Context): readonly ReportRow[] | null {
  const reports = partsOf(email, /^message\/(global-)?delivery-status$/)
  if (reports.length === 0) return null
  return reports.flatMap((report) => {
    const [message = readHeaders([]), ...recipients] = headerBlocks(report)
    // A report may lack the block about the message.
    const blocks = message.get('final-recipient') === '' ? recipients : [message, ...recipients]
    return blocks.map((block) => {
      const final = addressIn(block.get('final-recipient'))
      // Forwarding changes the final recipient; the original one is whom we wrote to.
      const original = addressIn(block.get('original-recipient'))
      return {
        report: 'delivery',
        recipient: original || final,
        outcome: block.get('action').toLowerCase(),
        status: block.get('status'),
        diagnostic: afterType(block.get('diagnostic-code')).slice(0, MAX_DIAGNOSTIC),
        occurred: block.get('last-attempt-date') || message.get('arrival-date') || headers.get('date'),
        token,
        original_recipient: original,
        final_recipient: final,
        remote_mta: afterType(block.get('remote-mta')),
        reporting: afterType(message.get('reporting-mta')),
        message_id: returned.get('message-id') || headers.get('message-id'),
      }
    })
  })
}

function feedbackRows({ email, headers, returned, token }: Context): readonly ReportRow[] | null {
  const [report] = partsOf(email, /^message\/feedback-report$/)
  const fields = report === undefined ? undefined : headerBlocks(report)[0]
  if (fields === undefined) return null
  const named = fields.all('original-rcpt-to').map(addressIn).filter(isAddress)
  // Some receivers name whom they redacted in a header of their own.
  const other = addressIn(returned.get('x-hmxmroriginalrecipient') || headers.get('x-hmxmroriginalrecipient'))
  const recipients = named.length > 0 ? named : isAddress(other) ? [other] : soleRecipient(returned)
  const type = fields.get('feedback-type').toLowerCase()
  return (recipients.length === 0 ? [''] : recipients).map((recipient) => ({
    report: 'feedback',
    recipient,
    outcome: type === '' ? 'abuse' : type,
    occurred: fields.get('arrival-date') || fields.get('received-date') || headers.get('date'),
    token,
    reporting: afterType(fields.get('reporting-mta')) || fields.get('reported-domain'),
    feedback_type: type,
    message_id: returned.get('message-id') || headers.get('message-id'),
  }))
}

/** Whom the message was to, where that is one address which nobody made unreadable. */
function soleRecipient(returned: HeaderFields): string[] {
  const found = [...new Set(returned.get('to').match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? [])]
  const [sole] = found
  return found.length === 1 && isAddress(sole!) ? [sole!.toLowerCase()] : []
}

const WISH =
  /^\s*(?:(?:re|aw|fwd?|wg|tr|rv)\s*:\s*)*(?:please\s+)?(?:list[ -]?)?(unsubscribe|unsub|opt[ -]?out|remove me|stop|abmelden|abmeldung|abbestellen|austragen|d[ée]sinscription|d[ée]sabonne\w*|se d[ée]sabonner|darse de baja|baja|cancelar suscripci[oó]n|disiscri\w+|cancella\w*|afmelden|uitschrijven|wypisz|avregistrera)\b/i

/** Messages without a report part. */
function plainRows({ email, headers }: Context): readonly ReportRow[] | null {
  const from = mailbox(email.from)
  const common = { occurred: headers.get('date'), message_id: headers.get('message-id') }
  // Exim's own form of bounce names the addresses in a header.
  const failed = headers.all('x-failed-recipients').flatMap((list) => list.split(','))
  if (failed.some((address) => isAddress(address.trim())))
    return failed.map((address) => ({
      ...common,
      report: 'delivery',
      recipient: address.trim().toLowerCase(),
      outcome: 'failed',
      diagnostic: diagnosisIn(email.text ?? '', address.trim()),
    }))
  if (!isAddress(from)) return null
  const auto = headers.get('auto-submitted').toLowerCase()
  if (auto.startsWith('auto-replied') || headers.get('x-autoreply') !== '' || headers.get('x-autorespond') !== '')
    return [{ ...common, report: 'reply', recipient: from, outcome: 'auto-reply' }]
  if (WISH.test(email.subject ?? '')) return [{ ...common, report: 'wish', recipient: from, outcome: 'unsubscribe' }]
  return null
}

/** What the text says behind the address. */
function diagnosisIn(text: string, address: string): string {
  const at = text.toLowerCase().indexOf(address.toLowerCase())
  return (at < 0 ? text : text.slice(at + address.length)).replace(/\s+/g, ' ').trim().slice(0, MAX_DIAGNOSTIC)
}

/** `rfc822; a@b.c` → `a@b.c`, '' where it is no address. */
function addressIn(field: string): string {
  const address = afterType(field).replace(/^<|>$/g, '').trim().toLowerCase()
  return isAddress(address) ? address : ''
}

const afterType = (field: string): string => field.replace(/^\s*[\w-]+\s*;\s*/, '').trim()

/** Receivers write `redacted@redacted` and the like for those they do not name. */
const isAddress = (text: string): boolean =>
  text.length <= 320 && /^[^\s@<>]+@[^\s@<>]+$/.test(text) && !/redacted|anonymi[sz]ed|hidden@|undisclosed/i.test(text)

const mailbox = (address: Address | undefined): string => (address?.address ?? '').toLowerCase()

/** Headers in which an export's token comes back. */
const TOKEN_HEADERS = ['x-goldpan-token', 'x-recipient-token', 'x-campaign-token']
const TOKEN = /^[\w-]{16,200}$/

/** The token of a header of ours, else of the address to unsubscribe at. */
function tokenIn(headers: HeaderFields): string | null {
  for (const name of TOKEN_HEADERS) {
    const value = headers.get(name).trim()
    if (value !== '') return value.slice(0, 200)
  }
  const link = /<https:\/\/[^>\s]+>/i.exec(headers.get('list-unsubscribe'))?.[0].slice(1, -1)
  const parts = link?.split(/[/?&=#]/).filter((part) => TOKEN.test(part)) ?? []
  return parts.at(-1) ?? null
}
