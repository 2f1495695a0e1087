/** People out of clusters: their public ids, their numbers, their records. */

import { shortId } from '../base/hash.ts'
import { orderByUid } from './order-rows.ts'

export interface People {
  /** Cluster → person_no. */
  readonly numberOf: Uint32Array
  /** Person → id; ascending. */
  readonly ids: readonly string[]
  /** Rows of person p are `members[starts[p] .. starts[p+1])`, ascending. */
  readonly starts: Uint32Array
  readonly members: Uint32Array
}

/** Person ids come from the smallest uid of a cluster; person numbers are ranks of the ids. */
export function rankPeople(cluster: Uint32Array, clusters: number, uids: readonly string[]): People {
  const smallest: string[] = new Array(clusters)
  for (let row = 0; row < cluster.length; row++) {
    const known = smallest[cluster[row]!]
    if (known === undefined || uids[row]! < known) smallest[cluster[row]!] = uids[row]!
  }
  const idOf = smallest.map((uid) => `p${shortId(uid)}`)
  const order = orderByUid(idOf)
  const numberOf = new Uint32Array(clusters)
  for (let person = 0; person < clusters; person++) numberOf[order[person]!] = person
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
