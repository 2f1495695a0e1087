/** Learns from counts of agreement patterns which share of pairs are matches and how matches agree: EM over a mixture. */

import type { ComparisonKind } from '../../engine/comparisons/kinds.ts'
import type { PatternCounts } from '../../engine/engine.ts'
import { LEVEL_BITS, levelAt } from '../../engine/plan.ts'
import { leaveOneOut } from './leave-one-out.ts'
import { type ClassShares, generationApart, type KinClass, type Kinship, kinshipOf, NAMES } from './model.ts'

export interface EmInput {
  /** Patterns of candidate pairs; `scale` candidate pairs stand behind each. */
  readonly patterns: PatternCounts
  readonly scale: number
  /** All comparable pairs; those that are not candidates are taken as no matches. */
  readonly allPairs: number
  readonly names: readonly string[]
  readonly kinds: readonly ComparisonKind[]
  /** Whether the comparison is of something that (nearly) one person alone holds. */
  readonly singular: readonly boolean[]
  /** Whether what two people of one name show there is chance at every level, however near. */
  readonly unrelated: readonly boolean[]
  /** Starting points and anchors `[comparison][level]`, level 0 unused. */
  readonly m: readonly Float64Array[]
  /** Agreement over all pairs, matches included, `[comparison][level]`; sums to 1 without level 0. */
  readonly overall: readonly Float64Array[]
  /** Agreement by chance to start from, where most pairs may be matches; else that over all pairs. */
  readonly chanceStart: readonly Float64Array[] | null
  /** Patterns of pairs that share a rare name; null without names. */
  readonly ofRareNames: PatternCounts | null
  /** What EM makes of all pairs counts as so many pairs beside these. */
  readonly leftOutPrior: number
  /** Pairs of which both have the field, a comparison. */
  readonly presentPairs: readonly number[]
  readonly own: readonly string[]
  readonly kin: readonly KinClass[]
  /** Patterns of a sample of all pairs that share first and last name, of which there are `pairs`; null without names. */
  readonly namesakes: { readonly patterns: PatternCounts; readonly pairs: number } | null
  /** Of those, so many are namesakes at most; null where that is not known. */
  readonly mostNamesakes: number | null
  /** Starting shares of the classes of relatives, as parts of the share of matches. */
  readonly kinStart: Readonly<Record<Exclude<KinClass, 'namesakes'>, number>>
  /** What the shares of relatives never fall below, as parts of the share of matches. */
  readonly kinLeast: Readonly<Record<Exclude<KinClass, 'namesakes'>, number>>
  /** Twins, and juniors, are at most this part of households, and that of those found beyond the least. */
  readonly rareKinMost: number
  readonly rareKinOfSeen: number
  /** Expected number of matches to start from. */
  readonly startMatches: number
  readonly priorPairs: number
  readonly rounds: number
}

export interface EmResult {
  readonly shares: ClassShares
  readonly m: readonly Float64Array[]
  readonly u: readonly Float64Array[]
  readonly relatives: readonly Float64Array[]
  /** Agreement of two people of one name. */
  readonly namesakes: readonly Float64Array[]
  readonly expectedMatches: number
  readonly rounds: number
}

/** Under it a share counts as never seen; keeps logarithms finite. */
const TINY = 1e-12
const CONVERGED = 1e-4
/** Log odds from which a class has no share in a pattern worth counting. */
const NEGLIGIBLE = -40

/** Pairs of each kind of relatives that even small data may hold… */
const FEWEST_KIN = 1.5
/** …but no more than this for each match: where there are two records alike, one and a half pairs of twins would be the likelier. */
const MOST_KIN_A_MATCH = 0.2

type Classes = readonly ('match' | 'random' | KinClass)[]

/**
 * Winkler (1988) and Enamorado et al. (2019) for the two classes; further classes for relatives, whose own fields
 * (first name, birth date) agree as at random while household fields agree as their own shares say.
 */
