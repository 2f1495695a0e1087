/** Which column of a list holds what: recognised by header and values as for any file of people, or named by the user. */

import { UserError } from '../base/errors.ts'
import { recognisePeople } from '../ingest/recognise/recognise-people.ts'
import type { RecogniseRules } from '../ingest/recognise/rules.ts'
import { CLEANABLE_FIELDS } from '../record/fields.ts'
import { didYouMean } from '../rules/suggest.ts'
import { sampleRows, type TableInfo } from '../sources/source.ts'
import { fold } from '../text/fold.ts'

/** Ids of ours that a list may carry, by header (as persons.csv and membership.csv write them). */
const OWN_IDS: Readonly<Record<string, string>> = {
  'person id': 'person_id',
  source: 'source',
  'record id': 'record_id',
}
const NAMES: ReadonlySet<string> = new Set([...CLEANABLE_FIELDS, 'customer_id', ...Object.values(OWN_IDS)])
const SAMPLE_ROWS = 2000

export interface ListColumns {
  /** Name of a field (or of {@link OWN_IDS}) → index of the column. */
  readonly at: ReadonlyMap<string, number>
  /** ISO 3166 alpha-2, judged by the values. */
  readonly country: string | null
}

/** `map`: column → field; it outranks recognition. @throws UserError for columns or fields that are not there */
export async function listColumns(
  info: TableInfo,
  map: ReadonlyMap<string, string>,
  rules: RecogniseRules,
): Promise<ListColumns> {
  const sample = { columns: info.columns, header: info.header, rows: await sampleRows(info, SAMPLE_ROWS) }
  const { fields, country } = recognisePeople(sample, -1, rules)
  const at = new Map<string, number>()
  for (const [column, name] of map) at.set(checkedName(name), checkedColumn(info, column))
  const given = new Set(at.values())
  const found = info.columns.map((column, i) => OWN_IDS[fold(column)] ?? fields.get(i) ?? null)
  for (const [i, name] of found.entries())
    if (name !== null && NAMES.has(name) && !given.has(i) && !at.has(name)) at.set(name, i)
  // "source" alone is somebody's word for where an address came from.
  if (!at.has('record_id')) at.delete('source')
  return { at, country }
}

function checkedName(name: string): string {
  if (NAMES.has(name)) return name
  throw new UserError(`A list has no field ${name}${didYouMean(name, NAMES)}`.replace(/([^?])$/, '$1.'), {
    place: '--map',
    wayOut: `The fields are ${[...NAMES].sort().join(', ')}.`,
  })
}

function checkedColumn(info: TableInfo, column: string): number {
  const exact = info.columns.indexOf(column)
  const at = exact >= 0 ? exact : info.columns.findIndex((other) => fold(other) === fold(column))
  if (at >= 0) return at
  throw new UserError(`There is no column ${column}.`, {
    place: '--map',
    wayOut: `The columns are ${info.columns.join(', ')}.`,
  })
}
