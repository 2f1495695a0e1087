/** `-` for standard input: kept in a private temporary file while a command works on it. */

import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UserError } from '../base/errors.ts'

/** Calls `work` with a path that can be read twice; the temporary file is removed in any case. */
export async function withInputFile<T>(
  file: string,
  stdin: NodeJS.ReadableStream,
  work: (path: string) => Promise<T>,
): Promise<T> {
  if (file !== '-') return work(file)
  const dir = await mkdtemp(join(tmpdir(), 'goldpan-'))
  const path = join(dir, 'stdin')
  try {
    await pipeline(stdin, createWriteStream(path, { mode: 0o600 }))
    return await work(path)
  } catch (error) {
    throw error instanceof UserError && error.place === path ? ofStandardInput(error) : error
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** The file's name says nothing to the user, and it is gone. */
function ofStandardInput(error: UserError): UserError {
  const { message, wayOut, cause } = error
  return new UserError(message, { place: 'standard input', ...(wayOut === null ? {} : { wayOut }), cause })
}