export function learnByEm(input: EmInput): EmResult {
  const classes: Classes = ['match', 'random', ...input.kin]
  const levels = unpackLevels(input.patterns, input.names.length)
  const namesakeLevels = input.namesakes ? unpackLevels(input.namesakes.patterns, input.names.length) : null
  let m: readonly Float64Array[] = input.m.map((shares) => shares.slice())
  let u: readonly Float64Array[] = (input.chanceStart ?? input.overall).map((shares) => shares.slice())
  let relatives: readonly Float64Array[] = input.m.map((shares) => shares.slice())
  let namesakes: readonly Float64Array[] = u
  const rare = input.ofRareNames && {
    counts: input.ofRareNames.counts,
    levels: unpackLevels(input.ofRareNames, input.names.length),
  }
  let rareShares: readonly number[] = OF_ONE_NAME.filter((name) => classes.includes(name)).map((name) =>
    name === 'match' ? 0.9 : 0.05,
  )
  let shares = startShares(input, classes)
  let expectedMatches = 0
  let round = 0
  for (; round < input.rounds; round++) {
    const parameters = { m, u, relatives, namesakes }
    const tally = expect(input, classes, levels, shares, parameters)
    const ofOneName = namesakeLevels && expectNamesakes(input, classes, namesakeLevels, shares, parameters)
    const found = tally.totals[0]!
    const leftOut = rare && leaveOneOut(rare, tablesOfOneName(input, classes, parameters), rareShares)
    rareShares = leftOut?.shares ?? rareShares
    m = input.m.map((prior, c) => {
      const seen = blend(tally.match[c]!, prior, input.priorPairs)
      const isLeft = leftOut !== null && !NAMES.includes(input.names[c]!) && !input.own.includes(input.names[c]!)
      return isLeft ? blend(leftOut.agreement[c]!, seen, input.leftOutPrior) : seen
    })
    // Until relatives show otherwise, they share a household's fields as often as one person's records do.
    relatives = m.map((shares, c) => asUnlike(blend(tally.kin[c]!, shares, input.priorPairs), shares))
    u = input.overall.map((overall, c) => withoutMatches(overall, tally, c, input))
    const bounded = tally.totals.map((total, k) => Math.max(total, leastPairs(classes[k]!, found, input)))
    const most = mostRareKin(tally.totals[classes.indexOf('household')] ?? 0, found, input)
    shares = bounded.map((pairs, k) => {
      const isRare = classes[k] === 'twins' || classes[k] === 'juniors'
      return (isRare ? Math.min(pairs, Math.max(leastPairs(classes[k]!, found, input), most)) : pairs) / input.allPairs
    })
    if (ofOneName) {
      namesakes = u.map((chance, c) => {
        if (input.unrelated[c]) return chance
        const seen = ofOneName.agreement[c]!
        return input.singular[c]
          ? withChanceOfSame(seen, chance, input.priorPairs)
          : blend(seen, chance, input.priorPairs)
      })
      shares[classes.indexOf('namesakes')] = namesakeShare(input, ofOneName.share, m)
    }
    const change = Math.abs(found - expectedMatches) / Math.max(1, found)
    expectedMatches = found
    if (round > 5 && change < CONVERGED) break
  }
  const shareOf = (name: Classes[number]) => shares[classes.indexOf(name)] ?? 0
  return {
    shares: {
      match: shareOf('match'),
      household: shareOf('household'),
      twins: shareOf('twins'),
      juniors: shareOf('juniors'),
      namesakes: shareOf('namesakes'),
    },
    m,
    u,
    relatives,
    namesakes,
    expectedMatches,
    rounds: round,
  }
}

const fewestKin = (matches: number): number => Math.min(FEWEST_KIN, MOST_KIN_A_MATCH * matches)

/** Relatives are never taken to be rarer, beside matches, than the rules say: one household in clean data is one still. */
function leastPairs(name: Classes[number], matches: number, { kinLeast }: EmInput): number {
  return name === 'match' || name === 'random' || name === 'namesakes'
    ? 0.5
    : Math.max(fewestKin(matches), kinLeast[name] * matches)
}

/**
 * Where households are seen, twins and juniors may be many of them; where there are no more than the rules suppose, what looks
 * like twins is one person whose first name is wrong.
 */
function mostRareKin(households: number, matches: number, { kinLeast, rareKinMost, rareKinOfSeen }: EmInput): number {
  const supposed = Math.max(fewestKin(matches), kinLeast.household * matches)
  return rareKinMost * Math.max(households, supposed) + rareKinOfSeen * Math.max(0, households - supposed)
}

interface Parameters {
  readonly m: readonly Float64Array[]
  readonly u: readonly Float64Array[]
  readonly relatives: readonly Float64Array[]
  readonly namesakes: readonly Float64Array[]
}

interface Tally {
  /** Expected pairs a class. */
  readonly totals: number[]
  /** Expected pairs `[comparison][level]` among matches, and among relatives where the comparison is theirs to share. */
  readonly match: readonly Float64Array[]
  readonly kin: readonly Float64Array[]
  /** Expected pairs `[comparison][level]` that are not by chance at all: matches and shared fields of relatives. */
  readonly random: readonly Float64Array[]
  readonly linked: readonly Float64Array[]
}

