import { describe, expect, it } from 'vitest'
import { normalisers } from '../../../src/match/blocking/match-keys.ts'
import { nicknameGroups } from '../../../src/match/blocking/nickname-groups.ts'
import { nicknames } from '../../../src/match/rules.ts'
import { loadRules } from '../../../src/rules/load-rules.ts'
import { nameKey } from '../../../src/text/name-key.ts'

type Field = keyof typeof normalisers

describe('how fields are written for comparing', () => {
  it.each<readonly [Field, ...string[]]>([
    ['postcode', '62701', '62701-1234', '627011234'],
    ['postcode', 'SW1A 1AA', 'sw1a1aa'],
    ['street', 'North Oak Street', 'N Oak St', 'N. Oak St', 'North Oak Street 12'],
    ['street', '5 Elm Avenue West', '5 Elm Ave W', 'Elm Avenue W'],
    ['street', 'Königstr. 5', 'Koenigstraße 5', 'KONIGSTR 5'],
    ['street', 'Kerkstraat 7', 'Kerkstr. 7'],
    ['street', 'Calle Mayor 5', 'C/ Mayor 5'],
    ['city', 'Saint Louis', 'St. Louis'],
    ['city', 'Köln', 'Koeln', 'KOLN'],
    ['email', 'Ann.Lee@GoogleMail.com', 'ann.lee@gmail.com'],
  ])('%s: %s and its spellings alike', (field, ...texts) => {
    expect(new Set(texts.map((text) => normalisers[field as Field](text))).size).toBe(1)
  })

  it.each<readonly [Field, string, string]>([
    ['postcode', '62701-1234', '62702-1234'],
    ['postcode', '12345-678', '12345'],
    ['street', 'North Street 5', 'N Oak Street 5'],
    ['street', '5 West St', '5 Oak St'],
    ['email', 'ann.lee@gmail.com', 'annlee@gmail.com'],
  ])('%s: %s is not %s', (field, l, r) => {
    expect(normalisers[field](l)).not.toBe(normalisers[field](r))
  })
})

describe('names that stand for one another', () => {
  const groups = nicknameGroups(loadRules([nicknames], null).rules.get(nicknames))
  const areOne = (l: string, r: string) => {
    const of = (name: string) => groups.get(nameKey(name)) ?? []
    return of(l).some((group) => of(r).includes(group))
  }

  it.each([
    ['Wilhelm', 'William'],
    ['Wilhelm', 'Willy'],
    ['Oleksandr', 'Alexander'],
    ['Александр', 'Саша'],
    ['Дмитро', 'Dmitri'],
    ['José', 'Pepe'],
    ['Małgorzata', 'Gosia'],
    ['Γιώργος', 'Georgios'],
    ['Ferenc', 'Feri'],
    ['Mohammed', 'Muhammad'],
    ['Steven', 'Stephen'],
  ])('%s, %s', (l, r) => {
    expect(areOne(l, r)).toBe(true)
  })

  it.each([
    ['Anna', 'Hanna'],
    ['James', 'Jacob'],
    ['Peter', 'Paul'],
    ['Maria', 'Marta'],
  ])('not %s, %s', (l, r) => {
    expect(areOne(l, r)).toBe(false)
  })
})
