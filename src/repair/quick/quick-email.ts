/** The quick way for e-mail addresses: plain ones of domains that nothing is said about. */

import { TextPacker } from '../../record/text-packer.ts'
import type { QuickOutcome, QuickRepair } from './quick-repair.ts'

const AT = 0x40
const DOT = 0x2e
const MOST_LOCAL = 64
const LONGEST = 254

/** Where a sign may stand, bit by bit. */
const FIRST = 1
const LOCAL = 2
const DOMAIN = 4
const places = new Uint8Array(256)
for (const sign of 'abcdefghijklmnopqrstuvwxyz0123456789-') places[sign.charCodeAt(0)]! |= FIRST | LOCAL | DOMAIN
for (const sign of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&*+/=?^_{|}~') places[sign.charCodeAt(0)]! |= FIRST | LOCAL
for (const sign of "'`") places[sign.charCodeAt(0)]! |= LOCAL

const [UNKNOWN, CLEAN, OTHER] = [0, 1, 2]

export class QuickEmails implements QuickRepair {
  readonly #isClean: (domain: string) => boolean
  /** Each domain is judged once. */
  readonly #domains = new TextPacker()
  #verdicts = new Uint8Array(1024)

  constructor(isClean: (domain: string) => boolean) {
    this.#isClean = isClean
  }

  settle(bytes: Uint8Array, from: number, to: number, _: string | null, outcome: QuickOutcome): boolean {
    const at = endOfLocal(bytes, from, to)
    if (at < 0 || to - from > LONGEST || !isDomain(bytes, at + 1, to)) return false
    const domain = this.#domains.idOfBytes(bytes, at + 1, to)
    if (domain >= this.#verdicts.length) this.#grow()
    if (this.#verdicts[domain] === UNKNOWN)
      this.#verdicts[domain] = this.#isClean(this.#domains.textOf(domain)) ? CLEAN : OTHER
    if (this.#verdicts[domain] !== CLEAN) return false
    outcome.keep()
    return true
  }

  #grow(): void {
    const bigger = new Uint8Array(this.#verdicts.length * 2)
    bigger.set(this.#verdicts)
    this.#verdicts = bigger
  }
}

/** The place of the @ behind a plain local part that does not begin with www.; -1 where there is none. */
function endOfLocal(bytes: Uint8Array, from: number, to: number): number {
  if ((places[bytes[from]!]! & FIRST) === 0) return -1
  let at = from
  for (; at < to && bytes[at] !== AT; at++) {
    const sign = bytes[at]!
    if (sign === DOT ? bytes[at - 1] === DOT : (places[sign]! & LOCAL) === 0) return -1
  }
  if (at === to || at - from > MOST_LOCAL || bytes[at - 1] === DOT) return -1
  return isWww(bytes, from) ? -1 : at
}

const isWww = (bytes: Uint8Array, at: number): boolean =>
  bytes[at + 3] === DOT &&
  (bytes[at]! | 32) === 0x77 &&
  (bytes[at + 1]! | 32) === 0x77 &&
  (bytes[at + 2]! | 32) === 0x77

/** Labels of small letters with dots between, two at least. */
function isDomain(bytes: Uint8Array, from: number, to: number): boolean {
  let dots = 0
  let before = DOT
  for (let i = from; i < to; i++) {
    const sign = bytes[i]!
    if (sign === DOT) {
      if (before === DOT) return false
      dots++
    } else if ((places[sign]! & DOMAIN) === 0) return false
    before = sign
  }
  return dots > 0 && before !== DOT
}
