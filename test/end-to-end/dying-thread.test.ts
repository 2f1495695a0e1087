import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { tempDir } from '../temp-dir.ts'
import { goldpanWith, isBuilt } from './goldpan.ts'

/** More than are compared in one thread whatever may be used. */
const RECORDS = 40_000

/** Loaded in every thread: the engine's does `deed` as soon as it has joined in a task. */
const onceJoined = (deed: string): string => `
import { createRequire, syncBuiltinESMExports } from 'node:module'
const threads = createRequire(import.meta.url)('node:worker_threads')
const { Worker, workerData } = threads
threads.Worker = class extends Worker {
  constructor(file, options) {
    super(file, { ...options, resourceLimits: { maxOldGenerationSizeMb: 64 } })
  }
}
syncBuiltinESMExports()
if (workerData?.control !== undefined) {
  const exchange = Atomics.compareExchange
  const [OPEN, JOINED] = [1, 2]
  Atomics.compareExchange = (states, at, from, to) => {
    const before = exchange(states, at, from, to)
    if (to === JOINED && before === OPEN) { ${deed} }
    return before
  }
}
`

const DEEDS = [
  ['runs out of memory', 'for (const hoard = []; ; ) hoard.push(new Array(100_000).fill({}))', /out of memory/],
  ['ends', 'process.exit(1)', /A thread ended/],
] as const

describe.skipIf(!isBuilt)('a thread of the engine that dies in the middle of a task', () => {
  for (const [what, deed, message] of DEEDS)
    it(`is an error that says so, where it ${what}`, () => {
      const dir = tempDir()
      const rows = Array.from({ length: RECORDS }, (_, row) => `${row},Anna,Name${row % 30_000},a${row}@mail.example`)
      writeFileSync(join(dir, 'people.csv'), ['id,first_name,last_name,email', ...rows].join('\n'))
      writeFileSync(join(dir, 'preload.mjs'), onceJoined(deed))
      const out = join(dir, 'clusters.csv')
      const args = ['match', join(dir, 'people.csv'), '--id', 'id', '--out', out, '--threads', '2']
      const { code, err } = goldpanWith(pathToFileURL(join(dir, 'preload.mjs')).href, ...args)
      expect(err).toMatch(message)
      expect(err).toContain('--threads 1')
      expect(code).toBe(2)
      expect(existsSync(out)).toBe(false)
    })
})
