/** `-` for standard input: kept in a private temporary file while a command works on it. */

import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Calls `work` with a path that can be read twice; the temporary file is removed in any case. */
export async function withInputFile<T>(
  file: string,
  stdin: NodeJS.ReadableStream,
  work: (path: string) => Promise<T>,
): Promise<T> {
  if (file !== '-') return work(file)
  const dir = await mkdtemp(join(tmpdir(), 'goldpan-'))
  try {
    const path = join(dir, 'stdin')
    await pipeline(stdin, createWriteStream(path, { mode: 0o600 }))
    return await work(path)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
