/** What matching found, by the input's rows; what not everybody asks for is worked out when it is asked for. */

import type { ScoredPairs } from '../engine/engine.ts'
import type { Clusters } from './clustering/cluster-records.ts'
import { type PossibleClusters, possibleClusters } from './clustering/possible-clusters.ts'
import type { MatchModel } from './learning/model.ts'

export interface BlockingReport {
  readonly rule: string
  readonly pairs: number
  readonly refinedBlocks: number
  readonly givenUpPairs: number
}

export const DECISIONS = { possible: 1, sure: 2 } as const

/** Rows are the input's. */
export interface MatchOutcome {
  /** Row → cluster; clusters ranked by their smallest uid. */
  readonly cluster: Uint32Array
  readonly clusters: number
  /** Rows by ascending uid. */
  readonly order: Uint32Array
  /** Pairs at or above the review threshold; `l`'s uid is the smaller. `decision`: 1 possible, 2 sure. */
  readonly pairs: {
    readonly l: Uint32Array
    readonly r: Uint32Array
    readonly weight: Float64Array
    readonly probability: Float64Array
    readonly decision: Uint8Array
  }
  /** Row → 2: sure, 1: it also has a possible match in another cluster. */
  readonly band: Uint8Array
  readonly possible: PossibleClusters
  readonly model: MatchModel
  readonly blocking: readonly BlockingReport[]
  /** Pairs above the threshold that exactly k blocking rules find, at index k. */
  readonly foundBy: readonly number[]
  readonly notes: readonly string[]
}

export const probabilityOf = (bits: number): number => 1 / (1 + 2 ** -bits)

type Found = Pick<MatchOutcome, 'model' | 'blocking' | 'notes'> & { readonly foundBy: () => readonly number[] }

/** From places in the order of the uids to the input's rows. */
export function outcomeByRow(
  order: Uint32Array,
  pairs: ScoredPairs,
  { cluster: clusterAt, count }: Clusters,
  { foundBy, ...found }: Found,
): MatchOutcome {
  const decision = new Uint8Array(pairs.l.length)
  for (let i = 0; i < decision.length; i++)
    decision[i] = clusterAt[pairs.l[i]!] === clusterAt[pairs.r[i]!] ? DECISIONS.sure : DECISIONS.possible
  const cluster = new Uint32Array(order.length)
  for (let place = 0; place < order.length; place++) cluster[order[place]!] = clusterAt[place]!
  const rowsOf = (places: Uint32Array) => places.map((place) => order[place]!)
  return withParts(
    {
      ...found,
      cluster,
      clusters: count,
      order,
      pairs: withParts(
        { weight: pairs.weight, decision },
        {
          l: () => rowsOf(pairs.l),
          r: () => rowsOf(pairs.r),
          probability: () => pairs.weight.map(probabilityOf),
        },
      ),
    },
    {
      band: () => bandsOf(order, pairs, decision),
      possible: () => possibleClusters(pairs, decision, clusterAt),
      foundBy,
    },
  )
}

function bandsOf(order: Uint32Array, { l, r }: ScoredPairs, decision: Uint8Array): Uint8Array {
  const band = new Uint8Array(order.length).fill(DECISIONS.sure)
  for (let i = 0; i < decision.length; i++)
    if (decision[i] === DECISIONS.possible) band[order[l[i]!]!] = band[order[r[i]!]!] = DECISIONS.possible
  return band
}

/** Adds parts that are worked out when they are first asked for, once. */
function withParts<Whole extends object, Parts extends object>(
  whole: Whole,
  makers: { readonly [Name in keyof Parts]: () => Parts[Name] },
): Whole & Parts {
  for (const name of Object.keys(makers) as (keyof Parts)[]) {
    let made: { readonly part: Parts[keyof Parts] } | null = null
    const get = () => {
      made ??= { part: makers[name]() }
      return made.part
    }
    Object.defineProperty(whole, name, { get, enumerable: true })
  }
  return whole as Whole & Parts
}