function expect(
  input: EmInput,
  classes: Classes,
  levels: Uint8Array,
  shares: readonly number[],
  parameters: Parameters,
): Tally {
  const comparisons = input.names.length
  const logs = flatten(classes.map((name) => logTables(input, name, parameters)))
  const seen = new Float64Array(logs.length)
  const totals = classes.map(() => 0)
  const logShares = shares.map((share) => Math.log(share))
  const posterior = new Float64Array(classes.length)
  for (let p = 0; p < input.patterns.counts.length; p++) {
    const at = p * comparisons
    let most = -Infinity
    for (let k = 0; k < classes.length; k++) {
      let sum = logShares[k]!
      const from = k * comparisons
      for (let c = 0; c < comparisons; c++) sum += logs[((from + c) << LEVEL_BITS) | levels[at + c]!]!
      posterior[k] = sum
      if (sum > most) most = sum
    }
    let total = 0
    for (let k = 0; k < classes.length; k++) {
      const behind = posterior[k]! - most
      posterior[k] = behind < NEGLIGIBLE ? 0 : Math.exp(behind)
      total += posterior[k]!
    }
    const pairs = (input.patterns.counts[p]! * input.scale) / total
    for (let k = 0; k < classes.length; k++) {
      const expected = posterior[k]! * pairs
      if (expected < 1e-9) continue
      totals[k]! += expected
      const from = k * comparisons
      for (let c = 0; c < comparisons; c++) seen[((from + c) << LEVEL_BITS) | levels[at + c]!]! += expected
    }
  }
  // Pairs that are no candidates are random ones.
  const candidates = totals.reduce((sum, total) => sum + total, 0)
  totals[1]! += Math.max(0, input.allPairs - candidates)
  return tallyOf(input, classes, totals, seen)
}

/** Sorts what was seen `[class][comparison][level]` by how each class comes by its agreement. */
function tallyOf(input: EmInput, classes: Classes, totals: number[], seen: Float64Array): Tally {
  const zeros = () => input.m.map((s) => new Float64Array(s.length))
  const tally: Tally = { totals, match: zeros(), kin: zeros(), random: zeros(), linked: zeros() }
  for (const [k, name] of classes.entries())
    for (const [c, comparison] of input.names.entries()) {
      const how = kinshipIn(comparison, name, input.own)
      // Namesakes agree by chance, so they count among random pairs in every field.
      const isLinked = name !== 'namesakes' && (how === 'match' || how === 'shared')
      const into = [isLinked ? tally.linked : tally.random]
      if (how === 'match' && k === 0) into.push(tally.match)
      if (how === 'shared') into.push(tally.kin)
      const from = (k * input.names.length + c) << LEVEL_BITS
      for (const shares of into)
        for (let level = 0; level < shares[c]!.length; level++) shares[c]![level]! += seen[from + level]!
    }
  return tally
}

/** Who can share both names, beside namesakes themselves. */
const OF_ONE_NAME: Classes = ['match', 'juniors', 'namesakes']

const tablesOfOneName = (input: EmInput, classes: Classes, parameters: Parameters): Float64Array[][] =>
  OF_ONE_NAME.filter((name) => classes.includes(name)).map((name) => logTables(input, name, parameters))

/** Of all pairs of one name, those that are namesakes: their share, and how their fields agree. */
function expectNamesakes(
  input: EmInput,
  classes: Classes,
  levels: Uint8Array,
  shares: readonly number[],
  parameters: Parameters,
): { share: number; agreement: readonly Float64Array[] } {
  const { counts, pairs } = input.namesakes!.patterns
  const comparisons = input.names.length
  const among = OF_ONE_NAME.filter((name) => classes.includes(name))
  const logs = tablesOfOneName(input, classes, parameters)
  const logShares = among.map((name) => Math.log(shares[classes.indexOf(name)]!))
  const agreement = input.m.map((s) => new Float64Array(s.length))
  let found = 0
  for (let p = 0; p < counts.length; p++) {
    const sums = among.map((_, k) => {
      let sum = logShares[k]!
      for (let c = 0; c < comparisons; c++) sum += logs[k]![c]![levels[p * comparisons + c]!]!
      return sum
    })
    const own = sums[sums.length - 1]!
    const expected = counts[p]! / sums.reduce((total, sum) => total + Math.exp(sum - own), 0)
    found += expected
    for (let c = 0; c < comparisons; c++) agreement[c]![levels[p * comparisons + c]!]! += expected
  }
  return { share: pairs === 0 ? 0 : found / pairs, agreement }
}

