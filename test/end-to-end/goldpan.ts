/** Runs the built command as a user does: another process, its exit code and its streams. */

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const MAIN = resolve(import.meta.dirname, '../../dist/cli/main.js')

/** `npm test` builds first; a bare vitest run on an unbuilt checkout skips these tests and says so. */
export const isBuilt = existsSync(MAIN)
export const AS_OF = '2026-06-30'

const ENV = { ...process.env, NO_COLOR: '1' }

export interface Finished {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export function goldpan(...args: readonly string[]): Finished {
  const ran = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', env: ENV, maxBuffer: 1 << 28 })
  return { code: ran.status, out: ran.stdout, err: ran.stderr }
}

/** The same in a process that first loads a module of the test's own, in each of its threads. */
export function goldpanWith(preload: string, ...args: readonly string[]): Finished {
  const ran = spawnSync(process.execPath, ['--import', preload, MAIN, ...args], { encoding: 'utf8', env: ENV })
  return { code: ran.status, out: ran.stdout, err: ran.stderr }
}

/** Runs and expects success; fails with what the command complained of. */
export function goldpanOk(...args: readonly string[]): string {
  const { code, out, err } = goldpan(...args)
  if (code !== 0) throw new Error(`goldpan ${args.join(' ')} ended with ${code}:\n${err}`)
  return out
}

/** Runs it with nobody at the other end of its standard output: both ends are gone before it can have written anything. */
export async function unheard(...args: readonly string[]): Promise<Pick<Finished, 'code' | 'err'>> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: ENV })
  let err = ''
  child.stderr.on('data', (text) => {
    err += text
  })
  child.stdout.destroy()
  const [code] = await once(child, 'close')
  return { code, err }
}

/** Starts a run and kills it (SIGKILL) after so many milliseconds; true when it was still working then. */
export function killedAfter(ms: number, ...args: readonly string[]): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [MAIN, ...args], { env: ENV, stdio: 'ignore' })
    const timer = setTimeout(() => child.kill('SIGKILL'), ms)
    child.on('exit', (_code, signal) => {
      clearTimeout(timer)
      done(signal === 'SIGKILL')
    })
  })
}
