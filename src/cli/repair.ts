/** `goldpan repair`: one file in, the same rows out with repaired emails and phone numbers beside them. */

import { Command } from 'commander'
import { isSupportedCountry } from 'libphonenumber-js/max'
import { UserError } from '../base/errors.ts'
import { parseIsoDate } from '../record/dates.ts'
import type { TableInfo } from '../sources/source.ts'
import { fold } from '../text/fold.ts'
import { openDnsCache } from './dns-cache.ts'
import { addDnsOptions, chooseDns, type DnsFlags } from './dns-option.ts'
import { withInputFile } from './input-file.ts'
import type { Io } from './io.ts'
import { oneTable, requireColumn } from './one-table.ts'
import { type CellRepairs, type DnsUse, emailColumns, learnEmails } from './repair-cells.ts'
import { phoneColumns } from './repair-phones.ts'
import { type Repaired, writeRepaired } from './repair-rows.ts'
import { isUndo, type UndoFlags, undoRepairs } from './undo-repairs.ts'

interface Options extends DnsFlags, UndoFlags {
  readonly dnsCache?: string
  readonly asOf?: string
  readonly out?: string
  readonly email?: string
  readonly phone?: string
  readonly country?: string
}

const EXAMPLES = `
Example:
  goldpan repair leads.csv --out repaired.csv --email "E-Mail" --phone Telefon --country DE
  goldpan repair leads.csv --out repaired.csv --dns --dns-cache answers.csv
  goldpan repair --undo r3k9x0c2m7qaz --dir acquisition/ --by "A. Steward"
  goldpan repair --undo-rule email.other-ending --dir acquisition/`

const USUAL_NAMES = [
  'email',
  'e mail',
  'mail',
  'email address',
  'e mail address',
  'emailaddress',
  'email adresse',
  'e mail adresse',
]

export function repairCommand(io: Io): Command {
  const command = new Command('repair')
    .description(
      'Repair the email addresses (and phone numbers) of one file; every row and column is kept. Or take repairs of a project back.',
    )
    .argument('[file]', 'CSV, JSON, XLSX or SQLite file; - for standard input')
    .option('--out <file>', 'CSV file to write')
    .option('--email <column>', 'column with the email address (default: the one called so)')
    .option('--phone <column>', 'column with the phone number')
    .option('--country <code>', 'country of numbers without a country code, such as DE')
    .option('--undo <id...>', 'take repairs of a project back: ids from repairs.csv or explain')
    .option('--undo-rule <rule...>', 'take back every repair of a rule')
    .option('--redo <id...>', 'put repairs in force again that were taken back')
    .option('--redo-rule <rule...>', 'the same for a rule')
    .option('--dir <DIR>', 'project folder of what is taken back', '.')
    .option('--by <name>', 'who decided')
    .option('--json', 'print one JSON object')
  return addDnsOptions(command, 'ask nobody, which is the default')
    .option('--dns-cache <file>', 'keep what name servers say in this file, so that the next run need not ask again')
    .option('--as-of <date>', 'the day of the run, YYYY-MM-DD, from which answers grow old (default: today)')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string | undefined, options: Options) => {
      if (isUndo(options)) {
        if (file !== undefined || options.out !== undefined)
          throw new UserError('Repairs are taken back in a project, not in a file.', {
            place: '--undo, --redo',
            wayOut: 'Name the project folder with --dir, and neither a file nor --out.',
          })
        return undoRepairs(options, io)
      }
      const { out } = options
      if (file === undefined || out === undefined)
        throw new UserError(file === undefined ? 'There is no file to repair.' : 'It is not said where to write.', {
          place: 'goldpan repair',
          wayOut: 'Name both: goldpan repair leads.csv --out repaired.csv',
        })
      await withInputFile(file, io.stdin, (path) => repairFile(path, { ...options, out }, io))
    })
}

type FileOptions = Options & { readonly out: string }

async function repairFile(path: string, options: FileOptions, io: Io): Promise<void> {
  const info = await oneTable(path)
  const emailAt = findColumn(info, options.email, '--email', USUAL_NAMES)
  const phoneAt = findColumn(info, options.phone, '--phone', [])
  if (emailAt === null && phoneAt === null)
    throw new UserError('No column is called email.', {
      place: path,
      wayOut: `Name it with --email; the columns are ${info.columns.join(', ')}.`,
    })
  const country = countryCode(options.country)
  if (country !== null && phoneAt === null)
    io.progress.note('--country is for telephone numbers only, and no column is named with --phone')
  const dns = await useDns(options, io)
  const emails = emailAt === null ? null : await learnEmails(path, info, emailAt, { progress: io.progress, dns })
  const cells: CellRepairs = {
    email: emailAt === null || emails === null ? null : { at: emailAt, columns: emailColumns(emails) },
    phone: phoneAt === null ? null : { at: phoneAt, columns: phoneColumns(country) },
  }
  const done = await writeRepaired({ path, info, out: options.out, cells, progress: io.progress })
  for (const note of [...info.notes, ...done.notes]) io.progress.note(note)
  report(io, options, done)
}

async function useDns(options: Options, io: Io): Promise<DnsUse | null> {
  const settings = await chooseDns(options, null)
  const asOf = parseIsoDate(options.asOf ?? io.today())
  if (asOf === null)
    throw new UserError(`"${options.asOf}" is no date.`, { place: '--as-of', wayOut: 'Write it as YYYY-MM-DD.' })
  if (settings === null) return null
  return { settings, asOf, cache: options.dnsCache === undefined ? null : openDnsCache(options.dnsCache) }
}

function report(io: Io, options: FileOptions, { rows, unreadable, handedThrough, decisions }: Repaired): void {
  const sorted = [...decisions].sort(([l], [r]) => (l < r ? -1 : 1))
  const handed = Object.fromEntries([...handedThrough].map(([why, count]) => [`handed_through_${why}`, count]))
  if (options.json)
    io.out(`${JSON.stringify({ rows, unreadable, ...handed, ...Object.fromEntries(sorted), out: options.out })}\n`)
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
  const country = code === 'UK' ? 'GB' : code
  if (isSupportedCountry(country)) return country
  const fault = /^[A-Z]{2}$/.test(code)
    ? `No country has the code ${code}.`
    : '--country must be a code of two letters.'
  throw new UserError(fault, {
    place: '--country',
    wayOut: 'For example --country DE.',
  })
}
