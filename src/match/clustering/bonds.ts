/** Who must be one person, and who must not, whatever the weights say. */

import { comparableRows } from '../../engine/compare-pairs.ts'
import { levelsOf } from '../../engine/comparisons/kinds.ts'
import { openComparison } from '../../engine/comparisons/open-comparison.ts'
import type { Comparison } from '../comparisons.ts'
import type { SettledDecisions } from './decisions.ts'
import { SparseSets } from './sparse-sets.ts'

export interface Bonds {
  /** Rows that a reviewer said are one person. */
  readonly same: readonly (readonly [number, number])[]
  /** False where the two must not be one person. */
  mayJoin(l: number, r: number): boolean
  /** Comparisons whose numbers contradict each other too often to bind. */
  readonly unreliable: readonly string[]
  /** Different numbers that only one person can have. */
  numbersDiffer(l: number, r: number): boolean
}

export interface BondsInput {
  readonly decisions: SettledDecisions
  /** Row → source. */
  readonly sources: Uint16Array
  /** Sources with at most one record a person. */
  readonly freeOfDuplicates: ReadonlySet<number>
  /** Comparisons of numbers that each person has one of, and the share of contradictions from which they do not bind. */
  readonly numbers: readonly OneEach[]
  /** Pairs that would be merged. */
  readonly links: () => { readonly l: Uint32Array; readonly r: Uint32Array }
}

export interface OneEach {
  readonly comparison: Comparison
  readonly mostContradictions: number
}

/** A decision outranks a source's claim to be free of duplicates, and both outrank numbers. */
export function makeBonds({ decisions, sources, freeOfDuplicates, numbers, links }: BondsInput): Bonds {
  const people = new SparseSets()
  for (const [l, r] of decisions.same) people.union(l, r)
  const parted = new Set(decisions.different.map(([l, r]) => pairKey(l, r)))
  const judged = numbers.map(({ comparison, mostContradictions }) => {
    const test = numberTest(comparison, decisions.same)
    return { name: comparison.name, test, isReliable: isReliable(test, links(), mostContradictions) }
  })
  const tests = judged.flatMap(({ test, isReliable }) => (isReliable ? [test.differ] : []))
  const numbersDiffer = (l: number, r: number): boolean => tests.some((differ) => differ(l, r))
  return {
    same: decisions.same,
    unreliable: judged.flatMap(({ name, isReliable }) => (isReliable ? [] : [name])),
    numbersDiffer,
    mayJoin(l, r) {
      if (!people.isEmpty && people.find(l) === people.find(r)) return true
      if (parted.size > 0 && parted.has(pairKey(l, r))) return false
      if (sources[l] === sources[r] && freeOfDuplicates.has(sources[l]!)) return false
      return !numbersDiffer(l, r)
    },
  }
}

const pairKey = (l: number, r: number): string => (l < r ? `${l} ${r}` : `${r} ${l}`)

interface NumberTest {
  differ(l: number, r: number): boolean
  haveBoth(l: number, r: number): boolean
  /** Not the same number, were it by a slip. */
  areUnlike(l: number, r: number): boolean
}

/** A shorter number is a fragment or a stand-in and contradicts nothing. */
const LEAST_LENGTH = 6

/**
 * Whether the numbers of two rows contradict each other: both full, of one length (other lengths are other kinds of number,
 * or cut off) and more than one slip apart. Numbers of rows that a reviewer called one person do not.
 */
function numberTest(comparison: Comparison, same: readonly (readonly [number, number])[]): NumberTest {
  const ids = comparison.columns[0]!
  const { offsets } = comparison.texts
  const lengthOf = (id: number) => offsets[id + 1]! - offsets[id]!
  const different = levelsOf(comparison.kind).length
  const alike = new SparseSets()
  for (const [l, r] of same) if (ids[l] !== 0 && ids[r] !== 0) alike.union(ids[l]!, ids[r]!)
  const { width, comparisons } = comparableRows(ids.length, [comparison])
  const levelOf = openComparison(comparisons[0]!)
  const differ = (l: number, r: number): boolean => {
    const [a, b] = [ids[l]!, ids[r]!]
    if (a === 0 || b === 0 || a === b) return false
    if (lengthOf(a) !== lengthOf(b) || lengthOf(a) < LEAST_LENGTH) return false
    if (!alike.isEmpty && alike.find(a) === alike.find(b)) return false
    return levelOf(l * width, r * width) === different
  }
  return {
    differ,
    haveBoth: (l, r) => ids[l] !== 0 && ids[r] !== 0,
    areUnlike: (l, r) => ids[l] !== ids[r] && (alike.isEmpty || alike.find(ids[l]!) !== alike.find(ids[r]!)),
  }
}

/**
 * Where numbers slip they are mistaken, too: both are counted, with two standard deviations of doubt in favour of the numbers.
 */
function isReliable(
  { areUnlike, haveBoth }: NumberTest,
  { l, r }: ReturnType<BondsInput['links']>,
  most: number,
): boolean {
  let both = 0
  let mistakes = 0
  for (let i = 0; i < l.length; i++) {
    if (!haveBoth(l[i]!, r[i]!)) continue
    both++
    if (areUnlike(l[i]!, r[i]!)) mistakes++
  }
  return mistakes - 2 * Math.sqrt(mistakes) <= most * both
}
