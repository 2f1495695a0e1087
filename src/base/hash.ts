/** Seeded, stable hashes: the only source of "randomness" and of ids in goldpan. */

import { createHash } from 'node:crypto'

const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz' // Crockford: no i, l, o, u, so ids can be read aloud

/** SHA-256 of the parts (joined so that `['ab','c']` and `['a','bc']` differ), lower-case hex. */
export function digest(...parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part)
  return hash.digest('hex')
}

/** A short id of 60 bits in 12 Crockford base-32 characters. */
export function shortId(...parts: readonly string[]): string {
  const bytes = Buffer.from(digest(...parts).slice(0, 16), 'hex')
  let bits = bytes.readBigUInt64BE() >> 4n
  let id = ''
  for (let i = 0; i < 12; i++) {
    id = BASE32[Number(bits & 31n)] + id
    bits >>= 5n
  }
  return id
}

/** A 32-bit hash of the UTF-16 code units (FNV-1a with a final avalanche); fast, not for secrets. */
export function hash32(text: string, seed = 0): number {
  let h = (0x811c9dc5 ^ seed) >>> 0
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A number in [0, 1) that depends on nothing but the parts: seeded assignment and sampling. */
export function unitInterval(...parts: readonly string[]): number {
  return Number.parseInt(digest(...parts).slice(0, 13), 16) / 2 ** 52
}
