/** Opt-outs, bounces and complaints as the mail providers export them, a do-not-call list and a letter preference list. */

import { respellStreet } from './address.ts'
import { AS_OF_DAY, germanDate, iso } from './calendar.ts'
import { row } from './cells.ts'
import { slip } from './damage.ts'
import { LineStore } from './line-store.ts'
import type { Person } from './people.ts'
import { e164, writePhone } from './phone.ts'
import type { Rng } from './rng.ts'
import type { GivenEmail, Touch } from './touch.ts'

export type EmailBlock = 'complaint' | 'unsubscribed' | 'bounced' | ''

export interface Blocked {
  readonly email: EmailBlock
  readonly call: boolean
  readonly letter: boolean
}

const MAILCHIMP_HEAD =
  'Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION'
const MAILCHIMP_TAIL = 'LAST_CHANGED,LEID,EUID,NOTES,TAGS'

const NO_MAILBOX = [
  ['5.1.1', '550 5.1.1 The email account that you tried to reach does not exist.'],
  ['5.1.1', '550-5.1.1 User unknown'],
  ['5.1.10', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'],
  ['5.0.0', '550 Requested action not taken: mailbox unavailable'],
  ['5.2.1', '550 5.2.1 The email account that you tried to reach is disabled.'],
] as const
const NO_HOST = [
  ['5.1.2', 'unable to get mx info: failed to get IPs from PTR record: lookup <nil>: unrecognized address'],
  ['5.4.4', '550 5.4.4 Invalid domain'],
] as const
const SOFT = [
  [
    '4.2.2',
    '452 4.2.2 The email account that you tried to reach is over quota, please direct the recipient to clear space',
  ],
  ['5.2.2', '552 5.2.2 Mailbox full'],
  ['4.4.1', '421 connection timed out'],
] as const
const BLOCKS = [
  ['5.7.1', '550 5.7.1 Our system has detected that this message is likely unsolicited mail, "see policy"'],
  ['4.7.0', '421 4.7.0 Try again later, closing connection'],
] as const

export class Suppressions {
  readonly sendgridBounces = new LineStore('utf8')
  readonly sendgridBlocks = new LineStore('utf8')
  readonly sendgridSpam = new LineStore('utf8')
  readonly sendgridUnsubscribes = new LineStore('utf8')
  readonly mailchimpUnsubscribed = new LineStore('utf8')
  readonly mailchimpCleaned = new LineStore('utf8')
  readonly mailchimpSubscribed = new LineStore('utf8')
  readonly doNotCall = new LineStore('utf8')
  readonly robinson = new LineStore('latin1')
  readonly headers = {
    bounces: 'status,reason,email,created\n',
    spam: 'ip,email,created\n',
    unsubscribes: 'email,created\n',
    subscribed: `${MAILCHIMP_HEAD},${MAILCHIMP_TAIL}\n`,
    unsubscribed: `${MAILCHIMP_HEAD},UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,${MAILCHIMP_TAIL}\n`,
    cleaned: `${MAILCHIMP_HEAD},CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,${MAILCHIMP_TAIL}\n`,
    doNotCall: 'phone,registered_on\n',
    robinson: 'Nachname;Vorname;Straße;PLZ;Ort;Eintrag seit\r\n',
  } as const
  #euid = 1

  /** Opt-outs and bounces that may not be lost; blocks and subscriptions are not among them. */
  get factCount(): number {
    const stores = [this.sendgridBounces, this.sendgridSpam, this.sendgridUnsubscribes, this.mailchimpUnsubscribed]
    return [...stores, this.mailchimpCleaned, this.doNotCall, this.robinson].reduce(
      (sum, store) => sum + store.count,
      0,
    )
  }

  /** Decides what happened to the person's addresses and enters it into the lists. */
  add(rng: Rng, person: Person, touch: Touch): Blocked {
    let complained = false
    let unsubscribed = false
    let reachable = false
    const seen = new Map<string, boolean>() // one row per address and list: true where it bounced
    for (const given of touch.emails) {
      const key = `${given.brand === 'hartwell'}/${given.typed.toLowerCase()}`
      const before = seen.get(key)
      if (before !== undefined) continue
      const fate = given.brand === 'hartwell' ? this.#sendgrid(rng, given) : this.#mailchimp(rng, person, given)
      seen.set(key, fate === 'bounced')
      complained ||= fate === 'complaint'
      unsubscribed ||= fate === 'unsubscribed'
    }
    for (const given of touch.emails) {
      const address = given.typed.toLowerCase()
      if (given.correct && !seen.get(`true/${address}`) && !seen.get(`false/${address}`)) reachable = true
    }
    const call = this.#calls(rng, person, touch)
    const letter = this.#letters(rng, person, touch)
    const email = complained
      ? 'complaint'
      : unsubscribed
        ? 'unsubscribed'
        : touch.emails.length > 0 && !reachable
          ? 'bounced'
          : ''
    return { email, call, letter }
  }

  #sendgrid(rng: Rng, given: GivenEmail): EmailBlock {
    const day = laterDay(rng, given.day)
    if (rng.chance(given.correct ? 0.13 : 0.85)) {
      const [status, reason] = rng.pick<readonly [string, string]>(given.correct ? NO_MAILBOX : NO_HOST)
      this.sendgridBounces.put(day, `${row([status, reason, given.typed, unixSeconds(rng, day)], ',')}\n`)
      return 'bounced'
    }
    if (!given.correct) return ''
    if (rng.chance(0.2)) {
      this.sendgridUnsubscribes.put(day, `${given.typed},${unixSeconds(rng, day)}\n`)
      return 'unsubscribed'
    }
    if (rng.chance(0.015)) {
      this.sendgridSpam.put(day, `192.0.2.${rng.between(1, 250)},${given.typed},${unixSeconds(rng, day)}\n`)
      return 'complaint'
    }
    if (rng.chance(0.03)) {
      const [status, reason] = rng.pick(SOFT)
      this.sendgridBounces.put(day, `${row([status, reason, given.typed, unixSeconds(rng, day)], ',')}\n`)
    } else if (rng.chance(0.02)) {
      const [status, reason] = rng.pick(BLOCKS)
      this.sendgridBlocks.put(day, `${row([status, reason, given.typed, unixSeconds(rng, day)], ',')}\n`)
    }
    return ''
  }

  #mailchimp(rng: Rng, person: Person, given: GivenEmail): EmailBlock {
    const day = laterDay(rng, given.day)
    const optIn = given.consent ? stamp(rng, given.day) : ''
    const head = [
      given.typed,
      given.first,
      given.last,
      String(rng.between(1, 5)),
      optIn,
      '',
      optIn,
      '',
      '',
      '',
      '',
      '',
      '',
      person.country,
      '',
    ]
    const tail = [
      stamp(rng, day),
      String(300_000 + this.#euid),
      (this.#euid++ * 2_654_435_761).toString(16).slice(-10),
      '',
      '',
    ]
    if (rng.chance(given.correct ? 0.12 : 0.85)) {
      this.mailchimpCleaned.put(day, `${row([...head, stamp(rng, day), 'Newsletter', 'c4a1', ...tail], ',')}\n`)
      return 'bounced'
    }
    if (!given.correct) return ''
    if (rng.chance(0.22)) {
      const reason = rng.pick(['NORMAL', 'NORMAL', 'NOSIGNUP', 'INAPPROPRIATE', ''])
      this.mailchimpUnsubscribed.put(
        day,
        `${row([...head, stamp(rng, day), 'Newsletter', 'c4a1', reason, '', ...tail], ',')}\n`,
      )
      return 'unsubscribed'
    }
    if (given.consent && rng.chance(0.6)) this.mailchimpSubscribed.put(given.day, `${row([...head, ...tail], ',')}\n`)
    return ''
  }

  #calls(rng: Rng, person: Person, touch: Touch): boolean {
    const phone = person.mobile
    if (phone === null || !touch.phones.has(e164(phone)) || !rng.chance(0.11)) return touch.callBlocked
    this.doNotCall.put(
      rng.between(AS_OF_DAY - 1500, AS_OF_DAY),
      `${writePhone(rng, phone)},${iso(rng.between(AS_OF_DAY - 1500, AS_OF_DAY))}\n`,
    )
    return true
  }

  /** Names on such lists come in variants; that is why they are missed. */
  #letters(rng: Rng, person: Person, touch: Touch): boolean {
    const german = person.country === 'DE' || person.country === 'AT' || person.country === 'CH'
    if (!german || !touch.hasAddress || !rng.chance(0.1)) return touch.letterBlocked
    const shown = touch.views.find((view) => view.address !== null)?.address ?? person.home
    const first = rng.chance(0.12) ? `${person.first[0]}.` : person.first
    const last = rng.chance(0.06) ? slip(rng, person.last) : person.last
    const street = `${rng.chance(0.4) ? respellStreet(rng, shown.street) : shown.street} ${shown.number}`
    const day = rng.between(AS_OF_DAY - 1800, AS_OF_DAY)
    this.robinson.put(day, `${row([last, first, street, shown.postcode, shown.city, germanDate(day)], ';')}\r\n`)
    return true
  }
}

function laterDay(rng: Rng, day: number): number {
  return Math.min(AS_OF_DAY, day + 5 + rng.int(Math.max(1, AS_OF_DAY - day)))
}

function unixSeconds(rng: Rng, day: number): string {
  return String(day * 86_400 + rng.int(86_400))
}

function stamp(rng: Rng, day: number): string {
  const two = (n: number) => (n < 10 ? `0${n}` : String(n))
  return `${iso(day)} ${two(rng.int(24))}:${two(rng.int(60))}:${two(rng.int(60))}`
}
