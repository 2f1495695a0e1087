/** Per true person, what a perfect tool would find: state, opt-outs, the best lawful channel. */

import { iso } from './calendar.ts'
import type { ProviderState } from './fernnetz.ts'
import type { BuyingLife } from './life.ts'
import type { SubscriberState } from './panorama.ts'
import type { Person } from './people.ts'
import type { Blocked } from './suppressions.ts'
import type { Touch } from './touch.ts'

export const TRUTH_PEOPLE_HEADER =
  'true_id,country,state,isp_state,shop_state,magazine_state,last_purchase,died_on,mean_gap_days,email_blocked,email_block_reason,call_blocked,letter_blocked,best_channel,is_customer,note\n'

export interface Relations {
  readonly provider: ProviderState | null
  readonly lives: readonly BuyingLife[]
  readonly subscriber: SubscriberState | null
}

/** From the liveliest to the deadest; a person's state is the liveliest of their relations. */
const LIVELIEST = ['contract_running', 'active', 'new', 'slipping', 'lapsed', 'lost', 'never_active'] as const

export function truthId(personNo: number): string {
  return `T${String(personNo).padStart(7, '0')}`
}

export function truthPersonLine(person: Person, touch: Touch, relations: Relations, blocked: Blocked): string {
  const { provider, subscriber, lives } = relations
  const shop = LIVELIEST.find((state) => lives.some((life) => life.state === state)) ?? null
  const state = LIVELIEST.find((s) => s === provider || s === shop || s === subscriber) ?? 'prospect'
  const bought = lives.filter((life) => life.days.length > 0)
  const last = bought.length === 0 ? null : Math.max(...bought.map((life) => life.days[life.days.length - 1]!))
  const dead = bought.length > 0 && bought.every((life) => life.diedDay !== null)
  const died = dead ? Math.max(...bought.map((life) => life.diedDay ?? 0)) : null
  return `${[
    truthId(person.no),
    person.country,
    state,
    provider ?? '',
    shop ?? '',
    subscriber ?? '',
    last === null ? '' : iso(last),
    died === null ? '' : iso(died),
    bought.length === 0 ? '' : bought[0]!.meanGapDays.toFixed(1),
    blocked.email === '' ? '0' : '1',
    blocked.email,
    blocked.call ? '1' : '0',
    blocked.letter ? '1' : '0',
    bestChannel(person, touch, bought.length > 0, blocked),
    touch.isCustomer ? '1' : '0',
    person.traits.join('|'),
  ].join(',')}\n`
}

/** Email where it is lawful (opt-out in the US, own sale elsewhere, consent in DE, AT, CH), else letter, else call by consent. */
function bestChannel(person: Person, touch: Touch, hasBought: boolean, blocked: Blocked): string {
  const consentOnly = person.country === 'DE' || person.country === 'AT' || person.country === 'CH'
  const lawful = touch.emailConsent || person.country === 'US' || (!consentOnly && hasBought)
  if (blocked.email === 'complaint') return 'none'
  if (touch.emails.some((given) => given.correct) && blocked.email === '' && lawful) return 'email'
  if (touch.hasAddress && !blocked.letter) return 'letter'
  if (touch.phones.size > 0 && !blocked.call && touch.callConsent) return 'call'
  return 'none'
}
