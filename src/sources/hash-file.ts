/** SHA-256 of a file's bytes (of a folder: of its messages), streamed, remembered while size and time of change stay the same. */

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { messageFiles } from './mail-messages.ts'

const remembered = new Map<string, string>()

/** Lower-case hex. */
export async function hashFile(path: string): Promise<string> {
  const found = await stat(path)
  if (found.isDirectory()) return hashFolder(path)
  const { size, mtimeMs } = found
  const known = `${path}\0${size}\0${mtimeMs}`
  const before = remembered.get(known)
  if (before !== undefined) return before
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  const hex = hash.digest('hex')
  remembered.set(known, hex)
  return hex
}

async function hashFolder(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const name of await messageFiles(folder)) hash.update(`${name}\0${await hashFile(join(folder, name))}\0`)
  return hash.digest('hex')
}
