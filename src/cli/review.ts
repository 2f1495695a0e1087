/** `goldpan review`: takes in what people decided about pairs of records. */

import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { takeLock } from '../store/lock.ts'
import { appendDecisions, type RecordName, recordNameKey, uidsOfNames } from '../store/review-decisions.ts'
import type { Store } from '../store/store.ts'
import { reviewDecisions } from '../store/tables.ts'
import { type NamedDecision, readDecisionsFile, recordFault, throwFaults } from './decisions-file.ts'
import { withInputFile } from './input-file.ts'
import type { Io } from './io.ts'
import { openExistingStore, requireFolder } from './open-project.ts'

interface Flags {
  readonly import?: string
  readonly by?: string
  readonly json?: boolean
}

export function reviewCommand(io: Io): Command {
  return new Command('review')
    .description('take in what people decided about pairs of records: one person, or two')
    .argument('[DIR]', 'project folder', '.')
    .option('--import <file>', 'decisions: the columns of `match --pairs`, with same or different under decision')
    .option('--by <name>', 'who decided')
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', '\nExample:\n  goldpan review acquisition/ --import decisions.csv --by "A. Steward"')
    .action(async (dir: string, flags: Flags) => {
      const path = flags.import
      if (path === undefined)
        throw new UserError('There is nothing to take in.', {
          place: 'goldpan review',
          wayOut: 'Name a file of decisions: --import decisions.csv',
        })
      const folder = requireFolder(dir)
      const store = openExistingStore(folder)
      const release = takeLock(folder, 'review')
      try {
        await withInputFile(path, io.stdin, async (file) => {
          const { decisions, undecided } = await readDecisionsFile(file)
          const taken = takeIn(store, path, decisions, flags.by ?? null, io.today())
          const total = reviewDecisions.count(store)
          io.out(
            flags.json
              ? JSON.stringify({ decisions: decisions.length, new: taken, undecided, total })
              : `${decisions.length} decisions read, ${taken} of them new; ${undecided} pairs are undecided.${taken > 0 ? ' They count from the next goldpan run on.' : ''}`,
          )
        })
      } finally {
        release()
        store.close()
      }
    })
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
