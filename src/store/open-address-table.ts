/** Flag: beside each row of contactability that has an open channel, the addresses that are open on it. */

import type { OpenCell } from '../record/open-address.ts'
import { PackedTable } from './packed-table.ts'

/** Cells as in record/open-address.ts; null where the channel is closed or not in use. */
export interface OpenAddressRow {
  readonly person_no: number
  readonly brand: string
  readonly purpose: string
  readonly email: OpenCell
  readonly sms: OpenCell
  readonly call: OpenCell
  readonly letter: OpenCell
  readonly push: OpenCell
  readonly ads: OpenCell
}

/** By person, brand and purpose; people to whom nothing is open have no row. */
export const openAddresses = new PackedTable<OpenAddressRow>('open_address', {
  person_no: true,
  brand: true,
  purpose: true,
  email: true,
  sms: true,
  call: true,
  letter: true,
  push: true,
  ads: true,
})
