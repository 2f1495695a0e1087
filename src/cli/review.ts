/** `goldpan review`: a page for deciding what matching could not, and decisions in and out as files. */

import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { formatNumberOf } from '../html/numbers.ts'
import { decisionsCsv } from '../review/decisions-csv.ts'
import { writeFileAtomic } from '../sinks/atomic.ts'
import { takeLock } from '../store/lock.ts'
import {
  appendDecisions,
  decisionsInForce,
  type RecordName,
  recordNameKey,
  uidsOfNames,
} from '../store/review-decisions.ts'
import type { Store } from '../store/store.ts'
import { type NamedDecision, readDecisionsFile, recordFault, throwFaults } from './decisions-file.ts'
import { withInputFile } from './input-file.ts'
import type { Io } from './io.ts'
import { openExistingStore, requireFolder } from './open-project.ts'
import type { PageFlags } from './review-page.ts'

interface Flags extends PageFlags {
  readonly import?: string
  readonly export?: string
}

export function reviewCommand(io: Io): Command {
  return new Command('review')
    .description(
      'open a page on this machine where people decide what matching could not; or take decisions in or out as files',
    )
    .argument('[DIR]', 'project folder', '.')
    .option('--port <N>', 'port of the page (default: any that is free)')
    .option(
      '--import <file>',
      'take in decisions: the columns of `match --pairs`, with same or different under decision',
    )
    .option('--export <file>', 'write the decisions in force in that form')
    .option('--by <name>', 'who decides')
    .option('--json', 'one JSON object on standard output')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan review acquisition/ --by "A. Steward"\n  goldpan review acquisition/ --export decisions.csv\n  goldpan review acquisition/ --import decisions.csv --by "A. Steward"',
    )
    .action(async (dir: string, flags: Flags) => {
      const folder = requireFolder(dir)
      if (flags.import !== undefined && flags.export !== undefined)
        throw new UserError('Take in, or write out: one at a time.', { place: '--import, --export' })
      if (flags.import !== undefined) await importDecisions(folder, flags.import, flags, io)
      else if (flags.export !== undefined) exportDecisions(folder, flags.export, flags, io)
      else await (await import('./review-page.ts')).openReviewPage(folder, flags, io)
    })
}

async function importDecisions(folder: string, path: string, flags: Flags, io: Io): Promise<void> {
  const store = openExistingStore(folder)
  try {
    const release = takeLock(folder, 'review')
    try {
      await withInputFile(path, io.stdin, async (file) => {
        const { decisions, undecided } = await readDecisionsFile(file)
        const taken = takeIn(store, path, decisions, flags.by ?? null, io.today())
        const total = decisionsInForce(store).length
        io.out(
          flags.json
            ? JSON.stringify({ decisions: decisions.length, new: taken, undecided, total })
            : `${formatNumberOf(decisions.length, 'decision', 'decisions')} read, ${taken} of them new; ${formatNumberOf(undecided, 'pair is', 'pairs are')} undecided.${taken > 0 ? ' They count from the next goldpan run on.' : ''}`,
        )
      })
    } finally {
      release()
    }
  } finally {
    store.close()
  }
}

function exportDecisions(folder: string, path: string, flags: Flags, io: Io): void {
  const store = openExistingStore(folder)
  try {
    const text = decisionsCsv(store)
    const count = decisionsInForce(store).length
    writeFileAtomic(path, text)
    io.out(
      flags.json
        ? JSON.stringify({ decisions: count, file: path })
        : `${formatNumberOf(count, 'decision is', 'decisions are')} in ${path}; goldpan review --import takes them in elsewhere.`,
    )
  } finally {
    store.close()
  }
}

function takeIn(
  store: Store,
  path: string,
  decisions: readonly NamedDecision[],
  by: string | null,
  today: string,
): number {
  const nameOf = ([source, recordId]: readonly [string, string]): RecordName => ({ source, recordId })
  const uids = uidsOfNames(
    store,
    decisions.flatMap(({ l, r }) => [nameOf(l), nameOf(r)]),
  )
  const faults: string[] = []
  const uidOf = (name: readonly [string, string], line: number, side: 'l' | 'r'): string => {
    const found = uids.get(recordNameKey(nameOf(name))) ?? []
    if (found.length !== 1) faults.push(recordFault(path, line, side, found.length))
    return found[0] ?? ''
  }
  const resolved = decisions.map(({ l, r, line, decision, note }) => ({
    uids: [uidOf(l, line, 'l'), uidOf(r, line, 'r')] as const,
    decision,
    by,
    at: today,
    note,
  }))
  throwFaults(faults)
  return appendDecisions(store, resolved)
}
