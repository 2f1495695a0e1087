/** The canonical order of the records: by uid, so that nothing depends on how rows or sources came in. */

import { compareText } from '../base/order.ts'

/** Place → row. */
export function orderByUid(uids: readonly string[]): Uint32Array {
  // Seven leading characters as one number decide nearly every comparison without touching strings.
  const heads = new Float64Array(uids.length)
  for (let row = 0; row < uids.length; row++) heads[row] = headOf(uids[row]!)
  const order = Uint32Array.from(uids.keys())
  return order.sort((a, b) => heads[a]! - heads[b]! || compareText(uids[a]!, uids[b]!))
}

function headOf(uid: string): number {
  let head = 0
  for (let i = 0; i < 7; i++) {
    const code = i < uid.length ? uid.charCodeAt(i) + 1 : 0
    head = head * 128 + Math.min(code, 127)
    // From a character outside ASCII on, the head says no more: the texts themselves decide.
    if (code >= 127) return (head + 0) * 128 ** (6 - i)
  }
  return head
}
