/** The money page: what each mailing is expected to bring, how uncertain that is, and the verdict. */

import { compareText } from '../../base/order.ts'
import { INK } from '../../html/chart.ts'
import { type Html, html } from '../../html/escape.ts'
import { figure } from '../../html/figure.ts'
import { intervalChart } from '../../html/interval-chart.ts'
import { formatCount, formatMoney, formatNumberOf, formatPercent, formatShort } from '../../html/numbers.ts'
import type { PageSection } from '../../html/page.ts'
import { dataTable } from '../../html/table.ts'
import type { MoneyRow } from '../../store/plan-tables.ts'
import type { ReportData } from '../report-data.ts'
import { channelWords, outcomeWords, plainWords, verdictWords } from '../wording.ts'
import { reasonTable, withheldTable } from './left-out.ts'

const DRAWN = 14
/** Lines of the table that stand open. */
const LISTED = 12
const VERDICT_INKS: Readonly<Record<string, string>> = { do: INK.green, dont: INK.clay, test: INK.gold }
const VERDICT_RANKS: readonly string[] = ['do', 'test', 'dont']

export function moneySection(data: ReportData): PageSection {
  return { id: 'money', title: 'What it is worth', short: 'Money', body: body(data) }
}

/** `lapsed by letter: win back`. */
export const moneyLabel = (m: MoneyRow): string => `${plainWords(m.segment)} · ${channelWords(m.channel)} · ${m.offer}`

/** What the plan uses first, then what would pay, by net; then what does not, the largest groups first. */
export function sortedMoney(data: ReportData): MoneyRow[] {
  const rank = (m: MoneyRow) => {
    const verdict = VERDICT_RANKS.includes(m.verdict) ? VERDICT_RANKS.indexOf(m.verdict) : 3
    return m.outcome === 'planned' || verdict >= 2 ? verdict : 1.5
  }
  const size = (m: MoneyRow) => (m.verdict === 'dont' ? m.people : m.net_minor)
  return [...data.money].sort(
    (l, r) => rank(l) - rank(r) || size(r) - size(l) || compareText(moneyLabel(l), moneyLabel(r)),
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

const costOf = (m: MoneyRow): number => m.fixed_cost_minor + m.variable_cost_minor
const spreadOf = (m: MoneyRow): number => m.net_high_minor - m.net_low_minor

/** Lines that can be seen beside the longest one, whether they pay or not. */
function drawn(rows: readonly MoneyRow[]): MoneyRow[] {
  const longest = Math.max(...rows.map(spreadOf))
  return rows.filter((m) => spreadOf(m) >= longest / 50).slice(0, DRAWN)
}

function body(data: ReportData): Html {
  const rows = sortedMoney(data)
  if (rows.length === 0 && data.plans.length === 0) {
    return html`<p class="lead">Nothing was planned: there are no offers, or nobody they fit.</p>`
  }
  return html`${lead(data)}${rows.length > 0 ? netFigure(rows, data) : null}${moneyTable(
    data,
    'Segment by channel and offer',
    rows.slice(0, LISTED),
    rows,
  )}${
    rows.length > LISTED
      ? html`<details><summary>${formatCount(rows.length - LISTED)} more, with less to gain</summary>${moneyTable(
          data,
          'Segment by channel and offer, continued',
          rows.slice(LISTED),
          rows,
        )}</details>`
      : null
  }${costTable(data, rows)}${reasonTable(data)}${withheldTable(data)}`
}

function lead(data: ReportData): Html {
  const plan = planTotals(data)
  const planned = data.money.filter((m) => m.outcome === 'planned')
  const spent = planned.reduce((sum, m) => sum + costOf(m), 0)
  const elsewhere = planned.reduce((sum, m) => sum + m.acquisition_net_minor, 0)
  const control = planned.reduce((sum, m) => sum + m.control_cost_minor, 0)
  const money = (minor: number) => formatMoney(minor, data.currency)
  return html`<p class="lead">Only the response that contacting adds counts: people who would have bought anyway are no gain. ${
    plan.treated > 0
      ? `The plan contacts ${formatNumberOf(plan.treated, 'person', 'people')} and keeps ${formatCount(
          plan.control,
        )} as a control group to measure against. It costs ${money(spent)} if everybody is contacted, and is expected to bring ${money(
          planned.reduce((sum, m) => sum + m.net_minor, 0),
        )} net; holding the control group out costs ${money(control)} of that, and is what makes the result known. The same money spent on winning new customers would bring ${money(elsewhere)} net.`
      : 'The plan contacts nobody: nothing pays on what is known today. The table says from how many people on, or from which added response, it would.'
  } Other budgets, costs and responses: <code>goldpan whatif</code>.</p>
`
}

function moneyTable(
  data: ReportData,
  caption: string,
  listed: readonly MoneyRow[],
  all: readonly MoneyRow[],
): Html | null {
  const money = (minor: number) => formatMoney(minor, data.currency)
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
      verdict(m, money),
      people(m),
      money(costOf(m)),
      html`${formatPercent(m.lift, 2)}<br><span class="small">${(100 * m.lift_low).toFixed(2)}–${formatPercent(m.lift_high, 2)}</span>`,
      html`${formatPercent(m.break_even, 2)}${
        m.outcome === 'planned' || m.pays_from === null
          ? null
          : html`<br><span class="small">from ${formatCount(m.pays_from)}</span>`
      }`,
      html`${money(m.net_minor)}<br><span class="small">${formatShort(m.net_low_minor / 100)} to ${formatShort(m.net_high_minor / 100)}</span>`,
      formatPercent(m.chance_of_loss, 0),
    ]),
    note: `Small figures under response and net are 95 % intervals. Added response from ${sources(all)}; break-even is the added response at which the cost comes back, and under it the number of people from which the design does.`,
  })
}

