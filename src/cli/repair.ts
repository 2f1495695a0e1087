/** `goldpan repair`: one file in, the same rows out with repaired emails and phone numbers beside them. */

import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { ColumnEncoder, type EncodedColumn } from '../record/encoded.ts'
import { emailDomainRules } from '../repair/email-rules.ts'
import { countDomains, createEmailRepairer, type EmailRepair } from '../repair/repair-email.ts'
import { repairPhone } from '../repair/repair-phone.ts'
import { loadRules } from '../rules/load-rules.ts'
import { type Cell, openCsv } from '../sinks/csv.ts'
import { type Reject, readTable, type TableInfo } from '../sources/source.ts'
import { fold } from '../text/fold.ts'
import { withInputFile } from './input-file.ts'
import type { Io } from './io.ts'
import { oneTable, requireColumn } from './one-table.ts'

interface Options {
  readonly out: string
  readonly email?: string
  readonly phone?: string
  readonly country?: string
  readonly json?: boolean
}

const EMAIL_COLUMNS = ['email_repaired', 'email_decision', 'email_confidence', 'email_reason']
const PHONE_COLUMNS = ['phone_e164', 'phone_decision']

export function repairCommand(io: Io): Command {
  return new Command('repair')
    .description('Repair the email addresses (and phone numbers) of one file; every row and column is kept.')
    .argument('<file>', 'CSV, JSON, XLSX or SQLite file; - for standard input')
    .requiredOption('--out <file>', 'CSV file to write')
    .option('--email <column>', 'column with the email address (default: the one called so)')
    .option('--phone <column>', 'column with the phone number')
    .option('--country <code>', 'country of numbers without a country code, such as DE')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan repair leads.csv --out repaired.csv --email "E-Mail" --phone Telefon --country DE',
    )
    .action((file: string, options: Options) => withInputFile(file, io.stdin, (path) => repairFile(path, options, io)))
}

async function repairFile(path: string, options: Options, io: Io): Promise<void> {
  const info = await oneTable(path)
  const emailAt = findColumn(info, options.email, '--email', [
    'email',
    'e mail',
    'mail',
    'email address',
    'e mail address',
    'emailaddress',
    'email adresse',
    'e mail adresse',
  ])
  const phoneAt = findColumn(info, options.phone, '--phone', [])
  if (emailAt === null && phoneAt === null)
    throw new UserError('No column is called email.', {
      place: path,
      wayOut: `Name it with --email; the columns are ${info.columns.join(', ')}.`,
    })
  const country = countryCode(options.country)
  const { emails, phones, rejected } = await readColumns(path, info, emailAt, phoneAt)
  const rules = loadRules([emailDomainRules], null).rules.get(emailDomainRules)
  const repairer = createEmailRepairer(rules, countDomains(emails === null ? [] : [emails.values]))
  const emailCells = emails?.values.map((cell) => (cell === null ? NO_EMAIL : emailOutput(repairer.repair(cell))))
  const phoneCells = phones?.values.map((cell) => (cell === null ? NO_PHONE : phoneOutput(cell, country)))
  const added = [...(emailCells ? EMAIL_COLUMNS : []), ...(phoneCells ? PHONE_COLUMNS : [])]
  const csv = openCsv(options.out, uniqueNames([...info.columns, ...added]))
  const counts = new Map<string, number>()
  let row = 0
  const writeRejected = (reject: Reject) => {
    const cells: Cell[] = new Array(info.columns.length + added.length).fill(null)
    cells[0] = reject.raw
    const at = added.indexOf('email_decision')
    if (at >= 0) {
      cells[info.columns.length + at] = 'invalid'
      cells[info.columns.length + at + 2] = `the row could not be read: ${reject.reason}`
    }
    csv.write(cells)
  }
  try {
    let next = 0
    for await (const batch of readTable(path, info, () => {})) {
      batch.rows.forEach((cells, i) => {
        while (next < rejected.length && rejected[next]!.line < batch.lines[i]!) writeRejected(rejected[next++]!)
        const extra = [...(emailCells?.[emails!.ids[row]!] ?? []), ...(phoneCells?.[phones!.ids[row]!] ?? [])]
        for (const [kind, decision] of [
          ['email', emailCells ? extra[1] : null],
          ['phone', phoneCells ? extra.at(-1) : null],
        ] as const)
          if (decision) counts.set(`${kind}_${decision}`, (counts.get(`${kind}_${decision}`) ?? 0) + 1)
        csv.write([...cells, ...extra])
        row++
      })
    }
    while (next < rejected.length) writeRejected(rejected[next++]!)
    csv.close()
  } catch (error) {
    csv.abort()
    throw error
  }
  for (const note of info.notes) io.progress.note(note)
  if (rejected.length > 0)
    io.progress.note(
      `${rejected.length} rows could not be read; they stand in the output as they are, in the first column`,
    )
  report(io, options, row, rejected.length, counts)
}

