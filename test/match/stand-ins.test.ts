import { describe, expect, it } from 'vitest'
import { withoutStandIns } from '../../src/match/stand-ins.ts'

/** 400 rows over 100 values, and `extra` rows more of value 1. */
const rows = (extra: number) => Uint32Array.from({ length: 400 + extra }, (_, i) => (i < 400 ? 1 + (i % 100) : 1))

describe('stand-ins', () => {
  it('takes out a value that far more rows hold than any other', () => {
    const ids = withoutStandIns(rows(200))
    expect(ids.includes(1)).toBe(false)
    expect(ids.filter((id) => id !== 0).length).toBe(396)
  })

  it('leaves values alone that are only somewhat more common', () => {
    expect(withoutStandIns(rows(20))).toEqual(rows(20))
  })

  it('leaves a column alone that has only few values', () => {
    const ids = Uint32Array.from({ length: 500 }, (_, i) => (i < 490 ? 1 : i - 488))
    expect(withoutStandIns(ids.subarray(0, 495))).toEqual(ids.subarray(0, 495))
  })
})
