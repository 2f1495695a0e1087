import fc from 'fast-check'
import { expect, it } from 'vitest'
import { combineKeys } from '../../../src/match/blocking/combine-keys.ts'

const parts = fc.array(fc.array(fc.nat(4), { minLength: 30, maxLength: 30 }), { minLength: 1, maxLength: 3 })

it('numbers the rows that agree on all parts alike, in the order in which rows show them', () => {
  fc.assert(
    fc.property(parts, (parts) => {
      const known = new Map<string, number>()
      const wanted = parts[0]!.map((_, row) => {
        const key = parts.map((part) => part[row]!)
        if (key.includes(0)) return 0
        if (!known.has(String(key))) known.set(String(key), known.size + 1)
        return known.get(String(key))!
      })
      const [only] = parts
      const combined = combineKeys(parts.map((part) => Uint32Array.from(part)))
      expect([...combined]).toEqual(parts.length === 1 ? only : wanted)
    }),
  )
})
