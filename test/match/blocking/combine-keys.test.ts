import fc from 'fast-check'
import { expect, it } from 'vitest'
import { combineKeys } from '../../../src/match/blocking/combine-keys.ts'

const part = fc.array(fc.nat(4), { minLength: 30, maxLength: 30 })

it('numbers the rows that agree on both parts alike, in the order in which rows show them', () => {
  fc.assert(
    fc.property(part, part, (l, r) => {
      const known = new Map<string, number>()
      const wanted = l.map((value, row) => {
        if (value === 0 || r[row] === 0) return 0
        const key = `${value} ${r[row]}`
        if (!known.has(key)) known.set(key, known.size + 1)
        return known.get(key)!
      })
      expect([...combineKeys(Uint32Array.from(l), Uint32Array.from(r))]).toEqual(wanted)
    }),
  )
})
