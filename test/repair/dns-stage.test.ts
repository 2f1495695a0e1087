import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Progress, silentProgress } from '../../src/base/progress.ts'
import { STAGES } from '../../src/pipeline.ts'
import type { IsoDate } from '../../src/record/ids.ts'
import { loadProject } from '../../src/rules/project-file.ts'
import { pipelineStatus, runPipeline } from '../../src/run.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { changes, cleaned, mailHosts } from '../../src/store/tables.ts'
import { type DnsServer, startDnsServer } from '../dns-server.ts'
import { tempDir } from '../temp-dir.ts'

const root = tempDir()
let server: DnsServer
let store: Store
let dir = ''
beforeAll(async () => {
  server = await startDnsServer({
    'acme-tools.com': { mx: [[10, 'mx.acme-tools.com']] },
    'slow-tools.com': { rcode: 2 },
  })
})
afterAll(() => server.close())

let runs = 0
beforeEach(() => {
  dir = join(root, `p${runs++}`)
  mkdirSync(dir)
  writeFileSync(
    join(dir, 'crm.csv'),
    'id,email\n1,ann@gmail.co\n2,bob@acme-tools.com\n3,cy@slow-tools.com\n4,dee@gone-tools.com\n5,eve@gmail.com\n',
  )
  writeFileSync(
    join(dir, 'goldpan.yaml'),
    'sources:\n  - { name: crm, file: crm.csv, role: customers, key: id, columns: { id: customer_id, email: email } }\n',
  )
  server.asked.length = 0
  store = openStore(dir)
})

async function run(
  day: string,
  { dns = true, progress = silentProgress }: { dns?: boolean; progress?: Progress } = {},
) {
  const results = await runPipeline({
    ...options(day),
    from: null,
    to: 'repair',
    force: false,
    threads: 1,
    parquet: false,
    progress,
    dns: dns ? { server: server.address } : null,
  })
  const emails = [...cleaned.all(store)].map((row) => row.email)
  const rules = [...changes.all(store, ['rec'])].map((change) => `${change.decision} ${change.rule}`)
  return { skipped: results.find((r) => r.stage === 'repair')!.skipped, emails, rules }
}
const options = (day: string) => ({ stages: STAGES, project: loadProject(dir), store, asOf: day as IsoDate })
const asked = () => server.asked.splice(0).filter((question) => question.endsWith(' MX'))

describe('repair with name servers', () => {
  it('asks nobody unless it may', async () => {
    await run('2026-06-30', { dns: false })
    expect(server.asked).toEqual([])
    expect(mailHosts.count(store)).toBe(0)
  })

  it('keeps answers in the workspace: they count while they are fresh, asked again or not', async () => {
    const first = await run('2026-06-30')
    expect(first.emails).toEqual([
      'ann@gmail.com',
      'bob@acme-tools.com',
      'cy@slow-tools.com',
      'dee@gone-tools.com',
      'eve@gmail.com',
    ])
    expect(first.rules).toEqual(['repaired email.other-ending', 'review email.no-mail'])
    expect(asked().sort()).toEqual(['acme-tools.com MX', 'gmail.co MX', 'gone-tools.com MX', 'slow-tools.com MX'])
    expect(await run('2026-06-30', { dns: false })).toEqual({ ...first, skipped: true })
    expect(await run('2026-07-20')).toEqual({ ...first, skipped: true })
    // Only what had no answer is asked again.
    expect(asked()).toEqual(['slow-tools.com MX'])
  })

  it('forgets old answers by the day of the run, and is the same as ever on the old day', async () => {
    const first = await run('2026-06-30')
    asked()
    const later = await run('2026-08-30', { dns: false })
    expect(later.rules).toEqual(['review email.other-ending'])
    expect(asked()).toEqual([])
    expect(await run('2026-06-30', { dns: false })).toEqual(first)
    // The same answers, asked anew, are no reason to repair again.
    expect(await run('2026-08-30')).toEqual({ ...first, skipped: true })
    expect(asked().length).toBe(4)
  })

  it('says why the stage is stale', async () => {
    await run('2026-06-30')
    const status = await pipelineStatus(options('2026-08-30'))
    expect(status.find((s) => s.stage === 'repair')!.because.join()).toContain('answers of name servers')
  })

  it('goes on with what a killed run had learned', async () => {
    let ticks = 0
    let isAsking = false
    const killed: Progress = {
      ...silentProgress,
      start: (label) => {
        isAsking = label.includes('name servers')
      },
      tick: () => {
        if (isAsking && ++ticks === 3) throw new Error('killed')
      },
    }
    await expect(run('2026-06-30', { progress: killed })).rejects.toThrow('killed')
    const before = new Set([...mailHosts.all(store)].map((row) => row.domain))
    expect(before.size).toBeGreaterThan(0)
    asked()
    await run('2026-06-30')
    const again = asked()
    expect(again.length).toBe(4 - before.size)
    expect(again.some((question) => before.has(question.split(' ')[0]!))).toBe(false)
  })
})