function people(m: MoneyRow): Html {
  return m.outcome === 'planned' && m.planned_people < m.people
    ? html`${formatCount(m.planned_people)}<br><span class="small">of ${formatCount(m.people)}</span>`
    : html`${formatCount(m.people)}`
}

function netFigure(rows: readonly MoneyRow[], data: ReportData): Html {
  const shown = drawn(rows)
  const short = (m: MoneyRow) => `${plainWords(m.segment)} · ${channelWords(m.channel)}`
  const shorts = shown.map(short)
  return figure({
    title: 'Expected net, and how sure it is',
    sentence:
      'The dot is the expected net; the line is where it falls in 95 cases of a hundred; left of the zero line money is lost.',
    chart: intervalChart(
      'money-net',
      shown.map((m) => ({
        // Long labels are cut at their end: what tells two of them apart comes first.
        label: shorts.filter((text) => text === short(m)).length === 1 ? short(m) : `${m.offer} · ${short(m)}`,
        low: m.net_low_minor / 100,
        best: m.net_minor / 100,
        high: m.net_high_minor / 100,
        // What would pay and is not used stands back.
        ink: (m.outcome === 'planned' || m.verdict === 'dont' ? VERDICT_INKS[m.verdict] : null) ?? INK.grey,
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
      ],
      rows: shown.map((m) => [
        moneyLabel(m),
        ...[m.net_low_minor, m.net_minor, m.net_high_minor].map((v) => formatMoney(v, data.currency)),
      ]),
    },
  })
}

/** Where the cost goes, what measuring costs, and what else the money could do. */
function costTable(data: ReportData, rows: readonly MoneyRow[]): Html | null {
  const money = (minor: number) => formatMoney(minor, data.currency)
  return html`<details><summary>Where the cost goes, and what else the money could do</summary>${dataTable({
    caption: 'Costs by part, the control group, and the same money spent on new customers',
    columns: [
      { label: 'Segment, channel, offer' },
      { label: 'Cleaning', numeric: true },
      { label: 'Making', numeric: true },
      { label: 'Sending', numeric: true },
      { label: 'Design', numeric: true },
      { label: 'Margin of a response', numeric: true },
      { label: 'Control group', numeric: true },
      { label: 'New customers instead', numeric: true },
    ],
    rows: rows
      .slice(0, 2 * LISTED)
      .map((m) => [
        html`<span class="wide-cell">${moneyLabel(m)}</span>`,
        money(m.clean_cost_minor),
        money(m.make_cost_minor),
        money(m.send_cost_minor),
        money(m.fixed_cost_minor),
        html`${money(m.margin_minor)}<br><span class="small">by ${m.margin_source === 'purchases' ? 'purchases' : 'the offer'}</span>`,
        money(m.control_cost_minor),
        html`${m.acquired_customers.toFixed(m.acquired_customers < 10 ? 1 : 0)}<br><span class="small">${money(m.acquisition_net_minor)} net</span>`,
      ]),
    note: 'The margin is after the discount given to all takers. Design is paid once per offer and channel and shared by the segments that get it.',
  })}</details>`
}

function verdict(m: MoneyRow, money: (minor: number) => string): Html {
  const known = VERDICT_RANKS.includes(m.verdict) ? m.verdict : ''
  const instead = outcomeWords(m.outcome)
  if (instead !== null) return html`<span class="small nowrap">${instead}</span>`
  const size = m.verdict === 'test' && m.test_size !== null ? ` with ${formatCount(m.test_size)}` : ''
  const risk =
    m.verdict === 'do' && m.risk === 'raised' ? html`<br><span class="small nowrap">at some risk</span>` : null
  return html`<span class="verdict ${known}">${verdictWords(m.verdict)}${size}</span>${risk}${
    m.test_value_minor === null ? null : html`<br><span class="small">worth ${money(m.test_value_minor)}</span>`
  }`
}

function sources(rows: readonly MoneyRow[]): string {
  const names = [...new Set(rows.map((m) => plainWords(m.lift_source)))].sort(compareText)
  return (
    names.map((n) => (n === 'prior' ? 'priors (old figures of the trade, not yours)' : n)).join(' and ') || 'no source'
  )
}
