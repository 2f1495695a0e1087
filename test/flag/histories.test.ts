/**
 * The first law over histories: files come, change and go, records are merged and torn apart, the stage runs again and
 * again, for two brands, four channels and a topic. Held against a model that never forgets: no opt-out is lost, no
 * consent gained. HISTORIES=10000 runs more.
 */

import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import type { Channel } from '../../src/record/project.ts'
import {
  BRANDS,
  brandOf,
  type Customer,
  country,
  customersOf,
  Ledger,
  type Listed,
  type Step,
  step,
  WRITTEN,
} from './history-case.ts'

const HISTORIES = Number(process.env.HISTORIES ?? 60)

const ledger = new Ledger()
afterAll(ledger.close)

/** What somebody said: of themselves as a customer, or as whoever has an address. */
interface Said extends Omit<Listed, 'email' | 'mobile'> {
  readonly subjects: readonly string[]
}
interface Scope {
  readonly brand: string
  readonly channel: Channel
  /** Null: all marketing. */
  readonly purpose: string | null
}

const named = (kind: string, address: number | null): string[] => (address === null ? [] : [`${kind} ${address}`])

/** What goldpan should know after all steps so far, and never forget. */
class Model {
  readonly #refusals: Said[] = []
  #consents: readonly Said[] = []
  #now: readonly Customer[] = []
  /** By customer: themselves, and every address they ever had. */
  readonly #ever = new Map<number, Set<string>>()

  take(now: Step): void {
    this.#now = customersOf(now)
    const said: Said[] = []
    for (const c of this.#now) {
      const ever = this.#ever.get(c.id) ?? new Set()
      this.#ever.set(c.id, ever)
      for (const subject of this.#subjects(c)) ever.add(subject)
      const { channel, day, says } = c
      // A row of a customer speaks of its e-mail address as well.
      const of = {
        brand: brandOf(c.id),
        channel,
        purpose: null,
        subjects: [`customer ${c.id}`, ...named('email', c.email)],
      }
      if (says === 'no') said.push({ ...of, kind: 'unsubscribed', day: null })
      if (says === 'yes') said.push({ ...of, kind: 'opt_in', day })
    }
    for (const { email, mobile, ...rest } of now.list ?? [])
      said.push({ ...rest, subjects: [...named('email', email), ...named('mobile', mobile)] })
    this.#refusals.push(...said.filter(({ kind }) => kind !== 'opt_in'))
    this.#consents = said.filter(({ kind }) => kind === 'opt_in')
  }

  /** Refused by the customer, at any address they ever had, and never taken back. */
  isClosed(id: number, scope: Scope): boolean {
    const ever = this.#ever.get(id)!
    const isTheirs = ({ subjects }: Said): boolean => subjects.some((s) => ever.has(s))
    return this.#refusals.some(
      (said) =>
        isTheirs(said) &&
        closes(said, scope) &&
        !(LIFTABLE.has(said.kind) && this.#consents.some((c) => isTheirs(c) && isLaterOf(c, said))),
    )
  }

  /** A consent of exactly this brand and channel, in the files of today, by the customer or for an address of today. */
  hasConsent(id: number, { brand, channel, purpose }: Scope): boolean {
    const subjects = this.#now.filter((c) => c.id === id).flatMap((c) => this.#subjects(c))
    return this.#consents.some(
      (c) =>
        c.brand === brand &&
        c.channel === channel &&
        (c.purpose === null || c.purpose === purpose) &&
        c.subjects.some((s) => subjects.includes(s)),
    )
  }

  #subjects(c: Customer): readonly string[] {
    return [`customer ${c.id}`, ...named('email', c.email), ...named('mobile', c.mobile)]
  }
}

const LIFTABLE: ReadonlySet<string> = new Set(['unsubscribed', 'dnc_external'])

/** Whether a refusal closes the channel for the brand and the topic, by the words of the contact rules. */
function closes(said: Said, { brand, channel, purpose }: Scope): boolean {
  if (said.kind === 'objected_all' || said.kind === 'complaint') return true
  if (said.channel !== null && said.channel !== channel) return false
  if (said.kind !== 'dnc_external' && said.brand !== null && said.brand !== brand) return false
  return said.kind === 'manual' || said.purpose === null || said.purpose === purpose
}

function isLaterOf(consent: Said, { brand, channel, purpose, day }: Said): boolean {
  const isSame = consent.brand === brand && consent.channel === channel && consent.purpose === purpose
  return isSame && consent.day !== null && consent.day > (day ?? Number.POSITIVE_INFINITY)
}

it('no opt-out is lost and no consent gained by any history of files, merges and runs', async () => {
  const seen = new Set<string>()
  const histories = fc.array(step, { minLength: 2, maxLength: 5 })
  const property = fc.asyncProperty(histories, country, (steps, where) =>
    ledger.afresh(async () => {
      const model = new Model()
      for (const [i, now] of steps.entries()) {
        model.take(now)
        for (const { customer, brand, purpose: topic, channel, open, why } of await ledger.run(now, where)) {
          const scope = { brand, channel, purpose: topic === 'marketing' ? null : topic }
          const merged = customersOf(now)
            .map((c) => c.id)
            .filter((id) => now.person[id] === now.person[customer])
          const at = `step ${i}, customer ${customer}, ${brand} ${topic} ${channel}: ${why}`
          expect(open && merged.some((id) => model.isClosed(id, scope)), at).toBe(false)
          if (why === 'opt_in')
            expect(
              merged.some((id) => model.hasConsent(id, scope)),
              at,
            ).toBe(true)
          seen.add(`${brand} ${channel} ${topic} ${open ? 'open' : 'closed'}`)
        }
      }
    }),
  )
  await fc.assert(property, { numRuns: HISTORIES })
  // A text message for a topic of the second brand alone is rarely open.
  for (const brand of BRANDS)
    for (const channel of WRITTEN)
      for (const state of ['marketing open', 'marketing closed', 'news closed'])
        expect([...seen]).toContain(`${brand} ${channel} ${state}`)
}, 3_600_000)
