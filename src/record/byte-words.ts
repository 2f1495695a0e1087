/** Texts as bytes, looked at four at a time: a text of ten bytes is three words, the last overlapping. */

import { scatter } from '../base/hash.ts'

export const wordsOf = (bytes: Uint8Array): DataView<ArrayBufferLike> =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const FACTOR = 0x9e3779b1

/** Of `bytes[from..to)`, not empty; signed, as V8 holds such numbers without a box. */
export function hashBytes(bytes: DataView, from: number, to: number): number {
  let hash = to - from
  if (hash < 4) {
    let word = bytes.getUint8(from) | (bytes.getUint8(to - 1) << 8)
    if (hash === 3) word |= bytes.getUint8(from + 1) << 16
    return scatter(Math.imul(hash ^ word, FACTOR)) | 0
  }
  const last = to - 4
  for (let i = from; i < last; i += 4) {
    hash = Math.imul(hash ^ bytes.getInt32(i, true), FACTOR)
    hash ^= hash >>> 15
  }
  return scatter(Math.imul(hash ^ bytes.getInt32(last, true), FACTOR)) | 0
}

/** Whether `l[lFrom..)` and `r[rFrom..)` have the same `length` bytes. */
export function areSameBytes(l: DataView, lFrom: number, r: DataView, rFrom: number, length: number): boolean {
  if (length < 4) {
    for (let i = 0; i < length; i++) if (l.getUint8(lFrom + i) !== r.getUint8(rFrom + i)) return false
    return true
  }
  const last = length - 4
  for (let i = 0; i < last; i += 4) if (l.getInt32(lFrom + i, true) !== r.getInt32(rFrom + i, true)) return false
  return l.getInt32(lFrom + last, true) === r.getInt32(rFrom + last, true)
}

/** Copies `length` bytes. */
export function copyBytes(from: DataView, at: number, to: DataView, toAt: number, length: number): void {
  if (length < 4) {
    for (let i = 0; i < length; i++) to.setUint8(toAt + i, from.getUint8(at + i))
    return
  }
  const last = length - 4
  for (let i = 0; i < last; i += 4) to.setInt32(toAt + i, from.getInt32(at + i, true), true)
  to.setInt32(toAt + last, from.getInt32(at + last, true), true)
}
