import { describe, expect, it } from 'vitest'
import {
  formatCount,
  formatMoney,
  formatNumberOf,
  formatPercent,
  formatShare,
  formatShort,
} from '../../src/html/numbers.ts'

describe('numbers for people', () => {
  it('groups thousands', () => {
    expect([0, 999, 1000, 1_234_567, -1234].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567', '−1,234'])
    expect(formatNumberOf(1, 'person', 'people')).toBe('1 person')
    expect(formatNumberOf(2000, 'person', 'people')).toBe('2,000 people')
  })

  it('writes shares with a blank that does not break', () => {
    expect(formatPercent(0.1234)).toBe('12.3\u00a0%')
    expect(formatPercent(0.26)).toBe('26.0\u00a0%')
    expect(formatPercent(1)).toBe('100\u00a0%')
    expect(formatPercent(0.00001)).toBe('<\u00a00.1\u00a0%')
    expect(formatPercent(-0.021, 2)).toBe('−2.10\u00a0%')
    expect(formatPercent(Number.NaN)).toBe('–')
    expect(formatShare(1, 0)).toBe('–')
  })

  it('writes money from minor units', () => {
    expect(formatMoney(123_456, 'EUR')).toBe('€1,235')
    expect(formatMoney(-240_500, 'USD')).toBe('−$2,405')
    expect(formatMoney(881, 'EUR')).toBe('€8.81')
    expect(formatMoney(0, 'EUR')).toBe('€0')
    expect(formatMoney(100_000, 'PLN')).toBe('PLN 1,000')
    expect(formatMoney(100_000, null)).toBe('1,000')
  })

  it('shortens for axes', () => {
    expect([0, 950, 1500, 12_000, 2_000_000, -3000].map(formatShort)).toEqual(['0', '950', '1.5k', '12k', '2M', '−3k'])
  })
})
