/** Has V8 compile less of a command's code: most run a few seconds, of which compiling would take a third. */

import { setFlagsFromString } from 'node:v8'

/** Measured with this V8 (Node 20); later ones compile in more steps, and may not know these options. */
const MEASURED = /^11\./

/** Code must be used four times as much as by default before it is compiled, and less is compiled in one piece. */
const FLAGS = ['--interrupt-budget=270336', '--max-inlined-bytecode-size-cumulative=300', '--no-concurrent-osr']

/** To be called before anything else runs; threads that start later take after it. */
export function compileLess(): void {
  if (MEASURED.test(process.versions.v8)) for (const flag of FLAGS) setFlagsFromString(flag)
}
