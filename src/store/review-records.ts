/** What a person sees of a record before deciding: found by its number, without reading the others. */

import { unpackCells } from '../record/cells.ts'
import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'
import { CHANNELS, type Channel } from '../record/project.ts'
import { cleaned } from './cleaned-tables.ts'
import { contactability, type VerdictRow } from './contactability-table.ts'
import { changesOf, type RecordChange } from './explain-queries.ts'
import { goldenRecord } from './golden-table.ts'
import { openPackedRows } from './packed-rows.ts'
import { recordRanges } from './record-ranges.ts'
import type { Store } from './store.ts'

export interface ReviewRecord {
  readonly rec: number
  readonly uid: string
  readonly sourceNo: number
  readonly source: string
  /** The source's own key, else the row's number. */
  readonly recordId: string
  readonly fields: Readonly<Record<CleanField, string | null>>
  /** As they came, in the order of the source's columns. */
  readonly cells: readonly string[]
  readonly changes: readonly RecordChange[]
}

/** A person's answer for a brand, purpose and channel. */
export interface ReviewAnswer {
  readonly brand: string
  readonly purpose: string
  readonly channel: Channel
  readonly allowed: boolean
  readonly reason: string
  readonly suspected: boolean
}

export interface ReviewRecords {
  record(rec: number): ReviewRecord | null
  /** Records of the person besides those `shown`, at most so many. */
  others(personNo: number, shown: readonly number[], most: number): ReviewRecord[]
  /** By brand, purpose and channel. */
  answersOf(personNo: number): ReviewAnswer[]
}

export function openReviewRecords(store: Store): ReviewRecords {
  const fields = openPackedRows(store, cleaned, 'rec')
  const answers = openPackedRows(store, contactability, 'person_no')
  const find = store.db.prepare(
    `SELECT s.rec, s.uid, s.source_no AS sourceNo, o.name AS source, s.own_key AS ownKey, s.line, s.cells
     FROM source_record s JOIN source o ON o.source_no = s.source_no WHERE s.rec = ?`,
  )
  const verdict = store.db.prepare('SELECT * FROM verdict WHERE verdict_no = ?')
  const membersOf = store.db.prepare('SELECT rec FROM membership WHERE person_no = ? ORDER BY rec').pluck()
  const record = (rec: number): ReviewRecord | null => {
    const found = find.get(rec) as FoundRow | undefined
    if (found === undefined) return null
    const { ownKey, line, cells, ...rest } = found
    const [clean] = fields.rowsOf(rec)
    return {
      ...rest,
      recordId: ownKey ?? String(rowNumber(store, found)),
      fields: Object.fromEntries(CLEAN_FIELDS.map((f) => [f, clean?.[f] ?? null])) as ReviewRecord['fields'],
      cells: unpackCells(cells),
      changes: changesOf(store, [rec]),
    }
  }
  return {
    record,
    others: (personNo, shown, most) =>
      (membersOf.all(personNo) as number[])
        .filter((rec) => !shown.includes(rec))
        .slice(0, most)
        .flatMap((rec) => record(rec) ?? []),
    answersOf: (personNo) =>
      answers.rowsOf(personNo).flatMap((row) =>
        CHANNELS.flatMap((channel) => {
          const no = row[channel]
          const found = no === null ? undefined : (verdict.get(no) as VerdictRow | undefined)
          if (found === undefined) return []
          const { brand, purpose } = row
          const [allowed, suspected] = [found.allowed === 1, found.suspected === 1]
          return [{ brand, purpose, channel, allowed, reason: found.reason, suspected }]
        }),
      ),
  }
}

interface FoundRow {
  readonly rec: number
  readonly uid: string
  readonly sourceNo: number
  readonly source: string
  readonly ownKey: string | null
  readonly line: number
  readonly cells: string
}

/** The rank of its line in its source. */
function rowNumber(store: Store, { rec, sourceNo, line }: FoundRow): number {
  const [range] = recordRanges(store, [sourceNo])
  return store.db
    .prepare('SELECT count(*) FROM source_record WHERE rec >= ? AND rec < ? AND (line < ? OR (line = ? AND rec <= ?))')
    .pluck()
    .get(range!.from, range!.to, line, line, rec) as number
}

export interface PersonBrief {
  readonly personId: string
  readonly records: number
  readonly name: string
}

/** Of a person's golden record what is needed to recognise them in a list. */
export function personBrief(store: Store, personNo: number): PersonBrief {
  const row = goldenRecord(store, personNo)!
  const name = [row.first_name, row.last_name].filter(Boolean).join(' ') || row.company || row.email || row.city
  return { personId: row.person_id, records: row.records, name: name ?? 'no name' }
}
