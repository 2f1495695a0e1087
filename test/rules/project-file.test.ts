import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FaultList, UserError } from '../../src/base/errors.ts'
import { parseIsoDate } from '../../src/record/dates.ts'
import { FIELDS } from '../../src/record/fields.ts'
import { CHANNELS, DEALS, type Project, type SourceSpec, SUPPRESSION_MEANINGS } from '../../src/record/project.ts'
import { loadProject, parseProject, sourceSpecJson } from '../../src/rules/project-file.ts'
import { projectText } from '../../src/rules/project-text.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'goldpan-project-'))
  mkdirSync(join(dir, 'acme'))
  writeFileSync(join(dir, 'acme/customers.csv'), 'id\n1\n')
  writeFileSync(join(dir, 'list.csv'), 'email\n')
})
afterAll(() => rmSync(dir, { recursive: true }))

const parse = (text: string) => parseProject(text, dir, 'goldpan.yaml')

function faultsOf(text: string): readonly string[] {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof FaultList) return error.faults
    throw error
  }
  return []
}

describe('the project file', () => {
  it('fills in what is left out', () => {
    const project = parse(
      'sources:\n  - name: acme\n    file: acme/customers.csv\n    role: customers\n    columns: {Kd-Nr: customer_id}',
    )
    expect(project).toMatchObject({ dir: resolve(dir), asOf: null, country: null, currency: null })
    expect(project.sources[0]).toEqual({
      name: 'acme',
      file: 'acme/customers.csv',
      table: null,
      format: 'csv',
      encoding: null,
      delimiter: null,
      header: true,
      role: 'customers',
      brand: project.name,
      country: null,
      deal: 'own',
      dealDate: null,
      exportedAt: null,
      key: null,
      of: null,
      columns: { 'Kd-Nr': 'customer_id' },
      means: null,
      provider: null,
      channel: null,
      free_of_duplicates: false,
    })
  })

  it('names every fault with its place and what is meant', () => {
    const text = [
      'as_of: 2025-02-30',
      'countri: DE',
      'sources:',
      '  - name: Acme',
      '    file: acme/customers.csv',
      '    role: custmers',
      '    columns:',
      '      Mail: emial',
    ].join('\n')
    expect(faultsOf(text)).toEqual([
      'goldpan.yaml:1:8 as_of is "2025-02-30", expected a date as YYYY-MM-DD',
      'goldpan.yaml:2:1 countri is not known, did you mean "country"?',
      'goldpan.yaml:4:11 sources[1].name is "Acme", expected small letters, digits and dashes',
      'goldpan.yaml:6:11 sources[1].role is "custmers", did you mean "customers"?',
      'goldpan.yaml:8:13 sources[1].columns.Mail is "emial", did you mean "email"?',
    ])
  })

  it('names what does not fit together', () => {
    const text = [
      'sources:',
      '  - { name: a, file: acme/customers.csv, role: customers, columns: { x: email, y: email } }',
      '  - { name: a, file: nowhere.csv, role: purchases, of: b }',
      '  - { name: c, file: ../secret.csv, role: purchases, of: c }',
      '  - { name: d, file: /etc/passwd, role: customers, means: bounced }',
      '  - { name: e, file: acme, role: suppressions }',
    ].join('\n')
    expect(faultsOf(text)).toEqual([
      expect.stringMatching(/^goldpan\.yaml:2:\d+ the field email is given twice/),
      expect.stringMatching(/^goldpan\.yaml:3:13 two sources are called "a"/),
      expect.stringMatching(/^goldpan\.yaml:3:22 "nowhere\.csv" does not exist/),
      expect.stringMatching(/^goldpan\.yaml:3:\d+ "b" is no source of customers or leads, did you mean "a"\?/),
      expect.stringMatching(/^goldpan\.yaml:4:22 the path leaves the project folder/),
      expect.stringMatching(/^goldpan\.yaml:4:\d+ the source refers to itself/),
      expect.stringMatching(/^goldpan\.yaml:5:22 the path leaves the project folder/),
      expect.stringMatching(/^goldpan\.yaml:5:\d+ means is given for the role customers/),
      expect.stringMatching(/^goldpan\.yaml:6:22 "acme" is a folder/),
      expect.stringMatching(/^goldpan\.yaml:6:\d+ a suppression list needs to say what its rows mean/),
    ])
  })

  it('lets several columns speak of one consent', () => {
    expect(
      faultsOf(
        'sources: [{ name: a, file: list.csv, role: customers, columns: { x: opt_out_email, y: opt_out_email } }]',
      ),
    ).toEqual([])
  })

  it('says what to do where there is none', () => {
    expect(() => loadProject(join(dir, 'acme'))).toThrow(UserError)
  })

  it('refuses a name that JavaScript keeps for itself', () => {
    expect(
      faultsOf('sources: [{ name: a, file: list.csv, role: customers, columns: { __proto__: email } }]'),
    ).toHaveLength(1)
  })

  it('keeps countries that YAML 1.1 takes for a no', () => {
    expect(parse('country: NO\nsources: [{ name: a, file: list.csv, role: customers }]').country).toBe('NO')
  })
})

