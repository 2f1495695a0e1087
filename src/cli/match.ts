/** `goldpan match`: files of people in, clusters of records out; no workspace, weights learned from the data. */

import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { checkFiles } from './check-files.ts'
import { contactsAside, isLarge } from './contacts-aside.ts'
import { defaultThreads } from './default-threads.ts'
import { withInputFile } from './input-file.ts'
import type { Io } from './io.ts'
import type { MatchOptions } from './match-files.ts'

interface Options extends MatchOptions {
  readonly threads?: string
  readonly threshold?: string
}

export function matchCommand(io: Io): Command {
  return new Command('match')
    .description('Find the records of one person in one or more files.')
    .argument('<files...>', 'CSV, JSON, XLSX or SQLite files, also packed with gzip; - for standard input')
    .requiredOption('--id <column>', "column with the record's id")
    .requiredOption('--out <file>', 'CSV to write: source, record_id, cluster_id')
    .option('--pairs <file>', 'CSV of all pairs from the review threshold on')
    .option('--link-only', 'compare only records of different files')
    .option(
      '--decisions <file>',
      'what reviewers decided: columns as --pairs writes them, same or different under decision',
    )
    .option('--model <file>', 'use the weights of a saved model instead of learning them')
    .option('--save-model <file>', 'write the learned weights as YAML, to read, edit and use again')
    .option('--map <a=b,…>', 'column a holds field b, or is compared as it is under the name b')
    .option('--threads <n>', 'worker threads (default: one per core; results do not depend on it)')
    .option('--threshold <p>', 'merge from this probability on (default: found in the data)')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan match crm.csv shop.csv --id customer_id --out clusters.csv --pairs pairs.csv\n  goldpan match people.csv --id id --out clusters.csv --map birth_place=birth_place',
    )
    .action(async (files: string[], options: Options) => {
      const threshold = probability(options.threshold)
      if (options.threads !== undefined && !/^[1-9]\d{0,2}$/.test(options.threads))
        throw new UserError('That is no number of threads.', {
          place: '--threads',
          wayOut: 'Give a whole number from 1 on.',
        })
      checkFiles(files, options)
      if (options.linkOnly && files.length < 2)
        throw new UserError('There is one file only: --link-only would compare nothing.', {
          place: '--link-only',
          wayOut: 'Give the other files, too, or leave it out.',
        })
      if (files.filter((file) => file === '-').length > 1)
        throw new UserError('Standard input can be read once only.', {
          place: '-',
          wayOut: 'Give the other files by name.',
        })
      const rest = files.map((file) => (file === '-' ? null : file))
      await withInputFile(files.includes('-') ? '-' : files[0]!, io.stdin, (stdin) =>
        match(
          rest.map((file) => file ?? stdin),
          threshold,
          options,
          io,
        ),
      )
    })
}

/** Where the files are large another thread starts first: it loads its code while this one does. */
async function match(paths: readonly string[], sure: number | null, options: Options, io: Io): Promise<void> {
  const threads = options.threads === undefined ? defaultThreads() : Number(options.threads)
  const contacts = threads > 1 && (await isLarge(paths)) ? contactsAside() : null
  try {
    const { matchFiles } = await import('./match-files.ts')
    await matchFiles(paths, options, { sure, threads, contacts, io })
  } finally {
    await contacts?.close()
  }
}

function probability(text: string | undefined): number | null {
  if (text === undefined) return null
  const p = Number(text)
  if (p > 0 && p < 1) return p
  throw new UserError('That is no probability.', {
    place: '--threshold',
    wayOut: 'Give a number above 0 and below 1, such as 0.9.',
  })
}
