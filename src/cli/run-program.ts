/** A program of some of the commands, and what becomes of an error. */

import { Command, CommanderError } from 'commander'
import pc from 'picocolors'
import { UserError } from '../base/errors.ts'
import { goldpanVersion } from '../base/version.ts'
import type { Io } from './io.ts'

export function programOf(commands: readonly Command[], io: Io): Command {
  const program = new Command('goldpan')
    .description(
      'Finds the people in merged customer databases, keeps every opt-out, and works out whom it pays to contact.',
    )
    .version(goldpanVersion)
    .showSuggestionAfterError()
  for (const command of commands) program.addCommand(command)
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput({ writeOut: io.out })
  return program
}

/** Runs one command; returns the exit code: 0 done, 1 our bug, 2 the user's mistake, 3 a check said no. */
export async function runWith(
  makeProgram: () => Promise<Command>,
  args: readonly string[],
  io: Io,
  complain: (text: string) => void,
): Promise<number> {
  try {
    const program = await makeProgram()
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
