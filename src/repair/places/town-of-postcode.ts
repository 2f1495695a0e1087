/** Finds towns that contradict their postcode, by what the other records of the source say of both. Flags, never changes. */

import { distance } from 'fastest-levenshtein'
import { PairInterner } from '../../engine/pair-interner.ts'
import type { Change } from '../../record/cleaned.ts'
import { mapTexts, type TextColumn } from '../../record/text-list.ts'
import { fold } from '../../text/fold.ts'
import type { OutcomeColumn } from '../columns.ts'

/** A postcode and a town that stand together, and in how many rows. */
interface Place {
  /** With the country before it. */
  readonly postcode: string
  /** The country and the first signs of the postcode: a region. */
  readonly area: string
  /** With the country before it. */
  readonly town: string
  readonly asWritten: string
  readonly rows: number
}

/** A postcode counts as one town's where so many rows say so, this part of all that have it. */
const CODE_ROWS = 4
const CODE_PART = 0.75
/** Where a town lies counts as known from so many rows, this part of them in areas that have a visible part each. */
const TOWN_ROWS = 8
const TOWN_PART = 0.8
const VISIBLE = 0.05
/** A postcode that nobody else has contradicts only a large town whose place is surer still. */
const LARGE_TOWN_ROWS = 30
const LARGE_TOWN_PART = 0.97
const STRAY = 0.01

/**
 * The rows whose town and postcode cannot both be right, each with a change for the trail; null where there are none. Both
 * must be well known in the source: a misspelt or rare town, a part of a town and a small file are never flagged.
 */
export function contradictions(
  postcodes: TextColumn,
  towns: TextColumn,
  countries: TextColumn | null,
  fallback: string | null,
): OutcomeColumn | null {
  const pairs = new PairInterner()
  const triples = new PairInterner()
  const ids = new Uint32Array(postcodes.ids.length)
  let rows = new Uint32Array(1024)
  for (let row = 0; row < ids.length; row++) {
    const [code, town] = [postcodes.ids[row]!, towns.ids[row]!]
    if (code === 0 || town === 0) continue
    const triple = triples.intern(pairs.intern(code, town), countries?.ids[row] ?? 0) + 1
    if (triple >= rows.length) rows = grown(rows)
    rows[triple]!++
    ids[row] = triple
  }
  const keys = mapTexts(towns.values, (town) => (town === null ? '' : fold(town)))
  const places: Place[] = Array.from({ length: triples.size }, (_, i) => {
    const [pair, country] = [triples.lowOf(i), countries?.values.at(triples.highOf(i)) ?? fallback ?? '']
    const town = pairs.highOf(pair)
    const code = `${country} ${postcodes.values.at(pairs.lowOf(pair))!.replace(/[^\p{L}\p{N}]+/gu, '')}`
    const asWritten = towns.values.at(town)!
    return { postcode: code, area: areaOf(code), town: `${country} ${keys[town]}`, asWritten, rows: rows[i + 1]! }
  })
  const known = whatIsKnown(places)
  const changed = places.flatMap((place, i) => (isContradiction(place, known) ? [i + 1] : []))
  if (changed.length === 0) return null
  return { ids, fields: new Map(), changed, changes: changed.map((i) => [flag(places[i - 1]!)]) }
}

const flag = ({ asWritten }: Place): Change => ({
  field: 'city',
  before: asWritten,
  after: '',
  rule: 'city.postcode',
  confidence: 0.5,
  decision: 'review',
  evidence: 'by the other records the postcode is not this town’s: one of the two is wrong',
})

function grown(counts: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(counts.length * 2)
  bigger.set(counts)
  return bigger
}

/** Letters before the first digit in Great Britain and its like, else two signs; codes of another length are other codes. */
function areaOf(code: string): string {
  const [country = '', signs = ''] = code.split(' ')
  const letters = /^[A-Z]{1,2}(?=\d)/.exec(signs)?.[0]
  return letters === undefined ? `${country} ${signs.slice(0, 2)} of ${signs.length}` : `${country} ${letters}`
}

interface Known {
  /** Postcode → rows by town. */
  readonly townsOf: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** Town → rows by area. */
  readonly areasOf: ReadonlyMap<string, ReadonlyMap<string, number>>
}

function whatIsKnown(places: readonly Place[]): Known {
  const townsOf = new Map<string, Map<string, number>>()
  const areasOf = new Map<string, Map<string, number>>()
  for (const { postcode, area, town, rows } of places) {
    add(townsOf, postcode, town, rows)
    add(areasOf, town, area, rows)
  }
  return { townsOf, areasOf }
}

function add(counts: Map<string, Map<string, number>>, key: string, part: string, rows: number): void {
  let parts = counts.get(key)
  if (parts === undefined) {
    parts = new Map()
    counts.set(key, parts)
  }
  parts.set(part, (parts.get(part) ?? 0) + rows)
}

function isContradiction({ postcode, area, town }: Place, { townsOf, areasOf }: Known): boolean {
  const areas = areasOf.get(town)!
  const total = sum(areas)
  if (total < TOWN_ROWS) return false
  const home = [...areas].filter(([, rows]) => rows >= Math.max(3, total * VISIBLE))
  const settled = home.reduce((all, [, rows]) => all + rows, 0) / total
  if (settled < TOWN_PART || home.some(([at]) => at === area)) return false
  const others = townsOf.get(postcode)!
  const [owner, ownerRows] = [...others].reduce((l, r) => (r[1] > l[1] || (r[1] === l[1] && r[0] < l[0]) ? r : l))
  if (owner !== town) return ownerRows >= CODE_ROWS && ownerRows >= sum(others) * CODE_PART && !isNearlyOne(owner, town)
  const isStray = areas.get(area)! <= Math.max(1, total * STRAY)
  return total >= LARGE_TOWN_ROWS && settled >= LARGE_TOWN_PART && isStray
}

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((all, rows) => all + rows, 0)

/** Frankfurt and Frankfurt Oder, Bad Homburg and Homburg, or one of them misspelt. */
function isNearlyOne(l: string, r: string): boolean {
  const [short, long] = l.length < r.length ? [l, r] : [r, l]
  const words = new Set(long.split(' '))
  return short.split(' ').every((word) => words.has(word)) || distance(l, r) <= 2
}
