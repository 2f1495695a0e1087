import { describe, expect, it } from 'vitest'
import { MergedRecords } from '../../src/match/merged-records.ts'

const COLUMNS = ['Id', 'MasterRecordId', 'LastName']
const [A, B, C] = ['003000000000001', '003000000000002', '003000000000003']

function linksOf(key: string | null, ...sources: readonly (readonly (readonly [string, string])[])[]) {
  const merged = new MergedRecords(sources.map((_, sourceNo) => ({ sourceNo, columns: COLUMNS, key })))
  let row = 0
  for (const [sourceNo, rows] of sources.entries())
    for (const [id, master] of rows) merged.take(row++, sourceNo, [id, master, 'Example'])
  return merged.finish().map(({ l, r }) => [l, r])
}

describe('records that a source merged', () => {
  it('are tied to the one they went into, in whatever order they come, and in chains', () => {
    const rows = [
      [A, B],
      [B, C],
      [C, ''],
    ] as const
    expect(linksOf('Id', rows)).toEqual([
      [0, 1],
      [1, 2],
    ])
    expect(linksOf(null, rows)).toHaveLength(2)
    expect(linksOf('Id', [...rows].reverse())).toHaveLength(2)
  })

  it('are found by the long form of an id too, and in another file', () => {
    expect(linksOf('Id', [[`${A}AAA`, B]], [[`${B}AAA`, '']])).toEqual([[0, 1]])
  })

  it('are tied to nobody where the record is not there, is themselves, or stands in two other sources', () => {
    expect(linksOf('Id', [[A, B]])).toEqual([])
    expect(linksOf('Id', [[A, A]])).toEqual([])
    expect(linksOf('Id', [[A, C]], [[C, '']], [[C, '']])).toEqual([])
    const none = new MergedRecords([{ sourceNo: 0, columns: ['Id', 'LastName'], key: 'Id' }])
    expect(none.sources).toEqual([])
  })
})
