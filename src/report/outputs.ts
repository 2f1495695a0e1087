/** The CSV files of a run: their names, their columns, and how a row of the workspace becomes a line. */

import { fromDayNo } from '../record/dates.ts'
import { CLEAN_FIELDS } from '../record/fields.ts'
import { repairId } from '../record/repair-id.ts'
import type { VerdictRow } from '../store/contactability-table.ts'
import type { SqlValue } from '../store/table.ts'

/**
 * `types`: the columns that are no text, for Parquet. `isForPeople`: opened in a spreadsheet sooner or later and full of free text, so text that would run as a formula there is
 * disarmed. The others are joined by machines on ids that must stay as they are.
 */
export const OUTPUTS = {
  persons: {
    file: 'persons.csv',
    isForPeople: true,
    columns: ['person_id', ...CLEAN_FIELDS, 'records', 'sources', 'household_id'],
    types: { records: 'integer', sources: 'integer' },
  },
  membership: {
    file: 'membership.csv',
    isForPeople: false,
    columns: ['source', 'record_id', 'person_id', 'band'],
    types: {},
  },
  contactability: {
    file: 'contactability.csv',
    isForPeople: false,
    columns: [
      'person_id',
      'brand',
      'channel',
      'purpose',
      'allowed',
      'reason',
      'since',
      'until',
      'evidence',
      'alternate_channel',
    ],
    types: { allowed: 'boolean' },
  },
  repairs: {
    file: 'repairs.csv',
    isForPeople: true,
    columns: [
      'source',
      'record_id',
      'field',
      'before',
      'after',
      'rule',
      'confidence',
      'decision',
      'evidence',
      'repair_id',
    ],
    types: { confidence: 'number' },
  },
  segments: {
    file: 'segments.csv',
    isForPeople: false,
    columns: [
      'person_id',
      'state',
      'rule',
      'recency_days',
      'frequency',
      'monetary',
      'r',
      'f',
      'm',
      'rfm',
      'behaviour',
      'expected_purchases',
      'expected_value',
      'is_customer',
    ],
    types: {
      recency_days: 'integer',
      frequency: 'integer',
      monetary: 'number',
      r: 'integer',
      f: 'integer',
      m: 'integer',
      expected_purchases: 'number',
      expected_value: 'number',
      is_customer: 'boolean',
    },
  },
  plan: {
    file: 'plan.csv',
    isForPeople: false,
    columns: ['person_id', 'segment', 'channel', 'offer', 'arm', 'brand', 'reason', 'expected_net'],
    types: { expected_net: 'number' },
  },
  quarantine: {
    file: 'quarantine.csv',
    isForPeople: true,
    columns: ['source', 'file', 'line', 'reason', 'raw'],
    types: { line: 'integer' },
  },
} as const satisfies Record<string, OutputSpec>

interface OutputSpec {
  readonly file: string
  readonly isForPeople: boolean
  readonly columns: readonly string[]
  readonly types: Readonly<Record<string, 'integer' | 'number' | 'boolean'>>
}

/** Columns of the table `segment` in the order that {@link segmentCells} takes them, after the person's id. */
export const SEGMENT_COLUMNS = [
  'state',
  'rule',
  'recency_days',
  'frequency',
  'monetary_minor',
  'r',
  'f',
  'm',
  'behaviour',
  'expected_purchases',
  'expected_value_minor',
  'is_customer',
] as const

export const PLAN_COLUMNS = ['segment', 'channel', 'offer', 'arm', 'brand', 'reason', 'expected_net_minor'] as const

export function segmentCells(row: readonly SqlValue[]): (string | number | null)[] {
  const [person, state, rule, recency, frequency, monetary, r, f, m, behaviour, purchases, value, isCustomer] = row
  const rfm = r === null || f === null || m === null ? null : `${r}${f}${m}`
  return [
    person ?? null,
    state ?? null,
    rule ?? null,
    recency ?? null,
    frequency ?? null,
    moneyCell(monetary ?? null),
    r ?? null,
    f ?? null,
    m ?? null,
    rfm,
    behaviour ?? null,
    decimalCell(purchases ?? null),
    moneyCell(value ?? null),
    isCustomer === 1 ? 'true' : 'false',
  ]
}

export function planCells(row: readonly SqlValue[]): (string | number | null)[] {
  const cells = row.slice(0, 7)
  return [...cells, moneyCell(row[7] ?? null)]
}

/** A change's confidence (seventh cell) with at most four decimals, and its id in the place of the record's uid. */
export function changeCells(row: readonly SqlValue[]): (string | number | null)[] {
  const cells = [...row]
  cells[6] = decimalCell(row[6] ?? null)
  cells[9] = repairId(String(row[9]), { field: String(row[2]), before: String(row[3]), after: String(row[4]) })
  return cells
}

/** The cells of a verdict that stand at the end of a line of contactability.csv. */
export function verdictCells(v: VerdictRow): (string | null)[] {
  const day = (no: number | null) => (no === null ? null : fromDayNo(no))
  const allowed = v.allowed === 1 ? 'true' : 'false'
  return [allowed, v.reason, day(v.since), day(v.until), v.evidence, v.alternate_channel]
}

/** Minor units as an amount with two decimals: `-5` → `-0.05`. */
function moneyCell(minor: SqlValue): string | null {
  if (typeof minor !== 'number') return null
  const size = Math.abs(Math.round(minor))
  return `${minor < 0 && size > 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`
}

function decimalCell(value: SqlValue): string | null {
  return typeof value === 'number' ? String(Number(value.toFixed(4))) : null
}
