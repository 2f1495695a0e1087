/** HMAC-SHA-256 of many short texts under one key: RFC 2104 by two plain hashes, at less than half the cost of an object each. */

import { hash } from 'node:crypto'

/** Bytes that SHA-256 takes at once. */
const BLOCK = 64
const DIGEST = 32
const MOST_BYTES = 3

/** The digest as a text of 32 characters, one a byte. `key` and texts count as UTF-8. */
export function hmacSha256(key: string): (text: string) => string {
  const bytes = Buffer.alloc(BLOCK)
  if (Buffer.byteLength(key) > BLOCK) bytes.write(hash('sha256', key, 'binary'), 'binary')
  else bytes.write(key)
  const outer = Buffer.concat([bytes.map((byte) => byte ^ 0x5c), Buffer.alloc(DIGEST)])
  const pad = bytes.map((byte) => byte ^ 0x36)
  let inner = Buffer.from(pad)
  return (text) => {
    if (BLOCK + text.length * MOST_BYTES > inner.length)
      inner = Buffer.concat([pad, Buffer.alloc(2 * text.length * MOST_BYTES)])
    const length = inner.write(text, BLOCK)
    outer.write(hash('sha256', inner.subarray(0, BLOCK + length), 'binary'), BLOCK, 'binary')
    return hash('sha256', outer, 'binary')
  }
}