/** Share of all pairs that are namesakes, also those whose names are written differently. */
function namesakeShare(input: EmInput, share: number, m: readonly Float64Array[]): number {
  const written = NAMES.reduce((product, name) => product * m[input.names.indexOf(name)]![1]!, 1)
  const ofOneName = Math.min(input.namesakes!.pairs * share, input.mostNamesakes ?? Number.POSITIVE_INFINITY)
  return Math.max(0.5, ofOneName / Math.max(written, 0.1)) / input.allPairs
}

function kinshipIn(comparison: string, name: Classes[number], own: readonly string[]): Kinship {
  return name === 'match' ? 'match' : name === 'random' ? 'chance' : kinshipOf(comparison, own, name)
}

/** Tables `[class][comparison][level]` in one array, with room for every level a pattern can hold. */
function flatten(tables: readonly (readonly Float64Array[])[]): Float64Array {
  const comparisons = tables[0]?.length ?? 0
  const flat = new Float64Array((tables.length * comparisons) << LEVEL_BITS)
  for (const [k, table] of tables.entries())
    for (const [c, shares] of table.entries()) flat.set(shares, (k * comparisons + c) << LEVEL_BITS)
  return flat
}

function logTables(input: EmInput, name: Classes[number], { m, u, relatives, namesakes }: Parameters): Float64Array[] {
  return input.names.map((comparison, c) => {
    const how = kinshipIn(comparison, name, input.own)
    const from =
      how === 'generation'
        ? generationApart(input.kinds[c]!, u[c]!)
        : how === 'match'
          ? m[c]!
          : how === 'shared'
            ? relatives[c]!
            : how === 'namesakes'
              ? namesakes[c]!
              : u[c]!
    return from.map((share, level) => (level === 0 ? 0 : Math.log(Math.max(share, TINY))))
  })
}

/** Shares of the levels in `counts`, drawn towards `prior` as if it had been seen in `weight` pairs. */
function blend(counts: Float64Array, prior: Float64Array, weight: number): Float64Array {
  let total = 0
  for (let level = 1; level < counts.length; level++) total += counts[level]!
  return counts.map((count, level) => (level === 0 ? 0 : (count + weight * prior[level]!) / (total + weight)))
}

/** People of one household share nothing more often than the records of one person do: whoever moves has two addresses. */
function asUnlike(shared: Float64Array, own: Float64Array): Float64Array {
  const last = shared.length - 1
  const different = shared[last]!
  const least = own[last]!
  if (different >= least || different >= 1) return shared
  return shared.map((share, level) => (level === last ? least : share * ((1 - least) / (1 - different))))
}

/** As {@link blend}, but full agreement stays as rare as by chance: what one person holds alone, namesakes do not share. */
function withChanceOfSame(counts: Float64Array, chance: Float64Array, weight: number): Float64Array {
  const rest = blend(
    counts.map((count, level) => (level === 1 ? 0 : count)),
    chance.map((share, level) => (level === 1 ? 0 : share / (1 - chance[1]!))),
    weight,
  )
  return rest.map((share, level) => (level === 1 ? chance[1]! : share * (1 - chance[1]!)))
}

/** Agreement over all pairs minus that of matches and relatives: what is left is chance. */
function withoutMatches(overall: Float64Array, tally: Tally, c: number, input: EmInput): Float64Array {
  const left = overall.map((share, level) => {
    if (level === 0) return 0
    const all = share * input.presentPairs[c]!
    const seen = tally.random[c]![level]!
    return Math.max(all - tally.linked[c]![level]!, Math.min(seen, all), all * 0.001, 0.05)
  })
  const total = left.reduce((sum, share) => sum + share, 0)
  return left.map((share) => share / total)
}

function startShares(input: EmInput, classes: Classes): number[] {
  const match = Math.min(0.5, input.startMatches / input.allPairs)
  return classes.map((name) =>
    name === 'match'
      ? match
      : name === 'random'
        ? 1 - match
        : name === 'namesakes'
          ? namesakeShare(input, 0.5, input.m)
          : Math.max(match * input.kinStart[name], 0.5 / input.allPairs),
  )
}

/** Levels of all patterns, comparison by comparison. */
function unpackLevels(patterns: PatternCounts, comparisons: number): Uint8Array {
  const levels = new Uint8Array(patterns.counts.length * comparisons)
  for (let p = 0; p < patterns.counts.length; p++)
    for (let c = 0; c < comparisons; c++)
      levels[p * comparisons + c] = levelAt(patterns.word0[p]!, patterns.word1[p]!, c)
  return levels
}
