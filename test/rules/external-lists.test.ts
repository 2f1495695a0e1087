import { describe, expect, it } from 'vitest'
import type { IsoDate } from '../../src/record/ids.ts'
import type { SourceSpec } from '../../src/record/project.ts'
import { EXTERNAL_LIST_RULES, staleLists } from '../../src/rules/external-lists.ts'
import { loadRules } from '../../src/rules/load-rules.ts'
import { spec } from '../ingest/facts/rules.ts'

const { rules } = loadRules([EXTERNAL_LIST_RULES], '.')
const lists = rules.get(EXTERNAL_LIST_RULES)
const day = (text: string) => text as IsoDate
const copy = (name: string, list: string, fetchedAt: string | null, more: Partial<SourceSpec> = {}): SourceSpec => ({
  ...spec({ name, ...more }),
  list,
  ...(fetchedAt === null ? {} : { fetchedAt: day(fetchedAt) }),
})
const stale = (sources: readonly SourceSpec[], on = '2026-06-30') =>
  staleLists(sources, lists, day(on)).map(({ source, ageDays }) => `${source} ${ageDays}`)

describe('lists that others keep', () => {
  it('hold for their own number of days, the last one included', () => {
    expect(stale([copy('a', 'us-dnc', '2026-05-30')])).toEqual([])
    expect(stale([copy('a', 'us-dnc', '2026-05-29')])).toEqual(['a 32'])
    expect(stale([copy('a', 'gb-tps', '2026-05-29')])).toEqual(['a 32'])
    expect(stale([copy('a', 'gb-tps', '2026-06-02')])).toEqual([])
  })

  it('are too old where nobody knows how old they are; the day of the export will do', () => {
    expect(stale([copy('a', 'us-dnc', null)])).toEqual(['a null'])
    expect(stale([copy('a', 'us-dnc', null, { exportedAt: day('2026-06-01') })])).toEqual([])
  })

  it('are as fresh as the newest copy, in whatever order they stand', () => {
    const copies = [
      copy('old', 'us-dnc', '2020-01-01'),
      copy('new', 'us-dnc', '2026-06-29'),
      copy('none', 'us-dnc', null),
    ]
    expect(stale(copies)).toEqual([])
    expect(stale(copies.toReversed())).toEqual([])
    expect(stale(copies.filter((c) => c.name !== 'new'))).toEqual(['old 2372'])
  })

  it('leave our own lists alone, and those that no rule knows', () => {
    expect(stale([spec({}), copy('a', 'toString', '1999-01-01'), copy('b', 'xx-unknown', '1999-01-01')])).toEqual([])
  })
})
