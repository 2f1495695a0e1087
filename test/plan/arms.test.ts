import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignArm, isInTest } from '../../src/plan/arms.ts'
import { surplusLetters } from '../../src/plan/household-letters.ts'

const ids = Array.from({ length: 5000 }, (_, i) => `p${i}`)
const share = (salt: string, campaign: string, h: number) =>
  ids.filter((id) => assignArm(id, salt, campaign, h) === 'control').length / ids.length

describe('arms', () => {
  it('hold out the share that was asked for, other people per campaign and salt', () => {
    for (const [salt, campaign] of [
      ['a', 'x'],
      ['a', 'y'],
      ['b', 'x'],
    ] as const)
      expect(Math.abs(share(salt, campaign, 0.1) - 0.1)).toBeLessThan(0.02)
    const both = ids.filter((id) => assignArm(id, 'a', 'x', 0.5) === assignArm(id, 'a', 'y', 0.5)).length
    expect(Math.abs(both / ids.length - 0.5)).toBeLessThan(0.05)
    expect([share('a', 'x', 0), share('a', 'x', 1)]).toEqual([0, 1])
  })

  it('only grow when the control share grows', () => {
    for (const id of ids)
      if (assignArm(id, 'a', 'x', 0.1) === 'control') expect(assignArm(id, 'a', 'x', 0.2)).toBe('control')
  })

  it('draw the people of a test independently of their arm', () => {
    const inTest = ids.filter((id) => isInTest(id, 'a', 'x', 0.4))
    const control = inTest.filter((id) => assignArm(id, 'a', 'x', 0.5) === 'control').length
    expect(Math.abs(inTest.length / ids.length - 0.4)).toBeLessThan(0.03)
    expect(Math.abs(control / inTest.length - 0.5)).toBeLessThan(0.05)
  })
})

describe('letters', () => {
  it('leave one member per household, the one worth most, in any order', () => {
    const members = [
      { person: 0, household: 1, worth: 5 },
      { person: 1, household: 1, worth: 9 },
      { person: 2, household: 1, worth: 9 },
      { person: 3, household: 2, worth: 0 },
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(members, { minLength: 4 }), (order) => {
        expect(surplusLetters(order)).toEqual([0, 2])
      }),
    )
  })
})
