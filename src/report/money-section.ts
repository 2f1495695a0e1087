/** The money page: what each mailing is expected to bring, how uncertain that is, and the verdict. */

import { compareText } from '../base/order.ts'
import { INK } from '../html/chart.ts'
import { type Html, html } from '../html/escape.ts'
import { figure } from '../html/figure.ts'
import { intervalChart } from '../html/interval-chart.ts'
import { formatCount, formatMoney, formatNumberOf, formatPercent, formatShort } from '../html/numbers.ts'
import type { PageSection } from '../html/page.ts'
import { dataTable } from '../html/table.ts'
import type { MoneyRow } from '../store/plan-tables.ts'
import type { ReportData } from './report-data.ts'
import { channelWords, plainWords, reasonWords, verdictWords } from './wording.ts'

const DRAWN = 16
/** Lines of the table that stand open. */
const LISTED = 12
const REASONS_SHOWN = 16
const VERDICT_INKS: Readonly<Record<string, string>> = { do: INK.green, dont: INK.clay, test: INK.gold }
const VERDICT_RANKS: readonly string[] = ['do', 'test', 'dont']

export function moneySection(data: ReportData): PageSection {
  return { id: 'money', title: 'What it is worth', short: 'Money', body: body(data) }
}

/** `lapsed by letter: win back`. */
export const moneyLabel = (m: MoneyRow): string => `${plainWords(m.segment)} · ${channelWords(m.channel)} · ${m.offer}`

export function sortedMoney(data: ReportData): MoneyRow[] {
  const rank = (m: MoneyRow) => (VERDICT_RANKS.includes(m.verdict) ? VERDICT_RANKS.indexOf(m.verdict) : 3)
  return [...data.money].sort(
    (l, r) => rank(l) - rank(r) || r.net_minor - l.net_minor || compareText(moneyLabel(l), moneyLabel(r)),
  )
}

/** What the plan sends: people, hold-outs, expected net in minor units. */
export function planTotals(data: ReportData) {
  const sum = (arm: string) =>
    data.plans.filter((p) => p.arm === arm && p.channel !== null).reduce((n, p) => n + p.n, 0)
  const treated = data.plans.filter((p) => p.arm === 'treated')
  return {
    treated: sum('treated'),
    control: sum('control'),
    netMinor: treated.reduce((n, p) => n + (p.expected_net_minor ?? 0), 0),
  }
}

function body(data: ReportData): Html {
  const rows = sortedMoney(data)
  const plan = planTotals(data)
  if (rows.length === 0 && data.plans.length === 0) {
    return html`<p class="lead">Nothing was planned: there are no offers, or nobody they fit.</p>`
  }
  const money = (minor: number) => formatMoney(minor, data.currency)
  return html`<p class="lead">Only the response that contacting adds counts: people who would have bought anyway are no gain. ${
    plan.treated > 0
      ? `The plan contacts ${formatNumberOf(plan.treated, 'person', 'people')}, keeps ${formatCount(
          plan.control,
        )} as a control group to measure against, and expects ${money(plan.netMinor)} net.`
      : 'The plan contacts nobody: nothing pays on what is known today.'
  }</p>
${rows.length > 0 ? netFigure(rows, data) : null}${moneyTable('Segment by channel and offer', rows.slice(0, LISTED))}${
  rows.length > LISTED
    ? html`<details><summary>${formatCount(rows.length - LISTED)} more, with less to gain</summary>${moneyTable(
        'Segment by channel and offer, continued',
        rows.slice(LISTED),
      )}</details>`
    : null
}${reasonTable(data)}`

  function moneyTable(caption: string, listed: readonly MoneyRow[]): Html | null {
    return dataTable({
      caption,
      columns: [
        { label: 'Segment, channel, offer' },
        { label: 'Verdict' },
        { label: 'People', numeric: true },
        { label: 'Cost', numeric: true },
        { label: 'Added response', numeric: true },
        { label: 'Break-even', numeric: true },
        { label: 'Expected net', numeric: true },
        { label: 'Risk of loss', numeric: true },
      ],
      rows: listed.map((m) => [
        html`<span class="wide-cell">${moneyLabel(m)}</span>`,
        verdict(m),
        formatCount(m.people),
        money(m.fixed_cost_minor + m.variable_cost_minor),
        html`${formatPercent(m.lift, 2)}<br><span class="small">${formatPercent(m.lift_low, 2)} to ${formatPercent(m.lift_high, 2)}</span>`,
        formatPercent(m.break_even, 2),
        html`${money(m.net_minor)}<br><span class="small">${money(m.net_low_minor)} to ${money(m.net_high_minor)}</span>`,
        formatPercent(m.chance_of_loss, 0),
      ]),
      note: `Small figures are 90 % intervals. Added response from ${sources(rows)}; break-even is the added response at which the cost comes back.`,
    })
  }
}

function netFigure(rows: readonly MoneyRow[], data: ReportData): Html {
  const shown = rows.slice(0, DRAWN)
  return figure({
    title: 'Expected net, and how sure it is',
    sentence:
      'The dot is the expected net; the line is where it falls in nine cases of ten; left of the zero line money is lost.',
    chart: intervalChart(
      'money-net',
      shown.map((m) => ({
        label: moneyLabel(m),
        low: m.net_low_minor / 100,
        best: m.net_minor / 100,
        high: m.net_high_minor / 100,
        ink: VERDICT_INKS[m.verdict] ?? INK.grey,
      })),
      formatShort,
    ),
    numbers: {
      caption: `Expected net${data.currency === null ? '' : ` in ${data.currency}`}`,
      columns: [
        { label: 'Segment, channel, offer' },
        { label: 'Low', numeric: true },
        { label: 'Expected', numeric: true },
        { label: 'High', numeric: true },
        { label: 'Cost of the control group', numeric: true },
      ],
      rows: rows.map((m) => [
        moneyLabel(m),
        ...[m.net_low_minor, m.net_minor, m.net_high_minor, m.control_cost_minor].map((v) =>
          formatMoney(v, data.currency),
        ),
      ]),
    },
  })
}

function verdict(m: MoneyRow): Html {
  const known = VERDICT_RANKS.includes(m.verdict) ? m.verdict : ''
  const size = m.verdict === 'test' && m.test_size !== null ? ` with ${formatCount(m.test_size)}` : ''
  return html`<span class="verdict ${known}">${verdictWords(m.verdict)}${size}</span>`
}

function sources(rows: readonly MoneyRow[]): string {
  const names = [...new Set(rows.map((m) => plainWords(m.lift_source)))].sort(compareText)
  return names.map((n) => (n === 'prior' ? 'prior knowledge of the trade' : n)).join(' and ') || 'no source'
}

function reasonTable(data: ReportData): Html | null {
  const counts = new Map<string, { planned: boolean; reason: string; n: number }>()
  for (const p of data.plans) {
    const planned = p.channel !== null
    const key = `${planned} ${p.reason}`
    counts.set(key, { planned, reason: p.reason, n: p.n + (counts.get(key)?.n ?? 0) })
  }
  const left = [...counts.values()]
    .filter((c) => !c.planned)
    .sort((l, r) => r.n - l.n || compareText(l.reason, r.reason))
  return dataTable({
    caption: 'Why people are left out',
    columns: [{ label: 'Reason' }, { label: 'People', numeric: true }],
    rows: left.slice(0, REASONS_SHOWN).map((c) => [reasonWords(c.reason), formatCount(c.n)]),
  })
}
