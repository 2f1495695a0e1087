/** `goldpan rfm`: a file of purchases in, one scored row per customer out. */

import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { compareText } from '../base/order.ts'
import { parseIsoDate, toDayNo } from '../record/dates.ts'
import { ColumnEncoder, type EncodedColumn } from '../record/encoded.ts'
import { flatScores } from '../segment/rfm.ts'
import { type ScoredCustomers, scoreCustomers } from '../segment/score-customers.ts'
import { openCsv } from '../sinks/csv.ts'
import { readTable } from '../sources/source.ts'
import { decideAmountFormat } from '../text/read-amount.ts'
import { decideDateFormat } from '../text/read-date.ts'
import { withInputFile } from './input-file.ts'
import type { Io } from './io.ts'
import { oneTable, requireColumn } from './one-table.ts'

interface Options {
  readonly customer: string
  readonly date: string
  readonly amount: string
  readonly asOf?: string
  readonly out: string
  readonly json?: boolean
}

const OUTPUT = ['customer', 'recency_days', 'frequency', 'monetary', 'r', 'f', 'm', 'rfm']

export function rfmCommand(io: Io): Command {
  return new Command('rfm')
    .description('Score customers by recency, frequency and monetary value from a file of purchases.')
    .argument('<file>', 'CSV, JSON, XLSX or SQLite file with one purchase a row; - for standard input')
    .requiredOption('--customer <column>', 'column that says who bought')
    .requiredOption('--date <column>', 'column with the day')
    .requiredOption('--amount <column>', 'column with the amount; refunds are negative')
    .option('--as-of <date>', 'the day to count from, YYYY-MM-DD (default: today)')
    .requiredOption('--out <file>', 'CSV file to write')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan rfm orders.csv --customer id --date day --amount total --as-of 2026-06-30 --out rfm.csv',
    )
    .action((file: string, options: Options) => withInputFile(file, io.stdin, (path) => scoreFile(path, options, io)))
}

async function scoreFile(path: string, options: Options, io: Io): Promise<void> {
  const asOf = parseIsoDate(options.asOf ?? io.today())
  if (asOf === null)
    throw new UserError('--as-of is not a date.', { place: '--as-of', wayOut: 'Write it as 2026-06-30.' })
  const table = await readColumns(path, options)
  for (const note of table.notes) io.progress.note(note)
  const purchases = parsePurchases(table, toDayNo(asOf))
  const { skipped } = purchases
  const scored = scoreCustomers(purchases, table.customer.values.length, toDayNo(asOf))
  if (scored.totals.person.length === 0)
    throw new UserError('No purchase could be read.', {
      place: path,
      wayOut: `Check --customer, --date, --amount and --as-of: ${describeSkipped(skipped) || 'the file has no rows'}.`,
    })
  writeScores(options.out, scored, table.customer, purchases.minorPerUnit)
  const customers = scored.totals.person.length
  for (const note of purchases.notes) io.progress.note(note)
  for (const name of flatScores(scored.scores))
    io.progress.note(`all customers share one ${name.toUpperCase()} score: it tells nobody apart`)
  if (describeSkipped(skipped) !== '') io.progress.note(`left out: ${describeSkipped(skipped)}`)
  if (options.json)
    io.out(
      `${JSON.stringify({ customers, purchases: purchases.person.length, ...skipped, as_of: asOf, out: options.out })}\n`,
    )
  else io.out(`Wrote ${customers} customers to ${options.out}, as of ${asOf}.\n`)
}

interface Columns {
  readonly customer: EncodedColumn
  readonly date: EncodedColumn
  readonly amount: EncodedColumn
  readonly unreadable: number
  readonly notes: readonly string[]
}

async function readColumns(path: string, options: Options): Promise<Columns> {
  const info = await oneTable(path)
  const at = [
    requireColumn(info, options.customer, '--customer'),
    requireColumn(info, options.date, '--date'),
    requireColumn(info, options.amount, '--amount'),
  ]
  const encoders = at.map(() => new ColumnEncoder())
  let unreadable = 0
  for await (const { rows } of readTable(path, info, () => unreadable++))
    for (const cells of rows) for (let i = 0; i < at.length; i++) encoders[i]!.push(cells[at[i]!]!.trim())
  const [customer, date, amount] = encoders.map((encoder) => encoder.finish())
  return { customer: customer!, date: date!, amount: amount!, unreadable, notes: info.notes }
}

