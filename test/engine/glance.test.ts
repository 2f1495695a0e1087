import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparableRows, openComparisons } from '../../src/engine/compare-pairs.ts'
import { type ComparisonKind, KINDS } from '../../src/engine/comparisons/kinds.ts'
import { openComparison } from '../../src/engine/comparisons/open-comparison.ts'
import type { ComparisonPlan } from '../../src/engine/plan.ts'
import { packTexts } from '../../src/text/text-table.ts'

const ROWS = 12
const COLUMNS: Partial<Record<ComparisonKind, number>> = {
  given_name: 3,
  family_name: 3,
  email: 2,
  phone: 4,
  street: 3,
  place: 2,
}

/** Texts that are often alike: of few letters, some of a few words, some long. */
const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), minLength: 1, maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('a', 'b', 'x', 'y', 'z', 'q', 'k', ' '), minLength: 1, maxLength: 70 }),
  fc.constantFrom('anna', 'annabel', 'ana', 'anna maria', 'hannah', 'christopher', 'christophor'),
)
const digits = fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '7'), minLength: 8, maxLength: 8 })
const date = fc
  .tuple(fc.integer({ min: 1960, max: 1974 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`)
const TEXTS: Partial<Record<ComparisonKind, fc.Arbitrary<string>>> = {
  phone: digits,
  date: fc.oneof(date, fc.constantFrom('1960', '1961')),
  year: fc.oneof(fc.integer({ min: 1900, max: 2010 }).map(String), fc.integer({ min: 0, max: 105 }).map(String), word),
}

/** A comparison of a kind on made-up rows; columns are often empty. */
const planOf = (kind: ComparisonKind): fc.Arbitrary<ComparisonPlan> =>
  fc.uniqueArray(TEXTS[kind] ?? word, { minLength: 1, maxLength: 6 }).chain((texts) => {
    const values = [null, ...texts]
    const id = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 4, arbitrary: fc.nat(texts.length) })
    const column = fc.oneof(
      { weight: 3, arbitrary: fc.array(id, { minLength: ROWS, maxLength: ROWS }) },
      { weight: 1, arbitrary: fc.constant(new Array<number>(ROWS).fill(0)) },
    )
    const groups = fc.option(fc.array(fc.nat(40), { minLength: 1, maxLength: 2 }), { nil: null })
    return fc
      .record({
        columns: fc.array(column, { minLength: COLUMNS[kind] ?? 1, maxLength: COLUMNS[kind] ?? 1 }),
        groups: fc.array(groups, { minLength: values.length, maxLength: values.length }),
        locals: fc.array(fc.constantFrom(1, 2, Number.NaN), { minLength: values.length, maxLength: values.length }),
      })
      .map(({ columns, groups, locals }) => ({
        name: 'c',
        kind,
        // A number that is not there is of no kind.
        columns: columns.map((ids, c) =>
          Uint32Array.from(ids, (value, row) => (kind === 'phone' && c >= 2 && columns[c - 2]![row] === 0 ? 0 : value)),
        ),
        texts: packTexts(values),
        synonyms: kind.endsWith('_name') ? groups : null,
        numbers:
          kind === 'date'
            ? Float64Array.from(values, (text) => (text === null ? Number.NaN : Date.parse(text) / 86_400_000))
            : kind === 'year'
              ? Float64Array.from(values, (text) => (/^\d+$/.test(text ?? '') ? Number(text) : Number.NaN))
              : Float64Array.from(locals),
      }))
  })

describe('a glance at pairs', () => {
  for (const kind of Object.keys(KINDS) as ComparisonKind[])
    it(`finds of a ${kind} what comparing one pair finds, whichever side is left`, () => {
      fc.assert(
        fc.property(planOf(kind), (plan) => {
          const rows = comparableRows(ROWS, [plan])
          const levelOf = openComparison(rows.comparisons[0]!)
          const l = Uint32Array.from({ length: ROWS * ROWS }, (_, i) => Math.floor(i / ROWS))
          const r = Uint32Array.from({ length: ROWS * ROWS }, (_, i) => i % ROWS)
          const [word0, word1] = [new Uint32Array(l.length).fill(99), new Uint32Array(l.length).fill(99)]
          openComparisons(rows)(l, r, l.length, word0, word1)
          const wanted = Array.from(l, (row, i) => levelOf(row * rows.width, r[i]! * rows.width))
          expect([...word0]).toEqual(wanted)
          expect(word1.every((word) => word === 0)).toBe(true)
          expect(wanted).toEqual(Array.from(l, (_, i) => wanted[(i % ROWS) * ROWS + Math.floor(i / ROWS)]))
        }),
        { numRuns: 300 },
      )
    })
})
