/** Zip archives: which members they have, and one member's bytes. Names are only shown, nothing is written by them. */

import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import { UserError } from '../base/errors.ts'
import { MAX_ARCHIVE_ENTRIES } from './limits.ts'
import { guardUnpacked } from './unpack-guard.ts'

export interface ZipMember {
  readonly name: string
  readonly packedBytes: number
  readonly bytes: number
  readonly isEncrypted: boolean
}

/** The files in an archive, in its order. @throws UserError when it is damaged or names too many. */
export async function listMembers(path: string): Promise<readonly ZipMember[]> {
  return withZip(path, openPromise(path, { autoClose: false }), (zip) => membersOf(zip, path))
}

/** The same for an archive in memory. */
export async function listMembersOf(bytes: Buffer, place: string): Promise<readonly ZipMember[]> {
  return withZip(place, fromBufferPromise(bytes), (zip) => membersOf(zip, place))
}

async function membersOf(zip: ZipFile, place: string): Promise<ZipMember[]> {
  const members: ZipMember[] = []
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue
    members.push(memberOf(entry))
    if (members.length > MAX_ARCHIVE_ENTRIES) throw tooMany(place)
  }
  return members
}

/** The bytes of one member. @throws UserError when it is missing, encrypted, damaged, or unfolds without end. */
export async function* openMember(path: string, name: string): AsyncGenerator<Buffer> {
  const place = `${path}!${name}`
  const zip = await openPromise(path, { autoClose: false }).catch((cause: unknown) => {
    throw damaged(path, cause)
  })
  try {
    const entry = await findEntry(zip, path, name)
    if (memberOf(entry).isEncrypted) throw encrypted(place)
    const guard = guardUnpacked(place)
    guard.packed(entry.compressedSize)
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) {
      const bytes = chunk as Buffer
      guard.unpacked(bytes.length)
      yield bytes
    }
  } catch (cause) {
    throw cause instanceof UserError ? cause : damaged(place, cause)
  } finally {
    zip.close()
  }
}

async function findEntry(zip: ZipFile, path: string, name: string): Promise<Entry> {
  for await (const entry of zip.eachEntry()) if (entry.fileName === name) return entry
  throw new UserError('the archive has no such member', {
    place: `${path}!${name}`,
    wayOut: 'run goldpan init to list its members',
  })
}

async function withZip<T>(path: string, opening: Promise<ZipFile>, use: (zip: ZipFile) => Promise<T>): Promise<T> {
  try {
    const zip = await opening
    try {
      return await use(zip)
    } finally {
      zip.close()
    }
  } catch (cause) {
    throw cause instanceof UserError ? cause : damaged(path, cause)
  }
}

function memberOf(entry: Entry): ZipMember {
  const isEncrypted = (entry.generalPurposeBitFlag & 1) === 1
  return { name: entry.fileName, packedBytes: entry.compressedSize, bytes: entry.uncompressedSize, isEncrypted }
}

export const encrypted = (place: string): UserError =>
  new UserError('the archive member is encrypted', {
    place,
    wayOut: 'unpack it with its password and name the unpacked file',
  })

function damaged(place: string, cause: unknown): UserError {
  // Nothing is ever written by a member's name; such an archive was made to harm, all the same.
  if (cause instanceof Error && /relative path|absolute path|invalid characters in fileName/.test(cause.message))
    return new UserError('the archive holds names that lead out of its folder', {
      place,
      wayOut: 'unpack it with care if you trust it, and name the files',
      cause,
    })
  return new UserError('the zip archive is damaged', { place, wayOut: 'transfer the file again', cause })
}

const tooMany = (place: string): UserError =>
  new UserError(`the archive holds more than ${MAX_ARCHIVE_ENTRIES} files`, {
    place,
    wayOut: 'unpack the ones you need',
  })
