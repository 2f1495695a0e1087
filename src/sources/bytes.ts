/** A file's bytes as chunks, unpacked on the way where it is gzipped or a member of a zip archive. */

import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { UserError } from '../base/errors.ts'
import { guardUnpacked } from './unpack-guard.ts'
import { openMember } from './zip.ts'

const CHUNK_BYTES = 1024 * 1024

export interface ByteOptions {
  readonly chunkBytes?: number
}

/** Chunks of the file, or of one member of it where it is a zip archive; gunzipped where they are gzipped. */
export async function* openBytes(
  path: string,
  member: string | null,
  options: ByteOptions = {},
): AsyncGenerator<Buffer> {
  const raw = member === null ? fileChunks(path, options.chunkBytes ?? CHUNK_BYTES) : openMember(path, member)
  const chunks = raw[Symbol.asyncIterator]()
  try {
    const first = await chunks.next()
    if (first.done) return
    const all = prepend(first.value, chunks)
    if (isGzip(first.value)) yield* gunzip(all, path)
    else yield* all
  } finally {
    await chunks.return?.(undefined)
  }
}

/** Up to `count` bytes from the beginning, unpacked; `isWhole` when that is all there is. */
export async function readHead(
  path: string,
  member: string | null,
  count: number,
): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const parts: Buffer[] = []
  let length = 0
  for await (const chunk of openBytes(path, member)) {
    parts.push(Buffer.from(chunk))
    length += chunk.length
    if (length > count) return { bytes: Buffer.concat(parts).subarray(0, count), isWhole: false }
  }
  return { bytes: Buffer.concat(parts), isWhole: true }
}

/** Where the text of a file starts, after its byte order mark; null where it is gzipped. */
export async function plainStart(path: string): Promise<number | null> {
  for await (const head of fileChunks(path, 3)) {
    if (isGzip(head)) return null
    return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  }
  return 0
}

/** Chunks of a file that is not packed, from an offset on. */
export const openFrom = (path: string, start: number): AsyncGenerator<Buffer> => fileChunks(path, CHUNK_BYTES, start)

/** All bytes of a file or member, unpacked. @throws UserError past `limit` bytes. */
export async function readAll(path: string, member: string | null, limit: number): Promise<Buffer> {
  const { bytes, isWhole } = await readHead(path, member, limit)
  if (isWhole) return bytes
  throw new UserError(`the file is larger than the ${limit} bytes that can be read as a whole`, {
    place: path,
    wayOut: 'unpack it, or export it as CSV',
  })
}

async function* fileChunks(path: string, chunkBytes: number, start = 0): AsyncGenerator<Buffer> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new UserError('the file cannot be opened', {
      place: path,
      wayOut: 'check its name and your rights to it',
      cause,
    })
  })
  try {
    for (let at = start; ; ) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, at)
      if (bytesRead === 0) return
      at += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

async function* prepend(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  for (let step = await rest.next(); !step.done; step = await rest.next()) yield step.value
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8

async function* gunzip(chunks: AsyncIterable<Buffer>, place: string): AsyncGenerator<Buffer> {
  const guard = guardUnpacked(place)
  const unpacked = createGunzip({ chunkSize: 256 * 1024 })
  const feed = feedInto(chunks, unpacked, (n) => guard.packed(n))
  try {
    for await (const chunk of unpacked) {
      const bytes = chunk as Buffer
      guard.unpacked(bytes.length)
      yield bytes
    }
    await feed
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    throw new UserError('the gzip data is damaged or cut short', { place, wayOut: 'transfer the file again', cause })
  } finally {
    unpacked.destroy()
  }
}

async function feedInto(
  chunks: AsyncIterable<Buffer>,
  into: NodeJS.WritableStream & { destroyed?: boolean; destroy(e?: Error): void },
  onBytes: (n: number) => void,
): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (into.destroyed) return
      onBytes(chunk.length)
      if (!into.write(chunk))
        await new Promise<void>((resolve) => {
          into.once('drain', resolve)
          into.once('close', resolve)
        })
    }
    into.end()
  } catch (error) {
    into.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}
