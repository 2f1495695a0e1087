/** Addresses that records had: moved into memory before the file is read anew, so that what is said of them later finds the person. */

import { FingerprintSet } from '../base/fingerprints.ts'
import { digest } from '../base/hash.ts'
import { unpackCells } from '../record/cells.ts'
import type { SourceSpec } from '../record/project.ts'
import { cleaned } from './cleaned-tables.ts'
import { type PastAddressRow, pastAddresses } from './past-tables.ts'
import { recordRanges } from './record-ranges.ts'
import { readStageState } from './stage-state.ts'
import type { Store } from './store.ts'
import { sources } from './tables.ts'

const FIELDS = { email: 'email', email_2: 'email', phone: 'phone', mobile: 'phone' } as const
type Field = keyof typeof FIELDS
const NAMES = Object.keys(FIELDS) as Field[]

/** E-mail addresses of the records as given, and, where repair has seen them, all addresses as cleaned. */
export function rememberAddresses(store: Store, sourceNo: number): void {
  const insert = pastAddresses.bulkInserter(store)
  for (const row of addressesOf(store, sourceNo)) insert.insert(pastAddresses.columns.map((c) => row[c]))
  insert.end()
}

/** Remembered addresses of a source, each once and without those that its records, as given, still have. */
export function settleAddresses(
  store: Store,
  name: string,
  sourceNo: number | null,
): { readonly addresses: number; readonly digest: string } {
  const known = new FingerprintSet()
  if (sourceNo !== null) for (const row of givenAddresses(store, sourceNo)) known.add(saying(row))
  const blocks = [...pastAddresses.blocks(store, pastAddresses.columns, { column: 'source', value: name })]
  pastAddresses.deleteBlocks(store, 'source', name)
  const insert = pastAddresses.bulkInserter(store)
  let addresses = 0
  let all = ''
  for (const block of blocks) {
    const kept: string[] = []
    for (let i = 0; i < block[0]!.length; i++) {
      const values = block.map((column) => column[i]!)
      const text = values.slice(1).join('\x1f')
      if (!known.add(text)) continue
      insert.insert(values)
      kept.push(text)
    }
    addresses += kept.length
    all = digest(all, ...kept)
  }
  insert.end()
  return { addresses, digest: all }
}

const saying = ({ uid, kind, address }: PastAddressRow): string => [uid, kind, address].join('\x1f')

function* addressesOf(store: Store, sourceNo: number): IterableIterator<PastAddressRow> {
  yield* givenAddresses(store, sourceNo)
  if (!isCleanedInStep(store)) return
  const [range] = recordRanges(store, [sourceNo])
  if (range === undefined) return
  const source = nameOf(store, sourceNo)
  const uids = store.db.prepare('SELECT uid FROM source_record WHERE rec >= ? AND rec < ? ORDER BY rec').pluck()
  const uidOf = uids.all(range.from, range.to) as string[]
  for (const [recs, ...columns] of cleaned.blocks(store, ['rec', ...NAMES]) as Iterable<
    [number[], ...(string | null)[][]]
  >)
    for (const [i, rec] of recs.entries()) {
      const uid = uidOf[rec - range.from]
      if (uid === undefined) continue
      for (const [c, field] of NAMES.entries()) {
        const address = columns[c]![i]
        if (address) yield { source, uid, kind: FIELDS[field], address: address.toLowerCase() }
      }
    }
}

/** As the file writes them; numbers are left out, since only cleaning knows their country. */
function* givenAddresses(store: Store, sourceNo: number): IterableIterator<PastAddressRow> {
  const [row] = sources.where(store, { source_no: sourceNo })
  const [range] = recordRanges(store, [sourceNo])
  if (row === undefined || range === undefined) return
  const spec = JSON.parse(row.spec) as SourceSpec
  const columns = JSON.parse(row.columns) as string[]
  const places = columns.flatMap((name, i) => (['email', 'email_2'].includes(spec.columns[name] ?? '') ? [i] : []))
  if (places.length === 0) return
  const records = store.db.prepare('SELECT uid, cells FROM source_record WHERE rec >= ? AND rec < ? ORDER BY rec').raw()
  for (const [uid, packed] of records.iterate(range.from, range.to) as IterableIterator<[string, string]>) {
    const cells = unpackCells(packed)
    for (const i of places) {
      const address = (cells[i] ?? '').trim().toLowerCase()
      if (address.includes('@')) yield { source: row.name, uid, kind: 'email', address }
    }
  }
}

const nameOf = (store: Store, sourceNo: number): string => sources.where(store, { source_no: sourceNo })[0]!.name

/** Cleaned records carry record numbers of the reading that repair last saw. */
function isCleanedInStep(store: Store): boolean {
  const ingest = readStageState(store, 'ingest')
  const repair = readStageState(store, 'repair')
  return ingest !== null && (repair?.parts['stage ingest'] ?? '').startsWith(ingest.key)
}
