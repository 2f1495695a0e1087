/** The e-mail addresses that facts name: one more table to clean, for an opt-out may be mistyped too, and what happened to each. */

import { ColumnEncoder } from '../../record/encoded.ts'
import type { RawTable } from '../table-work.ts'
import { type AddressKnowledge, addressKey } from './address-evidence.ts'
import type { DomainHint } from './domain-hints.ts'

const NO_HOST = 1
const NO_MAILBOX = 2
const ANSWERED = 4
const REFUSED = 8

/** Categories of rules/bounce-codes.yaml that speak of the whole domain. */
const HOST_CATEGORIES: ReadonlySet<unknown> = new Set(['no_host', 'no_mail_domain'])

export class FactAddresses {
  readonly #encoder = new ColumnEncoder()
  /** By number of the address. */
  #marks = new Uint8Array(1024)

  /** A fact as ingest read it. */
  add(kind: unknown, email: string, detail: unknown): void {
    const id = this.#encoder.idOf(email)
    if (id >= this.#marks.length) {
      const bigger = new Uint8Array(this.#marks.length * 2)
      bigger.set(this.#marks)
      this.#marks = bigger
    }
    this.#marks[id]! |= marksOfFact(kind, detail)
  }

  table(): RawTable {
    const { values } = this.#encoder.finish()
    const column = { values, ids: Uint32Array.from({ length: values.length - 1 }, (_, row) => row + 1) }
    return { rows: column.ids.length, columns: { email: column }, country: null }
  }

  /** Domains of addresses that bounced because there is no such host, or none that takes mail. */
  hints(odds: number): DomainHint[] {
    const domains = new Set<string>()
    this.#each((email, marks) => {
      if (marks & NO_HOST) domains.add(email.slice(email.lastIndexOf('@') + 1))
    })
    return [...domains].sort().map((domain) => ({ domain, odds, says: 'mail to it bounced, no such host' }))
  }

  /** Which meant addresses have no mailbox, and which typed ones answered and were never refused. */
  knowledge(meant: ReadonlySet<string>, typed: ReadonlySet<string>): Pick<AddressKnowledge, 'dead' | 'alive'> {
    const dead = new Set<string>()
    const alive = new Set<string>()
    const refused = new Set<string>()
    this.#each((email, marks) => {
      if (marks & NO_MAILBOX && meant.has(email)) dead.add(email)
      if (marks & ANSWERED && typed.has(email)) alive.add(email)
      if (marks & REFUSED) refused.add(email)
    })
    return { dead: [...dead].sort(), alive: [...alive].filter((email) => !refused.has(email)).sort() }
  }

  #each(visit: (email: string, marks: number) => void): void {
    const { values } = this.#encoder.finish()
    for (let id = 1; id < values.length; id++)
      if (this.#marks[id] !== 0) visit(addressKey(values[id]!), this.#marks[id]!)
  }
}

function marksOfFact(kind: unknown, detail: unknown): number {
  if (kind === 'alive') return ANSWERED
  if (kind === 'invalid') return NO_MAILBOX | REFUSED
  if (kind !== 'bounce_hard') return 0
  return REFUSED | (HOST_CATEGORIES.has(detail) ? NO_HOST : detail === 'no_mailbox' ? NO_MAILBOX : 0)
}
