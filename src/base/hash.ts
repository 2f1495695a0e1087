/** Seeded, stable hashes: the only source of "randomness" and of ids in goldpan. */

import { hash } from 'node:crypto'

const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz' // Crockford: no i, l, o, u, so ids can be read aloud

/** SHA-256 of the parts (joined so that `['ab','c']` and `['a','bc']` differ), lower-case hex. */
export function digest(...parts: readonly string[]): string {
  let text = ''
  for (const part of parts) text += `${Buffer.byteLength(part)}:${part}`
  return hash('sha256', text)
}

/** A short id of 60 bits in 12 Crockford base-32 characters. */
export function shortId(...parts: readonly string[]): string {
  const hex = digest(...parts)
  // 30 bits at a time fit a number: hex digits 0–7 without the last two bits, then those two and digits 8–14.
  const high = Number.parseInt(hex.slice(0, 8), 16)
  const low = (high & 3) * 2 ** 28 + Number.parseInt(hex.slice(8, 15), 16)
  return base32(high >>> 2) + base32(low)
}

/** 30 bits in six characters. */
function base32(bits: number): string {
  let id = ''
  for (let shift = 25; shift >= 0; shift -= 5) id += BASE32[(bits >>> shift) & 31]
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

/** The finaliser of MurmurHash3: spreads a running hash over all 32 bits. */
export function scatter(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
