/** Reads a file of results: whom each row is about, whether it is a response, what was spent, and when. */

import { UserError } from '../base/errors.ts'
import { LAPSE_REASON_RULES, type LapseReason, lapseReasonReader } from '../campaign/lapse-reasons.ts'
import type { ResultRow } from '../campaign/tally-results.ts'
import { knownPeople } from '../gate/known-people.ts'
import { listColumns } from '../gate/list-columns.ts'
import { readList } from '../gate/read-list.ts'
import { headerReader } from '../ingest/recognise/header-reader.ts'
import { COLUMN_WORDS, type ColumnWords, ROLE_WORDS, VALUE_WORDS } from '../ingest/recognise/rules.ts'
import { toDayNo } from '../record/dates.ts'
import { ColumnEncoder, type EncodedColumn } from '../record/encoded.ts'
import type { Field } from '../record/fields.ts'
import { addressRules, emailDomainRules, nameRules, valueRules } from '../repair/rules.ts'
import type { RuleSpec, Rules } from '../rules/rule-file.ts'
import { readTable, type TableInfo } from '../sources/source.ts'
import type { Store } from '../store/store.ts'
import { decideDateFormat } from '../text/read-date.ts'
import { oneTable, requireColumn } from './one-table.ts'
import { parseMap } from './parse-map.ts'
import { readResponses, readSpend } from './read-outcomes.ts'

export const RESULT_RULES: readonly RuleSpec<unknown>[] = [COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS, LAPSE_REASON_RULES]

export interface ResultFlags {
  readonly token?: string
  readonly responded?: string
  readonly amount?: string
  readonly date?: string
  readonly reason?: string
  readonly map?: string
}

export interface Results {
  readonly rows: readonly ResultRow[]
  /** Rows may be matched by more than a token. */
  readonly hasIdentity: boolean
  readonly minorPerUnit: number
  readonly unreadable: number
  /** Rows whose day could not be read; they count as without one. */
  readonly undated: number
  /** Column → what it was taken for. */
  readonly columns: Readonly<Record<string, string>>
  readonly notes: readonly string[]
}

const VALUES = ['token', 'responded', 'amount', 'date', 'reason'] as const
type Value = (typeof VALUES)[number]
const FIELDS_OF: Readonly<Record<Value, readonly Field[]>> = {
  token: ['token'],
  responded: ['outcome'],
  amount: ['amount'],
  date: ['occurred_at'],
  reason: ['reason', 'answer'],
}
/** Headers such as `comment` or `source` may hold anything: a reason is taken from a sure one only, or by flag. */
const SURE_REASON = 0.8

export async function readResults(
  path: string,
  store: Store,
  flags: ResultFlags,
  given: { readonly rules: Rules; readonly country: string | null; readonly keySources: readonly number[] },
): Promise<Results> {
  const { rules } = given
  const info = await oneTable(path)
  const at = valueColumns(info, flags, rules.get(COLUMN_WORDS))
  const map = parseMap(flags.map)
  const recognise = { columns: rules.get(COLUMN_WORDS), roles: rules.get(ROLE_WORDS), values: rules.get(VALUE_WORDS) }
  const found = await listColumns(info, map, recognise)
  const used = new Set(at.values())
  const identity = { ...found, at: new Map([...found.at].filter(([, column]) => !used.has(column))) }
  requireSomebody(identity.at, at, info, path)
  const list = await readList(info, identity, given.country ?? found.country, {
    emails: rules.get(emailDomainRules),
    names: rules.get(nameRules),
    addresses: rules.get(addressRules),
    values: rules.get(valueRules),
  })
  const areOurs = [...map.values()].includes('customer_id')
  const whom = knownPeople(store, list, rules, given.keySources, areOurs)
  const { columns, unreadable } = await readValues(path, info, at)
  return {
    ...resultRows(list.rows, columns, whom, lapseReasonReader(rules.get(LAPSE_REASON_RULES))),
    hasIdentity: hasIdentity(identity.at),
    unreadable,
    columns: Object.fromEntries([...identity.at, ...at].map(([name, column]) => [info.columns[column]!, name])),
    notes: [...info.notes, ...list.notes],
  }
}

