/** A fact as a row of its table. */

import { toDayNo } from '../record/dates.ts'
import type { Fact } from '../record/fact.ts'

/** In the order of the fact table's columns; `cells` is the packed raw row, null where a source record holds it. */
export function factRow(fact: Fact, sourceNo: number, line: number, cells: string | null): (string | number | null)[] {
  const day = fact.occurredAt === null ? null : toDayNo(fact.occurredAt)
  const { kind, channel, brand, purpose, email, phone, customerRef, rec, identity, detail } = fact
  return [sourceNo, line, kind, channel, brand, purpose, email, phone, customerRef, rec, identity, day, detail, cells]
}
