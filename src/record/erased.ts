/** People who were erased on request, as hashes; plain data, for threads. */

import { keyedHash } from '../base/keyed-hash.ts'

export interface Erased {
  /** In hex. */
  readonly key: string
  readonly tombstones: readonly { readonly erasedOn: string; readonly hashes: readonly string[] }[]
}

/** The day on which somebody of these traces was erased; null where nobody was. */
export function erasureOf({ key, tombstones }: Erased): (traces: readonly string[]) => string | null {
  const hash = keyedHash(key)
  const days = new Map<string, string>()
  for (const { erasedOn, hashes } of tombstones) for (const one of hashes) if (!days.has(one)) days.set(one, erasedOn)
  return (traces) => {
    for (const trace of traces) {
      const day = days.get(hash(trace))
      if (day !== undefined) return day
    }
    return null
  }
}
