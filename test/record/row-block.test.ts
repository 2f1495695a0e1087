import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packColumn, unpackColumn } from '../../src/record/row-block.ts'

const cell = fc.oneof(fc.constant(null), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string())

describe('packed columns', () => {
  it('come back as they were, however often values repeat', () => {
    const columns = fc
      .array(cell, { minLength: 1, maxLength: 600 })
      .chain((values) =>
        fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 1024 }).map((some) => [values, some]),
      )
    fc.assert(
      fc.property(columns, (both) => {
        for (const values of both) {
          const given = values.map((value) => (value === 0 ? 0 : value))
          expect(unpackColumn(packColumn(given), given.length)).toEqual(given)
        }
      }),
    )
  })

  it('write values that repeat once', () => {
    const values = Array.from({ length: 1024 }, (_, i) => `value ${(i * i) % 500}`)
    expect(packColumn(values)!.length).toBeLessThan(JSON.stringify(values).length * 0.6)
    expect(unpackColumn(packColumn(values), values.length)).toEqual(values)
  })
})
