/** The command line as a whole: every command by name. */

import type { Command } from 'commander'
import type { Io } from './io.ts'
import { programOf, runWith } from './run-program.ts'

type MakeCommand = (io: Io) => Command

/** Every command by name; a command's code is loaded when it is called, so that starting up takes no time. */
const COMMANDS: Readonly<Record<string, () => Promise<MakeCommand>>> = {
  init: async () => (await import('./init.ts')).initCommand,
  run: async () => (await import('./run.ts')).runCommand,
  status: async () => (await import('./status.ts')).statusCommand,
  report: async () => (await import('./report.ts')).reportCommand,
  whatif: async () => (await import('./whatif.ts')).whatifCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  review: async () => (await import('./review.ts')).reviewCommand,
  sample: async () => (await import('./sample.ts')).sampleCommand,
  scrub: async () => (await import('./scrub.ts')).scrubCommand,
  conflicts: async () => (await import('./conflicts.ts')).conflictsCommand,
  erase: async () => (await import('./erase.ts')).eraseCommand,
  suppress: async () => (await import('./suppress.ts')).suppressCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  measure: async () => (await import('./measure.ts')).measureCommand,
  match: async () => (await import('./match.ts')).matchCommand,
  repair: async () => (await import('./repair.ts')).repairCommand,
  rfm: async () => (await import('./rfm.ts')).rfmCommand,
  lift: async () => (await import('./lift.ts')).liftCommand,
  evaluate: async () => (await import('./evaluate.ts')).evaluateCommand,
}

export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS)

/** The program with the one command that `args` name, or with all of them (for help and for what is misspelled). */
export async function buildProgram(io: Io, args: readonly string[] = []): Promise<Command> {
  const called = args[0] !== undefined && Object.hasOwn(COMMANDS, args[0]) ? [args[0]] : COMMAND_NAMES
  const commands: Command[] = []
  for (const name of called) commands.push((await COMMANDS[name]!())(io))
  return programOf(commands, io)
}

/** Runs one command; returns the exit code. */
export const runProgram = (args: readonly string[], io: Io, complain: (text: string) => void): Promise<number> =>
  runWith(() => buildProgram(io, args), args, io, complain)
