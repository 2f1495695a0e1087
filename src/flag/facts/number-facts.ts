/** Facts as the workspace holds them → columns of numbers, with every form in which an address may be known. */

import type { CleanedRecord } from '../../record/cleaned.ts'
import type { FactBlock } from '../../record/fact-block.ts'
import { isAddressFact, isConsent } from '../deciding/precedence.ts'
import { type AddressBook, emailKey, nationalKey, phoneKey } from './address-book.ts'
import type { FactBuilder } from './fact-builder.ts'
import { NONE } from './fact-columns.ts'
import { type NamedPlace, namedPlace } from './name-address.ts'
import type { SourceKeys } from './source-keys.ts'

export interface FactNumbering {
  readonly builder: FactBuilder
  readonly emails: AddressBook
  readonly phones: AddressBook
  readonly keys: SourceKeys
  /** Per source: the sources its customer keys stand in. */
  readonly targets: readonly (readonly number[])[]
  /** Per source: the names of those sources. */
  readonly keyNames: readonly (readonly string[])[]
  /** Mistyped address → what repair mends it to. */
  readonly mended: ReadonlyMap<string, string>
}

export interface NumberedFacts {
  /** Name and place of those that have nothing else. */
  readonly named: Map<number, NamedPlace>
  /** Uids of records that restrictions name and that are not there → the facts. */
  readonly orphans: Map<string, number[]>
}

/** Numbers all facts: blocks of FACT_COLUMNS. */
export function numberFacts(
  blocks: Iterable<readonly (readonly unknown[])[]>,
  { builder, emails, phones, keys, targets, keyNames, mended }: FactNumbering,
): NumberedFacts {
  const named = new Map<number, NamedPlace>()
  const orphans = new Map<string, number[]>()
  const recs: number[] = []
  const keep = (rec: number): void => {
    recs.push(rec)
  }
  for (const block of blocks) {
    const columns = block as unknown as FactBlock // as FACT_COLUMNS says
    for (let i = 0; i < columns[0].length; i++) numberFact(columns, i)
  }
  return { named, orphans }

  function numberFact(columns: FactBlock, i: number): void {
    const source = columns[0][i]!
    const kind = columns[1][i]!
    const email = columns[5][i]!
    const phone = columns[6][i]!
    const fact = {
      kind,
      channel: columns[2][i]!,
      brand: columns[3][i]!,
      purpose: columns[4][i]!,
      source,
      day: columns[10][i]!,
      email: emails.add(emailKey(email)),
      phone: phones.add(phoneKey(phone)),
      rec: NONE,
      detail: columns[11][i]!,
      byDay: columns[13]?.[i] ?? null,
    }
    recordsOf(source, columns[8][i]!, columns[7][i]!)
    const identity = columns[9][i]!
    for (const rec of recs) {
      fact.rec = rec
      const no = builder.push(fact)
      if (identity !== null && rec === NONE) named.set(no, namedPlace(JSON.parse(identity) as CleanedRecord)) // written by ingest
    }
    if (fact.rec === NONE && !isConsent(kind))
      noteOrphan(builder.length - 1, source, columns[12]?.[i] ?? null, columns[7][i]!)
    if (isConsent(kind)) {
      if (fact.rec === NONE && phone?.startsWith('+')) phones.markInternational(fact.phone)
      return
    }
    // A person's own restriction also holds for the address they meant; what happened to an address stays with it, and
    // a consent holds for nothing but what was typed.
    const meant = email === null ? undefined : mended.get(email)
    if (meant !== undefined && !isAddressFact(kind)) builder.push({ ...fact, rec: NONE, email: emails.add(meant) })
    if (phone === null || phone.startsWith('+')) return
    const noAddress = { ...fact, rec: NONE, email: NONE }
    builder.push({ ...noAddress, phone: phones.add(nationalKey(phone)) })
    if (phone.startsWith('00')) builder.push({ ...noAddress, phone: phones.add(phone.slice(2)) })
  }

  function noteOrphan(fact: number, source: number, uid: string | null, customerRef: string | null): void {
    const uids = customerRef === null ? [] : keyNames[source]!.map((name) => `${name}:${customerRef}`)
    if (uid !== null) uids.push(uid)
    for (const gone of uids) {
      const known = orphans.get(gone)
      if (known === undefined) orphans.set(gone, [fact])
      else known.push(fact)
    }
  }

  /** Fills `recs`: its own record and those with its key; NONE where there is neither. */
  function recordsOf(source: number, own: number | null, customerRef: string | null): void {
    recs.length = 0
    if (own !== null) recs.push(own)
    if (customerRef !== null) for (const target of targets[source]!) keys.each(target, customerRef, keep)
    if (recs.length === 0) recs.push(NONE)
  }
}
