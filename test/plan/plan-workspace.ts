/** A workspace of people as sketches, for tests of the stage plan. */

import { toDayNo } from '../../src/record/dates.ts'
import type { Store } from '../../src/store/store.ts'
import { contactability, contacts, plans, segments, verdicts } from '../../src/store/tables.ts'
import { AS_OF, addPeople, makeWorkspace } from '../segment/workspace.ts'

export const today = toDayNo(AS_OF)
const SOURCES = [
  { name: 'crm', role: 'customers' },
  { name: 'sent', role: 'contacts', of: 'crm' },
  { name: 'care', role: 'complaints', of: 'crm' },
  { name: 'fair', role: 'leads' },
]

export interface Sketch {
  readonly state: string
  readonly behaviour?: string
  readonly isCustomer?: boolean
  readonly open?: readonly ('email' | 'sms' | 'call' | 'letter')[]
  readonly household?: string
  readonly expected?: number
  readonly recency?: number
  readonly worth?: number
  readonly rule?: string
  readonly cycle?: number
  readonly returns?: number
  /** Numbers of sources; 3 is a list of leads. */
  readonly sources?: readonly number[]
}

export function makePlanWorkspace(people: readonly Sketch[]): Store {
  const store = makeWorkspace(SOURCES)
  addPeople(
    store,
    people.map(({ household, sources }) => ({
      ...(household === undefined ? {} : { household }),
      ...(sources === undefined ? {} : { sources }),
    })),
  )
  const verdict = { since: null, until: null, evidence: null, alternate_channel: null, suspected: 0 }
  verdicts.insertAll(store, [
    { ...verdict, verdict_no: 0, allowed: 0, reason: 'unsubscribed_channel' },
    { ...verdict, verdict_no: 1, allowed: 1, reason: 'opt_in' },
  ])
  people.forEach((p, person_no) => {
    const is = (channel: string) => (p.open?.includes(channel as 'email') ? 1 : 0)
    segments.insertAll(store, [
      {
        person_no,
        state: p.state,
        rule: p.rule ?? 'tail',
        recency_days: p.recency ?? null,
        frequency: 1,
        monetary_minor: p.worth ?? 0,
        r: null,
        f: null,
        m: null,
        behaviour: p.behaviour ?? null,
        expected_purchases: p.expected ?? null,
        expected_value_minor: null,
        is_customer: (p.isCustomer ?? p.state !== 'prospect') ? 1 : 0,
        cycle_days: p.cycle ?? null,
        basket_minor: p.returns ?? null,
        return_value_minor: p.returns ?? null,
      },
    ])
    contactability.insertAll(store, [
      {
        person_no,
        brand: 'acme',
        purpose: 'marketing',
        email: is('email'),
        sms: is('sms'),
        call: is('call'),
        letter: is('letter'),
        push: null,
        ads: null,
      },
    ])
  })
  return store
}

/** Costs under which everything pays for sure, nobody is held out, and a letter is worth most. */
export const generous = (name: string, rules: Record<string, unknown>) => {
  if (name !== 'costs') return rules
  const pays = (response: number) => ({
    clean_minor: 0,
    make_minor: 0,
    send_minor: 1,
    design_minor: 0,
    capacity: null,
    prior_response: { customers: response, prospects: response },
  })
  const channels = { email: pays(0.2), sms: pays(0.3), letter: pays(0.4), call: pays(0.1) }
  return { ...rules, channels, prior_responders: 1e6, control_share: 0 }
}

export const planned = (store: Store) => [...plans.all(store, ['person_no'])]
export const outcome = (store: Store) =>
  planned(store).map((p) => `${p.offer ?? p.reason}${p.channel ? ` by ${p.channel}` : ''}`)

/** What the contact history of the source `sent` says. */
export function addContacts(
  store: Store,
  rows: readonly (readonly [key: string, daysAgo: number, offer: string | null])[],
): void {
  const rest = { source_no: 1, line: 1, email: null, cells: '', channel: 'email', campaign: null, outcome: null }
  contacts.insertAll(
    store,
    rows.map(([customer_ref, ago, offer]) => ({ ...rest, customer_ref, day: today - ago, offer })),
  )
}
