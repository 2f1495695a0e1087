/** Verdicts in words: one sentence per brand, purpose and channel. */

import type { Verdict } from '../record/contactability.ts'
import type { Channel } from '../record/project.ts'

const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  email: 'E-mail',
  sms: 'SMS',
  call: 'Calls',
  letter: 'Letters',
  push: 'Push messages',
  ads: 'Ad audiences',
}

const REASON_WORDS: Readonly<Record<string, string>> = {
  erased: 'the person was erased on request',
  deceased: 'the person has died',
  minor: 'the person is a minor',
  objected_all: 'the person objected to all marketing',
  manual: 'blocked by hand, or for a reason nobody could read',
  complaint: 'the person complained',
  dnc_external: 'the person is on a do-not-contact list for this channel',
  unsubscribed_channel: 'the person unsubscribed',
  unsubscribed_topic: 'the person unsubscribed from this topic',
  unsubscribed_other_channel: 'the person unsubscribed elsewhere, so this channel needs a consent of its own',
  trap: 'the address is a spam trap',
  unsafe: 'a verification service advises against mailing the address',
  bounce_hard: 'the address bounced for good',
  bounce_soft: 'the address bounced again and again and rests',
  invalid: 'the address is invalid',
  number_dead: 'the number is dead',
  returned_mail: 'mail to the address came back',
  moved: 'the person moved away from the address',
  sunset: 'no reaction to the last chance',
  paused: 'the channel is paused',
  no_address: 'there is no address for it',
  no_record: 'the brand has no record of the person',
  no_consent: 'there is no consent, and the law asks for one',
  claimed_opt_in: 'a consent is claimed, but nothing proves it',
  no_legal_basis: 'the law allows it in no case',
  asset_deal: 'the data came with an asset deal, and consents do not',
  unconfirmed_repair: 'the address was repaired and nobody confirmed it',
  soft_opt_in_expired: 'the last purchase is too long ago for the exception for customers',
  implied_consent_expired: 'the consent implied by the last purchase has expired',
  recent_inquiry_expired: 'the last inquiry is too long ago to allow it',
  recent_inquiry: 'a recent inquiry allows it for a while',
  implied_consent: 'consent is implied by a purchase',
  soft_opt_in: 'the exception for own customers applies',
  opt_out_regime: 'the law allows it unless refused, and nothing was refused',
  legitimate_interest: 'a legitimate interest suffices, and nothing was refused',
  opt_in: 'the person consented, with evidence',
}

/** One sentence for each verdict, in the order given, without personal data. */
export function explainContact(verdicts: readonly Omit<Verdict, 'person'>[]): readonly string[] {
  return verdicts.map((v) => {
    const topic = v.purpose === 'marketing' ? '' : ` (${v.purpose})`
    const state = `${v.allowed ? 'open' : 'closed'}${v.since === null ? '' : ` since ${v.since}`}${v.until === null ? '' : ` until ${v.until}`}`
    const why = REASON_WORDS[v.reason] ?? v.reason
    const suspected = v.suspected ? '; this comes from somebody who may be the same person' : ''
    const evidence = v.evidence === null ? '' : ` [${v.evidence}]`
    const alternate = v.allowed
      ? ''
      : v.alternateChannel === null
        ? '; no other channel is open'
        : `; use ${CHANNEL_WORDS[v.alternateChannel].toLowerCase()} instead`
    return `${CHANNEL_WORDS[v.channel]} for ${v.brand}${topic}: ${state}, ${why}${evidence}${suspected}${alternate}.`
  })
}
