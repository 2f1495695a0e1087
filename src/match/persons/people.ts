/** People out of clusters: their ids in order, their numbers, their records. */

import { orderByUid } from '../blocking/order-rows.ts'

export interface People {
  /** Cluster → person_no. */
  readonly numberOf: Uint32Array
  /** Person → id; ascending. */
  readonly ids: readonly string[]
  /** Rows of person p are `members[starts[p] .. starts[p+1])`, ascending. */
  readonly starts: Uint32Array
  readonly members: Uint32Array
}

/** `idOf`: cluster → person id. Person numbers are ranks of the ids. */
export function rankPeople(cluster: Uint32Array, idOf: readonly string[]): People {
  const order = orderByUid(idOf)
  const numberOf = new Uint32Array(idOf.length)
  for (let person = 0; person < idOf.length; person++) numberOf[order[person]!] = person
  return { numberOf, ids: Array.from(order, (c) => idOf[c]!), ...membersOf(cluster, numberOf) }
}

function membersOf(cluster: Uint32Array, numberOf: Uint32Array): { starts: Uint32Array; members: Uint32Array } {
  const starts = new Uint32Array(numberOf.length + 1)
  for (let row = 0; row < cluster.length; row++) starts[numberOf[cluster[row]!]! + 1]!++
  for (let person = 0; person < numberOf.length; person++) starts[person + 1]! += starts[person]!
  const next = starts.slice()
  const members = new Uint32Array(cluster.length)
  for (let row = 0; row < cluster.length; row++) members[next[numberOf[cluster[row]!]!]!++] = row
  return { starts, members }
}
