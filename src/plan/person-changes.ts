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

/** What changed from one run to a later one, as names; nothing for somebody who was not known then. */
export function changesBetween(before: Standing, now: Standing): string[] {
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
