/** `goldpan sample`: writes an invented acquisition with known truth. */

import { existsSync, readdirSync } from 'node:fs'
import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { generateSample } from '../sample/generate.ts'
import { writeSample } from '../sample/write-sample.ts'
import type { Io } from './io.ts'

const MOST_PEOPLE = 10_000_000

export function sampleCommand(io: Io): Command {
  return new Command('sample')
    .description('Write an invented acquisition (three companies, leads, opt-outs) with the truth about it.')
    .argument('<dir>', 'folder to write to; made where absent')
    .option('--people <n>', 'distinct people', '1000')
    .option('--seed <n>', 'another seed, other people', '1')
    .option('--force', 'write into a folder that is not empty')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExample:\n  goldpan sample acquisition --people 1000 --seed 1')
    .action((dir: string, options: { people: string; seed: string; force?: boolean; json?: boolean }) => {
      const people = wholeNumber(options.people, '--people', 1, MOST_PEOPLE)
      const seed = wholeNumber(options.seed, '--seed', 0, 2 ** 31)
      if (existsSync(dir) && !options.force && readdirSync(dir).length > 0)
        throw new UserError('The folder is not empty.', { place: dir, wayOut: 'Name another folder, or add --force.' })
      const sample = generateSample(people, seed, io.progress)
      const files = writeSample(dir, sample, io.progress)
      const records = sample.sources.reduce((sum, source) => sum + source.count, 0)
      const purchases = sample.hartwell.orders.count + sample.hartwell.commandes.count
      const suppressions = sample.suppressions.factCount
      if (options.json) io.out(`${JSON.stringify({ people, seed, records, purchases, suppressions, files })}\n`)
      else
        io.out(
          `Wrote ${files.length} files to ${dir}: ${people} people, ${records} records, ${purchases} purchases, ${suppressions} suppressions.\nThe truth is in ${dir}/truth; see ${dir}/README.md.\n`,
        )
    })
}

function wholeNumber(text: string, flag: string, low: number, high: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= low && value <= high) return value
  throw new UserError(`${flag} must be a whole number from ${low} to ${high}.`, {
    place: flag,
    wayOut: `For example ${flag} 1000.`,
  })
}
