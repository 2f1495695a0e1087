/** Which e-mail addresses have a local part of their own, and which one that is made of the family name. */

import { holdsText, PackedTexts } from '../record/packed-texts.ts'
import { MOST_BYTES, writeText } from '../record/utf8.ts'
import { nameKey } from '../text/name-key.ts'
import { localPart } from './blocking/match-keys.ts'
import { writeFolded, writeLocal } from './blocking/plain-keys.ts'
import type { Features } from './features.ts'

/** A name inside an address from this many letters on. */
const LEAST_NAME = 3

/**
 * The numbers of local parts that say more than the name does; NaN for those built from the family name: namesakes have
 * the same ones at other providers.
 */
export function ownLocals(f: Features): Float64Array {
  const last = f.names.ids[2]!
  const numbers = new Float64Array(f.emailLocals)
  const names = withoutBlanks(f.names.values)
  const locals = bareLocals(f.emails.values)
  for (const ids of f.emails.ids)
    for (let row = 0; row < f.rows; row++) {
      const email = ids[row]!
      const name = last[row]!
      if (email === 0 || names.offsets[name + 1]! - names.offsets[name]! < LEAST_NAME) continue
      if (holdsText(locals, email, names, name)) numbers[email] = Number.NaN
    }
  return numbers
}

/** Names too short to be looked for are empty. */
function withoutBlanks({ bytes, offsets, length }: PackedTexts): PackedTexts {
  const kept = new Uint8Array(bytes.length)
  const ends = new Uint32Array(length + 1)
  for (let i = 0, end = 0; i < length; i++) {
    let letters = 0
    for (let at = offsets[i]!; at < offsets[i + 1]!; at++) {
      const byte = bytes[at]!
      if (byte === BLANK) continue
      kept[end++] = byte
      if (byte < CONTINUED || byte >= LEADING) letters += byte >= LEADING_PAIR ? 2 : 1
    }
    if (letters < LEAST_NAME) end = ends[i]!
    ends[i + 1] = end
  }
  return new PackedTexts(kept, ends)
}

const BLANK = 0x20
/** Bytes of UTF-8: those inside a character, and those that begin one, of two units of UTF-16 from the last on. */
const [CONTINUED, LEADING, LEADING_PAIR] = [0x80, 0xc0, 0xf0] as const

/** Local parts as names are written for comparing, without blanks. */
function bareLocals(emails: PackedTexts): PackedTexts {
  const { bytes, offsets, length } = emails
  const ends = new Uint32Array(length + 1)
  let kept = new Uint8Array(bytes.length)
  let local = new Uint8Array(1024)
  for (let i = 0, end = 0; i < length; i++) {
    const [from, to] = [offsets[i]!, offsets[i + 1]!]
    if (to - from > local.length) local = new Uint8Array(2 * (to - from))
    const next = writeFolded(local, 0, writeLocal(bytes, from, to, local, 0), kept, end, false, true)
    if (next >= 0) end = next
    else {
      const text = nameKey(localPart(emails.at(i)!)).replaceAll(' ', '')
      // What is longer than the bytes it is made of takes the room of those that follow.
      kept = withRoom(kept, end + text.length * MOST_BYTES + bytes.length - to)
      end = writeText(text, kept, end)
    }
    ends[i + 1] = end
  }
  return new PackedTexts(kept, ends)
}

function withRoom(bytes: Uint8Array<ArrayBuffer>, least: number): Uint8Array<ArrayBuffer> {
  if (bytes.length >= least) return bytes
  const bigger = new Uint8Array(least)
  bigger.set(bytes)
  return bigger
}
