import { describe, expect, it } from 'vitest'
import { derivedColumns } from '../../src/repair/derived-columns.ts'
import { rules } from './rules-for-tests.ts'

describe('derivedColumns', () => {
  it('says what follows from numbers and addresses, row by row, and nothing of what is not there', () => {
    const [phone, mobile, email] = derivedColumns(
      {
        rows: 4,
        columns: {
          phone: { values: [null, '+4930901820', '030901820'], ids: Uint32Array.from([1, 0, 2, 1]) },
          email: {
            values: [null, 'info@acme.com', 'ann@acme.com', 'Sales@mailinator.com', 'x@yopmail.com'],
            ids: Uint32Array.from([1, 2, 3, 4]),
          },
        },
      },
      rules.emails,
    )
    expect([0, 1, 2, 3].map((row) => phone!(row))).toEqual(['fixed', null, null, 'fixed'])
    expect(mobile).toBeNull()
    expect([0, 1, 2, 3].map((row) => email!(row))).toEqual(['role', null, 'role disposable', 'disposable'])
  })
})
