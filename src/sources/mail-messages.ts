/** The messages of a mail file: one `.eml`, all of an mbox, all of a folder or of an archive; each in bounded memory. */

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { compareText } from '../base/order.ts'
import { openBytes } from './bytes.ts'
import type { Location } from './format.ts'
import { MAX_ARCHIVE_ENTRIES, MAX_MESSAGE_BYTES } from './limits.ts'
import { listMembers } from './zip.ts'

/** One message; past {@link MAX_MESSAGE_BYTES} its end is left out (reports stand before the message they return). */
export interface MailMessage {
  /** Line of an mbox, else the number of the file in its folder. */
  readonly line: number
  readonly bytes: Buffer
}

/** Stands for all messages of an archive, where a member's name would. */
export const ALL_MESSAGES = '*.eml'

const MESSAGE_NAME = /\.eml$/i
const LF = 10
const CR = 13
const CAPITAL_F = 70

export const isMessageName = (name: string): boolean => MESSAGE_NAME.test(name)

export async function* mailMessages(at: Location, isFolder: boolean): AsyncGenerator<MailMessage> {
  if (isFolder) yield* folderMessages(at.path)
  else if (at.member === ALL_MESSAGES) yield* archiveMessages(at.path)
  else yield* splitMbox(openBytes(at.path, at.member))
}

/** Files of a folder, and of `cur` and `new` where it is a maildir, by name. */
export async function messageFiles(folder: string): Promise<string[]> {
  const names: string[] = []
  for (const below of ['', 'cur', 'new']) {
    const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      if (!entry.isFile() || entry.name.startsWith('.')) continue
      if (below !== '' || isMessageName(entry.name)) names.push(below === '' ? entry.name : `${below}/${entry.name}`)
    }
  }
  return names.sort(compareText)
}

async function* folderMessages(folder: string): AsyncGenerator<MailMessage> {
  for (const [i, name] of (await messageFiles(folder)).entries())
    yield { line: i + 1, bytes: await firstBytes(openBytes(join(folder, name), null)) }
}

async function* archiveMessages(path: string): AsyncGenerator<MailMessage> {
  const names = (await listMembers(path)).map((member) => member.name).filter(isMessageName)
  for (const [i, name] of names.slice(0, MAX_ARCHIVE_ENTRIES).sort(compareText).entries())
    yield { line: i + 1, bytes: await firstBytes(openBytes(path, name)) }
}

async function firstBytes(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    parts.push(Buffer.from(chunk))
    length += chunk.length
    if (length >= MAX_MESSAGE_BYTES) break
  }
  return Buffer.concat(parts).subarray(0, MAX_MESSAGE_BYTES)
}

/**
 * Cuts at `From ` lines that follow a blank line and stand above a header, so that a sentence that begins with "From" does
 * not. A file without any is one message.
 */
export async function* splitMbox(chunks: AsyncIterable<Buffer>): AsyncGenerator<MailMessage> {
  const message = new OpenMessage()
  let carry: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk])
    let start = 0
    for (let end = bytes.indexOf(LF, carry.length); end >= 0; end = bytes.indexOf(LF, start)) {
      const whole = message.addLine(bytes.subarray(start, end + 1))
      if (whole !== null) yield whole
      start = end + 1
    }
    carry = Buffer.from(bytes.subarray(start))
    if (carry.length <= MAX_LINE) continue
    message.addPart(carry)
    carry = Buffer.alloc(0)
  }
  const whole = message.addLine(carry)
  if (whole !== null) yield whole
  const last = message.end()
  if (last !== null) yield last
}

/** A longer line is taken in parts, none of which is looked at. */
const MAX_LINE = 256 * 1024
const HEADER_LINE = /^[!-9;-~]{1,100}:/

/** Gathers the lines of a message up to its limit. */
class OpenMessage {
  #parts: Buffer[] = []
  #length = 0
  #line = 0
  #startLine = 1
  #isAfterBlank = true
  #isInLine = false
  /** A `From ` line of which the next line shows whether it parts two messages. */
  #pending: Buffer | null = null

  /** The message before, where this line begins another one. */
  addLine(line: Buffer): MailMessage | null {
    if (this.#isInLine) {
      this.addPart(line)
      this.#isInLine = false
      return null
    }
    if (line.length > 0) this.#line++
    const pending = this.#pending
    this.#pending = null
    let whole: MailMessage | null = null
    if (pending !== null) {
      if (HEADER_LINE.test(line.toString('latin1', 0, 128))) {
        whole = this.end()
        this.#startLine = this.#line - 1
      } else this.#keep(pending)
    }
    const isSeparator = this.#isAfterBlank && line[0] === CAPITAL_F && line.toString('latin1', 0, 5) === 'From '
    this.#isAfterBlank = isBlank(line)
    if (isSeparator) this.#pending = line.length > MAX_LINE ? null : Buffer.from(line)
    else this.#keep(line)
    return whole
  }

  /** A part of a line that is not at its end. */
  addPart(bytes: Buffer): void {
    if (!this.#isInLine) this.#line++
    this.#isInLine = true
    this.#isAfterBlank = false
    if (this.#pending !== null) this.#keep(this.#pending)
    this.#pending = null
    this.#keep(bytes)
  }

  end(): MailMessage | null {
    const bytes = Buffer.concat(this.#parts)
    this.#parts = []
    this.#length = 0
    return bytes.toString('latin1', 0, 4096).trim() === '' ? null : { line: this.#startLine, bytes }
  }

  #keep(bytes: Buffer): void {
    const room = MAX_MESSAGE_BYTES - this.#length
    if (room <= 0 || bytes.length === 0) return
    const part = bytes.subarray(0, room)
    this.#length += part.length
    // Lines that stand next to one another in a chunk stay one part of it, not copied.
    const last = this.#parts.at(-1)
    if (last !== undefined && last.buffer === part.buffer && last.byteOffset + last.length === part.byteOffset)
      this.#parts[this.#parts.length - 1] = Buffer.from(last.buffer, last.byteOffset, last.length + part.length)
    else this.#parts.push(part)
  }
}

const isBlank = (line: Buffer): boolean => line.length === 0 || line[0] === LF || (line[0] === CR && line[1] === LF)
