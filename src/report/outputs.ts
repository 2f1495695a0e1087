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
    columns: [
      'person_id',
      'segment',
      'channel',
      'offer',
      'campaign',
      'arm',
      'brand',
      'reason',
      'expected_net',
      'withheld',
      'data_origin',
    ],
    types: { expected_net: 'number' },
  },
  changes: {
    file: 'changes.csv',
    isForPeople: false,
    columns: ['person_id', 'change', 'state_before', 'state_now'],
    types: {},
  },
  money: {
    file: 'money.csv',
    isForPeople: false,
    columns: [
      'segment',
      'channel',
      'offer',
      'verdict',
      'outcome',
      'people',
      'planned_people',
      'clean_cost',
      'make_cost',
      'send_cost',
      'design_cost',
      'added_response',
      'added_response_low',
      'added_response_high',
      'response_source',
      'margin',
      'margin_source',
      'net',
      'net_low',
      'net_high',
      'break_even',
      'pays_from_people',
      'chance_of_loss',
      'control_cost',
      'acquired_customers',
      'acquisition_net',
      'test_size',
      'test_value',
      'risk',
    ],
    types: {
      people: 'integer',
      planned_people: 'integer',
      clean_cost: 'number',
      make_cost: 'number',
      send_cost: 'number',
      design_cost: 'number',
      added_response: 'number',
      added_response_low: 'number',
      added_response_high: 'number',
      margin: 'number',
      net: 'number',
      net_low: 'number',
      net_high: 'number',
      break_even: 'number',
      pays_from_people: 'integer',
      chance_of_loss: 'number',
      control_cost: 'number',
      acquired_customers: 'number',
      acquisition_net: 'number',
      test_size: 'integer',
      test_value: 'number',
    },
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

export const PLAN_COLUMNS = [
  'segment',
  'channel',
  'offer',
  'campaign',
  'arm',
  'brand',
  'reason',
  'expected_net_minor',
  'withheld',
  'origin',
] as const

export const CHANGE_COLUMNS = ['change', 'before', 'now'] as const

/** Columns of the table `money` in the order of the file's; amounts and rates are rounded as {@link moneyCells} says. */
export const MONEY_COLUMNS = [
  'segment',
  'channel',
  'offer',
  'verdict',
  'outcome',
  'people',
  'planned_people',
  'clean_cost_minor',
  'make_cost_minor',
  'send_cost_minor',
  'fixed_cost_minor',
  'lift',
  'lift_low',
  'lift_high',
  'lift_source',
  'margin_minor',
  'margin_source',
  'net_minor',
  'net_low_minor',
  'net_high_minor',
  'break_even',
  'pays_from',
  'chance_of_loss',
  'control_cost_minor',
  'acquired_customers',
  'acquisition_net_minor',
  'test_size',
  'test_value_minor',
  'risk',
] as const

/** Minor units as amounts; rates with six digits, as a response of one in a thousand needs them. */
export function moneyCells(row: readonly SqlValue[]): SqlValue[] {
  return row.map((value, i) => {
    const column = MONEY_COLUMNS[i]!
    if (column.endsWith('_minor')) return moneyCell(value)
    return typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toFixed(6))) : value
  })
}

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

/** Its place behind the person's id. */
const EXPECTED_NET = 1 + PLAN_COLUMNS.indexOf('expected_net_minor')

export function planCells(row: readonly SqlValue[]): (string | number | null)[] {
  return row.map((value, i) => (i === EXPECTED_NET ? moneyCell(value) : value))
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
