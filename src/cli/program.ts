/** The command line as a whole: every command, and what becomes of an error. */

import { Command, CommanderError } from 'commander'
import pc from 'picocolors'
import { UserError } from '../base/errors.ts'
import { goldpanVersion } from '../base/version.ts'
import type { Io } from './io.ts'

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
  const program = new Command('goldpan')
    .description(
      'Finds the people in merged customer databases, keeps every opt-out, and works out whom it pays to contact.',
    )
    .version(goldpanVersion)
    .showSuggestionAfterError()
  const called = args[0] !== undefined && Object.hasOwn(COMMANDS, args[0]) ? [args[0]] : COMMAND_NAMES
  for (const name of called) program.addCommand((await COMMANDS[name]!())(io))
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput({ writeOut: io.out })
  return program
}

/** Runs one command; returns the exit code: 0 done, 1 our bug, 2 the user's mistake, 3 a check said no. */
export async function runProgram(args: readonly string[], io: Io, complain: (text: string) => void): Promise<number> {
  try {
    const program = await buildProgram(io, args)
    await program.parseAsync([...args], { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    io.progress.done()
    if (error instanceof UserError) {
      complain(userMessage(error))
      return error.exitCode
    }
    complain(bugMessage(error))
    return 1
  }
}

function userMessage(error: UserError): string {
  const lines = [`${pc.red('error')} ${error.message}`]
  if (error.place !== null) lines.push(`  at ${error.place}`)
  if (error.wayOut !== null) lines.push(`  ${error.wayOut}`)
  return lines.join('\n')
}

/** The kind of error and where in our code, but not its message: that may hold a person's data. */
function bugMessage(error: unknown): string {
  const known = error instanceof Error ? error : new Error('unknown')
  const frames = (known.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const detail = process.env.GOLDPAN_DEBUG ? [known.message] : []
  return [
    `${pc.red('bug')} goldpan ${goldpanVersion} failed with ${known.name}. Nothing half-done was kept.`,
    ...detail,
    ...frames.slice(0, 8),
    'Please report these lines with the command you ran. (GOLDPAN_DEBUG=1 adds the message, which may hold personal data.)',
  ].join('\n')
}
