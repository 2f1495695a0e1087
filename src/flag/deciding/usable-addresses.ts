/** Which kinds of address of a record serve which channel. */

import { CHANNELS } from '../../record/project.ts'
import { HAS } from '../flag-input.ts'

const ANY_EMAIL = HAS.email | HAS.email2
const ANY_PHONE = HAS.phone | HAS.mobile
const ANY_FOR_TEXTS = HAS.phoneTakesTexts | HAS.mobileTakesTexts
const ADDRESS_BITS = CHANNELS.map(
  (channel) =>
    ({
      email: ANY_EMAIL,
      sms: ANY_FOR_TEXTS,
      call: ANY_PHONE,
      letter: HAS.letter,
      push: 0,
      ads: ANY_EMAIL | ANY_PHONE,
    })[channel],
)

/** Bits of HAS of which the record needs one, or it has no address for the channel. */
export const addressBits = (channel: number): number => ADDRESS_BITS[channel]!

/** An e-mail address or telephone number as given: audiences and push take no address that repair made. */
export function hasSoundAddress(flags: number): boolean {
  if ((flags & ANY_PHONE) !== 0) return true
  const first = (flags & HAS.email) !== 0 && (flags & (HAS.emailRepaired | HAS.emailInvalid)) === 0
  return first || ((flags & HAS.email2) !== 0 && (flags & (HAS.email2Repaired | HAS.email2Invalid)) === 0)
}
