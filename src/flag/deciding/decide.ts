/** The verdict for each channel of a person, in the name of a brand, for a purpose. */

import type { OpenField } from '../../record/open-address.ts'
import { CHANNELS } from '../../record/project.ts'
import { mayTakeTexts, phoneType } from '../../text/phone-type.ts'
import { KIND, NO_DAY, NONE } from '../facts/fact-columns.ts'
import { type FlagInput, HAS } from '../flag-input.ts'
import type { ChannelRules, LegalBasis } from '../rules.ts'
import { monthAdder } from './add-months.ts'
import { answersOf } from './answers.ts'
import { CLOSED, joinOf, NEEDS_EXPRESS } from './block.ts'
import { consentsOf, type Slot } from './consents.ts'
import type { Jurisdiction } from './jurisdiction.ts'
import { OpenSlots } from './open-slots.ts'
import { keepBetter, type Outcome, type OutcomeName, outcomeNo } from './outcome.ts'
import { isConsent, KINDS } from './precedence.ts'
import { addressBits, hasSoundAddress } from './usable-addresses.ts'
import type { VerdictBook } from './verdict-book.ts'

const [EMAIL, SMS, CALL, LETTER] = [0, 1, 2, 3]

export interface Decider {
  /**
   * Fills `out` (one place a channel) with answers of the book; NONE for channels not in use. `tell` hears of each
   * channel that is open, and on which addresses: the slots are good until the next channel.
   */
  decide(
    person: number,
    brand: number,
    purpose: number,
    out: Int32Array,
    tell: (channel: number, slots: OpenSlots) => void,
  ): void
}

