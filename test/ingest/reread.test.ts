import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import { ingestStage } from '../../src/ingest/index.ts'
import { toDayNo } from '../../src/record/dates.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import { loadProject } from '../../src/rules/project-file.ts'
import { runPipeline } from '../../src/run.ts'
import { openStore } from '../../src/store/store.ts'
import { purchases, rejects, sources } from '../../src/store/tables.ts'
import { tempDir } from '../temp-dir.ts'

describe('a column whose form shows late', () => {
  it('is read by all of its rows: what the first ones said wrongly is taken back', async () => {
    const dir = tempDir()
    // 25,000 dates that may be day-first or month-first, then some that can only be month-first.
    const open = Array.from({ length: 25_000 }, (_, i) => `C${i},0${(i % 9) + 1}/0${(i % 8) + 1}/2024,5.00`)
    const telling = Array.from({ length: 200 }, (_, i) => `D${i},02/2${i % 9}/2024,5.00`)
    writeFileSync(join(dir, 'orders.csv'), ['customer,day,total', ...open, ...telling, 'E1,never,1.00', ''].join('\n'))
    writeFileSync(
      join(dir, 'goldpan.yaml'),
      'country: DE\ncurrency: EUR\nsources:\n  - {name: orders, file: orders.csv, role: purchases, columns: {customer: customer_id, day: occurred_at, total: amount}}\n',
    )
    const store = openStore(dir)
    await runPipeline({
      stages: [ingestStage],
      project: loadProject(dir),
      store,
      asOf: '2026-06-30' as IsoDate,
      from: null,
      to: null,
      force: false,
      threads: 1,
      parquet: false,
      progress: silentProgress,
    })
    expect(purchases.count(store)).toBe(25_200)
    expect(purchases.where(store, { customer_ref: 'C1' })[0]!.day).toBe(toDayNo('2024-02-02' as IsoDate))
    expect(purchases.where(store, { customer_ref: 'C0' })[0]!.day).toBe(toDayNo('2024-01-01' as IsoDate))
    expect(purchases.where(store, { customer_ref: 'C2' })[0]!.day).toBe(toDayNo('2024-03-03' as IsoDate))
    expect(purchases.where(store, { customer_ref: 'C9' })[0]!.day).toBe(toDayNo('2024-01-02' as IsoDate))
    expect(purchases.where(store, { customer_ref: 'D3' })[0]!.day).toBe(toDayNo('2024-02-23' as IsoDate))
    expect([...rejects.all(store)].map((r) => r.reason)).toEqual(['the date cannot be read'])
    expect([...sources.all(store)].map((s) => [s.rows, s.rejected])).toEqual([[25_201, 1]])
  })
})
