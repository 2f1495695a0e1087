/** A file of reviewers' decisions: the columns of `match --pairs`, with same or different under decision. */

import { FaultList } from '../base/errors.ts'
import type { Decision } from '../match/clustering/decisions.ts'
import type { TextList } from '../record/text-list.ts'
import { readTable } from '../sources/source.ts'
import { oneTable, requireColumn } from './one-table.ts'

export interface NamedDecision {
  /** 1-based line in the file, for messages. */
  readonly line: number
  readonly l: readonly [source: string, recordId: string]
  readonly r: readonly [source: string, recordId: string]
  readonly decision: 'same' | 'different'
  readonly note: string | null
}

export interface DecisionsFile {
  readonly decisions: readonly NamedDecision[]
  /** Rows that nobody has decided: the words that goldpan itself writes, or nothing. */
  readonly undecided: number
}

const COLUMNS = ['source_l', 'record_id_l', 'source_r', 'record_id_r', 'decision'] as const
const UNDECIDED: ReadonlySet<string> = new Set(['', 'sure', 'possible'])
/** Faults listed at most. */
const MOST_FAULTS = 20

/** @throws FaultList where a row has another word under decision; messages name lines, never what stands in them. */
export async function readDecisionsFile(path: string): Promise<DecisionsFile> {
  const info = await oneTable(path)
  const at = COLUMNS.map((name) => requireColumn(info, name, path))
  const noteAt = info.columns.indexOf('note')
  const decisions: NamedDecision[] = []
  const faults: string[] = []
  let undecided = 0
  for await (const batch of readTable(path, info, (reject) => faults.push(`${path}:${reject.line}:1 ${reject.reason}`)))
    for (const [i, row] of batch.rows.entries()) {
      const [sourceL, idL, sourceR, idR, word] = at.map((column) => row[column]!.trim()) as [
        string,
        string,
        string,
        string,
        string,
      ]
      const line = batch.lines[i]!
      const decision = word.toLowerCase()
      if (decision === 'same' || decision === 'different') {
        const note = noteAt < 0 ? '' : row[noteAt]!.trim()
        decisions.push({ line, l: [sourceL, idL], r: [sourceR, idR], decision, note: note === '' ? null : note })
      } else if (UNDECIDED.has(decision)) undecided++
      else faults.push(`${path}:${line}:1 decision is another word, expected same, different, or nothing`)
    }
  throwFaults(faults)
  return { decisions, undecided }
}

export function throwFaults(faults: readonly string[]): void {
  if (faults.length === 0) return
  const more = faults.length - MOST_FAULTS
  throw new FaultList('The file of decisions', [
    ...faults.slice(0, MOST_FAULTS),
    ...(more > 0 ? [`and ${more} more`] : []),
  ])
}

/** The decisions as rows of the files, one file's after another's. */
export async function decisionRows(
  path: string,
  files: readonly { readonly source: string; readonly ids: TextList }[],
): Promise<readonly Decision[]> {
  const { decisions } = await readDecisionsFile(path)
  const rowsOf = new Map<string, number[]>()
  for (const { l, r } of decisions) for (const name of [l, r]) rowsOf.set(JSON.stringify(name), [])
  let first = 0
  for (const { source, ids } of files) {
    const before = first
    ids.forEach((id, i) => {
      rowsOf.get(JSON.stringify([source, id ?? '']))?.push(before + i)
    })
    first += ids.length
  }
  const faults: string[] = []
  const rowOf = (name: readonly [string, string], line: number, side: 'l' | 'r'): number => {
    const rows = rowsOf.get(JSON.stringify(name)) ?? []
    if (rows.length !== 1) faults.push(recordFault(path, line, side, rows.length))
    return rows[0] ?? 0
  }
  const found = decisions.map(({ l, r, decision, line }) => ({
    l: rowOf(l, line, 'l'),
    r: rowOf(r, line, 'r'),
    isSame: decision === 'same',
  }))
  throwFaults(faults)
  return found
}

export function recordFault(path: string, line: number, side: 'l' | 'r', found: number): string {
  const what = found === 0 ? 'name no record' : `name ${found} records`
  return `${path}:${line}:1 source_${side} and record_id_${side} ${what}, expected one`
}
