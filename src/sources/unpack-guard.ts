/** Stops unpacking when a small file unfolds without end. */

import { UserError } from '../base/errors.ts'
import { MAX_UNPACK_RATIO, MAX_UNPACKED_BYTES, RATIO_FREE_BYTES } from './limits.ts'

export interface UnpackGuard {
  /** So many more packed bytes went in. */
  packed(bytes: number): void
  /** So many more bytes came out. @throws UserError past the limits. */
  unpacked(bytes: number): void
}

export function guardUnpacked(place: string): UnpackGuard {
  let packed = 0
  let unpacked = 0
  return {
    packed(bytes) {
      packed += bytes
    },
    unpacked(bytes) {
      unpacked += bytes
      const isBomb = unpacked > RATIO_FREE_BYTES && unpacked > packed * MAX_UNPACK_RATIO
      if (unpacked <= MAX_UNPACKED_BYTES && !isBomb) return
      throw new UserError(
        `the packed data unfolds to more than ${isBomb ? `${MAX_UNPACK_RATIO} times its size` : `${MAX_UNPACKED_BYTES} bytes`}`,
        {
          place,
          wayOut: 'unpack it yourself if you trust it, and name the unpacked file',
        },
      )
    },
  }
}
