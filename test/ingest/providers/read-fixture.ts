/** Reads a fixture as `goldpan init` and `goldpan run` would: recognised by its header and name, no mapping given. */

import { basename, dirname, join } from 'node:path'
import { factReader } from '../../../src/ingest/facts/fact-reader.ts'
import { fieldCells } from '../../../src/ingest/field-cells.ts'
import { recogniseProvider } from '../../../src/ingest/providers/recognise-provider.ts'
import { draftSources } from '../../../src/ingest/recognise/draft-project.ts'
import { makeRecogniser } from '../../../src/ingest/recognise/recognise-table.ts'
import { COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS } from '../../../src/ingest/recognise/rules.ts'
import { ColumnEvidence } from '../../../src/ingest/value-readers.ts'
import type { SourceSpec } from '../../../src/record/project.ts'
import { EXTERNAL_LIST_RULES } from '../../../src/rules/external-lists.ts'
import { loadRules } from '../../../src/rules/load-rules.ts'
import { inspectFile, readTable, sampleRows, type TableInfo } from '../../../src/sources/source.ts'
import { RULES } from '../facts/rules.ts'

const { rules } = loadRules([COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS, EXTERNAL_LIST_RULES], '.')
const WORDS = { columns: rules.get(COLUMN_WORDS), roles: rules.get(ROLE_WORDS), values: rules.get(VALUE_WORDS) }
const recogniser = makeRecogniser(WORDS, recogniseProvider)

export const FIXTURES = join(import.meta.dirname, 'fixtures')

export interface TableRead {
  readonly table: string | null
  readonly spec: SourceSpec
  /** `whom kind channel topic day`, blanks where there is nothing. */
  readonly facts: readonly string[]
  readonly rejects: readonly string[]
}

export async function readFile(path: string): Promise<readonly TableRead[]> {
  const read: TableRead[] = []
  for (const info of await inspectFile(path)) read.push(await readInfo(path, info))
  return read
}

export const readFixture = (name: string): Promise<readonly TableRead[]> => readFile(join(FIXTURES, name))

async function readInfo(path: string, info: TableInfo): Promise<TableRead> {
  const rows = await sampleRows(info, 2000)
  const found = recogniser.recognise({ ...info, path: basename(path), rows })
  if ('skip' in found) throw new Error(`${basename(path)}: ${found.skip}`)
  const { guess } = found
  const table = { ...info, path: basename(path), rowsLookedAt: rows.length, guess, keys: null }
  const spec = draftSources([table], basename(dirname(path)), WORDS, rules.get(EXTERNAL_LIST_RULES)).sources[0]!
  const evidence = new ColumnEvidence(fieldCells(spec, info.columns))
  for (const row of rows) evidence.add(row)
  const { readers } = evidence.decide(spec.country, null)
  const facts: string[] = []
  const rejects: string[] = []
  if (spec.role !== 'customers' && spec.role !== 'leads' && spec.role !== 'suppressions')
    return { table: info.table, spec, facts, rejects }
  const readFacts = factReader(spec, info.columns, RULES)
  const days =
    spec.role === 'suppressions'
      ? readers.date('occurred_at')
      : (text: string) => readers.date('consent_at')(text) ?? readers.date('opt_out_at')(text)
  for await (const batch of readTable(info.path, info, ({ reason }) => rejects.push(reason)))
    for (const row of batch.rows) {
      const said = readFacts(row, days)
      if ('reject' in said) rejects.push(said.reject)
      else
        for (const f of said)
          facts.push(
            [f.email ?? f.phone ?? f.customerRef ?? f.identity, f.kind, f.channel, f.purpose, f.occurredAt]
              .filter((part) => part !== null)
              .join(' '),
          )
    }
  return { table: info.table, spec, facts, rejects }
}