function report(io: Io, options: Options, rows: number, unreadable: number, counts: ReadonlyMap<string, number>): void {
  const sorted = [...counts].sort(([l], [r]) => (l < r ? -1 : 1))
  if (options.json) io.out(`${JSON.stringify({ rows, unreadable, ...Object.fromEntries(sorted), out: options.out })}\n`)
  else
    io.out(
      `Wrote ${rows + unreadable} rows to ${options.out}: ${sorted.map(([what, n]) => `${n} ${what.replace('_', ' ')}`).join(', ') || 'nothing to repair'}.\n`,
    )
}

/** Index of the named column; without a name, of the one that is called like one of `usual`, or null. */
function findColumn(info: TableInfo, name: string | undefined, flag: string, usual: readonly string[]): number | null {
  if (name === undefined) {
    for (const word of usual) {
      const at = info.columns.findIndex((column) => fold(column) === word)
      if (at >= 0) return at
    }
    return null
  }
  return requireColumn(info, name, flag)
}

function countryCode(text: string | undefined): string | null {
  if (text === undefined) return null
  const code = text.trim().toUpperCase()
  if (/^[A-Z]{2}$/.test(code)) return code === 'UK' ? 'GB' : code
  throw new UserError('--country must be a code of two letters.', {
    place: '--country',
    wayOut: 'For example --country DE.',
  })
}

/** First pass: the cells to repair, each distinct one once, and what could not be read, in the file's order. */
async function readColumns(path: string, info: TableInfo, emailAt: number | null, phoneAt: number | null) {
  const emails = emailAt === null ? null : new ColumnEncoder()
  const phones = phoneAt === null ? null : new ColumnEncoder()
  const rejected: Reject[] = []
  for await (const { rows } of readTable(path, info, (reject) => rejected.push(reject)))
    for (const cells of rows) {
      if (emailAt !== null) emails?.push(blankToNull(cells[emailAt]!))
      if (phoneAt !== null) phones?.push(blankToNull(cells[phoneAt]!))
    }
  rejected.sort((l, r) => l.line - r.line)
  const columns: { emails: EncodedColumn | null; phones: EncodedColumn | null; rejected: readonly Reject[] } = {
    emails: emails?.finish() ?? null,
    phones: phones?.finish() ?? null,
    rejected,
  }
  return columns
}

const blankToNull = (cell: string): string | null => (cell.trim() === '' ? null : cell)
const NO_EMAIL: readonly Cell[] = [null, null, null, null]
const NO_PHONE: readonly Cell[] = [null, null]

function emailOutput(repair: EmailRepair): readonly Cell[] {
  const shown = repair.decision === 'ok' ? repair.email : repair.suggestion
  const reason = repair.decision === 'ok' ? null : `${repair.rule}: ${repair.evidence}`
  return [shown, repair.decision, Math.round(repair.confidence * 1000) / 1000, reason]
}

function phoneOutput(cell: string, country: string | null): readonly Cell[] {
  const number = repairPhone(cell, country, 'phone').values.phone ?? null
  if (number === null || !number.startsWith('+')) return [null, 'invalid']
  return [number, number === cell.trim() ? 'ok' : 'repaired']
}

/** `email_repaired` beside a column that is called so already becomes `email_repaired (2)`. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let unique = name
    for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`
    taken.add(unique)
    return unique
  })
}
