/** `goldpan suppress add`: a single wish that came by phone or letter, in force at once and in every later run. */

import { Command, Option } from 'commander'
import { UserError } from '../base/errors.ts'
import { parseIsoDate, toDayNo } from '../record/dates.ts'
import type { FactKind } from '../record/fact.ts'
import { CHANNELS, type Channel } from '../record/project.ts'
import { loadProject } from '../rules/project-file.ts'
import { didYouMean } from '../rules/suggest.ts'
import { takeLock } from '../store/lock.ts'
import { BY_SUPPRESS_ADD } from '../store/own-fact-history.ts'
import { appendOwnFacts, type NewOwnFact } from '../store/own-fact-table.ts'
import type { Io } from './io.ts'
import { openExistingStore, requireFolder } from './open-project.ts'
import { suppressExportCommand } from './suppress-export.ts'
import { suppressListCommand } from './suppress-list.ts'
import { type Subject, subjectsOf } from './suppress-subject.ts'
import { suppressWithdrawCommand } from './suppress-withdraw.ts'

/** What may be said, and the kind of fact it becomes; `all`: whatever the channel. */
const REASONS: Readonly<Record<string, { readonly kind: FactKind; readonly all: boolean }>> = {
  unsubscribed: { kind: 'unsubscribed', all: false },
  objected: { kind: 'objected_all', all: true },
  complaint: { kind: 'complaint', all: false },
  'do-not-contact': { kind: 'manual', all: false },
  deceased: { kind: 'deceased', all: true },
  minor: { kind: 'minor', all: true },
  bounced: { kind: 'bounce_hard', all: false },
  moved: { kind: 'moved', all: false },
  'number-dead': { kind: 'number_dead', all: false },
}

export interface SuppressFlags {
  readonly email?: string
  readonly phone?: string
  readonly person?: string
  readonly name?: string
  readonly address?: string
  readonly country?: string
  readonly channel?: Channel
  readonly brand?: string
  readonly purpose?: string
  readonly reason: string
  readonly date?: string
  readonly note?: string
  readonly by?: string
  readonly dir: string
  readonly json?: boolean
}

export function suppressCommand(io: Io): Command {
  const add = new Command('add')
    .description('remember one wish: it counts at once for scrub and export, and in every later run')
    .option('--email <address>', 'whom it is about: e-mail address')
    .option('--phone <number>', 'telephone number')
    .option('--person <id>', 'person id, or SOURCE:RECORD_ID')
    .option('--name <name>', 'name, together with --address')
    .option('--address <address>', 'postal address on one line: "1 Oak Street, Springfield 62701"')
    .option('--country <code>', 'country of the number or address, such as DE')
    .addOption(new Option('--channel <channel>', 'what is to stop (default: everything)').choices(CHANNELS))
    .option('--brand <brand>', 'in whose name (default: any)')
    .option('--purpose <purpose>', 'topic (default: all marketing)')
    .addOption(new Option('--reason <reason>', 'what was said').choices(Object.keys(REASONS)).default('unsubscribed'))
    .option('--date <date>', 'when it was said, YYYY-MM-DD (default: today)')
    .option('--note <text>', 'a note shown as evidence; no personal data')
    .option('--by <name>', 'who took it down')
    .option('--dir <DIR>', 'project folder', '.')
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', EXAMPLE)
    .action((flags: SuppressFlags) => addWish(flags, io))
  return new Command('suppress')
    .description(
      'add: remember a single opt-out that came by phone or letter; list: what was entered so; withdraw: take back an entry that was an error; export: lists for the tools of a brand (each with --help, --json)',
    )
    .addHelpText('after', EXAMPLE)
    .addCommand(add.exitOverride().configureOutput({ writeOut: io.out }))
    .addCommand(suppressListCommand(io).exitOverride().configureOutput({ writeOut: io.out }))
    .addCommand(suppressWithdrawCommand(io).exitOverride().configureOutput({ writeOut: io.out }))
    .addCommand(suppressExportCommand(io).exitOverride().configureOutput({ writeOut: io.out }))
}

const EXAMPLE =
  '\nExample:\n  goldpan suppress add --email ann@example.com --channel email --brand hartwell --dir acquisition/'

function addWish(flags: SuppressFlags, io: Io): void {
  const folder = requireFolder(flags.dir)
  const project = loadProject(folder)
  const brands = [...new Set(project.sources.map((s) => s.brand))]
  if (flags.brand !== undefined && !brands.includes(flags.brand))
    throw new UserError(
      `There is no brand "${flags.brand}"${didYouMean(flags.brand, brands)}`.replace(/([^?])$/, '$1.'),
      { place: '--brand', wayOut: `The brands are ${brands.join(', ')}.` },
    )
  const store = openExistingStore(folder)
  try {
    const release = takeLock(folder, 'suppress')
    try {
      const subjects = subjectsOf(store, flags, project.country)
      const facts = subjects.map((subject) => factOf(subject, flags, io.today()))
      const added = appendOwnFacts(store, facts)
      const known = subjects.reduce((sum, { people }) => sum + people, 0)
      if (flags.json) io.out(`${JSON.stringify({ facts: facts.length, new: added, people: known })}\n`)
      else io.out(`${describe(flags, added, known)}\n`)
    } finally {
      release()
    }
  } finally {
    store.close()
  }
}

function factOf({ about }: Subject, flags: SuppressFlags, today: string): NewOwnFact {
  const day = parseIsoDate(flags.date ?? today)
  if (day === null)
    throw new UserError(`"${flags.date}" is no date.`, { place: '--date', wayOut: 'Write it as YYYY-MM-DD.' })
  if (day > today)
    throw new UserError('The date is in the future.', { place: '--date', wayOut: 'Give the day it was said.' })
  const { kind, all } = REASONS[flags.reason]!
  return {
    origin: BY_SUPPRESS_ADD,
    kind,
    channel: all ? null : (flags.channel ?? null),
    brand: flags.brand ?? null,
    purpose: flags.purpose ?? null,
    ...about,
    day: toDayNo(day),
    detail: flags.note?.trim().slice(0, 200) || null,
    added_on: today,
    added_by: flags.by ?? null,
  }
}

function describe(flags: SuppressFlags, added: number, people: number): string {
  const what = `${flags.reason}, ${flags.channel ?? 'every channel'}, ${flags.brand ?? 'every brand'}`
  const said = added === 0 ? `Remembered already: ${what}.` : `Remembered: ${what}.`
  const whom =
    people === 0
      ? 'Nobody in the workspace is meant yet; it also holds for whoever comes later.'
      : `${people === 1 ? 'One person' : `${people} people`} of the workspace ${people === 1 ? 'is' : 'are'} meant.`
  return `${said} ${whom} Scrub and export obey it from now on, the other outputs from the next goldpan run on.`
}