/** Rows that take no part, by reason. */
interface Skipped {
  readonly unreadable_rows: number
  readonly without_customer: number
  readonly without_date: number
  readonly without_amount: number
  readonly after_as_of: number
}

function parsePurchases({ customer, date, amount, unreadable }: Columns, asOfDay: number) {
  const dates = decideDateFormat(present(date))
  const amounts = decideAmountFormat(present(amount))
  const days = date.values.map((text) => {
    const day = text === null ? null : dates.read(text)
    return day === null ? null : toDayNo(day)
  })
  const money = amount.values.map((text) => (text === null ? null : amounts.readMoney(text)))
  const main = amounts.currency ?? mostFrequent(amount.ids, (id) => money[id]?.currency ?? null)
  const rows = customer.ids.length
  const person = new Int32Array(rows)
  const day = new Int32Array(rows)
  const amountMinor = new Float64Array(rows)
  const skipped = {
    unreadable_rows: unreadable,
    without_customer: 0,
    without_date: 0,
    without_amount: 0,
    after_as_of: 0,
  }
  let n = 0
  let foreign = 0
  for (let row = 0; row < rows; row++) {
    const at = days[date.ids[row]!] ?? null
    const sum = money[amount.ids[row]!] ?? null
    if (customer.ids[row] === 0) skipped.without_customer++
    else if (at === null) skipped.without_date++
    else if (sum === null) skipped.without_amount++
    else if (at > asOfDay) skipped.after_as_of++
    else {
      const isForeign = sum.currency !== null && sum.currency !== main
      if (isForeign) foreign++
      person[n] = customer.ids[row]!
      day[n] = at
      // An amount in another currency is not added up; a refund in one is still no purchase.
      amountMinor[n++] = !isForeign ? sum.amountMinor : sum.amountMinor < 0 ? Number.NEGATIVE_INFINITY : Number.NaN
    }
  }
  const notes = [dates.note, amounts.note].filter((note) => note !== null)
  if (foreign > 0) notes.push(`${foreign} purchases are not in ${main}: they count, but not their amounts`)
  return {
    person: person.subarray(0, n),
    day: day.subarray(0, n),
    amountMinor: amountMinor.subarray(0, n),
    order: new Float64Array(n),
    skipped: skipped satisfies Skipped,
    notes,
    minorPerUnit: decideAmountFormat([], { currency: main }).read('1') ?? 100,
  }
}

function writeScores(
  out: string,
  { totals, scores }: ScoredCustomers,
  customer: EncodedColumn,
  minorPerUnit: number,
): void {
  const decimals = Math.round(Math.log10(minorPerUnit))
  const name = (i: number) => customer.values[totals.person[i]!]!
  const order = Array.from(totals.person, (_, i) => i).sort((l, r) => compareText(name(l), name(r)))
  const csv = openCsv(out, OUTPUT)
  try {
    for (const i of order) {
      const [r, f, m] = [scores.r[i]!, scores.f[i]!, scores.m[i]!]
      const monetary = (totals.monetaryMinor[i]! / minorPerUnit).toFixed(decimals)
      csv.write([name(i), totals.recencyDays[i]!, totals.frequency[i]!, monetary, r, f, m, `${r}${f}${m}`])
    }
    csv.close()
  } catch (error) {
    csv.abort()
    throw error
  }
}

function describeSkipped(skipped: Skipped): string {
  return Object.entries(skipped)
    .filter(([, n]) => n > 0)
    .map(([why, n]) => `${n} ${why.replaceAll('_', ' ')}`)
    .join(', ')
}

const present = (column: EncodedColumn): string[] => column.values.filter((value) => value !== null)

function mostFrequent(ids: Uint32Array, nameOf: (id: number) => string | null): string | null {
  const counts = new Map<string, number>()
  for (const id of ids) {
    const name = nameOf(id)
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const sorted = [...counts].sort(([l, lCount], [r, rCount]) => rCount - lCount || compareText(l, r))
  return sorted[0]?.[0] ?? null
}
