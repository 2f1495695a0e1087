/**
 * Judges matching on unlike data sets with known truth: `npx tsx bench/accuracy.ts [--only WORD,…] [--seed S] [--shared DIR] [--big]
 * [--data DIR]`.
 * For each set: F1 at goldpan's own threshold, the best F1 any threshold would give (with the truth in hand; only here), blocking
 * recall, and calibration. `--errors N` shows wrong and missed pairs, `--model` the learned weights.
 */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { parse } from 'csv-parse/sync'
import { readPeople } from '../src/cli/read-people.ts'
import type { Engine, ScoredPairs } from '../src/engine/engine.ts'
import { openLocalEngine } from '../src/engine/local/local-engine.ts'
import type { ComparisonPlan, MatchPlan } from '../src/engine/plan.ts'
import type { ScorePlan } from '../src/engine/score-plan.ts'
import { COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS } from '../src/ingest/recognise/rules.ts'
import { orderByUid } from '../src/match/blocking/order-rows.ts'
import { clusterRecords } from '../src/match/clustering/cluster-records.ts'
import { evaluateClusters } from '../src/match/evaluation/evaluate-clusters.ts'
import { type MatchOutcome, probabilityOf } from '../src/match/match-outcome.ts'
import { matchTable } from '../src/match/match-table.ts'
import { matchRules, nicknames } from '../src/match/rules.ts'
import { stackColumns, stackTables } from '../src/match/stack-tables.ts'
import { ColumnEncoder } from '../src/record/encoded.ts'
import { mapTexts } from '../src/record/text-list.ts'
import { cleanPacked } from '../src/repair/clean-tables.ts'
import { addressRules, emailDomainRules, nameRules, valueRules } from '../src/repair/rules.ts'
import { loadRules } from '../src/rules/load-rules.ts'
import { SCENARIOS } from './scenarios/all.ts'

const SPECS = [
  COLUMN_WORDS,
  ROLE_WORDS,
  VALUE_WORDS,
  emailDomainRules,
  nameRules,
  addressRules,
  valueRules,
  matchRules,
  nicknames,
]
const { rules } = loadRules(SPECS, null)

interface Case {
  readonly name: string
  readonly files: readonly string[]
  readonly truth: ReadonlyMap<string, string>
  readonly linkOnly: boolean
  readonly map: ReadonlyMap<string, string>
}

function option(name: string): string | null {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? null : (process.argv[at + 1] ?? '')
}
const has = (name: string) => process.argv.includes(`--${name}`)
const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function* cases(): IterableIterator<Case> {
  const seed = option('seed') ?? '1'
  const only = option('only')?.split(',') ?? null
  const isWanted = (name: string) => only === null || only.some((word) => name.includes(word))
  const own = option('data')
  if (own !== null) return yield* ownSets(own, isWanted)
  const shared = option('shared') ?? '../shared/data/linkage'
  for (const name of ['febrl1', 'febrl2', 'fake_1000'])
    if (isWanted(name)) yield fromFiles(name, `${shared}/${name}.csv`, `${shared}/${name}_truth.csv`)
  for (const [name, make] of Object.entries(SCENARIOS)) {
    if (!isWanted(name)) continue
    const made = make(seed)
    const dir = `${tmpdir()}/goldpan-accuracy/${name.replaceAll(' ', '-')}`
    mkdirSync(dir, { recursive: true })
    const files = made.files.map((file) => {
      const path = `${dir}/${file.name}.csv`
      writeFileSync(path, `${[file.columns, ...file.rows].map((row) => row.map(cell).join(',')).join('\n')}\n`)
      return path
    })
    yield { name, files, truth: made.truth, linkOnly: made.linkOnly === true, map: made.map ?? new Map() }
  }
  for (const name of ['people-100000', 'gb-100000', ...(has('big') ? ['people-1000000'] : [])])
    if (isWanted(name)) yield fromFiles(name, `bench/data/${name}/people.csv`, `bench/data/${name}/truth.csv`)
}

