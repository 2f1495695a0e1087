import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leaveOneOut } from '../../../src/match/learning/leave-one-out.ts'

const log = (...shares: number[]) => Float64Array.of(0, ...shares.map(Math.log))

describe('learning a field from the pairs that the other fields call one person', () => {
  it('counts every pair alike where there is no other field', () => {
    const found = leaveOneOut(
      { levels: Uint8Array.of(1, 2), counts: Float64Array.of(70, 30) },
      [[log(0.99, 0.01)], [log(0.001, 0.999)]],
      [0.5, 0.5],
    )
    expect(found.agreement[0]![2]! / found.agreement[0]![1]!).toBeCloseTo(3 / 7)
  })

  it('leaves out pairs that the other field calls two people', () => {
    // Two fields; 80 pairs agree in both, 10 differ in the first alone, 10 in both.
    const found = leaveOneOut(
      { levels: Uint8Array.of(1, 1, 2, 1, 2, 2), counts: Float64Array.of(80, 10, 10) },
      [
        [log(0.9, 0.1), log(0.99, 0.01)],
        [log(0.001, 0.999), log(0.001, 0.999)],
      ],
      [0.9, 0.1],
    )
    const [, same, different] = found.agreement[0]!
    expect(different! / (same! + different!)).toBeCloseTo(10 / 90, 1)
    expect(found.shares[1]).toBeCloseTo(0.1, 1)
  })

  it('does not depend on what the field itself says', () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })
    fc.assert(
      fc.property(share, share, share, (one, other, rest) => {
        const pairs = { levels: Uint8Array.of(1, 1, 2, 1, 1, 2, 2, 2), counts: Float64Array.of(40, 30, 20, 10) }
        const of = (m: number) =>
          leaveOneOut(
            pairs,
            [
              [log(m, 1 - m), log(rest, 1 - rest)],
              [log(0.2, 0.8), log(0.1, 0.9)],
            ],
            [0.7, 0.3],
          ).agreement[0]!
        for (const level of [1, 2]) expect(of(one)[level]).toBeCloseTo(of(other)[level]!, 6)
      }),
    )
  })
})
