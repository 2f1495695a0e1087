/** Which behaviour before the lapse each person shows: the first rule that holds. */

import { holds, measureBehaviour } from './behaviour.ts'
import type { EventLog } from './event-log.ts'
import type { SectorRules } from './rules.ts'
import { sortEvents } from './tracks.ts'

/** Per person the 1-based number of the first behaviour rule that holds; 0 where none does. */
export function findBehaviours(rules: SectorRules['behaviours'], people: number, log: EventLog): Uint8Array {
  const found = new Uint8Array(people)
  rules.forEach((rule, i) => {
    const slice = log.slice((series) => series.activity === rule.activity)
    if (slice.person.length === 0) return
    const features = measureBehaviour(slice, sortEvents(slice, people), rule.window_days)
    for (let k = 0; k < features.person.length; k++) {
      const person = features.person[k]!
      if (found[person] === 0 && holds(rule.when, features, k)) found[person] = i + 1
    }
  })
  return found
}
