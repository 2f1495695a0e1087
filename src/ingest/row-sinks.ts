/** What becomes of a row of a source, by the source's role: a record with what it says of consent, facts, or an event. */

import { packCells } from '../record/cells.ts'
import type { RecNo } from '../record/ids.ts'
import type { Role, SourceSpec } from '../record/project.ts'
import { type EventValue, eventReader, type ValueReaders } from './event-readers.ts'
import { factRow } from './fact-row.ts'
import { carriesFacts, factReader } from './facts/fact-reader.ts'
import type { FactRules } from './facts/rules.ts'
import { fieldCells } from './field-cells.ts'
import { recordUid } from './record-uid.ts'
import type { BlockSet, IngestTable } from './source-blocks.ts'

export interface SinkInput {
  readonly spec: SourceSpec
  readonly sourceNo: number
  readonly columns: readonly string[]
  readonly currency: string | null
  readonly rules: FactRules
  readonly readers: ValueReaders
  readonly blocks: BlockSet
}

export interface RowSink {
  /** Hands on what a row gives; returns the reason where it cannot be used. */
  take(row: readonly string[], line: number): string | null
  end(): SinkEnd
}

interface SinkEnd {
  readonly records: number
  /** Uids that more than one row has. */
  readonly sharedUids: readonly string[]
  readonly notes: readonly string[]
}

const NOTHING_TO_TELL: SinkEnd = { records: 0, sharedUids: [], notes: [] }

export function rowSink(input: SinkInput): RowSink {
  const { role } = input.spec
  if (role === 'customers' || role === 'leads') return recordSink(input)
  if (role === 'suppressions') return suppressionSink(input)
  return eventSink(input)
}

/** Records, and their facts, are numbered from 0 within the source. */
function recordSink({ spec, sourceNo, columns, rules, readers, blocks }: SinkInput): RowSink {
  const records = blocks.of('source_record')
  const ownFacts = blocks.of('fact')
  const readFacts = carriesFacts(spec) ? factReader(spec, columns, rules) : null
  const keyIndex = spec.key === null ? -1 : columns.indexOf(spec.key)
  const [consentDay, optOutDay] = [readers.date('consent_at'), readers.date('opt_out_at')]
  const readDate = (text: string) => consentDay(text) ?? optOutDay(text)
  const seen = new Set<string>()
  const shared = new Set<string>()
  let rec = 0
  return {
    take(row, line) {
      const cells = packCells(row)
      const key = keyIndex < 0 ? '' : row[keyIndex]!.trim()
      const uid = recordUid(spec.name, key === '' ? null : key, cells)
      if (seen.has(uid)) shared.add(uid)
      else seen.add(uid)
      const own = rec++ as RecNo
      records.add([sourceNo, line, key === '' ? null : key, uid, cells])
      const found = readFacts?.(row, readDate) ?? []
      // The record stays; only what it says about consent could not be read, which a person should see.
      if ('reject' in found) return found.reject
      for (const fact of found) ownFacts.add(factRow({ ...fact, rec: own }, sourceNo, line, null))
      return null
    },
    end() {
      const isKeyed = keyIndex >= 0 && shared.size > 0
      const stand = shared.size === 1 ? 'one key stands' : `${shared.size} keys stand`
      const notes = isKeyed ? [`column "${spec.key}": ${stand} in more than one row; each row is kept`] : []
      return { records: rec, sharedUids: [...shared], notes }
    },
  }
}

function suppressionSink({ spec, sourceNo, columns, rules, readers, blocks }: SinkInput): RowSink {
  const listed = blocks.of('fact')
  const readFacts = factReader(spec, columns, rules)
  const readDate = readers.date('occurred_at')
  return {
    take(row, line) {
      const found = readFacts(row, readDate)
      if ('reject' in found) return found.reject
      for (const fact of found) listed.add(factRow(fact, sourceNo, line, packCells(row)))
      return null
    },
    end: () => NOTHING_TO_TELL,
  }
}

const EVENT_TABLES: Partial<Record<Role, IngestTable>> = {
  purchases: 'purchase',
  activity: 'activity',
  contracts: 'contract',
  complaints: 'complaint',
}

/** Events keep their raw cells beside what was understood. */
function eventSink({ spec, sourceNo, columns, currency, readers, blocks }: SinkInput): RowSink {
  const kit = { cells: fieldCells(spec, columns), readers, currency, fallbackKind: spec.name }
  const read = eventReader(spec.role, kit)
  const events = blocks.of(EVENT_TABLES[spec.role] ?? 'contact')
  const event: EventValue[] = []
  const values: EventValue[] = [sourceNo]
  return {
    take(row, line) {
      const problem = read(row, event)
      if (problem !== null) return problem
      values[1] = line
      for (let i = 0; i < event.length; i++) values[i + 2] = event[i]!
      values[event.length + 2] = packCells(row)
      events.add(values)
      return null
    },
    end: () => NOTHING_TO_TELL,
  }
}
