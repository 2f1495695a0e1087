/** Rule r6 of the contact rules: once a merge is taken back, everybody is as they would be had it never been made. */

import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { CUSTOMERS, country, Ledger, list, person, type Step, step, type Verdict } from './history-case.ts'

const ledger = new Ledger()
afterAll(ledger.close)

const alone = (now: Step): Step => ({ ...now, person: Array.from({ length: CUSTOMERS }, (_, id) => id) })
const last = async (steps: readonly Step[], where: string): Promise<readonly Verdict[]> =>
  ledger.afresh(async () => {
    let verdicts: readonly Verdict[] = []
    for (const now of steps) verdicts = await ledger.run(now, where)
    return verdicts
  })

/** Two readings of the same customers, the list may have grown in between; and an earlier one, of anything. */
const readings = fc
  .record({ earlier: step, first: step, more: list })
  .map(({ earlier, first, more }) => [earlier, first, { ...first, list: [...(first.list ?? []), ...more] }] as const)

it('a merge taken back restores the verdicts, whatever was said in the meantime', async () => {
  let changed = 0
  const property = fc.asyncProperty(readings, person, country, async ([earlier, before, after], merged, where) => {
    const as = (now: Step): Step => ({ ...now, person: merged })
    const never = await last([alone(earlier), alone(before), alone(after)], where)
    expect(await last([alone(earlier), alone(before), as(before), as(after), alone(after)], where)).toEqual(never)
    const together = await last([alone(earlier), alone(before), as(after)], where)
    if (JSON.stringify(together) !== JSON.stringify(never)) changed++
  })
  await fc.assert(property, { numRuns: 15 })
  // What is restored was another state in between.
  expect(changed).toBeGreaterThan(0)
}, 600_000)
