import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { openLocalEngine } from '../../../src/engine/local/local-engine.ts'
import type { GivenModel } from '../../../src/match/learning/given-model.ts'
import { modelText } from '../../../src/match/learning/model-text.ts'
import { parseModelText } from '../../../src/match/learning/parse-model-text.ts'
import { type MatchInput, matchTable } from '../../../src/match/match-table.ts'
import { ColumnEncoder } from '../../../src/record/encoded.ts'
import { copies, inputOf, invent, match, NICKNAMES, type Person, RULES } from '../match-case.ts'

const PEOPLE = invent(400)
const ALL: readonly Person[] = [...PEOPLE, ...copies(PEOPLE.slice(0, 150))]

const use = (people: readonly Person[], model: GivenModel, more: Partial<MatchInput> = {}) =>
  matchTable(inputOf(people, more), RULES, { openEngine: openLocalEngine, nicknames: NICKNAMES, model })

const without = (people: readonly Person[], ...fields: readonly (keyof Person)[]): Person[] =>
  people.map(
    (p) => Object.fromEntries(Object.entries(p).filter(([key]) => !fields.some((f) => f === key))) as unknown as Person,
  )

describe('a model as text', () => {
  const learned = match(ALL)
  const text = modelText(learned.model)

  it('comes back as it was, from YAML and from JSON', () => {
    expect(parseModelText(text, 'model.yaml')).toEqual(learned.model)
    expect(parseModelText(JSON.stringify(parse(text)), 'model.json')).toEqual(learned.model)
  })

  it('gives the same clusters, pairs and weights on the same records', () => {
    const again = use(ALL, parseModelText(text, 'model.yaml'))
    expect(again.cluster).toEqual(learned.cluster)
    expect(again.pairs).toEqual(learned.pairs)
    expect(again.notes).toEqual([])
  })

  it('shows the weight of every level behind it', () => {
    const level = learned.model.comparisons[0]!.levels[0]!
    expect(text).toContain(`{ level: same, m: ${level.m}, u: ${level.u}`)
    expect(text).toContain(`# +${level.bits.toFixed(1)} bits`)
    expect(text.split('\n').filter((line) => /^ {6}- \{ level: .* bits$/.test(line))).toHaveLength(
      learned.model.comparisons.reduce((n, c) => n + c.levels.length, 0),
    )
  })

  it('compares what the data and the model both have, and says what they have not', () => {
    const { notes, model } = use(without(ALL, 'email', 'phone'), parseModelText(text, 'model.yaml'))
    expect(model.comparisons.map((c) => c.name)).not.toContain('email')
    expect(notes).toContain('The model also weighs email, phone, which the data do not have; left out.')
    const small = { ...parseModelText(text, 'm'), comparisons: learned.model.comparisons.slice(0, 2) }
    expect(use(ALL, small).notes.join()).toContain('The model does not weigh birth_date')
  })

  it('is no use where nothing of it is there', () => {
    const only = without(
      ALL,
      'first_name',
      'last_name',
      'birth_date',
      'phone',
      'street',
      'house_number',
      'postcode',
      'city',
    )
    const noEmail = {
      ...parseModelText(text, 'm'),
      comparisons: learned.model.comparisons.filter((c) => c.name !== 'email'),
    }
    expect(() => use(only, noEmail)).toThrow('The model weighs nothing that the data have.')
  })

  it('weighs columns of the user’s own', () => {
    const encoder = new ColumnEncoder()
    for (const i of ALL.keys()) encoder.push(`Village ${i % 150}`)
    const extra = new Map([['birth_place', encoder.finish()]])
    const outcome = match(ALL, { extra })
    const model = parseModelText(modelText(outcome.model), 'm')
    expect(use(ALL, model, { extra }).cluster).toEqual(outcome.cluster)
    expect(use(ALL, model).notes.join()).toContain('also weighs birth_place')
  })

  it('finds the threshold anew where the file says auto', () => {
    const auto = parseModelText(text.replace(/sure: [-\d.]+/, 'sure: auto'), 'm')
    expect(auto.sureBits).toBeNull()
    expect(use(ALL, auto).model.sureBits).toBe(learned.model.sureBits)
  })

  it('lists every fault with its place', () => {
    const broken = text
      .replace('kind: given_name', 'kind: givenname')
      .replace('mean_share: 0', 'mean_share: -0')
      .replace('goldpan_model: 1', 'goldpan_model: 1\nthreshold: 3')
      .replace(/ {6}- \{ level: "?similar[^\n]*\n/, '')
    const faults = faultsOf(broken)
    const lineOf = (part: string) => broken.split('\n').findIndex((line) => line.includes(part)) + 1
    expect(faults.every((f) => /^m\.yaml:\d+:\d+ /.test(f))).toBe(true)
    expect(faults.join('\n')).toContain(`m.yaml:${lineOf('kind: givenname')}:11 `)
    expect(faults.join('\n')).toContain('did you mean')
    expect(faults.join('\n')).toContain('threshold')
  })

  it('knows a level that is missing', () => {
    const faults = faultsOf(text.replace(/( {4}kind: date\n {4}levels:\n)[^\n]*\n/, '$1'))
    expect(faults.join('\n')).toContain('expected the levels of date in their order: same; ')
  })
})

function faultsOf(text: string): readonly string[] {
  try {
    parseModelText(text, 'm.yaml')
  } catch (error) {
    return (error as { faults: readonly string[] }).faults
  }
  return []
}
