/** What was repaired: how often each rule acted, and the mistyped domains. */

import { horizontalBars } from '../../html/bar-chart.ts'
import { INK } from '../../html/chart.ts'
import { type Html, html } from '../../html/escape.ts'
import { figure } from '../../html/figure.ts'
import { formatCount, formatPercent } from '../../html/numbers.ts'
import type { PageSection } from '../../html/page.ts'
import { dataTable } from '../../html/table.ts'
import { statTiles, type Tile } from '../../html/tiles.ts'
import { repairId } from '../../record/repair-id.ts'
import type { ReportData } from '../report-data.ts'
import { ruleWords } from '../wording.ts'
import { exampleTable } from './repair-examples.ts'

const RULES_SHOWN = 14
const DOMAINS_SHOWN = 12
/** A domain that many addresses were put right to is a provider; a rare one may name its owner and is not shown. */
const DOMAIN_USERS = 3

export function repairSection(data: ReportData): PageSection {
  return { id: 'repaired', title: 'What was repaired', short: 'Repaired', body: body(data) }
}

type RuleSum = { readonly rule: string; readonly field: string } & Record<Outcome, number>

const OUTCOMES = ['repaired', 'review', 'invalid', 'revoked', 'undone', 'dismissed'] as const
type Outcome = (typeof OUTCOMES)[number]

function body(data: ReportData): Html {
  const rules = sumByRule(data)
  const total = (key: Outcome) => rules.reduce((sum, r) => sum + r[key], 0)
  if (rules.length === 0) return html`<p class="lead">Nothing had to be repaired.</p>`
  const users = usersByDomain(data)
  return html`<p class="lead">The original always stays. repairs.csv says for each change what was there, what stands now, why, and its id.</p>
${statTiles(tilesOf(total))}${ruleFigure(rules)}${exampleTable(
  data.changeExamples,
  (e) => repairId(e.uid, e),
  (domain) => isShown(domain) && (users.get(domain) ?? 0) >= DOMAIN_USERS,
)}${domainTable(data, users)}<p>A repair that is wrong is taken back with <code>goldpan repair --undo ID</code>, all of a rule with <code>--undo-rule RULE</code>; <code>--redo</code> and <code>--redo-rule</code> put it in force again. That is remembered from run to run. A domain that is right for everybody goes under <code>known_domains</code> in goldpan.yaml. No opt-out is lost by any of it.</p>
`
}

function tilesOf(total: (key: Outcome) => number): Tile[] {
  const tiles = [
    { key: 'repaired', label: 'Put right', detail: 'in force' },
    { key: 'review', label: 'Waiting for a person', detail: 'only suggested' },
    { key: 'invalid', label: 'Beyond repair', detail: 'left empty' },
    { key: 'revoked', label: 'Revoked', detail: 'the mended address has no mailbox' },
    { key: 'undone', label: 'Taken back', detail: 'by people' },
    { key: 'dismissed', label: 'Not followed', detail: 'suggestions set aside' },
  ] as const
  return tiles.flatMap(({ key, label, detail }, i) =>
    i < 3 || total(key) > 0 ? [{ label, detail, value: formatCount(total(key)) }] : [],
  )
}

function ruleFigure(rules: readonly RuleSum[]): Html {
  const shown = rules.slice(0, RULES_SHOWN)
  const series = [
    { name: 'put right', ink: INK.green, values: shown.map((r) => r.repaired) },
    { name: 'suggested', ink: INK.gold, values: shown.map((r) => r.review) },
    { name: 'beyond repair', ink: INK.clay, values: shown.map((r) => r.invalid) },
    { name: 'revoked or set aside', ink: INK.plum, values: shown.map(setAside) },
  ]
  return figure({
    title: 'Repairs by rule',
    sentence: 'How often each rule acted, and what became of it.',
    chart: horizontalBars({
      id: 'repairs-by-rule',
      labels: shown.map((r) => ruleWords(r.rule, r.field)),
      series: series.filter((s, i) => i < 3 || s.values.some((n) => n > 0)),
    }),
    numbers: {
      caption: 'Repairs by rule and field',
      columns: [
        { label: 'Rule' },
        ...['Put right', 'Suggested', 'Beyond repair', 'Revoked', 'Taken back', 'Not followed'].map((label) => ({
          label,
          numeric: true,
        })),
        { label: 'Its name' },
      ],
      rows: rules.map((r) => [
        ruleWords(r.rule, r.field),
        ...OUTCOMES.map((outcome) => formatCount(r[outcome])),
        html`<code>${r.rule}</code>`,
      ]),
    },
  })
}

/** How many addresses were put right to each domain. */
function usersByDomain(data: ReportData): ReadonlyMap<string, number> {
  const users = new Map<string, number>()
  for (const fix of data.domainFixes) users.set(fix.after, (users.get(fix.after) ?? 0) + fix.n)
  return users
}

function domainTable(data: ReportData, users: ReadonlyMap<string, number>): Html | null {
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

function sumByRule(data: ReportData): RuleSum[] {
  const sums = new Map<string, RuleSum>()
  for (const c of data.changes) {
    const key = `${c.rule} ${c.field}`
    const sum = sums.get(key) ?? { rule: c.rule, field: c.field, ...NOTHING }
    if (isOutcome(c.decision)) sum[c.decision] += c.n
    sums.set(key, sum)
  }
  return [...sums.values()].sort(
    (l, r) => sizeOf(r) - sizeOf(l) || (`${l.rule} ${l.field}` < `${r.rule} ${r.field}` ? -1 : 1),
  )
}

const NOTHING: Record<Outcome, number> = { repaired: 0, review: 0, invalid: 0, revoked: 0, undone: 0, dismissed: 0 }
const isOutcome = (text: string): text is Outcome => (OUTCOMES as readonly string[]).includes(text)
const setAside = (r: RuleSum): number => r.revoked + r.undone + r.dismissed
const sizeOf = (r: RuleSum): number => r.repaired + r.review + r.invalid + setAside(r)
