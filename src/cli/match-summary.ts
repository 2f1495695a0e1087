/** What `goldpan match` says when it is done: how each file was read, and how many people there are. */

import { formatCount, formatNumberOf } from '../html/numbers.ts'
import type { PeopleNames } from './prepare-people.ts'

export interface MatchSummary {
  readonly files: readonly PeopleNames[]
  readonly records: number
  readonly people: number
  readonly possiblePairs: number
  /** Names of the comparisons made. */
  readonly comparedBy: readonly string[]
  readonly out: string
}

export function layOutSummary(summary: MatchSummary): string {
  const { files, records, people, possiblePairs, comparedBy, out } = summary
  const compared = comparedBy.length === 0 ? 'not compared by anything' : `compared by ${comparedBy.join(', ')}`
  const lines = [
    ...files.map(layOutFile),
    `${formatNumberOf(records, 'record', 'records')}, ${formatNumberOf(people, 'person', 'people')}; ${compared}.`,
    `${formatNumberOf(possiblePairs, 'pair is a possible match only', 'pairs are possible matches only')}.`,
    `Wrote ${out}.`,
  ]
  return `${lines.join('\n')}\n`
}

function layOutFile({ source, ids, columns }: PeopleNames): string {
  const used = Object.entries(columns).map(([column, field]) => (column === field ? column : `${column} as ${field}`))
  const read = used.length === 0 ? 'no column of it says who somebody is' : used.join(', ')
  return `${source} (${formatCount(ids.length)}): ${read}.`
}
