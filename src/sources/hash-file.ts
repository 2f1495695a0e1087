/** SHA-256 of a file's bytes, streamed, remembered while size and time of change stay the same. */

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'

const remembered = new Map<string, string>()

/** Lower-case hex. */
export async function hashFile(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path)
  const known = `${path}\0${size}\0${mtimeMs}`
  const before = remembered.get(known)
  if (before !== undefined) return before
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  const hex = hash.digest('hex')
  remembered.set(known, hex)
  return hex
}
