import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TextPacker } from '../../src/record/text-packer.ts'

describe('packed texts', () => {
  it('find what was given to them and nothing else, and add nothing by looking', () => {
    const text = fc.oneof(fc.string({ maxLength: 4 }), fc.string({ unit: 'binary', maxLength: 3 }))
    fc.assert(
      fc.property(fc.array(text), fc.array(text), (given, others) => {
        const packer = new TextPacker()
        const ids = new Map(given.map((one) => [one, packer.idOf(one)]))
        const { size } = packer
        for (const one of [...others, ...given]) expect(packer.find(one)).toBe(ids.get(one) ?? 0)
        expect(packer.size).toBe(size)
        for (const [one, id] of ids) expect(packer.textOf(id)).toBe(one)
      }),
    )
  })
})
