/** Runs a command and tells its wall seconds, processor seconds and peak memory, as `/usr/bin/time` counts them. */

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const TIME = '/usr/bin/time'
const ROOT = join(import.meta.dirname, '..')

export interface TimedRun {
  readonly wallSeconds: number
  readonly userSeconds: number
  readonly peakMib: number
}

/** @throws Error with the end of what the command said where it fails. */
export function timedRun(command: string, args: readonly string[]): TimedRun {
  if (!existsSync(TIME)) throw new Error(`${TIME} is missing (Debian: apt-get install time)`)
  const start = performance.now()
  const run = spawnSync(TIME, ['-f', '%U %M', command, ...args], { encoding: 'utf8', maxBuffer: 1 << 28, cwd: ROOT })
  const wallSeconds = (performance.now() - start) / 1000
  const lines = run.stderr.trimEnd().split('\n')
  if (run.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${lines.slice(-8).join('\n')}`)
  const [user, kib] = lines.at(-1)!.split(' ').map(Number) as [number, number]
  return { wallSeconds, userSeconds: user, peakMib: kib / 1024 }
}

/** Matches a file with the built command line. */
export const goldpanMatch = (records: string, clusters: string): TimedRun =>
  timedRun(process.execPath, ['dist/cli/main.js', 'match', records, '--id', 'record_id', '--out', clusters])

/** Pairwise F1 of clusters against the truth. */
export function f1Of(clusters: string, truth: string): number {
  const args = ['dist/cli/main.js', 'evaluate', '--clusters', clusters, '--truth', truth, '--json']
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: ROOT })
  if (run.status !== 0) throw new Error(run.stderr)
  return (JSON.parse(run.stdout) as { f1: number }).f1
}

/** The folder with people.csv and truth.csv of so many records; made where it is not there yet. */
export function peopleFiles(records: number, countries: string): string {
  const name = countries === '' ? 'people' : countries.toLowerCase().replaceAll(',', '-')
  const dir = join(ROOT, 'bench', 'data', `${name}-${records}`)
  if (!existsSync(join(dir, 'truth.csv')))
    timedRun(process.execPath, ['--import', 'tsx', 'bench/people-file.ts', String(records), dir, '1', countries])
  return dir
}

/** Builds `dist/`, so that what is measured is what is there. */
export function build(): void {
  timedRun('npm', ['run', '-s', 'build'])
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((l, r) => l - r)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
