/** Tokens: stand for a person in a campaign on a channel, and tell nobody who that is. */

import { createHmac } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
/** 100 bits: nobody guesses one, and no two agree. */
const LETTERS = 20

/** Letters and digits in lower case, none that look alike; the same for the same workspace, campaign, channel and person. */
export function tokenOf(key: string, campaign: string, channel: string, personId: string): string {
  const bytes = createHmac('sha256', key)
    .update(JSON.stringify([campaign, channel, personId]))
    .digest()
  let token = ''
  for (let i = 0; i < LETTERS; i++) token += ALPHABET[bytes[i]! & 31]
  return token
}
