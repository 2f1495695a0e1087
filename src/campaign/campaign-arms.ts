/** The arms of a campaign by segment, channel and offer. */

import type { Arm } from '../plan/lift.ts'
import type { Contacted, Outcome } from './tally-results.ts'

export interface CampaignCell {
  readonly segment: string
  readonly channel: string
  readonly offer: string
  readonly treated: Arm
  readonly control: Arm
}

const NOBODY: Arm = { people: 0, responders: 0, spendMinor: 0, spendSquared: 0 }

/** By segment, channel and offer. */
export function campaignCells(outcomes: ReadonlyMap<Contacted, Outcome>): CampaignCell[] {
  const cells = new Map<string, CampaignCell>()
  for (const [{ segment, channel, offer, arm }, outcome] of outcomes) {
    const key = JSON.stringify([segment, channel, offer])
    const cell = cells.get(key) ?? { segment, channel, offer, treated: NOBODY, control: NOBODY }
    const side = arm === 'control' ? 'control' : 'treated'
    cells.set(key, { ...cell, [side]: withOne(cell[side], outcome) })
  }
  return [...cells].sort(([l], [r]) => (l < r ? -1 : 1)).map(([, cell]) => cell)
}

function withOne(arm: Arm, { responded, spendMinor }: Outcome): Arm {
  return {
    people: arm.people + 1,
    responders: arm.responders + (responded ? 1 : 0),
    spendMinor: arm.spendMinor + spendMinor,
    spendSquared: arm.spendSquared + spendMinor * spendMinor,
  }
}

export function sumArms(arms: readonly Arm[]): Arm {
  return arms.reduce(
    (sum, arm) => ({
      people: sum.people + arm.people,
      responders: sum.responders + arm.responders,
      spendMinor: sum.spendMinor + arm.spendMinor,
      spendSquared: sum.spendSquared + arm.spendSquared,
    }),
    NOBODY,
  )
}
