import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '../src/base/progress.ts'
import type { IsoDate } from '../src/record/ids.ts'
import type { Project, SourceSpec } from '../src/record/project.ts'
import { pipelineStatus, type RunOptions, runPipeline } from '../src/run.ts'
import type { Stage } from '../src/stage.ts'
import { takeLock } from '../src/store/lock.ts'
import { openStore, workspacePath } from '../src/store/store.ts'
import { models, rejects } from '../src/store/tables.ts'
import { tempDir } from './temp-dir.ts'

const root = tempDir()
let nth = 0

/** A spine of two small stages over real tables: the first counts source bytes, the second doubles the count. */
function spine() {
  const dir = join(root, `p${nth++}`)
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'a.csv'), 'id,email\n1,a@example.com\n')
  const source: SourceSpec = {
    name: 'a',
    file: 'a.csv',
    table: null,
    format: 'csv',
    encoding: null,
    delimiter: null,
    header: true,
    role: 'customers',
    brand: 'a',
    country: null,
    deal: 'own',
    dealDate: null,
    exportedAt: null,
    key: 'id',
    of: null,
    columns: { id: 'customer_id' },
    means: null,
    provider: null,
    channel: null,
    free_of_duplicates: false,
  }
  const project: Project = { dir, name: 'p', asOf: null, country: null, currency: null, sources: [source] }
  const ran: string[] = []
  const failing = { stage: '' }
  const count = (n: number) => ({ counts: { rows: n }, notes: [] })
  const first: Stage = {
    name: 'ingest',
    does: 'counts',
    reads: [],
    writes: ['reject'],
    rules: [],
    usesAsOf: false,
    outputs: [],
    version: 1,
    async run({ store }) {
      ran.push('ingest')
      const n = statSync(join(dir, 'a.csv')).size
      rejects.insertAll(store, [{ source_no: 0, line: n, reason: 'r', raw: '' }])
      if (failing.stage === 'ingest') throw new Error('broken')
      return count(n)
    },
  }
  const second: Stage = {
    name: 'report',
    does: 'doubles',
    reads: ['reject'],
    writes: ['model'],
    rules: [],
    usesAsOf: true,
    outputs: ['out.txt'],
    version: 1,
    async run({ store, outDir, asOf }) {
      ran.push('report')
      const [row] = [...rejects.all(store)]
      models.insertAll(store, [{ name: 'double', json: String(row!.line * 2) }])
      writeFileSync(join(outDir, 'out.txt'), `${row!.line * 2} ${asOf}`)
      return count(row!.line * 2)
    },
  }
  const store = openStore(dir)
  const options: RunOptions = {
    stages: [first, second],
    project,
    store,
    asOf: '2026-06-30' as IsoDate,
    from: null,
    to: null,
    force: false,
    threads: 1,
    parquet: false,
    progress: silentProgress,
  }
  return { dir, ran, failing, store, options }
}

describe('runPipeline', () => {
  it('runs every stage once and then keeps what is unchanged', async () => {
    const { ran, options } = spine()
    await runPipeline(options)
    const again = await runPipeline(options)
    expect(ran).toEqual(['ingest', 'report'])
    expect(again.map((r) => r.skipped)).toEqual([true, true])
    expect(again[1]!.summary.counts.rows).toBeGreaterThan(0)
  })

  it('runs again what a changed source reaches, and status says why', async () => {
    const { dir, ran, options } = spine()
    await runPipeline(options)
    writeFileSync(join(dir, 'a.csv'), 'id,email\n1,a@example.com\n2,b@example.com\n')
    const status = await pipelineStatus(options)
    expect(status.map((s) => s.standing)).toEqual(['stale', 'stale'])
    expect(status[0]!.because).toEqual(['source a changed'])
    expect(status[1]!.because).toEqual(['ingest will run again'])
    await runPipeline(options)
    expect(ran).toEqual(['ingest', 'report', 'ingest', 'report'])
    expect([...models.all(options.store)]).toEqual([{ name: 'double', json: String(2 * 41) }])
  })

  it('runs again only what depends on the day when the day changes', async () => {
    const { ran, options } = spine()
    await runPipeline(options)
    await runPipeline({ ...options, asOf: '2026-07-01' as IsoDate })
    expect(ran).toEqual(['ingest', 'report', 'report'])
  })

  it('makes an output again that somebody removed', async () => {
    const { dir, ran, options } = spine()
    await runPipeline(options)
    const { rmSync } = await import('node:fs')
    rmSync(join(dir, 'goldpan-out', 'out.txt'))
    expect((await pipelineStatus(options))[1]!.because).toEqual(['out.txt is missing'])
    await runPipeline(options)
    expect(ran).toEqual(['ingest', 'report', 'report'])
  })

  it('takes back everything a failed stage wrote, keeps earlier stages, and goes on from there', async () => {
    const { dir, ran, failing, options, store } = spine()
    await runPipeline(options)
    writeFileSync(join(dir, 'a.csv'), 'id,email\n')
    failing.stage = 'ingest'
    await expect(runPipeline(options)).rejects.toThrow('broken')
    expect([...rejects.all(store)].map((r) => r.line)).toEqual([25])
    failing.stage = ''
    await runPipeline(options)
    expect(ran.slice(2)).toEqual(['ingest', 'ingest', 'report'])
    expect([...rejects.all(store)].map((r) => r.line)).toEqual([9])
  })

  it('obeys --from, --to and --force', async () => {
    const { ran, options } = spine()
    await expect(runPipeline({ ...options, from: 'report' })).rejects.toThrow('needs ingest')
    await runPipeline({ ...options, to: 'ingest' })
    expect(ran).toEqual(['ingest'])
    await runPipeline({ ...options, force: true, from: 'ingest', to: 'ingest' })
    expect(ran).toEqual(['ingest', 'ingest'])
    await expect(runPipeline({ ...options, from: 'report', to: 'ingest' })).rejects.toThrow('comes after')
  })

  it('names a source whose file has gone', async () => {
    const { dir, options } = spine()
    const { rmSync } = await import('node:fs')
    rmSync(join(dir, 'a.csv'))
    await expect(runPipeline(options)).rejects.toThrow('The file of source a is not there.')
  })
})

