/** Moves what a source says into memory before its file is read anew or left out, and forgets what the new file says again. */

import { FingerprintSet } from '../base/fingerprints.ts'
import { digest } from '../base/hash.ts'
import { ADDRESS_FACTS } from '../record/fact.ts'
import { FACT_COLUMNS } from '../record/fact-block.ts'
import { mendedAddresses } from './cleaned-tables.ts'
import { facts } from './fact-table.ts'
import { type PastFactRow, pastFacts } from './past-tables.ts'
import { recordRanges } from './record-ranges.ts'
import type { Store } from './store.ts'

const SAID_COLUMNS = FACT_COLUMNS.filter((c) => c !== 'source_no')
const PAST_COLUMNS = pastFacts.columns
const SAYINGS = PAST_COLUMNS.filter((c) => c !== 'source' && c !== 'by_day' && c !== 'detail')

type Value = string | number | null
type SourceOf = { readonly source_no: number; readonly name: string }

/**
 * Restrictions and bounces of a source, and what shows an address to be alive, as remembered facts. Consents are not
 * remembered: a consent must be shown by today's files. `byDay`: facts without a day had happened by then.
 */
export function rememberFacts(store: Store, source: SourceOf, byDay: number): void {
  const mended = new Map([...mendedAddresses.all(store)].map((row) => [row.typed, row.mended]))
  const insert = pastFacts.bulkInserter(store)
  for (const fact of factsOf(store, source)) {
    if (isConsentKind(fact.kind)) continue
    const row = { ...fact, by_day: fact.day === null ? byDay : null }
    insert.insert(valuesOf(row))
    // What the address was taken to mean is known today; the next repair will not see it again.
    const meant = fact.email === null ? undefined : mended.get(fact.email)
    if (meant !== undefined && isMovable(fact.kind)) insert.insert(valuesOf({ ...row, email: meant }))
  }
  insert.end()
}

/** What happened to an address stays with it. */
const isMovable = (kind: string): boolean => !(ADDRESS_FACTS as readonly string[]).includes(kind)
const isConsentKind = (kind: string): boolean => kind.endsWith('opt_in')

/** Remembered facts of a source, each once and without those that the source tells again; returns their number and digest. */
export function settleFacts(
  store: Store,
  name: string,
  sourceNo: number | null,
): { readonly facts: number; readonly digest: string } {
  const known = new FingerprintSet()
  if (sourceNo !== null) for (const fact of factsOf(store, { source_no: sourceNo, name })) known.add(sayingOf(fact))
  const blocks = [...pastFacts.blocks(store, PAST_COLUMNS, { column: 'source', value: name })]
  pastFacts.deleteBlocks(store, 'source', name)
  const insert = pastFacts.bulkInserter(store)
  let count = 0
  let all = ''
  for (const block of blocks) {
    const kept: string[] = []
    for (let i = 0; i < block[0]!.length; i++) {
      const values = block.map((column) => column[i]!)
      const saying = sayingOf(Object.fromEntries(PAST_COLUMNS.map((c, k) => [c, values[k]!])) as unknown as PastFactRow)
      if (!known.add(saying)) continue
      insert.insert(values)
      kept.push(saying)
    }
    count += kept.length
    all = digest(all, ...kept)
  }
  insert.end()
  return { facts: count, digest: all }
}

/** The same event, whatever the words beside it. */
const sayingOf = (fact: Omit<PastFactRow, 'by_day' | 'source' | 'detail'>): string =>
  SAYINGS.map((c) => fact[c as keyof typeof fact] ?? '').join('\x1f')

const valuesOf = (row: PastFactRow): Value[] => PAST_COLUMNS.map((c) => row[c])

function* factsOf(store: Store, { source_no, name }: SourceOf): IterableIterator<Omit<PastFactRow, 'by_day'>> {
  const uidOf = uidsOf(store, source_no)
  for (const block of facts.blocks(store, SAID_COLUMNS, { column: 'source_no', value: source_no })) {
    const [kind, channel, brand, purpose, email, phone, ref, rec, identity, day, detail] = block as Value[][]
    for (let i = 0; i < kind!.length; i++)
      yield {
        source: name,
        kind: kind![i] as string,
        channel: channel![i] as string | null,
        brand: brand![i] as string | null,
        purpose: purpose![i] as string | null,
        email: email![i] as string | null,
        phone: phone![i] as string | null,
        customer_ref: ref![i] as string | null,
        uid: rec![i] === null ? null : uidOf(rec![i] as number),
        identity: identity![i] as string | null,
        day: day![i] as number | null,
        detail: detail![i] as string | null,
      }
  }
}

/** Uids of the records of a source, by number. */
export function uidsOf(store: Store, sourceNo: number): (rec: number) => string | null {
  const [range] = recordRanges(store, [sourceNo])
  if (range === undefined) return () => null
  const uids = store.db
    .prepare('SELECT uid FROM source_record WHERE rec >= ? AND rec < ? ORDER BY rec')
    .pluck()
    .all(range.from, range.to) as string[]
  return (rec) => uids[rec - range.from] ?? null
}
