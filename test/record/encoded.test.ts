import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packCells } from '../../src/record/cells.ts'
import { encodeCells } from '../../src/record/encode-cells.ts'
import { ColumnEncoder } from '../../src/record/encoded.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('', 'Aa', 'BB', '\x1f', '\x1b', '\x1be'),
)

function decode(encoder: ColumnEncoder): (string | null)[] {
  const { values, ids } = encoder.finish()
  expect(new Set(values).size).toBe(values.length)
  return [...ids].map((id) => values[id]!)
}

describe('ColumnEncoder', () => {
  it('gives every row its value back and each distinct value one id, in the order of first sight', () => {
    fc.assert(
      fc.property(fc.array(fc.option(text), { maxLength: 200 }), (rows) => {
        const encoder = new ColumnEncoder(1)
        for (const row of rows) encoder.push(row)
        expect(decode(encoder)).toEqual(rows.map((r) => r || null))
        const distinct = [...new Set(rows.filter((r) => r !== null && r !== ''))]
        expect(encoder.finish().values).toEqual([null, ...distinct])
      }),
    )
  })

  it('stays right and quick where all values were made to collide', () => {
    // Aa and BB have one hash, so every word made of them has, too.
    const words = Array.from({ length: 1 << 13 }, (_, n) =>
      n.toString(2).padStart(13, '0').replaceAll('0', 'Aa').replaceAll('1', 'BB'),
    )
    const encoder = new ColumnEncoder()
    for (const word of [...words, ...words]) encoder.push(word)
    expect(decode(encoder)).toEqual([...words, ...words])
  })
})

describe('encodeCells', () => {
  it('fills the wanted columns with the cells of packed rows, whatever they hold and however many there are', () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 5 }), { maxLength: 30 }), (rows) => {
        const encoders = [new ColumnEncoder(), null, new ColumnEncoder(), new ColumnEncoder()]
        for (const row of rows) encodeCells(packCells(row), encoders)
        encoders.forEach((encoder, at) => {
          if (encoder !== null) expect(decode(encoder)).toEqual(rows.map((row) => row[at] || null))
        })
      }),
    )
  })
})
