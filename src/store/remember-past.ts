/** What files said and no longer say stays known: the first law, over time (docs/decisions/0014). */

import { digest } from '../base/hash.ts'
import { toDayNo } from '../record/dates.ts'
import type { IsoDate } from '../record/ids.ts'
import type { SourceSpec } from '../record/project.ts'
import { rememberAddresses, settleAddresses } from './past-addresses.ts'
import { rememberFacts, settleFacts } from './past-facts.ts'
import { pastSources } from './past-tables.ts'
import type { Store } from './store.ts'
import { files, sources } from './tables.ts'

/** What a source's facts rest on: the bytes of its file, and which table of it. */
export interface Evidence {
  readonly sha256: string
  readonly table: string | null
}

const keyOf = ({ sha256, table }: Evidence): string => `${sha256} ${table ?? ''}`

/**
 * To be called before ingest's tables are emptied. A source is remembered where no source reads the same file now: the
 * same file under other rules is no loss but a correction, and what was read before is forgotten. `asOf`: the day of the
 * run that read it.
 */
export function rememberGone(store: Store, now: readonly Evidence[], asOf: IsoDate): void {
  const kept = new Set(now.map(keyOf))
  const shas = new Map([...files.all(store)].map((row) => [row.source_no, row.sha256]))
  for (const row of [...sources.all(store, ['source_no'])]) {
    const spec = JSON.parse(row.spec) as SourceSpec
    if (kept.has(keyOf({ sha256: shas.get(row.source_no) ?? '', table: spec.table }))) continue
    rememberFacts(store, row, toDayNo(spec.exportedAt ?? asOf))
    rememberAddresses(store, row.source_no)
    pastSources.delete(store, { name: row.name })
    pastSources.insertAll(store, [{ name: row.name, spec: row.spec, facts: 0, addresses: 0, settled: '', digest: '' }])
  }
}

/** To be called when all sources are read: what they say again need not be remembered. Returns the state of the memory. */
export function settlePast(store: Store): string | undefined {
  const numbers = new Map([...sources.all(store)].map((row) => [row.name, row.source_no]))
  const shas = new Map([...files.all(store)].map((row) => [row.source_no, row.sha256]))
  const past = [...pastSources.all(store, ['name'])]
  for (const row of past) {
    const no = numbers.get(row.name) ?? null
    const settled = (no === null ? null : shas.get(no)) ?? ''
    // What a source says that has come back need not be remembered any more.
    if (row.digest !== '' && (no === null || row.settled === settled)) continue
    const kept = settleFacts(store, row.name, no)
    const had = settleAddresses(store, row.name, no)
    pastSources.delete(store, { name: row.name })
    if (kept.facts + had.addresses === 0) continue
    const state = { facts: kept.facts, addresses: had.addresses, settled, digest: digest(kept.digest, had.digest) }
    pastSources.insertAll(store, [{ ...row, ...state }])
  }
  const all = [...pastSources.all(store, ['name'])]
  return all.length === 0 ? undefined : digest(JSON.stringify(all))
}

/** The last day of which a run has read the files. */
export function lastReading(store: Store): IsoDate | null {
  const found = store.db
    .prepare(`SELECT max(as_of) FROM run_log WHERE stage = 'ingest' AND outcome = 'done'`)
    .pluck()
    .get()
  return found as IsoDate | null
}
