import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ColumnEncoder } from '../../../src/record/encoded.ts'
import { cleanTables } from '../../../src/repair/clean-tables.ts'
import { rules } from '../rules-for-tests.ts'

type Place = readonly [postcode: string, city: string]

/** The places that are flagged. */
function flagged(places: readonly Place[], country: string | null = 'DE'): string[] {
  const [postcode, city] = [new ColumnEncoder(), new ColumnEncoder()]
  for (const [code, town] of places) {
    postcode.push(code)
    city.push(town)
  }
  const columns = { postcode: postcode.finish(), city: city.finish() }
  const { trail, tables } = cleanTables([{ rows: places.length, columns, country }], rules)
  const found = [...trail].filter(({ change }) => change.rule === 'city.postcode')
  const clean = tables[0]!.columns.city!
  for (const { row, change } of found) {
    expect([change.decision, change.before]).toEqual(['review', clean.values[clean.ids[row]!]])
  }
  return found.map(({ row }) => places[row]!.join(' '))
}

const times = (count: number, city: string, code: (i: number) => string): Place[] =>
  Array.from({ length: count }, (_, i) => [code(i), city])
const berlin = times(40, 'Berlin', (i) => `101${15 + (i % 4)}`)
const hamburg = times(40, 'Hamburg', (i) => `200${95 + (i % 4)}`)
const both = [...berlin, ...hamburg]

describe('towns and their postcodes', () => {
  it('flags a town under the postcode of another, and an unknown postcode far from a large town', () => {
    expect(flagged([...both, ['10115', 'Hamburg'], ['80331', 'Berlin']])).toEqual(['10115 Hamburg', '80331 Berlin'])
  })

  it('never flags a misspelt or unknown town, a part of a town, or a near postcode', () => {
    const places: Place[] = [
      ['10115', 'Hambrug'],
      ['10115', 'Mitte'],
      ['10999', 'Berlin'],
      ['20097', 'Hamburg-Altona'],
      ['99999', 'Weimar'],
    ]
    expect(flagged([...both, ...places])).toEqual([])
  })

  it('leaves towns of one name alone', () => {
    const main = times(40, 'Frankfurt', (i) => `603${10 + (i % 4)}`)
    const oder = times(6, 'Frankfurt (Oder)', () => '15230')
    expect(flagged([...main, ...oder, ['15230', 'Frankfurt'], ['15230', 'Frankfurt']])).toEqual([])
    const neustadt = times(40, 'Neustadt', (i) => `${10 + i * 2}115`)
    expect(flagged([...berlin, ...neustadt])).toEqual([])
  })

  it('says nothing about small files, and keeps countries apart', () => {
    expect(flagged([...berlin.slice(0, 5), ...hamburg.slice(0, 5), ['10115', 'Hamburg']])).toEqual([])
    const vienna = times(40, 'Wien', (i) => `10${10 + (i % 9)}`)
    expect(flagged([...both, ...vienna, ['1010', 'Wien']], null)).toEqual([])
  })

  it('does not depend on the order of rows', () => {
    const places: Place[] = [...both, ['10115', 'Hamburg'], ['80331', 'Berlin']]
    fc.assert(
      fc.property(fc.shuffledSubarray(places, { minLength: places.length }), (shuffled) => {
        expect(flagged(shuffled).sort()).toEqual(['10115 Hamburg', '80331 Berlin'])
      }),
      { numRuns: 20 },
    )
  })
})
