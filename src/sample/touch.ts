/** What the records of one person say about reaching them: addresses given, consents, later the opt-outs. */

import type { Person } from './people.ts'
import { e164 } from './phone.ts'
import type { RecordView } from './record-view.ts'

export type Brand = 'fernnetz' | 'hartwell' | 'panorama' | 'leads'

export interface GivenEmail {
  readonly brand: Brand
  readonly typed: string
  /** The name as this record has it. */
  readonly first: string
  readonly last: string
  /** False where what was typed is not the person's address. */
  readonly correct: boolean
  readonly day: number
  readonly consent: boolean
}

export interface Touch {
  readonly emails: GivenEmail[]
  readonly phones: Set<string>
  views: RecordView[]
  hasAddress: boolean
  isCustomer: boolean
  emailConsent: boolean
  callConsent: boolean
  letterBlocked: boolean
  callBlocked: boolean
}

export function emptyTouch(): Touch {
  return {
    emails: [],
    phones: new Set(),
    views: [],
    hasAddress: false,
    isCustomer: false,
    emailConsent: false,
    callConsent: false,
    letterBlocked: false,
    callBlocked: false,
  }
}

export interface Consents {
  readonly email: boolean
  readonly call: boolean
  /** Letters refused in the record itself. */
  readonly letter: boolean
}

/** Enters one record into the person's touch. */
export function noteTouch(
  touch: Touch,
  brand: Brand,
  person: Person,
  view: RecordView,
  day: number,
  consents: Consents,
): void {
  touch.views.push(view)
  if (brand !== 'leads') touch.isCustomer = true
  if (view.address !== null) touch.hasAddress = true
  if (consents.email) touch.emailConsent = true
  if (consents.call) touch.callConsent = true
  if (consents.letter) touch.letterBlocked = true
  if (view.mobile !== '' && person.mobile !== null) touch.phones.add(e164(person.mobile))
  if (view.email !== '') {
    const correct = view.email === view.intendedEmail
    touch.emails.push({
      brand,
      typed: view.email,
      first: view.first,
      last: view.last,
      correct,
      day,
      consent: consents.email,
    })
  }
}
