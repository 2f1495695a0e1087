/**
 * Scores the repair of e-mail addresses against a folder of positives.csv (typed,intended,kind), negatives.csv
 * (address,domain,group) and ambiguous.csv (typed,likely,rule), such as `bench/email-kinds.ts` writes:
 * `npx tsx bench/email-score.ts DIR [--show N] [--predictions FILE]`. The predictions are in the form that the scorer of
 * the open sample reads.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'
import { emailDomainRules } from '../src/repair/emails/email-domain-file.ts'
import { createEmailRepairer, type EmailRepair } from '../src/repair/emails/repair-email.ts'
import { loadRules } from '../src/rules/load-rules.ts'

type Row = Readonly<Record<string, string>>

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { show: { type: 'string', default: '0' }, predictions: { type: 'string' } },
})
const dir = positionals[0]!
const shown = Number(options.show)
const repairer = createEmailRepairer(loadRules([emailDomainRules], null).rules.get(emailDomainRules), new Map())
const read = (name: string): Row[] => parse(readFileSync(join(dir, name), 'utf8'), { columns: true, bom: false })

interface Tally {
  rows: number
  auto: number
  right: number
  review: number
  reviewRight: number
}
const tallies = new Map<string, Tally>()
const lines: string[] = ['input,output,confidence,decision']
const quote = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const same = (l: string, r: string) => l.toLowerCase() === r.toLowerCase()

function judge(set: string, kind: string, cell: string, right: (address: string) => boolean): EmailRepair {
  const found = repairer.repair(cell)
  const changed = found.decision === 'repaired' || (found.decision === 'ok' && !same(found.email ?? '', cell))
  for (const key of [`${set} all`, `${set} ${kind}`]) {
    const tally = tallies.get(key) ?? { rows: 0, auto: 0, right: 0, review: 0, reviewRight: 0 }
    tallies.set(key, tally)
    tally.rows++
    if (changed) tally.auto++
    if (changed && right(found.email ?? '')) tally.right++
    if (found.decision === 'review') tally.review++
    if (found.decision === 'review' && right(found.suggestion ?? '')) tally.reviewRight++
  }
  const decision = changed ? 'auto' : found.decision === 'review' ? 'review' : 'none'
  const output = changed ? found.email : found.decision === 'review' ? found.suggestion : ''
  lines.push([quote(cell), quote(output ?? ''), found.confidence.toFixed(3), decision].join(','))
  return found
}

const examples = new Map<string, string[]>()
function remember(title: string, text: string): void {
  examples.set(title, [...(examples.get(title) ?? []), text])
}
for (const { typed, intended, kind } of read('positives.csv') as { typed: string; intended: string; kind: string }[]) {
  const found = judge('positives', kind, typed, (address) => same(address, intended))
  const text = `${typed} meant ${intended}: ${found.decision} ${found.suggestion ?? ''} ${found.confidence.toFixed(3)} (${found.evidence})`
  if (found.decision === 'repaired' && !same(found.email!, intended)) remember('wrongly repaired', text)
  else if (found.decision === 'review') remember(`asked: ${kind}`, text)
  else if (found.decision !== 'repaired' && !same(found.email ?? '', intended)) remember(`missed: ${kind}`, text)
}
for (const { address, group } of read('negatives.csv') as { address: string; group: string }[]) {
  const found = judge('negatives', group, address, () => false)
  if (found.decision !== 'ok')
    remember(`real, ${found.decision}`, `${address} → ${found.suggestion ?? ''} ${found.evidence}`)
}
for (const { typed, likely, rule } of read('ambiguous.csv') as { typed: string; likely: string; rule: string }[]) {
  const found = judge('ambiguous', rule, typed, (address) => same(address, likely))
  if (found.decision !== 'review')
    remember(`ambiguous, ${found.decision}`, `${typed} → ${found.suggestion ?? ''} (${rule}: ${likely})`)
}
if (options.predictions !== undefined) writeFileSync(options.predictions, `${lines.join('\n')}\n`)
const percent = (n: number, of: number) => (of === 0 ? '     –' : `${((100 * n) / of).toFixed(2).padStart(6)}`)
process.stdout.write(`${'kind'.padEnd(34)}   rows  auto%  right%  review% right or suggested%\n`)
for (const [key, t] of tallies)
  process.stdout.write(
    `${key.padEnd(34)} ${String(t.rows).padStart(6)} ${percent(t.auto, t.rows)}  ${percent(t.right, t.rows)}  ${percent(t.review, t.rows)}  ${percent(t.right + t.reviewRight, t.rows)}\n`,
  )
const positives = tallies.get('positives all')
if (positives) process.stdout.write(`automatic precision on positives ${percent(positives.right, positives.auto)} %\n`)
for (const [title, texts] of examples) {
  process.stdout.write(`\n${title}: ${texts.length}\n`)
  const step = Math.max(1, texts.length / Math.max(1, shown))
  for (let i = 0; i < texts.length && i / step < shown; i += step) process.stdout.write(`  ${texts[Math.floor(i)]}\n`)
}
