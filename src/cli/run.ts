/** `goldpan run`: the whole pipeline, or a part of it, on a project folder. */

import { join, relative } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import pc from 'picocolors'
import { UserError } from '../base/errors.ts'
import { STAGES } from '../pipeline.ts'
import { loadProject } from '../rules/project-file.ts'
import { outDirOf, runPipeline, type StageResult } from '../run.ts'
import type { StageName } from '../stage.ts'
import { takeLock } from '../store/lock.ts'
import { openStore } from '../store/store.ts'
import { addCostOptions, adjustCosts, type CostFlags } from './cost-flags.ts'
import { defaultThreads } from './default-threads.ts'
import { addDnsOptions, chooseDns, type DnsFlags } from './dns-option.ts'
import { initProject } from './init.ts'
import type { Io } from './io.ts'
import { chooseAsOf, hasProjectFile, requireFolder } from './open-project.ts'
import { printable } from './printable.ts'

interface RunFlags extends DnsFlags, CostFlags {
  readonly from?: StageName
  readonly to?: StageName
  readonly force?: boolean
  readonly engine: string
  readonly threads?: number
  readonly asOf?: string
  readonly parquet?: boolean
  readonly json?: boolean
}

export function runCommand(io: Io): Command {
  const names = STAGES.map((s) => s.name)
  const command = new Command('run')
    .description('run the pipeline on a folder; only what changed is done again')
    .argument('[DIR]', 'project folder', '.')
    .addOption(new Option('--from <stage>', 'start here').choices(names))
    .addOption(new Option('--to <stage>', 'stop after this one').choices(names))
    .option('--force', 'run stages even where nothing changed')
    .addOption(new Option('--engine <engine>', 'where pairs are compared').choices(['local', 'spark']).default('local'))
    .option('--threads <n>', 'worker threads (default: one per core; results do not depend on it)', parseThreads)
    .option('--as-of <date>', 'the day of the run, YYYY-MM-DD (default: as_of in goldpan.yaml, else today)')
    .option('--parquet', 'write Parquet files beside the CSV outputs')
    .option('--json', 'one JSON object on standard output')
  return addCostOptions(addDnsOptions(command, 'ask nobody, whatever goldpan.yaml says'))
    .addHelpText('after', '\nExample:\n  goldpan run acquisition/ --as-of 2026-06-30')
    .action((dir: string, flags: RunFlags) => run(dir, flags, io))
}

async function run(dir: string, flags: RunFlags, io: Io): Promise<void> {
  if (flags.engine === 'spark') {
    throw new UserError('The Spark engine is not part of this version.', {
      place: '--engine',
      wayOut: 'Use --engine local.',
    })
  }
  const folder = requireFolder(dir)
  if (!hasProjectFile(folder)) {
    io.progress.note(`${pc.bold('No goldpan.yaml yet')}: looking at the files to write one.`)
    await initProject(folder, {}, io)
  }
  const project = loadProject(folder)
  const release = takeLock(folder, 'run')
  const store = openStore(folder)
  try {
    const asOf = chooseAsOf(flags.asOf, project, io)
    const results = await runPipeline({
      stages: STAGES,
      project,
      store,
      asOf,
      from: flags.from ?? null,
      to: flags.to ?? null,
      force: flags.force === true,
      threads: flags.threads ?? defaultThreads(),
      parquet: flags.parquet === true,
      progress: io.progress,
      dns: await chooseDns(flags, project.dns ?? null),
      adjustRules: (loaded) => adjustCosts(loaded, flags),
    })
    if (flags.json) io.out(JSON.stringify({ as_of: asOf, out: outDirOf(project), stages: results }))
    else io.out(describe(results, relative(process.cwd(), outDirOf(project)) || outDirOf(project)))
  } finally {
    store.close()
    release()
  }
}

const INDENT = 10
const WIDTH = 100

function describe(results: readonly StageResult[], outDir: string): string {
  const lines = results.flatMap(({ stage, skipped, summary }) => {
    const counts = Object.entries(summary.counts)
      .filter(([, n]) => n !== 0)
      .map(([name, n]) => `${n.toLocaleString('en-US')} ${name.replaceAll('_', ' ')}`)
    const [first = '', ...more] = wrap([...(skipped ? ['(unchanged)'] : []), ...counts], WIDTH - INDENT)
    const notes = summary.notes.map((note) => `${pc.yellow('!')} ${printable(note)}`)
    return [pc.bold(stage.padEnd(INDENT)) + first, ...[...more, ...notes].map((line) => ' '.repeat(INDENT) + line)]
  })
  if (results.some((r) => r.stage === 'report')) lines.push('', `Open ${join(outDir, 'report.html')}`)
  return lines.join('\n')
}

/** Items in lines of at most so many characters, none cut in two. */
function wrap(items: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const [i, item] of items.entries()) {
    const text = i < items.length - 1 ? `${item},` : item
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + text.length <= width) lines[lines.length - 1] = `${last} ${text}`
    else lines.push(text)
  }
  return lines
}

function parseThreads(text: string): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 1 || n > 1024)
    throw new InvalidArgumentError('It takes a whole number from 1 to 1024.')
  return n
}
