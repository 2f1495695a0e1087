import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareText } from '../../../src/base/order.ts'
import { orderByUid, orderTexts } from '../../../src/match/blocking/order-rows.ts'
import { PackedCells } from '../../../src/record/packed-column.ts'

/** By the texts, and by row where they are the same. */
const sorted = (texts: readonly string[]): number[] =>
  [...texts.keys()].sort((l, r) => compareText(texts[l]!, texts[r]!) || l - r)

function packed(texts: readonly string[]) {
  const cells = new PackedCells()
  for (const text of texts) cells.takeText(text)
  return cells.finish()
}

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '\0', '\u00e9', '\ue000', '\uffff', '\u{10000}'), maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer({ min: 0, max: 99 }).map((n) => `R${n}`),
  fc.integer({ min: 0, max: 99 }).map((n) => `record-${String(n).padStart(30, '0')}`),
  // So many that the numbers of one word overflow if it is packed too full.
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz'), minLength: 8, maxLength: 18 }),
)

describe('the order of texts', () => {
  it('is that of their UTF-16 units, then of their rows', () => {
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 60 }),
        fc.constantFrom('', 'people:', 'x'.repeat(40)),
        (texts, prefix) => {
          const all = texts.map((t) => prefix + t)
          expect([...orderByUid(all)]).toEqual(sorted(all))
        },
      ),
    )
  })

  it('tells how often a text was there before', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 60 }), (texts) => {
        const { order, copies } = orderTexts(packed(texts))
        expect([...order]).toEqual(sorted(texts))
        const before = texts.map((t, row) => texts.slice(0, row).filter((other) => other === t).length)
        expect(copies === null ? texts.map(() => 0) : [...copies]).toEqual(before)
      }),
    )
  })

  it('holds for many ids, whether they come in order or not', () => {
    const ids = Array.from({ length: 5000 }, (_, i) => `R${String((i * 2657) % 100_003).padStart(8, '0')}`)
    expect([...orderByUid(ids)]).toEqual(sorted(ids))
    expect([...orderByUid(ids.toSorted())]).toEqual([...ids.keys()])
    expect(orderTexts(packed(ids)).copies).toBeNull()
  })
})
