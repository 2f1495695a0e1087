import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/base/errors.ts'
import { checkMap, checkMapOf } from '../../src/cli/check-map.ts'
import { parseMap } from '../../src/cli/parse-map.ts'

const columns = ['id', 'given', 'birth_place']

describe('checkMap', () => {
  it('has nothing to say of fields and columns that are there', () => {
    expect(checkMap(new Map([['given', 'first_name']]), columns)).toEqual([])
  })

  it('names the column that is not there, and the one that may have been meant', () => {
    expect(() => checkMap(new Map([['givn', 'first_name']]), columns)).toThrow(UserError)
    expect(() => checkMap(new Map([['givn', 'first_name']]), columns)).toThrow('did you mean "given"?')
  })

  it('says that a name of no field is compared as it is', () => {
    const [own] = checkMap(new Map([['birth_place', 'birth_place']]), columns)
    expect(own).toBe('birth_place is compared as it is: birth_place is no field of goldpan')
    expect(checkMap(new Map([['given', 'first_nam']]), columns)[0]).toContain('did you mean "first_name"?')
  })
})

describe('what a map cannot mean', () => {
  const check = (text: string) => checkMapOf(parseMap(text), columns, 'id', 'a.csv')

  it('lets two files call a field by two names', () => {
    expect(() => check('given=first_name,vorname=first_name')).not.toThrow()
  })

  it.each([
    ['given=email,birth_place=email', 'given and birth_place are both mapped to email.'],
    ['given=email,given=phone', 'given is mapped twice.'],
    ['id=email', 'id holds the ids; it cannot be compared, too.'],
  ])('%s', (text, message) => {
    expect(() => check(text)).toThrow(message)
  })
})
