/** One key of several: rows agree on it exactly where they agree on all of them; a missing part makes none. */

import { PairInterner } from '../../engine/pair-interner.ts'

export function combineKeys(parts: readonly Uint32Array[]): Uint32Array {
  return parts.slice(1).reduce((combined, part) => combineTwo(combined, part), parts[0]!)
}

function combineTwo(l: Uint32Array, r: Uint32Array): Uint32Array {
  const pairs = new PairInterner(l.length >> 1)
  const keys = new Uint32Array(l.length)
  for (let row = 0; row < l.length; row++)
    if (l[row] !== 0 && r[row] !== 0) keys[row] = pairs.intern(l[row]!, r[row]!) + 1
  return keys
}
