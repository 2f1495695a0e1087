/** The build's very last step: runs `goldpan match` on invented people, and keeps the bytecode of all that it took. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keepCode } from '../base/kept-code.ts'
import { packageFile } from '../base/package-files.ts'
import { compileLess } from './compile-less.ts'
import type { Io } from './io.ts'

const SILENT: Io = {
  out: () => {},
  progress: { start: () => {}, tick: () => {}, done: () => {}, note: () => {} },
  stdin: process.stdin,
  today: () => '2026-01-01',
  setExitCode: () => {},
}

/** More than are compared each with each, so that blocks are made. */
const COPIES = 3

compileLess()
const dir = mkdtempSync(join(tmpdir(), 'goldpan-build-'))
try {
  const [header, ...rows] = readFileSync(packageFile('sample-data/hartwell-customers.csv'), 'utf8').trim().split('\n')
  const many = join(dir, 'many.csv')
  const copies = Array.from({ length: COPIES }, (_, copy) => rows.map((row) => `${copy}${row}`)).flat()
  writeFileSync(many, [header, ...copies, ''].join('\n'))
  const few = fileURLToPath(packageFile('sample-data/fernnetz-kunden.csv'))
  await keepCode<typeof import('./match-code.ts')>('match', async ({ runMatch }) => {
    for (const [file, id] of [
      [many, 'customer_id'],
      [few, 'Kundennummer'],
    ] as const) {
      const flags = ['--id', id, '--out', join(dir, 'out.csv'), '--pairs', join(dir, 'pairs.csv'), '--threads', '1']
      const code = await runMatch(['match', file, ...flags], SILENT, (text) => process.stderr.write(`${text}\n`))
      if (code !== 0) throw new Error(`goldpan match failed on ${file}`)
    }
  })
} finally {
  rmSync(dir, { recursive: true })
}
