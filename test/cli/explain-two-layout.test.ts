import { describe, expect, it } from 'vitest'
import type { TwoExplained } from '../../src/cli/explain-two.ts'
import { layOutTwo } from '../../src/cli/explain-two-layout.ts'

const two: TwoExplained = {
  person_l: 'p0040v2avvzva',
  person_r: 'ph1bwdvmzmb69',
  same_person: false,
  one_record: false,
  possible_match: 0.1716,
  reviewed: [],
  sure_bits: 4.5,
  pairs: [
    { l: 'crm:1', r: 'shop:2', match_weight: -2.27, match_probability: 0.1716, decision: 'possible' },
    {
      l: `crm:${'9'.repeat(30)}`,
      r: `shop:${'8'.repeat(30)}`,
      match_weight: -3,
      match_probability: 0.1,
      decision: 'possible',
    },
  ],
  nearest: {
    l: 'crm:1',
    r: 'shop:2',
    was_kept: true,
    decision: 'possible',
    waterfall: {
      comparisons: [
        { name: 'first_name', valueL: 'Gisela', valueR: 'Gisela', level: 'same', bits: 8.1, rarityBits: -1.4 },
        {
          name: 'last_name',
          valueL: 'Schmidt',
          valueR: 'Schm\u001b[2Jitt',
          level: 'one_slip',
          bits: 6.4,
          rarityBits: 0,
        },
        {
          name: 'email',
          valueL: null,
          valueR: `${'gisela.'.repeat(6)} ${'schmidt.'.repeat(6)}`,
          level: null,
          bits: 0,
          rarityBits: 0,
        },
        { name: 'phone', valueL: null, valueR: null, level: null, bits: 0, rarityBits: 0 },
      ],
      priorBits: -17.8,
      relativesBits: -12.3,
      weight: -2.27,
      probability: 0.1716,
      decision: 'possible',
      missingBits: 6.77,
    },
    would_suffice: [{ comparison: 'birth_date', level: 'same', adds: 10.7 }],
  },
}

// biome-ignore lint/complexity/useRegexLiterals: control characters are easier read in a string
const plain = (text: string) => text.replace(new RegExp('\\u001b\\[\\d+m', 'g'), '')

describe('the explanation of two', () => {
  const lines = plain(layOutTwo(two)).split('\n')

  it('fits 80 columns and cannot steer the terminal', () => {
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
    expect(lines.join('')).not.toMatch(/\p{Cc}/u)
  })

  it('says the verdict first, then what each comparison weighs, in order, and the total', () => {
    expect(lines[0]).toMatch(/^Possibly one person \(17\.2\s%\)/)
    const start = lines.findIndex((l) => l.includes('first name'))
    expect(lines[start]).toMatch(/first name +\+8\.1 {2}same: Gisela$/)
    expect(lines[start + 1]).toMatch(/^ +−1\.4 {2}but the value is a common one$/)
    expect(lines[start + 2]).toMatch(/last name +\+6\.4 {2}one slip: Schmidt \| Schm·\[2Jitt$/)
    expect(lines.some((l) => /starting odds +−17\.8/.test(l))).toBe(true)
    expect(lines.some((l) => /total +−2\.3 {2}17\.16\s%: possible; sure from 4\.5 bits$/.test(l))).toBe(true)
  })

  it('leaves out what neither has, and says what would have been needed', () => {
    expect(lines.some((l) => l.includes('phone'))).toBe(false)
    expect(lines.join(' ')).toContain(
      'A sure match needs 6.8 bits more. Any of these alone would do: birth date (same, +10.7).',
    )
  })

  it('says of one record named twice only that', () => {
    const same = { ...two, same_person: true, one_record: true, possible_match: null, pairs: [], nearest: null }
    expect(plain(layOutTwo(same))).toBe('One person: p0040v2avvzva. Both ids name the same record.')
  })
})
