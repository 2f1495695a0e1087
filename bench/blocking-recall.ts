/**
 * Measures blocking on a file with known truth: `npx tsx bench/blocking-recall.ts FILE.csv TRUTH.csv [ID_COLUMN]`.
 * By rule: the pairs it makes, the pairs no earlier rule makes, and the true ones among these.
 */

import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { readPeople } from '../src/cli/read-people.ts'
import { blockBuilder, type Lane } from '../src/engine/local/blocks.ts'
import { candidateWalk } from '../src/engine/local/candidates.ts'
import { RowOrder } from '../src/engine/local/row-order.ts'
import { COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS } from '../src/ingest/recognise/rules.ts'
import { orderByUid } from '../src/match/blocking/order-rows.ts'
import { buildFeatures } from '../src/match/features.ts'
import { planPairs } from '../src/match/match-table.ts'
import { matchRules, nicknames } from '../src/match/rules.ts'
import { stackTables } from '../src/match/stack-tables.ts'
import { cleanPacked } from '../src/repair/clean-tables.ts'
import { addressRules, emailDomainRules, nameRules, valueRules } from '../src/repair/rules.ts'
import { loadRules } from '../src/rules/load-rules.ts'

const [file, truthFile, id = 'record_id'] = process.argv.slice(2) as [string, string, string | undefined]
const recognise = [COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS]
const cleaning = [emailDomainRules, nameRules, addressRules, valueRules]
const { rules } = loadRules([...recognise, ...cleaning, matchRules, nicknames], null)
const people = await readPeople(file, id, new Map(), {
  columns: rules.get(COLUMN_WORDS),
  roles: rules.get(ROLE_WORDS),
  values: rules.get(VALUE_WORDS),
})
const { tables } = cleanPacked([people.table], {
  emails: rules.get(emailDomainRules),
  names: rules.get(nameRules),
  addresses: rules.get(addressRules),
  values: rules.get(valueRules),
})
const order = orderByUid(people.ids)
const features = buildFeatures(stackTables(tables), new Map(), order)
const sources = { sourceNos: new Uint16Array(people.ids.length), freeOfDuplicates: new Set<number>() }
const plan = planPairs(features, sources, rules.get(matchRules))
const inner = new RowOrder(plan)
const person = inner.column(truePeople())
const sizes = new Uint32Array(plan.rows)
for (const p of person) sizes[p]!++
const truePairs = sizes.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)

const shared = inner.blocking(plan)
const build = blockBuilder(plan.rows, shared.limits)
const lanes: Lane[] = []
const report = []
let [made, found] = [0, 0]
for (const rule of shared.rules) {
  const blocks = build(rule)
  lanes.push(...blocks.lanes)
  const [own, all] = [walk(blocks.lanes), walk(lanes)]
  report.push({
    rule: rule.name,
    pairs: own.pairs,
    'true pairs': own.right,
    'new pairs': all.pairs - made,
    'new true pairs': all.right - found,
    'new pairs per true one': Math.round((all.pairs - made) / Math.max(1, all.right - found)),
    'given up': blocks.givenUpPairs,
  })
  made = all.pairs
  found = all.right
}
console.table(report)
console.log(
  `${plan.rows} records, ${truePairs} true pairs, ${found} made: blocking recall ${(found / truePairs).toFixed(4)}; ${(made / plan.rows).toFixed(1)} pairs a record`,
)

/** Row → number of the person. */
function truePeople(): Uint32Array {
  const rows = parse(readFileSync(truthFile), { columns: true }) as Record<string, string>[]
  const [own, theirs] = Object.keys(rows[0]!) as [string, string]
  const truth = new Map(rows.map((row) => [row[own], row[theirs]]))
  const known = new Map<string | undefined, number>()
  return Uint32Array.from(order, (row) => {
    const name = truth.get(people.ids.at(row) ?? '')
    if (!known.has(name)) known.set(name, known.size)
    return known.get(name)!
  })
}

function walk(lanes: readonly Lane[]): { pairs: number; right: number } {
  let [pairs, right] = [0, 0]
  const candidates = { rows: plan.rows, lanes, sources: plan.sources, barred: new Uint8Array(65_536) }
  candidateWalk(candidates)(0, plan.rows, (l, r, count) => {
    pairs += count
    for (let i = 0; i < count; i++) if (person[l[i]!] === person[r[i]!]) right++
  })
  return { pairs, right }
}
