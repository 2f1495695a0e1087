/** `goldpan report`: makes the page again from the workspace, without running anything. */

import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Command } from 'commander'
import { gatherReport, renderReport } from '../report/index.ts'
import { loadProject } from '../rules/project-file.ts'
import { outDirOf } from '../run.ts'
import { writeFileAtomic } from '../sinks/atomic.ts'
import { lastAsOf } from '../store/explain-queries.ts'
import type { Io } from './io.ts'
import { chooseAsOf, openExistingStore, requireFolder } from './open-project.ts'

export function reportCommand(io: Io): Command {
  return new Command('report')
    .description('write the report page again from what the workspace holds')
    .argument('[DIR]', 'project folder', '.')
    .option('--out <file.html>', 'where to write it (default: goldpan-out/report.html)')
    .option(
      '--json',
      'the numbers of the page as one JSON object on standard output; writes no page unless --out is given',
    )
    .addHelpText('after', '\nExample:\n  goldpan report acquisition/ --out board.html')
    .action(async (dir: string, flags: { out?: string; json?: boolean }) => {
      const folder = requireFolder(dir)
      const project = loadProject(folder)
      const store = openExistingStore(folder)
      try {
        const asOf = lastAsOf(store) ?? chooseAsOf(undefined, project, io)
        const data = gatherReport(store, { project: project.name, asOf, currency: project.currency })
        const path = flags.out === undefined ? join(outDirOf(project), 'report.html') : resolve(flags.out)
        if (!flags.json || flags.out !== undefined) {
          mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
          writeFileAtomic(path, await renderReport(data))
        }
        io.out(flags.json ? JSON.stringify(data) : `Wrote ${path}`)
      } finally {
        store.close()
      }
    })
}
