/** What became of person ids from run to run: as data, and as sentences. */

import { UserError } from '../base/errors.ts'
import { formatNumberOf } from '../html/numbers.ts'
import type { PersonHistoryRow } from '../store/memory-tables.ts'
import { heirOfId, historyOfId } from '../store/person-memory.ts'
import type { Store } from '../store/store.ts'

export interface IdChange {
  readonly on: string
  readonly kind: string
  readonly old_id: string
  readonly new_id: string | null
  readonly records: number
}

export function explainHistory(store: Store, id: string): IdChange[] {
  return historyOfId(store, id).map((row: PersonHistoryRow) => ({
    on: row.as_of,
    kind: row.kind,
    old_id: row.old_id,
    new_id: row.new_id,
    records: row.records,
  }))
}

/**
 * The id in use today for one that was merged away; the id itself where it was not.
 * @throws UserError for a person none of whose records is there any more.
 */
export function currentId(store: Store, id: string): string {
  const heir = heirOfId(store, id)
  const last = historyOfId(store, heir).filter((row) => row.old_id === heir && /^(gone|returned)$/.test(row.kind))
  if (last.at(-1)?.kind === 'gone')
    throw new UserError(`Since ${last.at(-1)!.as_of} no record of that person is in the sources.`, {
      place: 'ID',
      wayOut: 'The id stays theirs: they get it back when one of their records returns.',
    })
  return heir
}

/** `2026-03-01: p1 was merged into p2 (3 records).` */
export function historySentence({ on, kind, old_id, new_id, records }: IdChange): string {
  const count = formatNumberOf(records, 'record', 'records')
  switch (kind) {
    case 'merged':
      return `${on}: ${old_id} was merged into ${new_id} (${count}).`
    case 'split':
      return `${on}: ${count} of ${old_id} became a person of their own, ${new_id}.`
    case 'moved':
      return `${on}: ${count} went from ${old_id} to ${new_id}.`
    case 'gone':
      return `${on}: no record of ${old_id} was in the sources any more.`
    default:
      return `${on}: ${old_id} was back (${count}).`
  }
}
