import { describe, expect, it } from 'vitest'
import { type SampledTable, sharedKeys } from '../../../src/ingest/recognise/shared-keys.ts'

const rows = <T>(n: number, row: (i: number) => T) => Array.from({ length: n }, (_, i) => row(i))
const people = (name = 'Lessee', at = (i: number) => `L${i}`): SampledTable => ({
  columns: [name, 'Surname'],
  header: true,
  rows: rows(20, (i) => [at(i), `Name${i}`]),
  isPeople: true,
  isCut: false,
})
const events = (cells: readonly string[][], columns = ['LESSEE', 'From', 'Fee']): SampledTable => ({
  ...{ columns, header: true, rows: cells, isPeople: false, isCut: false },
})
const names = (tables: readonly SampledTable[]) => sharedKeys(tables).map((set) => [...set])

describe('sharedKeys', () => {
  it('finds the key of the people under the name that the house gives it, in both tables', () => {
    const contracts = events(rows(12, (i) => [`L${i % 6}`, '2026-01-02', '12.50']))
    expect(names([people(), contracts])).toEqual([['Lessee'], ['LESSEE']])
  })

  it('wants the same values, each once among the people, and something that could be a key', () => {
    const strangers = events(rows(12, (i) => [`X${i}`, '2026-01-02', '12.50']))
    expect(names([people(), strangers])).toEqual([[], []])
    const groups = people('Lessee', (i) => `L${i % 3}`)
    expect(names([groups, events(rows(9, (i) => [`L${i % 3}`, '', '']))])).toEqual([[], []])
    const named = people('Place', () => 'Springfield')
    expect(
      names([
        named,
        events(
          rows(9, () => ['Springfield', '', '']),
          ['Place', 'From', 'Fee'],
        ),
      ]),
    ).toEqual([[], []])
    const dated = people('Day', (i) => `2026/01/${10 + i}`)
    expect(
      names([
        dated,
        events(
          rows(9, (i) => [`2026/01/${10 + i}`, '', '']),
          ['Day', 'b', 'c'],
        ),
      ]),
    ).toEqual([[], []])
  })

  it('is none among events alone, where a running number says nothing of people', () => {
    const orders = { ...people('No'), isPeople: false }
    expect(
      names([
        orders,
        events(
          rows(9, (i) => [`L${i}`, '', '']),
          ['No', 'b', 'c'],
        ),
      ]),
    ).toEqual([[], []])
  })
})
