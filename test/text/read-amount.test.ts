import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideAmountFormat } from '../../src/text/read-amount.ts'

const readAll = (values: string[], options = {}) => values.map((v) => decideAmountFormat(values, options).read(v))

describe('decideAmountFormat', () => {
  it('reads sums in the usual forms as minor units', () => {
    expect(readAll(['1.234,56 €', '12,5', '1.234', '-3,00 EUR'])).toEqual([123456, 1250, 123400, -300])
    expect(readAll(['$1,234.56', '12.5', '1,234', '(12.50)', '-$5', '$-5.00'])).toEqual([
      123456, 1250, 123400, -1250, -500, -500,
    ])
    expect(readAll(["CHF 1'234.50", '12.-', '5,--', 'Fr. 20.00'])).toEqual([123450, 1200, 500, 2000])
    expect(readAll(['1 234,50', '1 234 567,8'])).toEqual([123450, 123456780])
  })

  it('decides 1.234 from the column', () => {
    expect(readAll(['1.234', '2.50'])[0]).toBe(123)
    expect(readAll(['1.234', '2,50'])[0]).toBe(123400)
    expect(decideAmountFormat(['1.234']).note).toContain('thousands')
  })

  it('knows how many decimals a currency has', () => {
    expect(decideAmountFormat(['¥1,234']).readMoney('¥1,234')).toEqual({ amountMinor: 1234, currency: 'JPY' })
    expect(decideAmountFormat(['1.234 KWD']).read('1.234 KWD')).toBe(1234)
  })

  it('names the one currency of a column, or none', () => {
    expect(decideAmountFormat(['5 €', '6 EUR', '7']).readMoney('7')).toEqual({ amountMinor: 700, currency: 'EUR' })
    expect(decideAmountFormat(['5 €', '6 $']).currency).toBeNull()
    expect(decideAmountFormat(['5 $'], { country: 'CA' }).currency).toBe('CAD')
  })

  it('gives null for what is no sum', () => {
    for (const sum of readAll(['abc', '', '12 pcs', 'NaN', 'Infinity', '9'.repeat(30), '12.345.67', '1,2,3', '1/2']))
      expect(sum).toBeNull()
  })

  it('reads what it would write, exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (minor) => {
        const digits = String(Math.abs(minor)).padStart(3, '0')
        const sign = minor < 0 ? '-' : ''
        const [whole, cents] = [digits.slice(0, -2), digits.slice(-2)]
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
        for (const text of [`${sign}${whole}.${cents}`, `${sign}${grouped}.${cents}`, `${sign}${whole},${cents} €`])
          expect(decideAmountFormat([text]).read(text)).toBe(minor)
      }),
    )
  })

  it('never throws and gives safe integers only', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (values) => {
        for (const sum of readAll(values)) expect(sum === null || Number.isSafeInteger(sum)).toBe(true)
      }),
    )
  })
})
