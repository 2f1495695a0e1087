/** Ids of ours that a list carries: a person's, a source's and its record's, or a customer number of the brand. */

import { recordsByPersonIds, recordsByUids, recordsOfCustomers } from '../store/records-by-id.ts'
import type { RecordName } from '../store/review-decisions.ts'
import { recordNameKey, uidsOfNames } from '../store/review-decisions.ts'
import type { Store } from '../store/store.ts'
import { type GateList, textAt } from './read-list.ts'

/**
 * Row → records it names. `keySources`: the sources whose own key a column of customer numbers may hold; `isOurs`: the
 * user said that it does. Otherwise the numbers must look like it, as any list numbers its rows.
 */
export function recordsByOwnIds(
  store: Store,
  list: GateList,
  keySources: readonly number[],
  isOurs: boolean,
): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>()
  const put = (row: number, recs: readonly number[]): void => {
    if (recs.length > 0) found.set(row, [...(found.get(row) ?? []), ...recs])
  }
  const persons = distinct(list, 'person_id')
  if (persons.length > 0) {
    const recs = recordsByPersonIds(store, persons)
    eachRow(list, 'person_id', (row, id) => put(row, recs.get(id) ?? []))
  }
  if (list.raw.has('record_id') && list.raw.has('source')) {
    const names: RecordName[] = []
    eachRow(list, 'record_id', (row, recordId) =>
      names.push({ source: textAt(list.raw, 'source', row).trim(), recordId }),
    )
    const uids = uidsOfNames(store, names)
    const recs = recordsByUids(store, [...uids.values()].flat())
    eachRow(list, 'record_id', (row, recordId) => {
      const key = recordNameKey({ source: textAt(list.raw, 'source', row).trim(), recordId })
      for (const uid of uids.get(key) ?? []) put(row, [recs.get(uid)!])
    })
  }
  const numbers = keySources.length === 0 ? [] : distinct(list, 'customer_id')
  if (isOurs || (numbers.length > 0 && !numbers.some((number) => RUNNING.test(number)))) {
    const recs = recordsOfCustomers(store, keySources, numbers)
    if (isOurs || recs.size >= numbers.length * MIN_KNOWN)
      eachRow(list, 'customer_id', (row, id) => put(row, recs.get(id) ?? []))
  }
  return found
}

const MIN_KNOWN = 0.75
/** A running number is nobody's key by itself. */
const RUNNING = /^\d{1,7}$/

function distinct(list: GateList, name: string): string[] {
  const column = list.raw.get(name)
  return column === undefined ? [] : [...column.values].flatMap((text) => (text === null ? [] : [text.trim()]))
}

function eachRow(list: GateList, name: string, use: (row: number, id: string) => void): void {
  if (!list.raw.has(name)) return
  for (let row = 0; row < list.rows; row++) {
    const id = textAt(list.raw, name, row).trim()
    if (id !== '') use(row, id)
  }
}