describe('faults within and between sources', () => {
  it('are listed together, and none follows from another', () => {
    const faults = faultsOf(
      [
        'sources:',
        '  - {name: A B, file: list.csv, role: customer, means: bounced}',
        '  - {name: acme, file: nowhere.csv, role: customers}',
        '  - {name: orders, file: list.csv, role: purchases, of: acmee}',
        '  - {name: acme, role: leads}',
      ].join('\n'),
    )
    expect(faults.map((f) => f.replace(/^goldpan.yaml:/, ''))).toEqual([
      expect.stringMatching(/^2:\d+ sources\[1\]\.name /),
      expect.stringMatching(/^2:\d+ sources\[1\]\.role is "customer", did you mean "customers"/),
      expect.stringMatching(/^5:\d+ sources\[4\]\.file is missing/),
      expect.stringMatching(/^3:\d+ "nowhere.csv" does not exist/),
      expect.stringMatching(/^4:\d+ "acmee" is no source of customers or leads, did you mean "acme"/),
      expect.stringMatching(/^5:\d+ two sources are called "acme"/),
    ])
  })
})

describe('a project as text', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((s) => s !== '__proto__' && !/[\ud800-\udfff](?![\udc00-\udfff])/.test(s))
  const column = fc.oneof(
    text,
    fc.constantFrom(
      'null',
      'true',
      '~',
      'no',
      '1',
      '1e3',
      '- a',
      'a: b',
      'a #b',
      'constructor',
      'toString',
      '"',
      "'",
      '\n',
      '\u0085',
      '# x',
      '*a',
      '&a',
      '!t',
      '?',
      '<<',
      '2024-01-01',
      ' x',
      'x '.repeat(600),
    ),
  )
  const optional = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: null })
  const date = fc.constantFrom(parseIsoDate('2024-02-29')!, parseIsoDate('1999-12-31')!)
  const source = (name: string): fc.Arbitrary<SourceSpec> =>
    fc
      .record({
        name: fc.constant(name),
        file: fc.constantFrom('list.csv', 'acme/customers.csv'),
        table: optional(text),
        format: fc.constantFrom('csv', 'json', 'jsonl', 'xlsx', 'sqlite'),
        encoding: optional(fc.constantFrom('utf-8', 'windows-1252')),
        delimiter: optional(fc.constantFrom(',', ';', '\t', '|', ' ')),
        header: fc.boolean(),
        role: fc.constantFrom('customers', 'suppressions', 'leads', 'campaign-results'),
        brand: fc.oneof(text, fc.constant('*')),
        country: optional(fc.constantFrom('DE', 'NO')),
        deal: fc.constantFrom(...DEALS),
        dealDate: optional(date),
        exportedAt: optional(date),
        key: optional(column),
        of: fc.constant(null),
        columns: fc
          .tuple(
            fc.uniqueArray(column, { maxLength: 6 }),
            fc.shuffledSubarray([...FIELDS], { minLength: 6, maxLength: 6 }),
          )
          .map(([names, fields]) => Object.fromEntries(names.map((n, i) => [n, fields[i]!]))),
        compare: fc.uniqueArray(fc.tuple(column, fc.constantFrom('birth_place', 'x1', 'occupation')), {
          minLength: 1,
          selector: ([, name]) => name,
        }),
        means: fc.constantFrom(...SUPPRESSION_MEANINGS),
        provider: optional(text),
        channel: optional(fc.constantFrom(...CHANNELS)),
        free_of_duplicates: fc.boolean(),
      })
      .map(
        ({ compare, ...s }): SourceSpec => ({
          ...s,
          means: s.role === 'suppressions' ? s.means : null,
          ...(s.role === 'customers' || s.role === 'leads' ? { compare: Object.fromEntries(compare) } : {}),
        }),
      )
  const remarks = { about: ['x\ny: z'], fields: {}, sources: new Map() }

  it('reads back as the same project, whatever the names and columns', () => {
    fc.assert(
      fc.property(fc.tuple(source('a'), source('b-2')), text, optional(date), (sources, name, asOf) => {
        const project: Project = {
          dir: resolve(dir),
          name,
          asOf,
          country: null,
          currency: 'EUR',
          match: { model: 'list.csv' },
          dns: { server: '[::1]:5353' },
          sources,
        }
        const withRemarks = {
          ...remarks,
          sources: new Map([
            [
              'a',
              {
                about: ['a\n- b'],
                fields: { role: 'unsure: \u2028x' },
                columns: new Map(Object.keys(sources[0].columns).map((c) => [c, `see ${c}`])),
                raw: Object.keys(sources[1].columns),
              },
            ],
          ]),
        }
        expect(parse(projectText(project, withRemarks))).toEqual(project)
      }),
      { numRuns: 100 },
    )
  })

  it('refuses columns to compare that are fields, named twice, or of no people, and a model that is not there', () => {
    const faults = faultsOf(
      [
        'match: { model: ../model.yaml }',
        'sources:',
        '  - { name: a, file: list.csv, role: customers, compare: { x: email } }',
        '  - { name: c, file: list.csv, role: leads, compare: { y: birth_place, z: birth_place } }',
        '  - { name: b, file: list.csv, role: purchases, compare: { x: birth_place } }',
      ].join('\n'),
    ).join('\n')
    expect(faults).toContain('1:17 the path leaves the project folder')
    expect(faults).toContain('expected a name that is no field of goldpan')
    expect(faults).toContain('the name birth_place is given twice')
    expect(faults).toContain('compare is given for the role purchases')
  })

  it('has one canonical form per source', () => {
    fc.assert(
      fc.property(source('a'), (spec) => {
        const turned = { ...spec, columns: Object.fromEntries(Object.entries(spec.columns).reverse()) }
        expect(sourceSpecJson(turned)).toBe(sourceSpecJson(spec))
      }),
    )
    const one = parse('sources: [{ name: a, file: list.csv, role: customers }]').sources[0]!
    expect(sourceSpecJson({ ...one, header: false })).not.toBe(sourceSpecJson(one))
  })
})
