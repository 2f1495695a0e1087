/** Segments: how close people are to the business, by state, activity, recency and RFM. */

import { compareText } from '../../base/order.ts'
import { horizontalBars, verticalBars } from '../../html/bar-chart.ts'
import { INK } from '../../html/chart.ts'
import { type Html, html } from '../../html/escape.ts'
import { figure } from '../../html/figure.ts'
import { heatTable } from '../../html/heat-table.ts'
import { formatCount, formatMoney, formatNumberOf, formatShare } from '../../html/numbers.ts'
import type { PageSection } from '../../html/page.ts'
import { dataTable } from '../../html/table.ts'
import { lapseFigure } from '../figures/lapse-figure.ts'
import type { ReportData } from '../report-data.ts'
import { brandWords, changeWords, plainWords, STATE_ORDER, stateWords } from '../wording.ts'

const STATE_INKS: Readonly<Record<string, string>> = {
  active: INK.green,
  contract_running: INK.teal,
  new: INK.blue,
  slipping: INK.gold,
  lapsed: INK.clay,
  lost: INK.plum,
  never_active: INK.sand,
  prospect: INK.grey,
}
const TRACKS_SHOWN = 16
const MONTHS_SHOWN = 36

export function segmentSection(data: ReportData): PageSection {
  return { id: 'segments', title: 'How close people are', short: 'Segments', body: body(data) }
}

function body(data: ReportData): Html {
  const states = inOrder(data.segments.states)
  if (states.length === 0) return html`<p class="lead">There is nothing yet to tell customers’ states from.</p>`
  const of = (state: string) => states.find((s) => s.state === state)?.n ?? 0
  const all = states.reduce((sum, s) => sum + s.n, 0)
  const lapsed = of('lapsed') + of('lost')
  return html`<p class="lead">${formatCount(of('active') + of('contract_running') + of('new'))} people are active or bound by a contract, ${formatCount(
    of('slipping'),
  )} are slipping, ${formatCount(lapsed)} have lapsed (${formatShare(lapsed, all)}), and ${formatCount(
    of('never_active'),
  )} have an account that they never used. Lapsed means silent for longer than this business’s own purchase cycle explains, not for a fixed number of days.</p>
${figure({
  title: 'People by state',
  sentence: 'From the closest customers at the top to people with no relation yet at the bottom.',
  chart: horizontalBars({
    id: 'states',
    labels: states.map((s) => plainWords(s.state)),
    series: [{ name: 'people', ink: INK.gold, values: states.map((s) => s.n) }],
    format: formatCount,
  }),
  numbers: {
    caption: 'People by state',
    columns: [
      { label: 'State' },
      { label: 'People', numeric: true },
      { label: 'Customers', numeric: true },
      { label: 'Spent so far', numeric: true },
      { label: 'Expected value', numeric: true },
    ],
    rows: states.map((s) => [
      stateWords(s.state),
      formatCount(s.n),
      formatCount(s.customers),
      formatMoney(s.monetary_minor, data.currency),
      s.expected_value_minor === null ? '–' : formatMoney(s.expected_value_minor, data.currency),
    ]),
  },
})}${movementTable(data)}${valueFigure(data)}${trackFigure(data)}${lapseFigure(data)}${recencyFigure(data)}${rfmTable(data)}${behaviourTable(data)}`
}

/** The retention trigger. */
function movementTable(data: ReportData): Html | null {
  return dataTable({
    caption: 'What changed since the last run of an earlier day',
    columns: [{ label: 'Change' }, { label: 'Before' }, { label: 'Now' }, { label: 'People', numeric: true }],
    rows: data.movements.map((m) => [changeWords(m.change), plainWords(m.before), plainWords(m.now), formatCount(m.n)]),
    note: 'Person by person in changes.csv.',
  })
}

function valueFigure(data: ReportData): Html | null {
  const states = inOrder(data.segments.states).filter((s) => s.customers > 0)
  const values = states.map((s) => s.expected_value_minor ?? 0)
  if (values.every((value) => value === 0)) return null
  return figure({
    title: 'What they will bring as they are',
    sentence:
      'Revenue expected of each group within the horizon if nobody is contacted, from how often and for how much its people bought.',
    chart: horizontalBars({
      id: 'value',
      labels: states.map((s) => plainWords(s.state)),
      series: [{ name: 'expected revenue', ink: INK.green, values: values.map((v) => v / 100) }],
      format: (value) => formatMoney(value * 100, data.currency),
    }),
    numbers: {
      caption: 'Revenue by state',
      columns: [
        { label: 'State' },
        { label: 'Customers', numeric: true },
        { label: 'Spent so far', numeric: true },
        { label: 'a head', numeric: true },
        { label: 'Expected', numeric: true },
        { label: 'a head', numeric: true },
      ],
      rows: states.map((s) => [
        plainWords(s.state),
        formatCount(s.customers),
        formatMoney(s.monetary_minor, data.currency),
        formatMoney(s.monetary_minor / s.customers, data.currency),
        formatMoney(s.expected_value_minor ?? 0, data.currency),
        formatMoney((s.expected_value_minor ?? 0) / s.customers, data.currency),
      ]),
    },
  })
}

