/** The last look before a list leaves: every recipient goes through the gate, as a stranger's list would. */

import { openGate } from '../gate/open-gate.ts'
import type { GateList } from '../gate/read-list.ts'
import type { Refusal } from '../gate/refusal.ts'
import { PackedColumn } from '../record/packed-column.ts'
import type { Channel } from '../record/project.ts'
import type { StaleList } from '../rules/external-lists.ts'
import type { Rules } from '../rules/rule-file.ts'
import type { Store } from '../store/store.ts'
import type { Recipient } from './recipients.ts'

export interface Refused {
  readonly recipient: Recipient
  readonly refusal: Refusal
}

export interface Checked {
  readonly passed: readonly Recipient[]
  readonly refused: readonly Refused[]
}

export interface CheckOptions {
  readonly rules: Rules
  /** The day of sending. */
  readonly day: number
  readonly alternateOrder: readonly Channel[]
  readonly purposeOf: (offer: string) => string
  /** Sources whose remembered facts do not count. */
  readonly disregard: readonly string[]
  /** Registers that are too old. */
  readonly stale: readonly StaleList[]
  /** Offers that existing customers may not have. */
  readonly isForNewcomers: (offer: string) => boolean
}

/** Both arms alike: a control group that was not checked would not be comparable. */
export function checkRecipients(store: Store, recipients: readonly Recipient[], options: CheckOptions): Checked {
  const { rules, day, alternateOrder } = options
  const passed: Recipient[] = []
  const refused: Refused[] = []
  for (const group of groupsOf(recipients)) {
    const { channel, brand, offer } = group[0]!
    const asked = { channel, brand, purpose: options.purposeOf(offer), day, alternateOrder }
    const judge = openGate(store, asList(group), {
      asked,
      rules,
      isForNewcomers: options.isForNewcomers(offer),
      hasOurCustomerIds: false,
      personOf: (row) => group[row]!.person,
      disregard: options.disregard,
      stale: options.stale,
    })
    for (const [row, recipient] of group.entries()) {
      const { refusal } = judge(row)
      if (refusal === null) passed.push(recipient)
      else refused.push({ recipient, refusal })
    }
  }
  return {
    passed: passed.sort((l, r) => l.person - r.person),
    refused: refused.sort((l, r) => l.recipient.person - r.recipient.person),
  }
}

/** Those of one channel, brand and offer together. */
function groupsOf(recipients: readonly Recipient[]): Iterable<Recipient[]> {
  const groups = new Map<string, Recipient[]>()
  let last: Recipient[] = []
  for (const recipient of recipients) {
    const { channel, brand, offer } = recipient
    const of = last[0]
    if (of === undefined || of.channel !== channel || of.brand !== brand || of.offer !== offer) {
      const key = JSON.stringify([channel, brand, offer])
      last = groups.get(key) ?? []
      groups.set(key, last)
    }
    last.push(recipient)
  }
  return groups.values()
}

type Cells = (recipient: Recipient) => readonly (string | null | undefined)[]

const named = ({ golden: { first_name, last_name } }: Recipient) => [first_name, last_name] as const
const byNumber: { readonly fields: readonly string[]; readonly cells: Cells } = {
  fields: ['first_name', 'last_name', 'mobile'],
  cells: (r) => [...named(r), r.address],
}
const byRecord: typeof byNumber = {
  fields: ['first_name', 'last_name', 'email', 'mobile'],
  cells: (r) => [...named(r), r.record?.email, r.record?.mobile ?? r.record?.phone],
}

/** What stands on the envelope, and who it is for. */
const ENVELOPES: Readonly<Record<Channel, typeof byNumber>> = {
  email: { fields: ['first_name', 'last_name', 'email'], cells: (r) => [...named(r), r.address] },
  sms: byNumber,
  call: byNumber,
  letter: {
    fields: ['first_name', 'last_name', 'company', 'street', 'house_number', 'postcode', 'city', 'country'],
    cells: (r) => {
      const { street, house_number, postcode, city } = r.record ?? {}
      return [
        ...named(r),
        r.golden.company,
        street,
        house_number,
        postcode,
        city,
        r.record?.country ?? r.golden.country,
      ]
    },
  },
  push: byRecord,
  ads: byRecord,
}

function asList(group: readonly Recipient[]): GateList {
  const { fields, cells } = ENVELOPES[group[0]!.channel]
  const ids = new PackedColumn()
  const columns = fields.map(() => new PackedColumn())
  for (const recipient of group) {
    ids.takeText(recipient.personId)
    for (const [c, text] of cells(recipient).entries()) columns[c]!.takeText(text ?? '')
  }
  // Cleaned by the pipeline already; cleaning again could change an address that was decided on.
  const clean = new Map(fields.map((field, c) => [field, columns[c]!.finish()]))
  const raw = new Map([['person_id', ids.finish()]])
  return { rows: group.length, raw, clean, suggested: new Map(), invalid: new Set(), notes: [] }
}
