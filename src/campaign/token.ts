/** Tokens: stand for a person in a campaign on a channel, and tell nobody who that is. */

import { hmacSha256 } from '../base/hmac.ts'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
/** 100 bits: nobody guesses one, and no two agree. */
const LETTERS = 20

export type TokenMaker = (campaign: string, channel: string, personId: string) => string

/** Letters and digits in lower case, none that look alike; the same for the same workspace, campaign, channel and person. */
export function tokenMaker(key: string): TokenMaker {
  const hmac = hmacSha256(key)
  return (campaign, channel, personId) => {
    const bytes = hmac(JSON.stringify([campaign, channel, personId]))
    let token = ''
    for (let i = 0; i < LETTERS; i++) token += ALPHABET[bytes.charCodeAt(i) & 31]
    return token
  }
}
