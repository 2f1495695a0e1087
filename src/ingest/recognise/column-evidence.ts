/** What the columns of a table may be: their names and values looked at one by one, then settled against one another. */

import { type ColumnEvidence, gatherEvidence } from './candidates.ts'
import { type ColumnProfile, profileColumn, type ValueSets } from './column-profile.ts'
import type { HeaderReader } from './header-reader.ts'
import { settleAmbiguous } from './settle-ambiguous.ts'

export interface ColumnSample {
  readonly columns: readonly string[]
  readonly header: boolean
  /** One cell per column. */
  readonly rows: readonly (readonly string[])[]
}

export function columnEvidence(
  { columns, header, rows }: ColumnSample,
  reader: HeaderReader,
  sets: ValueSets,
): { readonly profiles: readonly ColumnProfile[]; readonly evidence: ColumnEvidence[] } {
  const profiles = columns.map((_, i) =>
    profileColumn(
      rows.map((row) => row[i] ?? ''),
      sets,
    ),
  )
  return { profiles, evidence: settleAmbiguous(gatherEvidence(columns, profiles, header ? reader : null)) }
}
