/** Why people say they left, told by their words. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LAPSE_REASON_RULES, lapseReasonReader } from '../../src/campaign/lapse-reasons.ts'
import { type Contacted, type ResultRow, tallyResults } from '../../src/campaign/tally-results.ts'
import { loadRules } from '../../src/rules/load-rules.ts'
import { tempDir } from '../temp-dir.ts'

const rules = loadRules([LAPSE_REASON_RULES], tempDir()).rules.get(LAPSE_REASON_RULES)
const read = lapseReasonReader(rules)

describe('the reason of an answer', () => {
  it.each([
    ['Too expensive for what it is', 'price'],
    ['your staff was RUDE', 'service'],
    ['Ich brauche es nicht mehr.', 'no_need'],
    ['War mir zu teuer', 'price'],
    ['Der Kundendienst war wirklich schlecht', 'service'],
    ['Wir sind umgezogen', 'moved'],
    ['J’ai déménagé à Lyon', 'moved'],
    ['C’était trop cher', 'price'],
    ['Je n’en ai plus besoin', 'no_need'],
    ['Ben overgestapt naar een andere aanbieder', 'competitor'],
    ['De klantenservice was erg slecht', 'service'],
    ['Non ne ho più bisogno', 'no_need'],
    ['Il prezzo è troppo alto', 'price'],
    ['Me he mudado a Sevilla', 'moved'],
    ['Mala atención al cliente', 'service'],
    ['Switched to another provider', 'competitor'],
    ['I moved to another company', 'competitor'],
    ['Je cherche autre chose', 'other'],
    ['Just because', 'other'],
  ])('%s: %s', (answer, reason) => expect(read(answer)).toBe(reason))

  it('is a failure of ours before anything else, and not what a clause denies', () => {
    expect(read('Too expensive, and bad service on top')).toBe('service')
    expect(read('It was not too expensive')).toBe('other')
    expect(read('Nicht zu teuer, aber wir sind umgezogen')).toBe('moved')
    expect(read('Non, trop cher')).toBe('price')
  })

  it('is none where nothing is said', () => {
    for (const answer of ['', ' ', '7', '10/10', '-', '???']) expect(read(answer)).toBeNull()
  })

  it('does not hang on case, accents or blanks', () => {
    const said = rules.reasons.flatMap(({ words }) => words.flat())
    fc.assert(
      fc.property(fc.constantFrom(...said), (phrase) => {
        expect(read(`  ${phrase.toUpperCase().replaceAll(' ', '  ')} `)).toBe(read(phrase))
        expect(read(phrase)).not.toBe('other')
      }),
    )
  })
})

describe('reasons in a tally', () => {
  const contact = (personId: string, person: number): Contacted => ({
    ...{ person, personId, token: `t${person}`, segment: 's', offer: 'o', channel: 'email', arm: 'treated', day: 100 },
  })
  const row = (person: number, reason: ResultRow['reason'], day: number | null): ResultRow => ({
    ...{ token: '', people: [person], responded: true, amountMinor: 0, day, reason },
  })
  const contacts = [contact('a', 0), contact('b', 1)]
  const rows = [
    row(0, 'price', 110),
    row(0, 'service', 120),
    row(0, 'moved', 120),
    row(1, 'price', 400),
    row(7, 'price', 110),
  ]

  it('are the last ones of the people of the campaign, in its window, whatever the order of the rows', () => {
    const stated = (given: readonly ResultRow[]) =>
      [...tallyResults(contacts, given, 60).stated].map(([{ personId }, said]) => [personId, said])
    expect(stated(rows)).toEqual([['a', { reason: 'service', day: 120 }]])
    expect(stated([...rows].reverse())).toEqual(stated(rows))
  })
})