describe('a stage that can be worked on ahead of its turn', () => {
  /** `report` needs nothing of `flag`, which comes before it; says what happened, in order. */
  function spineWithAhead() {
    const { options, failing, ran } = spine()
    const [first, report] = options.stages as [Stage, Stage]
    const flag: Stage = {
      ...first,
      name: 'flag',
      reads: ['reject'],
      writes: ['verdict'],
      outputs: [],
      async run() {
        ran.push('flag')
        if (failing.stage === 'flag') throw new Error('broken')
        return { counts: {}, notes: [] }
      },
    }
    const ahead: Stage = {
      ...report,
      ahead(context) {
        ran.push('report begins')
        return {
          finish: () => report.run(context),
          cancel: async () => void ran.push('report is given up'),
        }
      },
    }
    return { ran, failing, options: { ...options, stages: [first, flag, ahead] } }
  }

  it('begins as soon as what it reads is there, and is stored in its turn', async () => {
    const { ran, options } = spineWithAhead()
    await runPipeline({ ...options, threads: 2 })
    expect(ran).toEqual(['ingest', 'report begins', 'flag', 'report'])
    ran.length = 0
    await runPipeline({ ...options, threads: 2 })
    await runPipeline({ ...options, threads: 2, from: 'flag', to: 'flag', force: true })
    expect(ran).toEqual(['flag'])
  })

  it('waits for its turn in a run of one thread', async () => {
    const { ran, options } = spineWithAhead()
    await runPipeline(options)
    expect(ran).toEqual(['ingest', 'flag', 'report'])
  })

  it('is given up when a stage before it fails', async () => {
    const { ran, failing, options } = spineWithAhead()
    failing.stage = 'flag'
    await expect(runPipeline({ ...options, threads: 2 })).rejects.toThrow('broken')
    expect(ran).toEqual(['ingest', 'report begins', 'flag', 'report is given up'])
  })
})

describe('the workspace', () => {
  it('is readable by its owner only, write-ahead log included', () => {
    const { dir, store } = spine()
    rejects.insertAll(store, [{ source_no: 0, line: 1, reason: 'r', raw: '' }])
    for (const end of ['', '-wal', '-shm']) expect(statSync(workspacePath(dir) + end).mode & 0o777).toBe(0o600)
    expect(statSync(join(dir, '.goldpan')).mode & 0o777).toBe(0o700)
  })

  it('refuses a workspace of a newer version', () => {
    const { dir, store } = spine()
    store.db.pragma('user_version = 999')
    store.close()
    expect(() => openStore(dir)).toThrow('newer goldpan')
  })

  it('lets one writer in and tells the second one who it is', () => {
    const { dir } = spine()
    const release = takeLock(dir, 'run')
    expect(() => takeLock(dir, 'erase')).toThrow(`process ${process.pid} (goldpan run)`)
    release()
    takeLock(dir, 'erase')()
  })
})
