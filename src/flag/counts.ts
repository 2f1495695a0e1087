/** What the run log says of a run: people, facts, and how many are open per channel. */

import { CHANNELS } from '../record/project.ts'
import { NONE } from './facts/fact-columns.ts'
import type { FlagInput } from './flag-input.ts'
import type { FlagOutput } from './flag-persons.ts'

export function countsOf(input: FlagInput, output: FlagOutput): Record<string, number> {
  const counts: Record<string, number> = {
    people: input.persons,
    facts: input.facts.length,
    rows: output.rows,
    verdicts: output.book.length,
  }
  const allowed = Uint8Array.from(output.book, (verdict) => (verdict.allowed ? 1 : 0))
  for (const [channel, name] of CHANNELS.entries()) {
    let open = 0
    for (let row = 0; row < output.rows; row++) {
      const no = output.verdicts[row * CHANNELS.length + channel]!
      if (no !== NONE && allowed[no] === 1) open++
    }
    counts[`${name}_open`] = open
  }
  return counts
}