/** Sets of one's own: a folder each, with the files, truth.csv and meta.json (`files`, perhaps `linkOnly`, `map`). */
function* ownSets(root: string, isWanted: (name: string) => boolean): IterableIterator<Case> {
  for (const name of readdirSync(root).sort()) {
    if (!isWanted(name)) continue
    const meta = JSON.parse(readFileSync(`${root}/${name}/meta.json`, 'utf8')) as {
      files: string[]
      linkOnly?: boolean
      map?: string
    }
    const map = new Map((meta.map ?? '').split(',').map((pair): [string, string] => [pair, pair.split('=')[1] ?? '']))
    const files = meta.files.map((file) => `${root}/${name}/${file}.csv`)
    const { truth } = fromFiles(name, files[0]!, `${root}/${name}/truth.csv`)
    yield {
      name,
      files,
      truth,
      linkOnly: meta.linkOnly === true,
      map: new Map([...map].flatMap(([pair, to]) => (to === '' ? [] : [[pair.split('=')[0]!, to]]))),
    }
  }
}

function fromFiles(name: string, file: string, truthFile: string): Case {
  const rows = parse(readFileSync(truthFile), { columns: true }) as { record_id: string; true_id: string }[]
  const truth = new Map(rows.map((row) => [row.record_id, row.true_id]))
  return { name, files: [file], truth, linkOnly: false, map: new Map() }
}

interface Captured {
  readonly outcome: MatchOutcome
  readonly engine: Engine
  readonly plan: MatchPlan
  readonly comparisons: readonly ComparisonPlan[]
  readonly scorer: ScorePlan
  readonly pairs: ScoredPairs
  /** Place → true person, and row → true person. */
  readonly persons: readonly string[]
  readonly truth: readonly string[]
  readonly columns: Readonly<Record<string, string>>
  readonly seconds: number
  /** Row → its cells, for showing errors. */
  readonly show: (row: number) => string
}

async function run(input: Case): Promise<Captured> {
  const recogniseRules = {
    columns: rules.get(COLUMN_WORDS),
    roles: rules.get(ROLE_WORDS),
    values: rules.get(VALUE_WORDS),
  }
  const people = await Promise.all(input.files.map((path) => readPeople(path, 'record_id', input.map, recogniseRules)))
  const start = performance.now()
  const cleaning = cleanPacked(
    people.map((file) => file.table),
    {
      emails: rules.get(emailDomainRules),
      names: rules.get(nameRules),
      addresses: rules.get(addressRules),
      values: rules.get(valueRules),
    },
  )
  const table = stackTables(cleaning.tables)
  const uids = people.flatMap((file) => mapTexts(file.ids, (id) => `${file.source}:${id ?? ''}`))
  const names = new Set(people.flatMap((file) => [...file.extra.keys()]))
  const captured: {
    engine?: Engine
    plan?: MatchPlan
    comparisons?: readonly ComparisonPlan[]
    scorer?: ScorePlan
    pairs?: ScoredPairs
  } = {}
  const outcome = matchTable(
    {
      table,
      uids,
      sourceNos: Uint16Array.from(people.flatMap((file, no) => mapTexts(file.ids, () => no))),
      freeOfDuplicates: new Set(),
      linkOnly: input.linkOnly,
      extra: new Map(
        [...names]
          .sort()
          .map((name) => [
            name,
            stackColumns(people.map((file) => ({ rows: file.table.rows, column: file.extra.get(name) ?? null }))),
          ]),
      ),
    },
    rules.get(matchRules),
    {
      nicknames: rules.get(nicknames),
      openEngine: (plan) => {
        const engine = openLocalEngine(plan)
        captured.plan = plan
        captured.engine = engine
        return {
          compareBy(comparisons) {
            captured.comparisons = comparisons
            engine.compareBy(comparisons)
          },
          countCandidates: () => engine.countCandidates(),
          countPatterns: (most) => engine.countPatterns(most),
          countRandomPatterns: (pairs) => engine.countRandomPatterns(pairs),
          countSharingPatterns: (ids, most) => engine.countSharingPatterns(ids, most),
          scorePairs(scorer, threshold) {
            captured.scorer = scorer
            captured.pairs = engine.scorePairs(scorer, threshold)
            return captured.pairs
          },
          judgePairs: (scorer, needed, l, r) => engine.judgePairs(scorer, needed, l, r),
          patternsOf: (l, r) => engine.patternsOf(l, r),
          patternOf: (l, r) => engine.patternOf(l, r),
          // Asked further questions below.
          close: () => {},
        }
      },
    },
  )
  const seconds = (performance.now() - start) / 1000
  const truth = people.flatMap((file) => mapTexts(file.ids, (id) => input.truth.get(id ?? '')!))
  const order = orderByUid(uids)
  return {
    outcome,
    engine: captured.engine!,
    plan: captured.plan!,
    comparisons: captured.comparisons!,
    scorer: captured.scorer!,
    pairs: captured.pairs!,
    persons: Array.from(order, (row) => truth[row]!),
    truth,
    columns: people[0]!.columns,
    seconds,
    show: (row) =>
      Object.values(table.columns)
        .concat(people.length === 1 ? [...people[0]!.extra.values()] : [])
        .map((column) => column!.values.at(column!.ids[row]!) ?? '')
        .join(' | '),
  }
}

