/** What was repaired: how often each rule acted, and the mistyped domains. */

import { horizontalBars } from '../html/bar-chart.ts'
import { INK } from '../html/chart.ts'
import { type Html, html } from '../html/escape.ts'
import { figure } from '../html/figure.ts'
import { formatCount, formatNumberOf, formatPercent } from '../html/numbers.ts'
import type { PageSection } from '../html/page.ts'
import { dataTable } from '../html/table.ts'
import type { ReportData } from './report-data.ts'
import { plainWords } from './wording.ts'

const RULES_SHOWN = 14
const DOMAINS_SHOWN = 12
/** A domain that many addresses were put right to is a provider; a rare one may name its owner and is not shown. */
const DOMAIN_USERS = 3

export function repairSection(data: ReportData): PageSection {
  return { id: 'repaired', title: 'What was repaired', short: 'Repaired', body: body(data) }
}

interface RuleSum {
  readonly rule: string
  readonly field: string
  repaired: number
  review: number
  invalid: number
}

function body(data: ReportData): Html {
  const rules = sumByRule(data)
  const total = (key: 'repaired' | 'review' | 'invalid') => rules.reduce((sum, r) => sum + r[key], 0)
  if (rules.length === 0) return html`<p class="lead">Nothing had to be repaired.</p>`
  const shown = rules.slice(0, RULES_SHOWN)
  return html`<p class="lead">${formatNumberOf(total('repaired'), 'value was', 'values were')} put right, ${formatCount(
    total('review'),
  )} more have a suggestion that a person should look at, and ${formatCount(
    total('invalid'),
  )} cannot be saved. The original always stays; repairs.csv says for each change what was there, what stands now, and why.</p>
${figure({
  title: 'Repairs by rule',
  sentence: 'How often each rule acted: put right on its own, only suggested, or found to be beyond repair.',
  chart: horizontalBars({
    id: 'repairs-by-rule',
    labels: shown.map(labelOf),
    series: [
      { name: 'put right', ink: INK.green, values: shown.map((r) => r.repaired) },
      { name: 'suggested', ink: INK.gold, values: shown.map((r) => r.review) },
      { name: 'beyond repair', ink: INK.clay, values: shown.map((r) => r.invalid) },
    ],
  }),
  numbers: {
    caption: 'Repairs by rule and field',
    columns: [
      { label: 'Rule' },
      { label: 'Put right', numeric: true },
      { label: 'Suggested', numeric: true },
      { label: 'Beyond repair', numeric: true },
    ],
    rows: rules.map((r) => [labelOf(r), formatCount(r.repaired), formatCount(r.review), formatCount(r.invalid)]),
  },
})}${domainTable(data)}`
}

function domainTable(data: ReportData): Html | null {
  const users = new Map<string, number>()
  for (const fix of data.domainFixes) users.set(fix.after, (users.get(fix.after) ?? 0) + fix.n)
  const known = data.domainFixes.filter(
    (f) => isDomain(f.after) && isShown(f.before) && users.get(f.after)! >= DOMAIN_USERS,
  )
  const all = data.domainFixes.reduce((sum, f) => sum + f.n, 0)
  return dataTable({
    caption: 'Mistyped e-mail domains',
    columns: [
      { label: 'Was written' },
      { label: 'Was meant' },
      { label: 'Addresses', numeric: true },
      { label: 'Share', numeric: true },
    ],
    rows: known.slice(0, DOMAINS_SHOWN).map((f) => [f.before, f.after, formatCount(f.n), formatPercent(f.n / all)]),
    note: 'The most frequent ones, of domains that several people use. What stands before the @ is never shown here.',
  })
}

const isDomain = (text: string): boolean => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(text)
/** A mistyped domain holds no @ and no blank: nothing of the name before it. */
const isShown = (text: string): boolean => text.length <= 40 && !/[@\s"<>]/.test(text)

const labelOf = (r: RuleSum): string => {
  const rule = plainWords(r.rule.replaceAll('.', ': '))
  return r.rule.startsWith(r.field.split('_')[0] ?? r.field) ? rule : `${rule} (${plainWords(r.field)})`
}

function sumByRule(data: ReportData): RuleSum[] {
  const sums = new Map<string, RuleSum>()
  for (const c of data.changes) {
    const key = `${c.rule} ${c.field}`
    const sum = sums.get(key) ?? { rule: c.rule, field: c.field, repaired: 0, review: 0, invalid: 0 }
    if (c.decision === 'repaired' || c.decision === 'review' || c.decision === 'invalid') sum[c.decision] += c.n
    sums.set(key, sum)
  }
  return [...sums.values()].sort(
    (l, r) => sizeOf(r) - sizeOf(l) || (`${l.rule} ${l.field}` < `${r.rule} ${r.field}` ? -1 : 1),
  )
}

const sizeOf = (r: RuleSum): number => r.repaired + r.review + r.invalid
