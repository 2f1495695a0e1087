/** Opens the review page and keeps it open until Ctrl-C. */

import { UserError } from '../base/errors.ts'
import { formatNumberOf } from '../html/numbers.ts'
import { openReviewServer } from '../review/server.ts'
import { loadProject } from '../rules/project-file.ts'
import { readStageState } from '../store/stage-state.ts'
import type { Io } from './io.ts'
import { openExistingStore } from './open-project.ts'

export interface PageFlags {
  readonly port?: string
  readonly by?: string
  readonly json?: boolean
}

export async function openReviewPage(folder: string, flags: PageFlags, io: Io): Promise<void> {
  const port = parsePort(flags.port)
  requireMatching(folder)
  const server = await openReviewServer({
    folder,
    project: projectName(folder),
    port,
    by: flags.by ?? null,
    today: io.today,
    report: (error) => io.progress.note(bugLine(error)),
  })
  const stopped = untilStopped()
  try {
    if (flags.json) io.out(JSON.stringify({ url: server.url, process: process.pid }))
    else {
      const { open } = server.desk.count({ queue: 'possible', source: null })
      io.out(
        [
          `${formatNumberOf(open, 'possible match waits', 'possible matches wait')}. Open this link in a browser on this machine; it works once:`,
          '',
          `  ${server.url}`,
          '',
          'Decisions count from the next goldpan run on. Ctrl-C ends the page.',
        ].join('\n'),
      )
    }
    await stopped
  } finally {
    await server.close()
  }
}

function parsePort(given: string | undefined): number {
  if (given === undefined) return 0
  const port = /^\d{1,5}$/.test(given) ? Number(given) : -1
  if (port < 0 || port > 65_535)
    throw new UserError(`"${given}" is no port.`, {
      place: '--port',
      wayOut: 'Give a number up to 65535; 0 is any that is free.',
    })
  return port
}

function requireMatching(folder: string): void {
  const store = openExistingStore(folder)
  try {
    if (readStageState(store, 'match') !== null) return
  } finally {
    store.close()
  }
  throw new UserError('There is nothing to review yet: the records have not been matched.', {
    place: folder,
    wayOut: `Run: goldpan run ${folder}`,
  })
}

/** The workspace can be reviewed even where goldpan.yaml no longer fits the folder. */
function projectName(folder: string): string {
  try {
    return loadProject(folder).name
  } catch (error) {
    if (error instanceof UserError) return ''
    throw error
  }
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

/** The kind of error and where, but not its message: that may hold a person's data. */
function bugLine(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [`bug: a page failed with ${error.name}. Please report these lines.`, ...frames.slice(0, 5)].join('\n')
}