/** Pairs of one true person that may be made at all. */
function truePairs({ persons, plan }: Captured): number {
  const all = new Map<string, number>()
  const add = (key: string, sign: number) => all.set(key, (all.get(key) ?? 0) + sign)
  for (const [place, person] of persons.entries()) {
    add(person, 1)
    if (plan.noPairsWithin.has(plan.sources[place]!)) add(`${person} in ${plan.sources[place]}`, 1)
  }
  let pairs = 0
  for (const [key, n] of all) pairs += ((key.includes(' in ') ? -1 : 1) * n * (n - 1)) / 2
  return pairs
}

function blockingRecall(c: Captured): number {
  const { l, r } = c.engine.scorePairs(c.scorer, -Infinity)
  let right = 0
  for (let i = 0; i < l.length; i++) if (c.persons[l[i]!] === c.persons[r[i]!]) right++
  return right / truePairs(c)
}

const STEPS = [-3, -1, 0, 1, 2, 3, 4.5, 6, 8, 10, 13, 16, 20, 25, 30]

function bestOfAll(c: Captured): { f1: number; bits: number } {
  const { shares } = c.outcome.model
  let best = { f1: 0, bits: 0 }
  for (const bits of STEPS) {
    const { cluster } = clusterRecords(
      {
        rows: c.plan.rows,
        pairs: c.pairs,
        sureBits: bits,
        priorBits: -Math.log2(shares.match),
        bonds: { same: [], mayJoin: () => true },
      },
      c.engine,
      c.scorer,
    )
    const { f1 } = evaluateClusters(cluster, numbered(c.persons))
    if ((f1 ?? 0) > best.f1) best = { f1: f1 ?? 0, bits }
  }
  return best
}

const BUCKETS = [0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999, 1.01]

/** Of the pairs in each bucket of probability: how many there are, what was promised, and what is right. */
function calibration(c: Captured): string {
  const seen = BUCKETS.map(() => ({ pairs: 0, promised: 0, right: 0 }))
  for (let i = 0; i < c.pairs.l.length; i++) {
    const p = probabilityOf(c.pairs.weight[i]!)
    const bucket = seen[BUCKETS.findIndex((end) => p < end)]!
    bucket.pairs++
    bucket.promised += p
    if (c.persons[c.pairs.l[i]!] === c.persons[c.pairs.r[i]!]) bucket.right++
  }
  return seen
    .filter((b) => b.pairs >= 20)
    .map(
      (b) =>
        `${(b.promised / b.pairs).toFixed(b.promised / b.pairs > 0.99 ? 4 : 2)}→${(b.right / b.pairs).toFixed(3)} (${b.pairs})`,
    )
    .join('  ')
}

