import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rankTexts, rankTextsBy } from '../../../src/match/blocking/rank-texts.ts'
import { packEach } from '../../../src/record/packed-column.ts'

it('ranks packed texts as it ranks strings', () => {
  const texts = fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), { maxLength: 30 })
  fc.assert(
    fc.property(texts, (found) => {
      const whole = found.filter((text) => text.isWellFormed())
      const values = packEach([null, ...whole], (text) => text)
      expect([...rankTexts(values)]).toEqual([...rankTextsBy([null, ...whole], (text) => text)])
    }),
  )
})
