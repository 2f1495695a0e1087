/** Counts contactability in one pass over its rows, which come person by person. */

import { compareText } from '../base/order.ts'
import { CHANNELS } from '../record/project.ts'
import type { VerdictRow } from '../store/contactability-table.ts'
import type { AnswerCount, ContactGroup, ContactSummary } from './report-data.ts'

type Answer = Omit<AnswerCount, 'people'>

interface Group {
  readonly brand: string
  readonly purpose: string
  people: number
  /** Per channel: how often each kind of answer was given. */
  readonly counts: readonly number[][]
}

/** A row: person, brand, purpose and one verdict number (or null) per channel of `CHANNELS`. */
export interface ContactRowView {
  readonly person: number
  readonly brand: string
  readonly purpose: string
  readonly verdicts: readonly (number | null)[]
}

export class ContactTally {
  /** Kind of answer by verdict number: verdicts differ by date and evidence, kinds are few. */
  readonly #kindOf: number[] = []
  readonly #kinds: Answer[] = []
  readonly #groups = new Map<string, Group>()
  readonly #openSets: number[] = new Array(1 << CHANNELS.length).fill(0)
  #person = -1
  #open = 0
  #people = 0
  #last: Group | null = null

  constructor(verdicts: Iterable<VerdictRow>) {
    const known = new Map<string, number>()
    for (const v of verdicts) {
      const key = `${v.allowed} ${v.suspected} ${v.alternate_channel} ${v.reason}`
      let kind = known.get(key)
      if (kind === undefined) {
        kind = this.#kinds.length
        known.set(key, kind)
        this.#kinds.push({
          allowed: v.allowed === 1,
          reason: v.reason,
          suspected: v.suspected === 1,
          alternate: v.alternate_channel,
        })
      }
      this.#kindOf[v.verdict_no] = kind
    }
  }

  add(row: ContactRowView): void {
    if (row.person !== this.#person) this.#startPerson(row.person)
    const group = this.#groupOf(row.brand, row.purpose)
    group.people++
    for (let channel = 0; channel < CHANNELS.length; channel++) {
      const verdict = row.verdicts[channel] ?? null
      const kind = verdict === null ? undefined : this.#kindOf[verdict]
      if (kind === undefined) continue
      const counts = group.counts[channel]!
      counts[kind] = (counts[kind] ?? 0) + 1
      if (this.#kinds[kind]!.allowed) this.#open |= 1 << channel
    }
  }

  finish(): ContactSummary {
    this.#startPerson(-1)
    const groups = [...this.#groups.values()]
      .sort((l, r) => compareText(l.brand, r.brand) || compareText(l.purpose, r.purpose))
      .map((group) => this.#summarise(group))
    const openSets = this.#openSets.map((people, set) => ({ set, people })).filter((s) => s.people > 0)
    return { people: this.#people, openSets, groups }
  }

  #startPerson(person: number): void {
    if (this.#person >= 0) {
      this.#openSets[this.#open]!++
      this.#people++
    }
    this.#person = person
    this.#open = 0
  }

  #groupOf(brand: string, purpose: string): Group {
    const last = this.#last
    if (last !== null && last.brand === brand && last.purpose === purpose) return last
    const key = `${brand}\0${purpose}`
    let group = this.#groups.get(key)
    if (group === undefined) {
      group = { brand, purpose, people: 0, counts: CHANNELS.map(() => []) }
      this.#groups.set(key, group)
    }
    this.#last = group
    return group
  }

  #summarise(group: Group): ContactGroup {
    const channels = CHANNELS.map((channel, i) => {
      const answers = this.#kinds
        .map((answer, kind) => ({ ...answer, people: group.counts[i]![kind] ?? 0 }))
        .filter((a) => a.people > 0)
        .sort((l, r) => r.people - l.people || compareText(keyOf(l), keyOf(r)))
      return { channel, answers }
    }).filter((c) => c.answers.length > 0)
    return { brand: group.brand, purpose: group.purpose, people: group.people, channels }
  }
}

const keyOf = (a: Answer): string => `${a.reason} ${a.allowed} ${a.suspected} ${a.alternate}`