const hasIdentity = (at: ReadonlyMap<string, number>): boolean =>
  ['email', 'email_2', 'phone', 'mobile', 'person_id', 'record_id', 'customer_id'].some((name) => at.has(name)) ||
  (['last_name', 'full_name', 'company'].some((name) => at.has(name)) &&
    ['postcode', 'city', 'address'].some((name) => at.has(name)))

function requireSomebody(
  identity: ReadonlyMap<string, number>,
  values: ReadonlyMap<Value, number>,
  info: TableInfo,
  place: string,
): void {
  if (values.has('token') || hasIdentity(identity)) return
  throw new UserError('No column of the results says whom they are about.', {
    place,
    wayOut: `Name the token (--token) or an e-mail address, number or id (--map); the columns are ${info.columns.join(', ')}.`,
  })
}

/** By flag, else by header, best hit first; a column is one thing only. */
function valueColumns(info: TableInfo, flags: ResultFlags, words: ColumnWords): ReadonlyMap<Value, number> {
  const at = new Map<Value, number>()
  for (const value of VALUES)
    if (flags[value] !== undefined) at.set(value, requireColumn(info, flags[value], `--${value}`))
  const reader = headerReader(words)
  const hits = info.columns.flatMap((column, i) =>
    reader.read(column).flatMap(({ field, score }) => {
      const value = VALUES.find((v) => field !== null && FIELDS_OF[v].includes(field))
      return value === undefined || (value === 'reason' && score < SURE_REASON) ? [] : [{ value, column: i, score }]
    }),
  )
  for (const { value, column } of hits.sort((l, r) => r.score - l.score || l.column - r.column))
    if (!at.has(value) && ![...at.values()].includes(column)) at.set(value, column)
  return at
}

type Columns = Partial<Record<Value, EncodedColumn>>

async function readValues(path: string, info: TableInfo, at: ReadonlyMap<Value, number>) {
  const encoders = new Map([...at.keys()].map((value) => [value, new ColumnEncoder()]))
  let unreadable = 0
  for await (const { rows } of readTable(path, info, () => unreadable++))
    for (const cells of rows) for (const [value, encoder] of encoders) encoder.push(cells[at.get(value)!]!.trim())
  const columns: Columns = {}
  for (const [value, encoder] of encoders) columns[value] = encoder.finish()
  return { columns, unreadable }
}

function resultRows(
  count: number,
  columns: Columns,
  whom: (row: number) => readonly number[],
  readReason: (text: string) => LapseReason | null,
) {
  const { token, responded, amount, date, reason } = columns
  const reasons = (reason?.values ?? []).map((text) => (text === null ? null : readReason(text)))
  const { amounts, minorPerUnit } = readSpend(amount ?? null)
  const yes = responded === undefined ? null : readResponses(responded, 'responded')
  const dates = date === undefined ? null : decideDateFormat(date.values.filter((value) => value !== null))
  const days = (date?.values ?? []).map((text) => {
    const day = text === null ? null : (dates?.read(text) ?? null)
    return day === null ? null : toDayNo(day)
  })
  let undated = 0
  const rows: ResultRow[] = []
  for (let row = 0; row < count; row++) {
    const amountMinor = amount === undefined ? 0 : amounts[amount.ids[row]!]!
    const day = date === undefined ? null : days[date.ids[row]!]!
    if (date !== undefined && day === null && date.values[date.ids[row]!] !== null) undated++
    // Without a word on it, what stands in the file happened; a refund alone is no response.
    const isResponse = yes === null ? amount === undefined || amountMinor > 0 : yes[responded!.ids[row]!]!
    rows.push({
      token: token?.values[token.ids[row]!] ?? '',
      people: whom(row),
      responded: isResponse,
      amountMinor,
      day,
      // Whoever buys has not left.
      reason: reason === undefined || amountMinor > 0 ? null : reasons[reason.ids[row]!]!,
    })
  }
  return { rows, minorPerUnit, undated }
}
