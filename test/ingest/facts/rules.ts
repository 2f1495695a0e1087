/** The shipped rules and a source to read with, for tests of the fact reader. */

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { factReader } from '../../../src/ingest/facts/fact-reader.ts'
import { factRules } from '../../../src/ingest/facts/rules.ts'
import type { Fact } from '../../../src/record/fact.ts'
import type { SourceSpec } from '../../../src/record/project.ts'

export const RULES = factRules({
  get: ({ name, schema }) => schema.parse(parse(readFileSync(`rules/${name}.yaml`, 'utf8'))),
})

export function spec(of: Partial<SourceSpec>): SourceSpec {
  return {
    name: 's',
    file: 's.csv',
    table: null,
    format: 'csv',
    encoding: null,
    delimiter: null,
    header: true,
    role: 'suppressions',
    brand: 'acme',
    country: 'DE',
    deal: 'own',
    dealDate: null,
    exportedAt: null,
    key: null,
    of: null,
    columns: {},
    means: null,
    provider: null,
    channel: null,
    free_of_duplicates: false,
    ...of,
  }
}

/** Reads one row given as column → cell; the columns are those of the row. */
export function read(
  of: Partial<SourceSpec>,
  row: Readonly<Record<string, string>>,
): readonly Fact[] | { readonly reject: string } {
  return factReader(spec(of), Object.keys(row), RULES)(Object.values(row), () => null)
}

export function readFacts(of: Partial<SourceSpec>, row: Readonly<Record<string, string>>): readonly Fact[] {
  const facts = read(of, row)
  if ('reject' in facts) throw new Error(facts.reject)
  return facts
}
/** `kind channel` of each fact, e.g. `unsubscribed email`. */
export const said = (of: Partial<SourceSpec>, row: Readonly<Record<string, string>>): string[] =>
  readFacts(of, row).map((f) => `${f.kind} ${f.channel}`)
