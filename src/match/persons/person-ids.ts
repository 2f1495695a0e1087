/** Person ids that stay from run to run: a person keeps the id that most of its records had. */

import { shortId } from '../../base/hash.ts'
import { compareText } from '../../base/order.ts'
import { PairInterner } from '../../engine/pair-interner.ts'
import type { PersonChange, RememberedPeople } from '../../record/remembered-people.ts'

export interface Clustering {
  /** Row → cluster, dense. */
  readonly cluster: Uint32Array
  readonly clusters: number
  readonly uids: readonly string[]
  /** Rows by ascending uid. */
  readonly order: Uint32Array
}

export interface KeptIds {
  /** Cluster → person id. */
  readonly ids: readonly string[]
  /** By old id, then new id. */
  readonly changes: readonly PersonChange[]
  /** For the next run. */
  readonly remember: RememberedPeople
}

/**
 * Ids go to the clusters that share most records with their people of the last run, ties to the smallest uid shared.
 * Other clusters get an id of their smallest uid; none that is remembered or in `retired`.
 */
export function keepIds(
  clustering: Clustering,
  remembered: RememberedPeople,
  retired: ReadonlySet<string> = new Set(),
): KeptIds {
  const known = findKnown(clustering, remembered)
  const overlaps = countOverlaps(clustering, known.personOf)
  const { oldOf, clusterOf } = claim(overlaps, clustering.clusters, remembered.ids.length)
  const ids = giveIds(clustering, oldOf, remembered, retired)
  const heirs = heirsOf(overlaps, clusterOf)
  return {
    ids,
    changes: listChanges({ overlaps, oldOf, clusterOf, ids, remembered, known }),
    remember: rememberAll(clustering, ids, remembered, known, { clusterOf, heirs }),
  }
}

const NOBODY = -1

interface Known {
  /** Place (of the order) → person of the last runs, or NOBODY. */
  readonly personOf: Int32Array
  /** Places in `remembered.uids` of records that are not there now. */
  readonly absent: readonly number[]
  /** Person → records of theirs that the last run had. */
  readonly sizes: Uint32Array
}

/** Both lists are in the order of uids, so one walk along them is enough. */
function findKnown({ uids, order }: Clustering, remembered: RememberedPeople): Known {
  const personOf = new Int32Array(order.length).fill(NOBODY)
  const absent: number[] = []
  const sizes = new Uint32Array(remembered.ids.length)
  let place = 0
  for (let i = 0; i < remembered.uids.length; i++) {
    const uid = remembered.uids[i]!
    const person = remembered.people[i]!
    if (person >= 0) sizes[person]!++
    let compared = 1
    while (place < order.length) {
      compared = compareText(uids[order[place]!]!, uid)
      if (compared >= 0) break
      place++
    }
    if (place < order.length && compared === 0) personOf[place++] = person < 0 ? ~person : person
    else absent.push(i)
  }
  return { personOf, absent, sizes }
}

/** Cluster and person that share records: how many, and the first of them by uid. */
interface Overlap {
  readonly cluster: number
  readonly old: number
  readonly records: number
  readonly first: number
}

function countOverlaps({ cluster, order }: Clustering, personOf: Int32Array): Overlap[] {
  const pairs = new PairInterner(1024)
  const records: number[] = []
  const first: number[] = []
  const clusterAt: number[] = []
  const oldAt: number[] = []
  for (let place = 0; place < order.length; place++) {
    const old = personOf[place]!
    if (old === NOBODY) continue
    const now = cluster[order[place]!]!
    const id = pairs.intern(now, old)
    if (id === records.length) {
      records.push(0)
      first.push(place)
      clusterAt.push(now)
      oldAt.push(old)
    }
    records[id]!++
  }
  return records.map((n, i) => ({ cluster: clusterAt[i]!, old: oldAt[i]!, records: n, first: first[i]! }))
}

/** Largest overlap first: cluster → person whose id it keeps, and the other way round. */
function claim(overlaps: readonly Overlap[], clusters: number, people: number) {
  const oldOf = new Int32Array(clusters).fill(NOBODY)
  const clusterOf = new Int32Array(people).fill(NOBODY)
  for (const { cluster, old } of [...overlaps].sort(byClaim)) {
    if (oldOf[cluster] !== NOBODY || clusterOf[old] !== NOBODY) continue
    oldOf[cluster] = old
    clusterOf[old] = cluster
  }
  return { oldOf, clusterOf }
}

