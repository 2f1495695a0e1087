import fc from 'fast-check'
import { expect, it } from 'vitest'
import { localPart } from '../../src/match/blocking/match-keys.ts'
import { orderByUid } from '../../src/match/blocking/order-rows.ts'
import { buildFeatures } from '../../src/match/features.ts'
import { ownLocals } from '../../src/match/own-locals.ts'
import { nameKey } from '../../src/text/name-key.ts'
import { inputOf } from './match-case.ts'

const word = fc.string({ unit: fc.constantFrom(...'ahoeuOE.-+é ', 'ün', 'щ', '木'), minLength: 1, maxLength: 6 })

it('tells local parts that hold the family name from those of their own', () => {
  const person = fc.record({ last_name: word, email: fc.tuple(word, word).map(([l, r]) => `${l}${r}@x.org`) })
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 6 }), (people) => {
      const { table, uids } = inputOf(people.map((person, i) => ({ uid: `a:${i}`, ...person })))
      const f = buildFeatures(table, new Map(), orderByUid(uids))
      const wanted = new Set<number>()
      for (const [row, email] of f.emails.ids[0]!.entries()) {
        const name = f.names.values.at(f.names.ids[2]![row]!)?.replaceAll(' ', '') ?? ''
        const local = nameKey(localPart(f.emails.values.at(email) ?? '')).replaceAll(' ', '')
        if (name.length > 2 && local.includes(name)) wanted.add(email)
      }
      const numbers = [...f.emailLocals].map((number, email) => (wanted.has(email) ? Number.NaN : number))
      expect([...ownLocals(f)]).toEqual(numbers)
    }),
  )
})
