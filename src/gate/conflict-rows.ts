/** Rows of a prepared list → whom they mean and what they offer. */

import { emailKey, phoneKey } from '../flag/facts/address-book.ts'
import { NONE } from '../flag/facts/fact-columns.ts'
import { isForNewcomers, OFFER_RULES } from '../plan/offers.ts'
import type { Rules } from '../rules/rule-file.ts'
import { readTable, type TableInfo } from '../sources/source.ts'
import { columnBlocks } from '../store/column-blocks.ts'
import type { Store } from '../store/store.ts'
import { persons, possibleMatches } from '../store/tables.ts'
import { fold } from '../text/fold.ts'
import { Customers } from './customers.ts'
import { findPeople } from './find-people.ts'
import type { OfferRow } from './offer-conflicts.ts'
import { type GateList, textAt } from './read-list.ts'
import type { Whom } from './whom-row-means.ts'

export interface ListOffer {
  readonly name: string
  /** Null: by the offer, else by the list's name. */
  readonly isForNewcomers: boolean | null
  readonly value: number | null
  /** Row → the offer it names; '' where it names none. */
  readonly offerAt: (row: number) => string
}

/** What the column `offer` of a list says, row by row. */
export async function fromOfferRow(info: TableInfo): Promise<(row: number) => string> {
  const at = info.columns.findIndex((column) => OFFER_HEADERS.has(fold(column)))
  if (at < 0) return () => ''
  const offers: string[] = []
  for await (const { rows } of readTable(info.path, info, () => undefined))
    for (const cells of rows) offers.push(cells[at]!.trim())
  return (row) => offers[row] ?? ''
}

const OFFER_HEADERS: ReadonlySet<string> = new Set(['offer', 'offer id', 'offer code', 'angebot'])
/** Words in the name of a list, or of an offer nobody knows, that mean newcomers. */
const NEWCOMERS = /\b(new|newcomers?|welcome|acquisition|prospects?|leads?|neukunden?|neu|willkommen)\b/

export function offerRows(store: Store, list: GateList, offer: ListOffer, rules: Rules): OfferRow[] {
  const whom = findPeople(store, list, 'email', rules)
  const base = readBase(store)
  const customers = new Customers(store, rules.get(OFFER_RULES))
  const offers = new Map(rules.get(OFFER_RULES).offers.map((o) => [o.id, o]))
  return Array.from({ length: list.rows }, (_, row) => {
    const id = offer.offerAt(row)
    const known = offers.get(id)
    const kind = known === undefined ? null : isForNewcomers(known.kind)
    const meant = whom(row)
    const named = base.names(meant)
    return {
      list: offer.name,
      row: row + 1,
      offer: id === '' ? offer.name : id,
      isForNewcomers: kind ?? offer.isForNewcomers ?? NEWCOMERS.test(fold(id === '' ? offer.name : id)),
      value: offer.value ?? (known === undefined ? null : known.value_minor / 100),
      ...named,
      sure: named.sure.length > 0 ? named.sure : strangers(list, row),
      customer: CUSTOMER[customers.refusal(meant)?.reason ?? ''] ?? null,
    }
  })
}

const CUSTOMER: Readonly<Record<string, OfferRow['customer']>> = {
  existing_customer: 'same',
  possible_match_is_customer: 'possible',
  household_is_customer: 'household',
}

/** Nobody we know: the address stands for the person. */
function strangers(list: GateList, row: number): string[] {
  const emails = ['email', 'email_2'].map((field) => emailKey(textAt(list.clean, field, row)))
  const phones = ['mobile', 'phone'].map((field) => phoneKey(textAt(list.clean, field, row)))
  return [...new Set([...emails, ...phones])].filter((address) => address !== '').map((address) => `=${address}`)
}

/** The merged base: ids, households, and who may be whom. */
function readBase(store: Store): { names(whom: Whom): Pick<OfferRow, 'sure' | 'maybe' | 'households'> } {
  const ids: string[] = []
  const households: (string | null)[] = []
  for (const block of columnBlocks(store, persons, ['person_no', 'person_id', 'household_id'])) {
    const [nos, personIds, householdIds] = block as unknown as [number[], string[], (string | null)[]]
    for (const [i, no] of nos.entries()) {
      ids[no] = personIds[i]!
      households[no] = householdIds[i]!
    }
  }
  const twins = new Map<number, number[]>()
  for (const row of possibleMatches.raw(store, ['person_l', 'person_r'])) {
    const [l, r] = row as [number, number]
    twins.set(l, [...(twins.get(l) ?? []), r])
    twins.set(r, [...(twins.get(r) ?? []), l])
  }
  return {
    names({ people, household }) {
      const sure = people.filter((p) => p.isSure).map((p) => p.person)
      const unsure = people.filter((p) => !p.isSure).map((p) => p.person)
      const maybe = [...unsure, ...sure.flatMap((p) => twins.get(p) ?? [])].filter((p) => !sure.includes(p))
      const homes = [...sure, ...household.filter((p) => p !== NONE)].flatMap((p) => households[p] ?? [])
      return {
        sure: sure.map((p) => ids[p]!),
        maybe: [...new Set(maybe)].map((p) => ids[p]!),
        households: [...new Set(homes)],
      }
    },
  }
}
