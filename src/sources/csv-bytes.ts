/** The byte work around CSV records: joining chunks, finding line ends, decoding what is no UTF-8. */

import { isUtf8 } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { decodeWindows1252 } from './code-page.ts'
import { CR, LF } from './csv-scanner.ts'

/** A text in blocks, each behind what was left over of the one before. */
export type Blocks = (leftOver: () => Buffer) => AsyncIterable<Buffer>

/**
 * Each chunk behind what was left over, but only once the whole is twice what was left: a row over many chunks is then
 * scanned twice, not once per chunk.
 */
export function doubling(chunks: AsyncIterable<Buffer>): Blocks {
  return async function* (leftOver) {
    let waiting: Buffer[] = []
    let length = 0
    for await (const chunk of chunks) {
      waiting.push(chunk)
      length += chunk.length
      if (length < leftOver().length) continue
      const bytes = waiting.length === 1 && leftOver().length === 0 ? chunk : Buffer.concat([leftOver(), ...waiting])
      waiting = []
      length = 0
      yield bytes
    }
    if (length > 0) yield Buffer.concat([leftOver(), ...waiting])
  }
}

/** A plain file from an offset on, read into one and the same memory: a block is gone once the next one is asked for. */
export function refilling(path: string, start: number, blockBytes: number): Blocks {
  return async function* (leftOver) {
    const file = openSync(path, 'r')
    try {
      let block = Buffer.allocUnsafeSlow(Math.min(blockBytes, fstatSync(file).size + 1))
      for (let at = start; ; ) {
        const left = leftOver()
        // At least half of it is new, as in `doubling`.
        if (left.length * 2 > block.length) block = Buffer.allocUnsafeSlow(left.length * 4)
        block.set(left)
        const read = readSync(file, block, left.length, block.length - left.length, at)
        if (read === 0) return
        at += read
        yield block.subarray(0, left.length + read)
      }
    } finally {
      closeSync(file)
    }
  }
}

/** Offset of the next LF or CR, or −1; natively, in windows, so that neither is sought through all of the bytes. */
export function findLineEnd(bytes: Buffer, from: number): number {
  let size = 1024
  for (let at = from; at < bytes.length; at += size) {
    size = Math.min(size * 2, 1 << 20)
    const window = bytes.subarray(at, at + size)
    const lf = window.indexOf(LF)
    const cr = (lf < 0 ? window : window.subarray(0, lf)).indexOf(CR)
    if (cr >= 0 || lf >= 0) return at + (cr >= 0 ? cr : lf)
  }
  return -1
}

export function isOnlyNuls(bytes: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== 0) return false
  return true
}

export const decodeCell = (bytes: Buffer): string => (isUtf8(bytes) ? bytes.toString('utf8') : decodeWindows1252(bytes))
