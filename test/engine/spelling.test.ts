import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SPELLING, spelling } from '../../src/engine/comparisons/spelling.ts'
import { packTexts } from '../../src/text/text-table.ts'

const alike = (l: string, r: string) => spelling(packTexts([null, l, r]))(1, 2)

describe('how alike two names are spelled', () => {
  it.each([
    ['h p', 'hans peter', SPELLING.initial],
    ['j pierre', 'jean p', SPELLING.initial],
    ['john a', 'john andrew', SPELLING.part],
    ['hans', 'hans peter', SPELLING.part],
    ['s', 'smith', SPELLING.initial],
    ['h q', 'hans peter', SPELLING.different],
    ['h p k', 'hans peter', SPELLING.different],
  ])('%s, %s', (l, r, level) => {
    expect(alike(l, r)).toBe(level)
    expect(alike(r, l)).toBe(level)
  })

  it('says the same of two names whichever comes first', () => {
    const name = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'д'), minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 3,
    })
    fc.assert(
      fc.property(name, name, (l, r) => {
        fc.pre(l.join(' ') !== r.join(' '))
        expect(alike(l.join(' '), r.join(' '))).toBe(alike(r.join(' '), l.join(' ')))
      }),
      { numRuns: 500 },
    )
  })
})
