/** Facts as the workspace holds them, a block at a time, column by column. */

import type { FactKind } from './fact.ts'

/** Columns of `fact` as read, in this order. */
export const FACT_COLUMNS = [
  'source_no',
  'kind',
  'channel',
  'brand',
  'purpose',
  'email',
  'phone',
  'customer_ref',
  'rec',
  'identity',
  'day',
  'detail',
] as const

type Texts = readonly (string | null)[]
export type FactBlock = readonly [
  source: readonly number[],
  kind: readonly FactKind[],
  channel: Texts,
  brand: Texts,
  purpose: Texts,
  email: Texts,
  phone: Texts,
  customerRef: Texts,
  rec: readonly (number | null)[],
  identity: Texts,
  day: readonly (number | null)[],
  detail: Texts,
  /** Of facts that no file tells today: the record they stood in, and the day by which an undated one had happened. */
  uid?: Texts,
  byDay?: readonly (number | null)[],
]
