import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseless } from '../../src/text/caseless.ts'

const SOURCES = [
  String.raw`[\s,]{1,3}((?:apt\.|Stiege|ático|ß|straße|[A-Z]\d)(?:\s\p{L}\d?)?(?!\p{L}))$`,
  String.raw`^(\D)(k|s|ÿ|Œ)?\S*(\P{L})`,
]

describe('caseless', () => {
  it('finds what the same pattern finds with the flags iu, in any letters', () => {
    const unit = fc.constantFrom(
      ...[
        ' ',
        ',',
        'apt.',
        'APT.',
        'Stiege',
        'STIEGE',
        'ático',
        'ÁTICO',
        'ß',
        'ẞ',
        'SS',
        'straße',
        'STRASSE',
        'b',
        'B',
      ],
      ...['7', 'k', '\u212a', 'S', 'ſ', 'ÿ', 'Ÿ', 'œ', 'İ', 'ı', 'Σ', 'ς', '😀', 'µ', 'μ'],
    )
    for (const source of SOURCES) {
      const [quick, full] = [caseless(source), new RegExp(source, 'iu')]
      fc.assert(
        fc.property(fc.string({ unit, maxLength: 6 }), (text) => {
          const [found, expected] = [quick.exec(text), full.exec(text)]
          expect(found === null ? null : [found.index, found[0], found[1], found[2]]).toEqual(
            expected === null ? null : [expected.index, expected[0], expected[1], expected[2]],
          )
          expect(quick.test(text)).toBe(expected !== null)
        }),
        { numRuns: 2000 },
      )
    }
  })
})
