/** One row per person: what is sent, or why nothing is. */

import { assignArm, isInTest } from './arms.ts'
import type { CostRules } from './costs.ts'
import type { PlanBook, Taken } from './plan-book.ts'

export interface PlanParts {
  /** Profile of each person in the book, and what each profile gets. */
  readonly profileOf: Uint32Array
  readonly choices: readonly (Taken | null)[]
  /** Number of the segment in the book, by person. */
  readonly segment: Uint16Array
  /** Who is held out together: the household where there is one, else the person. */
  readonly unitOf: (person: number) => string
}

type Row = readonly (string | number | null)[]

/** Calls `write` with each row in the order of the table's columns; returns how many people are in each arm. */
export function planRows(
  book: PlanBook,
  costs: CostRules,
  { profileOf, choices, segment, unitOf }: PlanParts,
  write: (row: Row) => void,
): Record<string, number> {
  const counts: Record<string, number> = { treated: 0, control: 0, none: 0 }
  for (let person = 0; person < profileOf.length; person++) {
    const name = book.segmentName(segment[person]!)
    const taken = choices[profileOf[person]!] ?? null
    const { arm, reason } =
      taken === null ? nothing(book.reasonOf(profileOf[person]!)) : armOf(taken, unitOf(person), costs)
    counts[arm]!++
    if (taken === null || arm === 'none') write([person, name, null, null, arm, reason, null, null])
    else {
      const { choice, cell } = taken
      write([person, name, choice.channel, choice.offer.id, arm, reason, choice.brand, Math.round(cell.valueMinor)])
    }
  }
  return counts
}

const nothing = (reason: string) => ({ arm: 'none' as const, reason })

function armOf({ choice, cell }: Taken, unit: string, costs: CostRules) {
  const isTest = cell.testShare !== null
  if (isTest && !isInTest(unit, costs.salt, choice.offer.id, cell.testShare)) return nothing('waits_for_test')
  // A test compares halves; a campaign only holds out its control share.
  const arm = assignArm(unit, costs.salt, choice.offer.id, isTest ? 0.5 : costs.control_share)
  return { arm, reason: arm === 'control' ? 'control_group' : isTest ? 'test_first' : 'best_net' }
}
