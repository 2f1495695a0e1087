/** The retention trigger: who newly slipped, lapsed, came back, or is due for the next step since an earlier run. */

import { FLAG } from './eligibility.ts'

/** Of interest where a person was somewhere closer before. */
const WORSE: readonly string[] = ['slipping', 'lapsed', 'lost']
const CLOSE: readonly string[] = ['contract_running', 'active', 'new']
const STEPS = { survey_due: FLAG.surveyDue, sunset: FLAG.sunset } as const

/** The step of the sequence that a person stands at, or null. */
export function stepOf(flags: number, getsLastChance: boolean): string | null {
  for (const [name, flag] of Object.entries(STEPS)) if (flags & flag) return name
  return getsLastChance ? 'last_chance_due' : null
}

export interface Standing {
  readonly state: string
  readonly step: string | null
}

/** A block of what was remembered: ids, states, steps. */
type Remembered = readonly [readonly string[], readonly string[], readonly (string | null)[]]

/** Person, change, state before and state now, by person and change. */
export function changeRows(
  before: Iterable<Remembered>,
  numberOf: ReadonlyMap<string, number>,
  now: (person: number) => Standing,
): (readonly [number, string, string, string])[] {
  const rows: (readonly [number, string, string, string])[] = []
  for (const [ids, states, steps] of before)
    for (let i = 0; i < ids.length; i++) {
      const person = numberOf.get(ids[i]!)
      if (person === undefined) continue
      const standing = now(person)
      for (const change of changesBetween({ state: states[i]!, step: steps[i]! }, standing))
        rows.push([person, change, states[i]!, standing.state])
    }
  return rows.sort((l, r) => l[0] - r[0] || (l[1] < r[1] ? -1 : 1))
}

/** What changed from one run to a later one, as names; nothing for somebody who was not known then. */
function changesBetween(before: Standing, now: Standing): string[] {
  const changes: string[] = []
  if (before.state !== now.state) {
    if (WORSE.includes(now.state) && isWorse(before.state, now.state)) changes.push(now.state)
    else if (CLOSE.includes(now.state) && WORSE.includes(before.state)) changes.push('came_back')
  }
  if (now.step !== null && now.step !== before.step) changes.push(now.step)
  return changes
}

function isWorse(before: string, now: string): boolean {
  return CLOSE.includes(before) || (WORSE.includes(before) && WORSE.indexOf(before) < WORSE.indexOf(now))
}