export function decider(
  input: FlagInput,
  rules: ChannelRules,
  rows: readonly Jurisdiction[],
  book: VerdictBook,
): Decider {
  const { facts, records, sources, members, links, asOfDay, sendDay } = input
  const join = joinOf(facts, rules)
  const consents = consentsOf(input, rules)
  const inUse = CHANNELS.map((channel) => rules.channels.includes(channel))
  const isDeclared = facts.brands.map(
    (b) => rules.soft_opt_in_brands.includes('*') || rules.soft_opt_in_brands.includes(b),
  )
  const addMonths = monthAdder()
  const answers = answersOf(input, join, book)

  const slot: Slot = { channel: 0, record: NONE, email: NONE, phone: NONE, isRepaired: false }
  const best: Outcome = { outcome: 0, fact: NONE, day: NO_DAY, until: NO_DAY }
  const next: Outcome = { outcome: 0, fact: NONE, day: NO_DAY, until: NO_DAY }
  let brand = 0
  let purpose = NONE
  let from = 0
  let to = 0
  let legal: LegalBasis = { basis: 'express' }
  let needsExpress = NONE
  let mayUseRepaired = false
  /** The address comes from another brand's record: the law may open it, no consent and no sale of that record does. */
  let isBorrowed = false
  let firstMember = 0
  let lastMember = 0
  const open = new OpenSlots()
  let field: OpenField = 'record'

  function decide(...[person, inNameOf, forPurpose, out, tell]: Parameters<Decider['decide']>): void {
    brand = inNameOf
    purpose = forPurpose
    from = links.offsets[person]!
    to = links.offsets[person + 1]!
    firstMember = members.offsets[person]!
    lastMember = members.offsets[person + 1]!
    const row = rows[input.jurisdiction[person]!]!
    mayUseRepaired = row.repairedEmail
    for (let channel = 0; channel < CHANNELS.length; channel++) {
      if (!inUse[channel]) {
        out[channel] = NONE
        continue
      }
      legal = row.basis[CHANNELS[channel]!]
      open.reset()
      out[channel] = decideChannel(channel)
      if (book.isAllowed(out[channel]!)) tell(channel, open)
    }
  }

  function decideChannel(channel: number): number {
    let block = NONE
    needsExpress = NONE
    for (let i = from; i < to; i++) {
      const link = links.items[i]!
      const effect = join.effect(link >> 1, brand, purpose, channel)
      if (effect === CLOSED) block = join.stronger(block, link)
      else if (effect === NEEDS_EXPRESS) needsExpress = join.stronger(needsExpress, link)
    }
    if (block !== NONE) return answers.blockedBy(block)
    return answers.of(bestOutcome(channel), (needsExpress & 1) === 1)
  }

  /** The best of all addresses that this brand may use for the channel. */
  function bestOutcome(channel: number): Outcome {
    set(best, 'no_record')
    slot.channel = channel
    const mayUseAny = channel === LETTER && hasOpenRecord()
    for (let i = firstMember; i < lastMember; i++) {
      const record = members.items[i]!
      const isOwn = sources[records.source[record]!]!.brand === brand
      if (isOwn) offer('no_address')
      // A postal address may come from any of the person's records; the rest only from the brand's own.
      isBorrowed = !isOwn
      if (isOwn || mayUseAny) considerRecord(channel, record)
    }
    isBorrowed = false
    if (channel === EMAIL || channel === SMS || channel === CALL) considerConsentedAddresses(channel)
    return best
  }

  function hasOpenRecord(): boolean {
    for (let i = firstMember; i < lastMember; i++) {
      const source = sources[records.source[members.items[i]!]!]!
      if (source.brand === brand && (source.deal !== 'asset_deal' || source.isNoticeOver)) return true
    }
    return false
  }

  function considerRecord(channel: number, record: number) {
    const flags = records.flags[record]!
    const source = sources[records.source[record]!]!
    slot.record = record
    slot.email = NONE
    slot.phone = NONE
    slot.isRepaired = false
    if ((flags & addressBits(channel)) === 0) return
    if (source.deal === 'asset_deal' && !(channel === LETTER && source.isNoticeOver)) return offer('asset_deal')
    field = channel === LETTER ? 'address' : 'record'
    if (channel === LETTER) {
      const returned = input.letterBlock(record)
      return returned === NONE ? offerLegal() : offer('address_blocked', returned)
    }
    if (channel === EMAIL) {
      field = 'email'
      if (flags & HAS.email)
        considerEmail(
          records.email[record]!,
          flags & HAS.emailRepaired,
          flags & HAS.emailInvalid,
          flags & HAS.emailSure,
        )
      field = 'email_2'
      if (flags & HAS.email2)
        considerEmail(
          records.email2[record]!,
          flags & HAS.email2Repaired,
          flags & HAS.email2Invalid,
          flags & HAS.email2Sure,
        )
      return
    }
    if (channel === SMS || channel === CALL) {
      field = 'mobile'
      if (flags & (channel === SMS ? HAS.mobileTakesTexts : HAS.mobile)) considerPhone(records.mobile[record]!)
      field = 'phone'
      if (flags & (channel === SMS ? HAS.phoneTakesTexts : HAS.phone)) considerPhone(records.phone[record]!)
      return
    }
    // Audiences and push: a repaired address alone is no way to a person.
    return hasSoundAddress(flags) ? offerLegal() : offer('unconfirmed_repair')
  }

  function considerEmail(email: number, isRepaired: number, isInvalid: number, isSure: number) {
    if (isInvalid) return offer('address_blocked')
    slot.email = email
    slot.isRepaired = isRepaired !== 0
    if (isEmailClosed(email, slot.record)) return
    if (isRepaired && !(isSure && mayUseRepaired && isConfirmed(email))) return offer('unconfirmed_repair')
    offerLegal()
  }

  function isEmailClosed(email: number, record: number): boolean {
    const ofRecord = record === NONE || slot.isRepaired ? NONE : input.recordBlock(record)
    const blocked = email === NONE || input.emailBlock[email] === NONE ? ofRecord : input.emailBlock[email]!
    if (blocked !== NONE) offer('address_blocked', blocked)
    else if (email === NONE || input.emailRestsUntil[email] === NO_DAY || input.emailRestsUntil[email]! < sendDay)
      return false
    else offer('bounce_soft', input.emailRestFact[email]!, NO_DAY, input.emailRestsUntil[email]!)
    return true
  }

  /** r7: another source of the person shows the same address as given, or the address has shown a sign of life. */
  function isConfirmed(email: number): boolean {
    if (email === NONE) return false
    if (input.emailAlive[email] === 1) return true
    const own = records.source[slot.record]
    for (let i = firstMember; i < lastMember; i++) {
      const r = members.items[i]!
      if (records.source[r] === own) continue
      if (records.email[r] === email && (records.flags[r]! & HAS.emailRepaired) === 0) return true
      if (records.email2[r] === email && (records.flags[r]! & HAS.email2Repaired) === 0) return true
    }
    return false
  }

  function considerPhone(phone: number): void {
    slot.phone = phone
    const dead = phone === NONE ? NONE : input.phoneBlock[phone]!
    if (dead !== NONE) offer('address_blocked', dead)
    else offerLegal()
  }

  /** An opt-in list may name an address that no record of this brand has: it is open by its own consent. */
  function considerConsentedAddresses(channel: number): void {
    for (let i = from; i < to; i++) {
      const fact = links.items[i]! >> 1
      if (
        facts.kind[fact] !== KIND.opt_in ||
        (links.items[i]! & 1) === 1 ||
        !consents.isProof(fact) ||
        !consents.inScope(fact, channel, brand, purpose)
      )
        continue
      slot.record = NONE
      slot.isRepaired = false
      slot.email = channel === EMAIL ? facts.email[fact]! : NONE
      slot.phone = channel === EMAIL ? NONE : facts.phone[fact]!
      // A record's own consent was weighed with the record, in whatever state its address is.
      if (facts.rec[fact] !== NONE || (slot.email === NONE && slot.phone === NONE)) continue
      if (channel === SMS && slot.phone !== NONE && !mayTakeTexts(phoneType(input.phoneTexts(slot.phone)))) continue
      if (channel === EMAIL ? !isEmailClosed(slot.email, NONE) : input.phoneBlock[slot.phone] === NONE)
        offer('opt_in', fact)
    }
  }

  /** Weighs the legal basis for the slot's address. */
  function offerLegal() {
    let consent = NONE
    let claim = NONE
    let softDay = NO_DAY
    for (let i = from; i < to && !isBorrowed; i++) {
      const link = links.items[i]!
      const fact = link >> 1
      if ((link & 1) === 1 || !IS_CONSENT[facts.kind[fact]!] || !consents.inScope(fact, slot.channel, brand, purpose))
        continue
      if (!consents.covers(fact, slot)) continue
      if (consents.isProof(fact)) consent = laterOf(consent, fact)
      else if (facts.kind[fact] === KIND.soft_opt_in)
        softDay = Math.max(softDay, facts.day[fact]! <= asOfDay ? facts.day[fact]! : NO_DAY)
      else claim = laterOf(claim, fact)
    }
    if (legal.basis === 'prohibited') return offer('no_legal_basis')
    if (consent !== NONE) return offer('opt_in', consent)
    const deal = slot.record === NONE ? 'own' : sources[records.source[slot.record]!]!.deal
    if (needsExpress !== NONE) return offer('unsubscribed_other_channel', needsExpress >> 1)
    const isStrict = legal.basis === 'express' || (deal === 'rented' && slot.channel !== LETTER)
    if (!isStrict && (legal.basis === 'opt_out' || legal.basis === 'legitimate_interest'))
      return offer(legal.basis === 'opt_out' ? 'opt_out_regime' : 'legitimate_interest')
    const mayBeSoft =
      !isStrict &&
      !isBorrowed &&
      (deal === 'own' || deal === 'share_deal') &&
      (legal.declared_only !== true || isDeclared[brand] === true)
    const sale = mayBeSoft ? Math.max(softDay, input.lastSale[slot.record] ?? NO_DAY) : NO_DAY
    const inquiry =
      mayBeSoft && legal.inquiry_months !== undefined ? (input.lastInquiry[slot.record] ?? NO_DAY) : NO_DAY
    if (inquiry !== NO_DAY) offerInquiry(inquiry, legal.inquiry_months!)
    if (sale !== NO_DAY) return offerSoft(sale)
    if (inquiry !== NO_DAY) return
    offer(claim === NONE ? 'no_consent' : 'claimed_opt_in', claim)
  }

  /** Open until so many months after the last sale; the planned day of sending decides, so the day goes out with it. */
  function offerSoft(sale: number) {
    const until = addMonths(sale, legal.months ?? 24)
    const isImplied = legal.basis === 'implied'
    if (until < sendDay) return offer(isImplied ? 'implied_consent_expired' : 'soft_opt_in_expired', NONE, until)
    offer(isImplied ? 'implied_consent' : 'soft_opt_in', NONE, sale, until)
  }

  function offerInquiry(day: number, months: number) {
    const until = addMonths(day, months)
    if (until < sendDay) offer('recent_inquiry_expired', NONE, until)
    else offer('recent_inquiry', NONE, day, until)
  }

  function laterOf(l: number, r: number): number {
    if (l === NONE) return r
    set(best2, 'opt_in', l)
    set(next2, 'opt_in', r)
    keepBetter(facts, best2, next2)
    return best2.fact
  }
  const best2: Outcome = { ...best }
  const next2: Outcome = { ...best }

  function offer(name: OutcomeName, fact = NONE, day = NO_DAY, until = NO_DAY): void {
    set(next, name, fact, day, until)
    keepBetter(facts, best, next)
    open.add(next.outcome, slot.record, field, slot.channel === EMAIL ? slot.email : slot.phone)
  }

  return { decide }
}

/** By number of the kind. */
const IS_CONSENT: readonly boolean[] = KINDS.map(isConsent)

function set(of: Outcome, name: OutcomeName, fact = NONE, day = NO_DAY, until = NO_DAY): void {
  of.outcome = outcomeNo(name)
  of.fact = fact
  of.day = day
  of.until = until
}
