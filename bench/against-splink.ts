/**
 * goldpan and a hand-tuned Splink on the same files, in turn: median wall seconds, peak memory and F1, and their ratios.
 * `npx tsx bench/against-splink.ts [RECORDS …] [--rounds 3] [--countries GB] [--peer SCRIPT.py]`; without sizes 100,000 and
 * 1,000,000. From 10,000,000 records on, and where Splink or the peer's script is missing, goldpan runs alone.
 * The peer is called as `python3 SCRIPT.py RECORDS.csv CLUSTERS.csv`; $PYTHON names another Python.
 */

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build, f1Of, goldpanMatch, median, peopleFiles, type TimedRun, timedRun } from './timed-run.ts'

/** Splink keeps every pair it scores: at this size it does not fit this kind of machine. */
const ALONE_FROM = 10_000_000
const PYTHON = process.env.PYTHON ?? 'python3'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    countries: { type: 'string', default: '' },
    peer: { type: 'string', default: join(import.meta.dirname, '../../shared/bench/splink_people.py') },
  },
})
const sizes = positionals.length > 0 ? positionals.map(Number) : [100_000, 1_000_000]
const rounds = Number(values.rounds)
const peer = resolve(values.peer)
const work = mkdtempSync(join(tmpdir(), 'goldpan-bench-'))

interface Contender {
  readonly name: string
  readonly run: (records: string, clusters: string) => TimedRun
}

function contendersFor(records: number): Contender[] {
  const goldpan = { name: 'goldpan', run: goldpanMatch }
  const splink: Contender = { name: 'Splink', run: (file, clusters) => timedRun(PYTHON, [peer, file, clusters]) }
  return records >= ALONE_FROM || whyNoPeer !== null ? [goldpan] : [goldpan, splink]
}

function findPeerFault(): string | null {
  if (!existsSync(peer)) return `There is no ${peer}; name the Splink script with --peer.`
  const asked = spawnSync(PYTHON, ['-c', 'import splink'], { stdio: 'ignore' })
  return asked.status === 0 ? null : `Splink is not installed (pip install splink).`
}

function compare(records: number): void {
  const dir = peopleFiles(records, values.countries)
  const contenders = contendersFor(records)
  const runs = new Map(contenders.map(({ name }) => [name, [] as TimedRun[]]))
  const clustersOf = (name: string) => join(work, `${name}.csv`)
  for (let round = 0; round < rounds; round++)
    // Who goes first changes, so that a warm file cache or a hot machine favours neither.
    for (const { name, run } of round % 2 === 0 ? contenders : [...contenders].reverse()) {
      const timed = run(join(dir, 'people.csv'), clustersOf(name))
      runs.get(name)!.push(timed)
      console.error(
        `  ${records} ${name.padEnd(8)} ${timed.wallSeconds.toFixed(2)} s wall, ${timed.userSeconds.toFixed(1)} s user`,
      )
    }
  const results = contenders.map(({ name }) => ({
    name,
    wall: median(runs.get(name)!.map((r) => r.wallSeconds)),
    user: median(runs.get(name)!.map((r) => r.userSeconds)),
    peakMib: Math.max(...runs.get(name)!.map((r) => r.peakMib)),
    f1: f1Of(clustersOf(name), join(dir, 'truth.csv')),
  }))
  for (const r of results)
    console.log(
      `| ${records.toLocaleString('en')} | ${r.name} | ${r.wall.toFixed(2)} s | ${r.user.toFixed(1)} s | ${Math.round(r.peakMib)} MiB | ${r.f1.toFixed(4)} |`,
    )
  const [ours, theirs] = results
  if (ours && theirs)
    console.log(
      `| | goldpan against Splink | ${(theirs.wall / ours.wall).toFixed(1)} × as fast (${(ours.wall / theirs.wall).toFixed(3)}) | ${(ours.user / theirs.user).toFixed(2)} | ${(ours.peakMib / theirs.peakMib).toFixed(2)} | ${(ours.f1 / theirs.f1).toFixed(3)} |`,
    )
}

const whyNoPeer = findPeerFault()
if (whyNoPeer !== null) console.error(`${whyNoPeer} goldpan runs alone.`)
build()
try {
  console.log(`| records | | wall, median of ${rounds} | processor | peak memory | F1 |\n|---|---|---|---|---|---|`)
  for (const records of sizes) compare(records)
} finally {
  rmSync(work, { recursive: true })
}
