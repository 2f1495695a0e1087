/** Control groups: who is held out follows from a hash, so that every re-run agrees. */

import { unitInterval } from '../base/hash.ts'

export type AssignedArm = 'treated' | 'control'

/**
 * The arm of a unit (the household where there is one, so that a control is a control on all channels, else the person id)
 * in a campaign: the share `controlShare` is held out. Depends on nothing else, so adding people moves nobody.
 */
export function assignArm(unitId: string, salt: string, campaign: string, controlShare: number): AssignedArm {
  return unitInterval('arm', salt, campaign, unitId) < controlShare ? 'control' : 'treated'
}

/** Whether the unit is among the share of its group that a test takes in; independent of its arm. */
export function isInTest(unitId: string, salt: string, campaign: string, share: number): boolean {
  return unitInterval('test', salt, campaign, unitId) < share
}
