/** Which facts concern which people: by record, by address, by name and address, and by possible matches one hop away. */

import { type FactColumns, kindOf, NONE } from '../facts/fact-columns.ts'
import { type Lists, Pairs } from '../flag-input.ts'
import { isAddressFact, isConsent } from './precedence.ts'

/** How a record comes to an e-mail address: it has it, had it before repair, or repair merely suggests it. */
export const OWNS = 0
export const OWNED_BEFORE = 1
export const MAY_OWN = 2

/** What is known of records that are no longer as they were; restrictions reach people by it, consents never do. */
export interface Former {
  /** Address number → people who had it. */
  readonly emails: ReadonlyMap<number, readonly number[]>
  readonly phones: ReadonlyMap<number, readonly number[]>
  /** Fact → people whose record, now gone, it was about. */
  readonly facts: ReadonlyMap<number, readonly number[]>
}

export interface Owners {
  /** E-mail address → `record * 4 + how`. */
  readonly emails: Lists
  /** Telephone number → records. */
  readonly phones: Lists
  /** Number that restrictions name → records with the same digits but for the country, which they lack. */
  readonly barePhones?: ReadonlyMap<number, readonly number[]>
  /** Fact → records whose name and address it may mean. */
  readonly named: ReadonlyMap<number, readonly number[]>
  readonly former?: Former
}

/** Links of each person: `fact * 2 + suspected`. Address facts are left out: they stay with their address. */
export function factLinks(
  facts: FactColumns,
  lifted: Uint8Array,
  owners: Owners,
  personOf: Int32Array,
  persons: number,
  possible: Iterable<readonly [number, number]>,
): Lists {
  const pairs = new Pairs()
  for (let f = 0; f < facts.length; f++) {
    const kind = kindOf(facts, f)
    if (lifted[f] === 1 || isAddressFact(kind)) continue
    linkFact(f, isConsent(kind), facts, owners, personOf, pairs)
  }
  return spread(facts, pairs, persons, possible).lists(persons)
}

function linkFact(
  f: number,
  isConsentFact: boolean,
  facts: FactColumns,
  owners: Owners,
  personOf: Int32Array,
  pairs: Pairs,
): void {
  const ownRecord = facts.rec[f]!
  const own = ownRecord === NONE ? NONE : personOf[ownRecord]!
  if (own !== NONE) pairs.push(own, f * 2)
  // A consent that stands in somebody's record is theirs alone, even where others share the address.
  if (isConsentFact && ownRecord !== NONE) return
  const link = (person: number, suspected: number): void => {
    if (person !== own && person !== NONE) pairs.push(person, f * 2 + suspected)
  }
  const email = facts.email[f]!
  if (email !== NONE) {
    for (let i = owners.emails.offsets[email]!; i < owners.emails.offsets[email + 1]!; i++) {
      const owner = owners.emails.items[i]!
      const how = owner & 3
      // Consent was given for an address as it stands, never for one that repair made or dropped.
      if (isConsentFact && how !== OWNS) continue
      link(personOf[owner >> 2]!, how === MAY_OWN ? 1 : 0)
    }
  }
  const phone = facts.phone[f]!
  if (phone !== NONE) {
    for (let i = owners.phones.offsets[phone]!; i < owners.phones.offsets[phone + 1]!; i++)
      link(personOf[owners.phones.items[i]!]!, 0)
  }
  // A name and an address are enough to leave somebody alone, not to claim a consent.
  if (isConsentFact) return
  for (const record of owners.named.get(f) ?? []) link(personOf[record]!, 0)
  for (const record of owners.barePhones?.get(phone) ?? []) link(personOf[record]!, 0)
  if (owners.former === undefined) return
  for (const person of owners.former.emails.get(email) ?? []) link(person, 0)
  for (const person of owners.former.phones.get(phone) ?? []) link(person, 0)
  for (const person of owners.former.facts.get(f) ?? []) link(person, 0)
}

/** Restrictions of a person also shut out, as suspected, everybody who may be the same person: one hop, both ways. */
function spread(
  facts: FactColumns,
  pairs: Pairs,
  persons: number,
  possible: Iterable<readonly [number, number]>,
): Pairs {
  const own = pairs.lists(persons)
  const { spreads } = facts.precedence
  const give = (from: number, to: number): void => {
    for (let i = own.offsets[from]!; i < own.offsets[from + 1]!; i++) {
      const link = own.items[i]!
      if ((link & 1) === 0 && spreads[facts.kind[link >> 1]!] === 1) pairs.push(to, link | 1)
    }
  }
  for (const [l, r] of possible) {
    if (l === r) continue
    give(l, r)
    give(r, l)
  }
  return pairs
}

/** The records that a fact concerns, by whatever it names; for what is about a postal address. */
export function* recordsOfFact(facts: FactColumns, owners: Owners, fact: number): Iterable<number> {
  if (facts.rec[fact] !== NONE) return yield facts.rec[fact]!
  const named = owners.named.get(fact)
  if (named !== undefined) return yield* named
  yield* ownersOf(owners.emails, facts.email[fact]!, 2)
  yield* ownersOf(owners.phones, facts.phone[fact]!, 0)
}

function* ownersOf(lists: Lists, address: number, shift: number): Iterable<number> {
  if (address === NONE) return
  for (let i = lists.offsets[address]!; i < lists.offsets[address + 1]!; i++) yield lists.items[i]! >> shift
}
