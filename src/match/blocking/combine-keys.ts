/** One key of two: rows agree on it exactly where they agree on both; a missing one makes none. */

import { groupRows } from '../../engine/group-rows.ts'

/** By the first column and the second: some are asked for early and again, and no column ever changes. */
const known = new WeakMap<Uint32Array, WeakMap<Uint32Array, Uint32Array>>()

export function combineKeys(l: Uint32Array, r: Uint32Array): Uint32Array {
  const ofFirst = known.get(l) ?? new WeakMap<Uint32Array, Uint32Array>()
  const keys = ofFirst.get(r) ?? combine(l, r)
  ofFirst.set(r, keys)
  known.set(l, ofFirst)
  return keys
}

/** Numbers follow the rows that show them first. */
function combine(l: Uint32Array, r: Uint32Array): Uint32Array {
  const first = firstOfGroups(l, r)
  const keys = new Uint32Array(l.length)
  let count = 0
  for (let row = 0; row < l.length; row++) {
    if (l[row] === 0 || r[row] === 0) continue
    keys[row] = first[row] === 0 ? ++count : keys[first[row]! - 1]!
  }
  return keys
}

/** Row → the first row that agrees with it, and 1; 0 for that row itself, and for rows that none agrees with. */
function firstOfGroups(l: Uint32Array, r: Uint32Array): Uint32Array {
  const { members, starts, count } = groupRows(l.length, [[l, r]])
  const firsts = new Uint32Array(l.length)
  for (let group = 0; group < count; group++) {
    const first = members[starts[group]!]! + 1
    for (let m = starts[group]! + 1; m < starts[group + 1]!; m++) firsts[members[m]!] = first
  }
  return firsts
}
