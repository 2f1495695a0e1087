/** Hashes that nobody can make or test without the key. */

import { createHmac } from 'node:crypto'

/** The first 128 bits of HMAC-SHA-256, in hex. `key` in hex. */
export function keyedHash(key: string): (text: string) => string {
  const bytes = Buffer.from(key, 'hex')
  return (text) => createHmac('sha256', bytes).update(text).digest('hex').slice(0, 32)
}
