/** How alike two different texts are spelled: one slip, a part of the other, an initial, similar, or different. */

import { type EditDistance, editDistance } from '../../text/edit-distance.ts'
import type { TextTable } from '../../text/text-table.ts'
import { rememberPairs } from './pair-cache.ts'

export const SPELLING = { slip: 1, part: 2, initial: 3, similar: 4, different: 5 } as const

/** Texts as different as this share of the longer one's length still count as similar. */
const SIMILAR_SHARE = 0.3

/** A symmetric function of two different, non-empty texts of the table. */
export function spelling(table: TextTable): (l: number, r: number) => number {
  const distances = editDistance(table)
  return rememberPairs((l, r) => compare(table, distances, l, r))
}

function compare(table: TextTable, distances: EditDistance, l: number, r: number): number {
  const lengthL = table.offsets[l + 1]! - table.offsets[l]!
  const lengthR = table.offsets[r + 1]! - table.offsets[r]!
  const shorter = Math.min(lengthL, lengthR)
  const longer = Math.max(lengthL, lengthR)
  if (shorter === 1) return startsAlike(table, l, r) ? SPELLING.initial : SPELLING.different
  // Of a text of two letters a slip leaves one: too little to tell.
  const most = Math.max(2, Math.floor(longer * SIMILAR_SHARE))
  const distance = distances.distance(l, r, most)
  if (distance === 1 && longer > 2) return SPELLING.slip
  if (distance === 2 && longer > 3 && (distances.isAnagram(l, r) || longer >= 10)) return SPELLING.slip
  if (isPart(table, l, r) || isPart(table, r, l)) return SPELLING.part
  return distance >= 0 && distance <= longer * SIMILAR_SHARE + 0.5 && shorter > 3
    ? SPELLING.similar
    : SPELLING.different
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
