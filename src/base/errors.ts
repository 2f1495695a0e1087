/** Errors that tell a person what went wrong, where, and what to do about it. */

/**
 * A mistake in the input or the command: shown as sentence, place and way out, never with a stack. Exit code 2.
 * Never put personal data (cell contents, addresses) into `message`.
 */
export class UserError extends Error {
  readonly exitCode: number = 2
  /** Where it is: `file:line:column`, a path, a flag. */
  readonly place: string | null
  /** What the user can do about it. */
  readonly wayOut: string | null

  constructor(message: string, options: { place?: string; wayOut?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'UserError'
    this.place = options.place ?? null
    this.wayOut = options.wayOut ?? null
  }
}

/** A check that ran to its end and said no (`scrub --strict`). Exit code 3. */
export class CheckFailed extends UserError {
  override readonly exitCode: number = 3
}

/** All faults of a file at once, so that the user mends them in one go. */
export class FaultList extends UserError {
  readonly faults: readonly string[]

  constructor(what: string, faults: readonly string[]) {
    super(
      `${what} has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${faults.map((f) => `  ${f}`).join('\n')}`,
    )
    this.name = 'FaultList'
    this.faults = faults
  }
}

/** What is left of an error on its way from one thread to another. */
export interface ErrorParts {
  readonly isUsers: boolean
  readonly message: string
  readonly place: string | null
  readonly wayOut: string | null
  readonly stack: string | null
}

export function errorParts(error: unknown): ErrorParts {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const { place, wayOut } = error instanceof UserError ? error : { place: null, wayOut: null }
  return { isUsers: error instanceof UserError, message, place, wayOut, stack: stack ?? null }
}

export function errorFrom({ isUsers, message, place, wayOut, stack }: ErrorParts): Error {
  if (isUsers)
    return new UserError(message, { ...(place === null ? {} : { place }), ...(wayOut === null ? {} : { wayOut }) })
  const error = new Error(message)
  if (stack !== null) error.stack = stack
  return error
}
