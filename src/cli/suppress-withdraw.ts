/** `goldpan suppress withdraw`: an entry of `suppress add` that was an error counts no more; nothing is deleted, nothing consented to. */

import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { takeLock } from '../store/lock.ts'
import { BY_SUPPRESS_ADD, type OwnFactHistory, ownFactHistory, withdrawOwnFacts } from '../store/own-fact-history.ts'
import { ownFactsFingerprint } from '../store/own-fact-table.ts'
import { readStageState } from '../store/stage-state.ts'
import type { Store } from '../store/store.ts'
import type { Io } from './io.ts'
import { openExistingStore, requireFolder } from './open-project.ts'

interface Flags {
  readonly reason: string
  readonly by: string
  readonly proof?: string
  readonly dir: string
  readonly json?: boolean
}

/** What the person, or somebody who answers for them, said about everything: an error must be shown, not only claimed. */
const NEEDS_PROOF: ReadonlySet<string> = new Set(['deceased', 'minor', 'objected_all'])

export function suppressWithdrawCommand(io: Io): Command {
  return new Command('withdraw')
    .description(
      'take back entries of suppress add that were an error (wrong person, slip of the pen); a change of mind needs a consent in a source',
    )
    .argument('<ID...>', 'numbers of the entries, from goldpan suppress list')
    .requiredOption('--reason <text>', 'why it was an error; no personal data')
    .requiredOption('--by <name>', 'who takes it back')
    .option(
      '--proof <text>',
      'what shows it, such as a ticket (needed for objected, deceased, minor); no personal data',
    )
    .option('--dir <DIR>', 'project folder', '.')
    .option('--json', 'one JSON object on standard output')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan suppress withdraw 12 --reason "wrong Ann Archer" --by "A. Clerk" --dir acquisition/',
    )
    .action((ids: readonly string[], flags: Flags) => withdraw(ids, flags, io))
}

function withdraw(ids: readonly string[], flags: Flags, io: Io): void {
  const said = {
    reason: requireText(flags.reason, '--reason'),
    proof: flags.proof === undefined ? null : requireText(flags.proof, '--proof'),
    withdrawn_on: io.today(),
    withdrawn_by: requireText(flags.by, '--by'),
  }
  const folder = requireFolder(flags.dir)
  const store = openExistingStore(folder)
  try {
    const release = takeLock(folder, 'suppress')
    try {
      const history = ownFactHistory(store)
      const meant = [...new Set(ids)].map((id) => requireEntry(id, history, said.proof))
      const wanted = [...new Set(meant.map(({ fact_no }) => fact_no))]
      const fresh = withdrawOwnFacts(
        store,
        wanted.map((fact_no) => ({ fact_no, ...said })),
      )
      const needsRun = isInLastRun(store)
      const alike = stillAlike(history, new Set(wanted))
      const done = { withdrawn: fresh, already: wanted.filter((no) => !fresh.includes(no)), alike, needs_run: needsRun }
      io.out(flags.json ? JSON.stringify(done) : describe(done))
    } finally {
      release()
    }
  } finally {
    store.close()
  }
}

function requireText(text: string, place: string): string {
  const trimmed = text.trim().slice(0, 200)
  if (trimmed === '') throw new UserError('Nothing is said here.', { place, wayOut: 'Write a few words.' })
  return trimmed
}

/** @throws UserError where there is no such entry, or it is not to be withdrawn: nothing is then withdrawn. */
function requireEntry(id: string, history: readonly OwnFactHistory[], proof: string | null): OwnFactHistory {
  const entry = /^[1-9]\d{0,14}$/.test(id) ? history.find(({ fact_no }) => fact_no === Number(id)) : undefined
  const wayOut = 'The ids stand in: goldpan suppress list. Nothing was withdrawn.'
  if (entry === undefined) throw new UserError('There is no entry of that id.', { place: 'ID', wayOut })
  if (entry.origin !== BY_SUPPRESS_ADD)
    throw new UserError(
      `That came by ${entry.origin}, not by suppress add: results of a campaign are no slip of the pen.`,
      {
        place: `ID ${id}`,
        wayOut: 'It can be lifted only as the rules say, by what the person does later. Nothing was withdrawn.',
      },
    )
  if (entry.withdrawn === null && NEEDS_PROOF.has(entry.kind) && proof === null)
    throw new UserError(`An entry "${entry.kind}" is withdrawn only where something shows the error.`, {
      place: '--proof',
      wayOut: 'Say what shows it, such as --proof "letter of 3 June, ticket 881". Nothing was withdrawn.',
    })
  return entry
}

/** Whether the answers of the last run, which the gate also asks, rest on other entries than those in force now. */
function isInLastRun(store: Store): boolean {
  const state = readStageState(store, 'flag')
  return state !== null && state.parts['own facts'] !== ownFactsFingerprint(store)
}

/** One wish may make several entries (each record of a person, an address and the one it was meant to be): those left over. */
function stillAlike(history: readonly OwnFactHistory[], withdrawn: ReadonlySet<number>): readonly number[] {
  const saidBy = ({ origin, kind, channel, brand, purpose, day, detail, added_on, added_by }: OwnFactHistory): string =>
    JSON.stringify([origin, kind, channel, brand, purpose, day, detail, added_on, added_by])
  const wishes = new Set(history.filter(({ fact_no }) => withdrawn.has(fact_no)).map(saidBy))
  return history
    .filter((fact) => fact.withdrawn === null && !withdrawn.has(fact.fact_no) && wishes.has(saidBy(fact)))
    .map(({ fact_no }) => fact_no)
}

interface Done {
  readonly withdrawn: readonly number[]
  readonly already: readonly number[]
  readonly alike: readonly number[]
  readonly needs_run: boolean
}

function describe({ withdrawn, already, alike, needs_run }: Done): string {
  const lines: string[] = []
  if (withdrawn.length > 0) lines.push(`Withdrawn: ${withdrawn.join(', ')}. Whatever else closes a channel still does.`)
  if (already.length > 0) lines.push(`Withdrawn before: ${already.join(', ')}.`)
  if (alike.length > 0)
    lines.push(
      `Entered in the same words on the same day and still in force: ${listed(alike)}. One wish may be several.`,
    )
  if (needs_run)
    lines.push(
      'The last run worked with other entries than those now in force: what it closed stays closed until the next goldpan run.',
    )
  return lines.join('\n')
}

const MOST_LISTED = 20
const listed = (ids: readonly number[]): string =>
  `${ids.slice(0, MOST_LISTED).join(', ')}${ids.length > MOST_LISTED ? ` and ${ids.length - MOST_LISTED} more` : ''}`
