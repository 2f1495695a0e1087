/** `goldpan status`: which stages stand, which are stale, and why. */

import { Command } from 'commander'
import pc from 'picocolors'
import { STAGES } from '../pipeline.ts'
import { loadProject } from '../rules/project-file.ts'
import { pipelineStatus, type StageStatus } from '../run.ts'
import type { Io } from './io.ts'
import { chooseAsOf, openExistingStore, requireFolder } from './open-project.ts'

export function statusCommand(io: Io): Command {
  return new Command('status')
    .description('say which stages are up to date, which are stale, and why')
    .argument('[DIR]', 'project folder', '.')
    .option('--as-of <date>', 'as if run on that day, YYYY-MM-DD')
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', '\nExample:\n  goldpan status acquisition/')
    .action(async (dir: string, flags: { json?: boolean; asOf?: string }) => {
      const folder = requireFolder(dir)
      const project = loadProject(folder)
      const store = openExistingStore(folder)
      try {
        const asOf = chooseAsOf(flags.asOf, project, io)
        const stages = await pipelineStatus({ stages: STAGES, project, store, asOf })
        io.out(flags.json ? JSON.stringify({ as_of: asOf, stages }) : describe(stages))
      } finally {
        store.close()
      }
    })
}

const MARKS = { done: pc.green('✓ done'), stale: pc.yellow('~ stale'), 'never run': pc.dim('· never run') } as const

function describe(stages: readonly StageStatus[]): string {
  return stages
    .map(({ stage, standing, because, does }) => {
      const why = because.map((reason) => `\n             ${pc.dim('because')} ${reason}`).join('')
      return `${stage.padEnd(9)} ${MARKS[standing].padEnd(20)} ${pc.dim(does)}${why}`
    })
    .join('\n')
}
