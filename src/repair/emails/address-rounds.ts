/** The tables' part in weighing evidence about addresses: what they ask, what they know, and what they make of the answers. */

import type { Change } from '../../record/cleaned.ts'
import type { TextList } from '../../record/text-list.ts'
import type { OutcomeColumn } from '../columns.ts'
import { withOtherOutcomes } from '../other-outcomes.ts'
import { MARK_FIELDS, marksOf } from '../record-marks.ts'
import type { TableWork } from '../table-work.ts'
import {
  type AddressAnswers,
  type AddressKnowledge,
  type AddressQuestion,
  addressKey,
  type Holders,
  union,
} from './address-evidence.ts'
import { asGiven } from './repair-email.ts'
import { settleEmail } from './settle-email.ts'

const EMAILS = ['email', 'email_2'] as const
/** Enough to see that an address has more holders than prove anything. */
const HOLDERS_KEPT = 30

/** Every repair and suggestion of an address, with the marks of the records that have it. */
export function questionsOf(work: TableWork<TextList>): AddressQuestion[] {
  const marks = rowMarks(work)
  return EMAILS.flatMap((field) => {
    const column = work.column(field)
    return column === null ? [] : askAbout(column, marks)
  })
}

function askAbout({ ids, changed, changes }: OutcomeColumn, marks: (row: number) => readonly string[]) {
  const questions = changed.flatMap((outcome, i) =>
    changes[i]!.flatMap(({ decision, before, after }) => {
      const [typed, meant] = [addressKey(before), addressKey(after)]
      const isOpen = (decision === 'repaired' || decision === 'review') && meant !== '' && meant !== typed
      return isOpen ? [{ outcome, typed, meant }] : []
    }),
  )
  const holders = holdersOf(ids, new Set(questions.map((q) => q.outcome)), marks)
  return questions.map(({ outcome, typed, meant }) => ({ typed, meant, holders: holders.get(outcome) ?? [] }))
}

/** Records that have an address as it was given: no repair may prove another. */
export function holdersAmong(work: TableWork<TextList>, wanted: ReadonlySet<string>): AddressKnowledge['holders'] {
  const marks = rowMarks(work)
  const found = new Map<string, Holders>()
  for (const field of EMAILS) {
    const column = work.column(field)
    if (column === null) continue
    const changed = new Set(column.changed)
    for (const own of EMAILS) {
      const hits = outcomesWith(column.fields.get(own), work.values(own), wanted)
      for (const outcome of changed) hits.delete(outcome)
      if (hits.size === 0) continue
      for (const [outcome, holders] of holdersOf(column.ids, new Set(hits.keys()), marks)) {
        const address = hits.get(outcome)!
        found.set(address, union(found.get(address) ?? [], holders))
      }
    }
  }
  return [...found]
}

/** Outcome → the wanted address that it gives. */
function outcomesWith(
  numbers: Uint32Array | undefined,
  values: TextList | null,
  wanted: ReadonlySet<string>,
): Map<number, string> {
  const hits = new Map<number, string>()
  if (numbers === undefined || values === null) return hits
  const addressOf = new Map<number, string>()
  values.forEach((value, number) => {
    const key = value === null ? '' : addressKey(value)
    if (wanted.has(key)) addressOf.set(number, key)
  })
  for (let outcome = 1; outcome < numbers.length; outcome++) {
    const address = addressOf.get(numbers[outcome]!)
    if (address !== undefined) hits.set(outcome, address)
  }
  return hits
}

/** Outcome → the marks of its rows, each set once. */
function holdersOf(
  ids: Uint32Array,
  outcomes: ReadonlySet<number>,
  marks: (row: number) => readonly string[],
): ReadonlyMap<number, Holders> {
  const found = new Map<number, Map<string, readonly string[]>>()
  if (outcomes.size === 0) return new Map()
  let last = 0
  for (const outcome of outcomes) last = Math.max(last, outcome)
  const isAsked = new Uint8Array(last + 1)
  for (const outcome of outcomes) isAsked[outcome] = 1
  for (let row = 0; row < ids.length; row++) {
    const outcome = ids[row]!
    if (isAsked[outcome] !== 1) continue
    let sets = found.get(outcome)
    if (sets === undefined) {
      sets = new Map()
      found.set(outcome, sets)
    }
    if (sets.size >= HOLDERS_KEPT) continue
    const own = marks(row)
    sets.set(own.join('\n'), own)
  }
  return new Map([...found].map(([outcome, sets]) => [outcome, union([...sets.values()])]))
}

/** Asked of few rows: each looks its own fields up. */
function rowMarks(work: TableWork<TextList>): (row: number) => string[] {
  const sources = new Map(
    MARK_FIELDS.map((field) => {
      const columns = work.done.flatMap(({ ids, fields }) =>
        fields.has(field) ? [{ ids, numbers: fields.get(field)! }] : [],
      )
      return [field, { columns, values: work.values(field) }] as const
    }),
  )
  return (row) =>
    marksOf((field) => {
      const { columns, values } = sources.get(field)!
      for (const { ids, numbers } of columns) {
        const number = numbers[ids[row]!] ?? 0
        if (number !== 0) return values?.at(number) ?? null
      }
      return null
    })
}

/** `onlyTowardsRepair`: for addresses that only facts name, as a restriction holds for both forms whatever comes. */
export function settle(
  work: TableWork<TextList>,
  answers: AddressAnswers,
  { samePersonOdds, onlyTowardsRepair }: { readonly samePersonOdds: number; readonly onlyTowardsRepair: boolean },
): void {
  for (const field of EMAILS) {
    const column = work.column(field)
    if (column === null) continue
    const settled = withOtherOutcomes(column, work, (changes) => {
      const after = changes.map((change) => {
        const other = settleEmail(change, answers, samePersonOdds)
        return onlyTowardsRepair && other.decision !== 'repaired' ? change : other
      })
      const different = after.filter((change, i) => change !== changes[i])
      return different.length === 0
        ? null
        : { changes: after, values: new Map(different.map((change) => [change.field, standing(change)])) }
    })
    work.replace(field, settled)
  }
}

const standing = ({ decision, before, after }: Change): string | null =>
  decision === 'repaired' ? after : asGiven(before)
