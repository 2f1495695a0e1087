/** The open addresses as texts: for each person × brand × purpose, best first. What lists are written and checked by. */

import { compareText } from '../base/order.ts'
import { type OpenCell, type OpenField, type OpenSlot, unpackOpen } from '../record/open-address.ts'
import type { Channel } from '../record/project.ts'
import { cleaned } from './cleaned-tables.ts'
import { columnBlocks } from './column-blocks.ts'
import { persons } from './golden-table.ts'
import { openAddresses } from './open-address-table.ts'
import type { Store } from './store.ts'

export interface OpenAddress {
  /** The record it stands in; null where only a consent names it. */
  readonly rec: number | null
  /** Null for an address that only a consent names. */
  readonly field: OpenField | null
  /** E-mail address or number as cleaned; a postal address as one text; '' for `record` (all sound addresses of it). */
  readonly text: string
}

export interface OpenFor {
  readonly person: number
  readonly brand: string
  readonly purpose: string
  /** At least one; best grounds first, then what stands in the golden record, then by text. Each once. */
  readonly addresses: readonly OpenAddress[]
}

const FIELDS = {
  email: ['email', 'email_2'],
  sms: ['mobile', 'phone'],
  call: ['mobile', 'phone'],
  letter: ['address_extra', 'street', 'house_number', 'postcode', 'city', 'country'],
  push: [],
  ads: [],
} as const satisfies Record<Channel, readonly string[]>

/** All open addresses of a channel, by person, brand and purpose. Reads the texts of all records: half a kilobyte each. */
export function* readOpenAddresses(
  store: Store,
  channel: Channel,
  only: { readonly brand?: string; readonly purpose?: string } = {},
): IterableIterator<OpenFor> {
  const records = readTexts(store, channel, 'rec')
  const golden = readTexts(store, channel, 'person_no')
  for (const block of columnBlocks(store, openAddresses, ['person_no', 'brand', 'purpose', channel])) {
    const [people, brands, purposes, cells] = block as unknown as [number[], string[], string[], OpenCell[]]
    for (let i = 0; i < people.length; i++) {
      if (cells[i] === null) continue
      if (only.brand !== undefined && brands[i] !== only.brand) continue
      if (only.purpose !== undefined && purposes[i] !== only.purpose) continue
      const person = people[i]!
      const isGolden = (text: string): boolean => golden.has(person, text)
      const addresses = bestFirst(cells[i]!, (slot) => records.textOf(slot), isGolden)
      yield { person, brand: brands[i]!, purpose: purposes[i]!, addresses }
    }
  }
}

function bestFirst(
  cell: OpenCell,
  textOf: (slot: OpenSlot) => string,
  isGolden: (text: string) => boolean,
): readonly OpenAddress[] {
  const groups = unpackOpen(cell)
  const only = groups.length === 1 && groups[0]!.length === 1 ? groups[0]![0]! : null
  // Most people have one.
  if (only !== null) return [{ rec: only.rec, field: only.field, text: textOf(only) }]
  const seen = new Set<string>()
  return groups.flatMap((group) =>
    group
      .map((slot) => ({ rec: slot.rec, field: slot.field, text: textOf(slot) }))
      .sort(
        (l, r) =>
          Number(isGolden(r.text)) - Number(isGolden(l.text)) ||
          compareText(l.text, r.text) ||
          Number(l.rec === null) - Number(r.rec === null),
      )
      .filter(({ text, field }) => field === 'record' || isNew(seen, text.toLowerCase())),
  )
}

function isNew(seen: Set<string>, text: string): boolean {
  const size = seen.size
  return seen.add(text).size > size
}

interface Texts {
  textOf(slot: OpenSlot): string
  has(owner: number, text: string): boolean
}

/** Texts of a channel's addresses, by record or (golden ones) by person. */
function readTexts(store: Store, channel: Channel, by: 'rec' | 'person_no'): Texts {
  const fields = FIELDS[channel]
  const isLetter = channel === 'letter'
  const columns: string[][] = isLetter ? [[]] : fields.map(() => [])
  const blocks =
    fields.length === 0
      ? []
      : by === 'rec'
        ? columnBlocks(store, cleaned, ['rec', ...fields])
        : columnBlocks(store, persons, ['person_no', ...fields])
  for (const [owners, ...texts] of blocks as Iterable<[number[], ...(string | null)[][]]>) {
    for (const [i, owner] of owners.entries()) {
      if (isLetter) columns[0]![owner] = oneText(texts.map((text) => text[i] ?? ''))
      else for (const [c, text] of texts.entries()) columns[c]![owner] = text[i] ?? ''
    }
  }
  const at = (owner: number, column: number): string => columns[column]?.[owner] ?? ''
  const place = (field: OpenField): number => (isLetter ? 0 : (fields as readonly string[]).indexOf(field))
  return {
    textOf: (slot) => slot.text ?? (slot.field === 'record' ? '' : at(slot.rec, place(slot.field))),
    has: (owner, text) => columns.some((_, c) => at(owner, c) === text),
  }
}

/** Parts that are there, in the order of an address: what tells two postal addresses apart. */
const oneText = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ')
