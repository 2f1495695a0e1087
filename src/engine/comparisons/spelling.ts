/** How alike two different texts are spelled: one slip, a part of the other, an initial, similar, or different. */

import { bitCount, type EditDistance, editDistance } from '../../text/edit-distance.ts'
import type { TextTable } from '../../text/text-table.ts'
import { mostEdits, SIMILAR_SHARE } from './outlines.ts'
import { rememberPairs } from './pair-cache.ts'

export const SPELLING = { slip: 1, part: 2, initial: 3, similar: 4, different: 5 } as const

/** A symmetric function of two different, non-empty texts of the table. */
export function spelling(table: TextTable): (l: number, r: number) => number {
  const distances = editDistance(table)
  const look = rememberPairs((l, r) => compare(table, distances, l, r))
  const { offsets, masks } = table
  return (l, r) => {
    // Most pairs differ in so many letters, or in length, that nothing else need be looked at.
    const lengthL = offsets[l + 1]! - offsets[l]!
    const lengthR = offsets[r + 1]! - offsets[r]!
    const onlyL = masks[l]! & ~masks[r]!
    const onlyR = masks[r]! & ~masks[l]!
    if (onlyL !== 0 && onlyR !== 0) {
      const most = mostEdits(Math.max(lengthL, lengthR))
      if (Math.abs(lengthL - lengthR) > most || bitCount(onlyL) > most || bitCount(onlyR) > most)
        return SPELLING.different
    }
    return look(l, r)
  }
}

function compare(table: TextTable, distances: EditDistance, l: number, r: number): number {
  const lengthL = table.offsets[l + 1]! - table.offsets[l]!
  const lengthR = table.offsets[r + 1]! - table.offsets[r]!
  const shorter = Math.min(lengthL, lengthR)
  const longer = Math.max(lengthL, lengthR)
  if (shorter === 1) return startsAlike(table, l, r) ? SPELLING.initial : SPELLING.different
  const distance = distances.distance(l, r, mostEdits(longer))
  if (isSlip(distances, l, r, distance, longer)) return SPELLING.slip
  if (isPart(table, l, r) || isPart(table, r, l)) return SPELLING.part
  const shortened = shortenedWords(table, l, r)
  if (shortened !== null) return shortened
  if (shorter <= 3) return SPELLING.different
  const isNear = distance >= 0 && distance <= longer * SIMILAR_SHARE + 0.5
  // The same letters in a muddle are no other name.
  return isNear || distances.isAnagram(l, r) ? SPELLING.similar : SPELLING.different
}

function isSlip(distances: EditDistance, l: number, r: number, distance: number, longer: number): boolean {
  if (distance === 1) return longer > 2
  return distance === 2 && longer > 3 && (longer >= 10 || distances.isAnagram(l, r))
}

/** Whether two different, non-empty texts are one slip apart, as {@link spelling} has it; cheaper where nothing else counts. */
export function slips(table: TextTable): (l: number, r: number) => boolean {
  const distances = editDistance(table)
  const { offsets } = table
  return (l, r) => {
    const lengthL = offsets[l + 1]! - offsets[l]!
    const lengthR = offsets[r + 1]! - offsets[r]!
    if (lengthL === 1 || lengthR === 1) return false
    return isSlip(distances, l, r, distances.distance(l, r, 2), Math.max(lengthL, lengthR))
  }
}

function startsAlike(table: TextTable, l: number, r: number): boolean {
  return table.codes[table.offsets[l]!] === table.codes[table.offsets[r]!]
}

/** Whether every word of `part` is a word of `whole`, which has more words. */
function isPart(table: TextTable, part: number, whole: number): boolean {
  // No word of the part can hold a letter that the whole has not.
  if ((table.masks[part]! & ~table.masks[whole]!) !== 0 || table.blank === 0) return false
  const wordsOfWhole = words(table, whole)
  if (wordsOfWhole.length < 2) return false
  const wordsOfPart = words(table, part)
  if (wordsOfWhole.length <= wordsOfPart.length) return false
  return wordsOfPart.every((p) => wordsOfWhole.some((w) => isSameWord(table, p, w)))
}

/**
 * Several words of which one text has some as initials: a part where they begin with the same word (`john a`, `john andrew`),
 * an initial where they do not (`j p`, `jean pierre`); null for anything else.
 */
function shortenedWords(table: TextTable, l: number, r: number): number | null {
  if (table.blank === 0 || (table.masks[l]! & table.masks[r]! & (1 << (table.blank & 31))) === 0) return null
  const [a, b] = [words(table, l), words(table, r)]
  if (a.length < 2 || a.length !== b.length) return null
  let begins = false
  for (const [i, word] of a.entries()) {
    const other = b[i]!
    if (isSameWord(table, word, other)) {
      if (i === 0) begins = true
    } else if (!isInitialOf(table, word, other) && !isInitialOf(table, other, word)) return null
  }
  return begins ? SPELLING.part : SPELLING.initial
}

function isInitialOf({ codes }: TextTable, [from, to]: Word, [whole]: Word): boolean {
  return to - from === 1 && codes[from] === codes[whole]
}

type Word = readonly [from: number, to: number]

function words({ codes, offsets, blank }: TextTable, i: number): Word[] {
  const found: Word[] = []
  let from = offsets[i]!
  const end = offsets[i + 1]!
  for (let at = from; at <= end; at++)
    if (at === end || (codes[at] === blank && blank !== 0)) {
      if (at > from) found.push([from, at])
      from = at + 1
    }
  return found
}

function isSameWord({ codes }: TextTable, [fromL, toL]: Word, [fromR, toR]: Word): boolean {
  if (toL - fromL !== toR - fromR) return false
  for (let i = 0; i < toL - fromL; i++) if (codes[fromL + i] !== codes[fromR + i]) return false
  return true
}