function showErrors(c: Captured, most: number): void {
  const weights = new Map<string, number>()
  const order = c.outcome.pairs
  for (let i = 0; i < order.l.length; i++) weights.set(key(order.l[i]!, order.r[i]!), order.weight[i]!)
  for (const kind of ['missed', 'wrong'] as const) {
    const groups = new Map<string, number[]>()
    for (const [row, person] of c.truth.entries()) {
      const group = kind === 'missed' ? person : `${c.outcome.cluster[row]}`
      groups.set(group, [...(groups.get(group) ?? []), row])
    }
    const found: [number, number][] = []
    for (const rows of groups.values())
      for (const [i, a] of rows.entries())
        for (const b of rows.slice(i + 1))
          if (kind === 'missed' ? c.outcome.cluster[a] !== c.outcome.cluster[b] : c.truth[a] !== c.truth[b])
            found.push([a, b])
    const step = Math.max(1, Math.floor(found.length / most))
    console.log(`${kind}: ${found.length}`)
    for (let i = 0; i < found.length; i += step) {
      const [a, b] = found[i]!
      console.log(` ${weights.get(key(a, b))?.toFixed(1) ?? '-'}\n    ${c.show(a)}\n    ${c.show(b)}`)
    }
  }
}

const key = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`)

/** How many pairs of one name but of two people there are, and how many were expected. */
function showNamesakes(c: Captured): void {
  const ids = c.comparisons.map((p) => (p as { fullNames?: Uint32Array | null }).fullNames).find((ids) => ids != null)
  if (ids == null) return
  const groups = new Map<number, Map<string, number>>()
  for (const [place, person] of c.persons.entries()) {
    if (ids[place] === 0) continue
    const group = groups.get(ids[place]!) ?? new Map<string, number>()
    groups.set(ids[place]!, group.set(person, (group.get(person) ?? 0) + 1))
  }
  let all = 0
  let own = 0
  for (const group of groups.values()) {
    const sizes = [...group.values()]
    const n = sizes.reduce((a, b) => a + b, 0)
    all += (n * (n - 1)) / 2
    for (const size of sizes) own += (size * (size - 1)) / 2
  }
  const { model } = c.outcome
  const u = (name: string) => model.comparisons.find((m) => m.name === name)?.levels[0]?.u ?? 0
  console.log(
    `   namesakes: ${all - own} of ${all} pairs of one name; model ${(model.shares.namesakes * model.pairs).toFixed(0)}, independent ${(u('first_name') * u('last_name') * model.pairs).toFixed(0)}; matches: ${truePairs(c)}, model ${(model.shares.match * model.pairs).toFixed(0)}; households ${(model.shares.household * model.pairs).toFixed(0)} twins ${(model.shares.twins * model.pairs).toFixed(0)} juniors ${(model.shares.juniors * model.pairs).toFixed(0)}`,
  )
}

function showModel({ outcome: { model, notes, blocking }, columns }: Captured): void {
  for (const c of model.comparisons) {
    console.log(c.name)
    for (const l of c.levels)
      console.log(
        `   ${l.label.padEnd(30)} m ${l.m.toExponential(2)} u ${l.u.toExponential(2)} h ${l.relatives.toExponential(2)} n ${l.namesakes.toExponential(2)} ${l.bits.toFixed(1)}`,
      )
  }
  console.log(columns, model.shares, model.sureBits, model.evidence, notes)
  console.table(blocking)
}

/** Labels as numbers, equal where the labels are. */
function numbered(labels: readonly string[]): Uint32Array {
  const encoder = new ColumnEncoder(labels.length)
  for (const label of labels) encoder.push(label)
  return encoder.finish().ids
}

const percent = (n: number | null) => (n === null ? '-' : n.toFixed(4).replace(/^0/, ''))
const pad = (text: string, width: number) => text.padStart(width)

console.log(`${'set'.padEnd(18)} records  precis  recall      F1    best   (bits; own)  blocking   sec   calibration`)
for (const input of cases()) {
  const c = await run(input)
  const own = evaluateClusters(c.outcome.cluster, numbered(c.truth))
  const best = bestOfAll(c)
  console.log(
    `${input.name.padEnd(18)} ${pad(`${c.truth.length}`, 7)} ${[own.precision, own.recall, own.f1, best.f1].map((n) => pad(percent(n), 7)).join(' ')}   (${pad(`${best.bits}`, 4)}; ${pad(c.outcome.model.sureBits.toFixed(1), 4)})   ${pad(percent(blockingRecall(c)), 6)}   ${c.seconds.toFixed(1)}   ${has('calibration') ? calibration(c) : ''}`,
  )
  if (has('shares')) showNamesakes(c)
  if (has('model')) showModel(c)
  if (has('errors')) showErrors(c, Number(option('errors')))
  c.engine.close()
}
