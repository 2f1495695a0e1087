/** What the threads of `goldpan match` run, for a script of its own: the build keeps its bytecode (`write-code.ts`). */

import type { Io } from './io.ts'
import { matchCommand } from './match.ts'
import { programOf, runWith } from './run-program.ts'

export { serveContacts } from './contacts-thread.ts'
export { realIo } from './io.ts'

export const runMatch = (args: readonly string[], io: Io, complain: (text: string) => void): Promise<number> =>
  runWith(async () => programOf([matchCommand(io)], io), args, io, complain)