function trackFigure(data: ReportData): Html | null {
  const tracks = new Map<string, Map<string, number>>()
  for (const a of data.segments.activities) {
    const key = `${brandWords(a.brand)} · ${plainWords(a.activity)}`
    const track = tracks.get(key) ?? new Map<string, number>()
    track.set(a.state, (track.get(a.state) ?? 0) + a.n)
    tracks.set(key, track)
  }
  const size = (track: ReadonlyMap<string, number>) => [...track.values()].reduce((l, r) => l + r, 0)
  const shown = [...tracks].sort(([lk, l], [rk, r]) => size(r) - size(l) || compareText(lk, rk)).slice(0, TRACKS_SHOWN)
  if (shown.length === 0) return null
  const states = inOrder([...new Set(shown.flatMap(([, t]) => [...t.keys()]))].map((state) => ({ state })))
  return figure({
    title: 'By brand and activity',
    sentence:
      'For each brand and kind of activity, the share of its people in each state; a person can be active in one and lapsed in another.',
    chart: horizontalBars({
      id: 'activities',
      labels: shown.map(([label]) => label),
      asShares: true,
      series: states.map(({ state }) => ({
        name: plainWords(state),
        ink: STATE_INKS[state] ?? INK.grey,
        values: shown.map(([, t]) => t.get(state) ?? 0),
      })),
    }),
    numbers: {
      caption: 'People by brand, activity and state',
      columns: [
        { label: 'Brand and activity' },
        ...states.map(({ state }) => ({ label: plainWords(state), numeric: true })),
      ],
      rows: shown.map(([label, t]) => [label, ...states.map(({ state }) => formatCount(t.get(state) ?? 0))]),
    },
  })
}

function recencyFigure(data: ReportData): Html | null {
  const counts = data.segments.recency
  if (counts.length === 0) return null
  const last = Math.min(MONTHS_SHOWN, Math.max(...counts.map((c) => c.months)))
  const months = Array.from({ length: last + 1 }, (_, i) => i)
  const labels = months.map((m) => (m === MONTHS_SHOWN ? `${m}+` : String(m)))
  const values = months.map((m) =>
    counts
      .filter((c) => (m === MONTHS_SHOWN ? c.months >= m : Math.max(0, c.months) === m))
      .reduce((sum, c) => sum + c.n, 0),
  )
  return figure({
    title: 'How long ago',
    sentence: 'People by months (of 30 days) since they were last active.',
    chart: verticalBars({
      id: 'recency',
      labels,
      series: [{ name: 'people', ink: INK.blue, values }],
      xName: 'months since the last activity',
    }),
    numbers: {
      caption: 'People by months since their last activity',
      columns: [{ label: 'Months' }, { label: 'People', numeric: true }],
      rows: labels.map((label, i) => [label, formatCount(values[i] ?? 0)]),
    },
  })
}

function rfmTable(data: ReportData): Html | null {
  const cells = data.segments.rfm
  if (cells.length === 0) return null
  const most = Math.max(...cells.map((c) => c.n))
  const scores = [1, 2, 3, 4, 5]
  return html`<h3>Recency and frequency</h3>
<p>Each cell is the number of customers with this recency score (5 = most recent) and frequency score (5 = most often), and what they spent on average; the best customers are at the top right, the best win-back candidates at the bottom right.</p>
${heatTable({
  caption: 'Customers by recency and frequency score',
  corner: 'R ↓  F →',
  columns: scores.map((f) => `F ${f}`),
  rows: [...scores].reverse().map((r) => ({
    label: `R ${r}`,
    cells: scores.map((f) => {
      const cell = cells.find((c) => c.r === r && c.f === f)
      if (cell === undefined) return { text: '–', heat: 0 }
      return {
        text: formatCount(cell.n),
        detail: `ø ${formatMoney(cell.monetary_minor / cell.n, data.currency)}`,
        heat: Math.sqrt(cell.n / most),
      }
    }),
  })),
})}`
}

function behaviourTable(data: ReportData): Html | null {
  return dataTable({
    caption: 'How people behaved before they lapsed',
    columns: [{ label: 'Behaviour' }, { label: 'State now' }, { label: 'People', numeric: true }],
    rows: data.segments.behaviours
      .slice(0, 20)
      .map((b) => [plainWords(b.behaviour), plainWords(b.state), formatCount(b.n)]),
  })
}

function inOrder<T extends { readonly state: string }>(states: readonly T[]): T[] {
  const rank = (s: T) => (STATE_ORDER.includes(s.state) ? STATE_ORDER.indexOf(s.state) : STATE_ORDER.length)
  return [...states].sort((l, r) => rank(l) - rank(r) || compareText(l.state, r.state))
}

/** People whom a win-back offer could concern, in words, for the headline. */
export function lapsedPeople(data: ReportData): string | null {
  const n = data.segments.states
    .filter((s) => s.state === 'lapsed' || s.state === 'lost')
    .reduce((sum, s) => sum + s.n, 0)
  return n > 0 ? formatNumberOf(n, 'person', 'people') : null
}
