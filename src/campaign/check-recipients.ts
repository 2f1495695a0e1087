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
  const groups = new Map<string, Recipient[]>()
  for (const recipient of recipients) {
    const key = JSON.stringify([recipient.channel, recipient.brand, recipient.offer])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [recipient])
    else group.push(recipient)
  }
  const passed: Recipient[] = []
  const refused: Refused[] = []
  for (const group of groups.values()) {
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

/** What stands on the envelope, and who it is for. */
function cellsOf({ channel, address, golden, record }: Recipient): Readonly<Record<string, string | null>> {
  const name = { first_name: golden.first_name, last_name: golden.last_name }
  switch (channel) {
    case 'email':
      return { ...name, email: address }
    case 'sms':
    case 'call':
      return { ...name, mobile: address }
    case 'letter': {
      const { street, house_number, postcode, city } = record ?? {}
      const country = record?.country ?? golden.country
      return { ...name, company: golden.company, street, house_number, postcode, city, country } as Record<
        string,
        string
      >
    }
    default:
      return { ...name, email: record?.email ?? null, mobile: record?.mobile ?? record?.phone ?? null }
  }
}

function asList(group: readonly Recipient[]): GateList {
  const columns = new Map<string, PackedColumn>()
  for (const recipient of group)
    for (const [name, text] of Object.entries({ person_id: recipient.personId, ...cellsOf(recipient) })) {
      const column = columns.get(name) ?? new PackedColumn()
      columns.set(name, column)
      column.takeText(text ?? '')
    }
  const raw = new Map(Array.from(columns, ([name, column]) => [name, column.finish()]))
  // Cleaned by the pipeline already; cleaning again could change an address that was decided on.
  const clean = new Map([...raw].filter(([name]) => name !== 'person_id'))
  return { rows: group.length, raw, clean, suggested: new Map(), invalid: new Set(), notes: [] }
}
