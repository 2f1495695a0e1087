/** A table known to hold people: the field of each column and the country, where only these are asked for. */

import type { Field } from '../../record/fields.ts'
import { assignFields } from './assign-fields.ts'
import { type BirthColumns, birthColumns } from './birth-parts.ts'
import { type ColumnSample, columnEvidence } from './column-evidence.ts'
import { valueSets } from './column-profile.ts'
import { describedColumns } from './described-columns.ts'
import { headerReader } from './header-reader.ts'
import { recogniseCountry } from './recognise-country.ts'
import type { RecogniseRules } from './rules.ts'

export interface PeopleColumns {
  /** Index of the column → field. */
  readonly fields: ReadonlyMap<number, Field>
  /** Index of a column that is no field of ours but tells people apart → what it describes. */
  readonly described: ReadonlyMap<number, string>
  /** Columns that hold the year, month and day of birth apart; null where there are no such three. */
  readonly birth: BirthColumns | null
  /** ISO 3166 alpha-2. */
  readonly country: string | null
}

/** `idAt`: the column with the records' own key, which holds nothing else. */
export function recognisePeople(sample: ColumnSample, idAt: number, rules: RecogniseRules): PeopleColumns {
  const sets = valueSets(rules.values)
  const reader = headerReader(rules.columns)
  const found = columnEvidence(sample, reader, sets)
  const evidence = found.evidence.filter((e) => e.index !== idAt)
  const fields = new Map<number, Field>()
  for (const { index, field } of assignFields(evidence, 'customers')) if (field !== null) fields.set(index, field)
  const birth = birthColumns(sample, fields, reader)
  for (const index of birth === null ? [] : Object.values(birth)) fields.delete(index)
  const free = sample.header ? evidence.filter(({ index }) => !fields.has(index)) : []
  const described = describedColumns(free, reader)
  for (const index of birth === null ? [] : Object.values(birth)) described.delete(index)
  return {
    fields,
    described,
    birth,
    country: recogniseCountry(evidence, sample.rows, rules.values, sets),
  }
}