const byClaim = (l: Overlap, r: Overlap): number => r.records - l.records || l.first - r.first

function giveIds(
  { cluster, clusters, uids, order }: Clustering,
  oldOf: Int32Array,
  remembered: RememberedPeople,
  retired: ReadonlySet<string>,
): string[] {
  const taken = remembered.ids.length === 0 ? retired : new Set([...remembered.ids, ...retired])
  const ids: string[] = new Array(clusters)
  // The first row of a cluster met has its smallest uid.
  for (let place = 0; place < order.length; place++) {
    const row = order[place]!
    const own = cluster[row]!
    if (ids[own] !== undefined) continue
    ids[own] = oldOf[own] === NOBODY ? freshId(uids[row]!, taken) : remembered.ids[oldOf[own]!]!
  }
  return ids
}

function freshId(uid: string, taken: ReadonlySet<string>): string {
  let id = `p${shortId(uid)}`
  for (let n = 2; taken.has(id); n++) id = `p${shortId(uid, String(n))}`
  return id
}

/** Of each person who keeps no cluster, the cluster with most of the records. */
function heirsOf(overlaps: readonly Overlap[], clusterOf: Int32Array): ReadonlyMap<number, number> {
  const heirs = new Map<number, number>()
  for (const { cluster, old } of overlaps.filter((o) => clusterOf[o.old] === NOBODY).sort(byClaim))
    if (!heirs.has(old)) heirs.set(old, cluster)
  return heirs
}

interface Outcome {
  readonly overlaps: readonly Overlap[]
  readonly oldOf: Int32Array
  readonly clusterOf: Int32Array
  readonly ids: readonly string[]
  readonly remembered: RememberedPeople
  readonly known: Known
}

function listChanges({ overlaps, oldOf, clusterOf, ids, remembered, known }: Outcome): PersonChange[] {
  const changes: PersonChange[] = []
  const isThere = new Uint8Array(remembered.ids.length)
  for (const { cluster, old, records } of overlaps) {
    isThere[old] = 1
    if (oldOf[cluster] === old) {
      const id = ids[cluster]!
      if (known.sizes[old] === 0) changes.push({ oldId: id, newId: id, kind: 'returned', records })
      continue
    }
    const kind = clusterOf[old] === NOBODY ? 'merged' : oldOf[cluster] === NOBODY ? 'split' : 'moved'
    changes.push({ oldId: remembered.ids[old]!, newId: ids[cluster]!, kind, records })
  }
  for (let old = 0; old < isThere.length; old++)
    if (isThere[old] === 0 && known.sizes[old]! > 0)
      changes.push({ oldId: remembered.ids[old]!, newId: null, kind: 'gone', records: known.sizes[old]! })
  return changes.sort((l, r) => compareText(l.oldId, r.oldId) || compareText(l.newId ?? '', r.newId ?? ''))
}

/** Records that are not there now stay remembered: with their person, or with whom it was merged into. */
function rememberAll(
  { cluster, uids, order }: Clustering,
  ids: readonly string[],
  remembered: RememberedPeople,
  { absent }: Known,
  { clusterOf, heirs }: { readonly clusterOf: Int32Array; readonly heirs: ReadonlyMap<number, number> },
): RememberedPeople {
  const allIds = [...ids]
  const absentPlaces = new Map<number, number>()
  const placeOfAbsent = (old: number): number => {
    const now = clusterOf[old] === NOBODY ? heirs.get(old) : clusterOf[old]
    if (now !== undefined) return now
    const place = absentPlaces.get(old) ?? allIds.push(remembered.ids[old]!) - 1
    absentPlaces.set(old, place)
    return place
  }
  const total = order.length + absent.length
  const allUids: string[] = new Array(total)
  const people = new Int32Array(total)
  let place = 0
  let next = 0
  for (let i = 0; i < total; i++) {
    const gone = absent[next]
    const row = order[place]
    const isAbsent = gone !== undefined && (row === undefined || compareText(remembered.uids[gone]!, uids[row]!) < 0)
    allUids[i] = isAbsent ? remembered.uids[gone]! : uids[row!]!
    if (isAbsent) {
      const person = remembered.people[gone]!
      people[i] = ~placeOfAbsent(person < 0 ? ~person : person)
      next++
    } else {
      people[i] = cluster[row!]!
      place++
    }
  }
  return { ids: allIds, uids: allUids, people }
}
