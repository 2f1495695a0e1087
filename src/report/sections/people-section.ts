/** Who is who: people, duplicates within and across sources, and how sure the matching is. */

import { horizontalBars } from '../../html/bar-chart.ts'
import { INK } from '../../html/chart.ts'
import { type Html, html } from '../../html/escape.ts'
import { figure } from '../../html/figure.ts'
import { heatTable } from '../../html/heat-table.ts'
import { formatCount, formatNumberOf, formatShare } from '../../html/numbers.ts'
import type { PageSection } from '../../html/page.ts'
import type { ReportData } from '../report-data.ts'

const COMBINATIONS_SHOWN = 12
const MATRIX_LIMIT = 10

export function peopleSection(data: ReportData): PageSection {
  return { id: 'people', title: 'Who is who', short: 'People', body: body(data) }
}

function body(data: ReportData): Html {
  const { people: total, records, households, possibleMatches } = data.people
  const within = data.sources.reduce((sum, s) => sum + s.records - s.people, 0)
  const across = records - total - within
  const shared = data.people.combinations.filter((c) => c.sources.length > 1).reduce((sum, c) => sum + c.people, 0)
  return html`<p class="lead">${formatNumberOf(records, 'record belongs', 'records belong')} to ${formatNumberOf(
    total,
    'person',
    'people',
  )}: ${formatNumberOf(within, 'record repeats', 'records repeat')} someone within the same source, ${formatNumberOf(
    across,
    'repeats',
    'repeat',
  )} someone across sources. ${formatNumberOf(shared, 'person is', 'people are')} known to more than one source (${formatShare(
    shared,
    total,
  )}).${
    possibleMatches > 0
      ? ` ${formatNumberOf(possibleMatches, 'pair of people', 'pairs of people')} may be one person; they are kept apart, but an opt-out of one also protects the other.`
      : ''
  }${
    households.households > 0
      ? ` ${formatNumberOf(households.people, 'person shares', 'people share')} ${formatNumberOf(
          households.households,
          'household',
          'households',
        )} with someone else in the data.`
      : ''
  }</p>
${combinationFigure(data)}${overlapTable(data)}${sizeFigure(data)}`
}

function combinationFigure(data: ReportData): Html | null {
  const all = data.people.combinations
  if (all.length < 2) return null
  const shown = all.slice(0, COMBINATIONS_SHOWN)
  const rest = all.slice(COMBINATIONS_SHOWN).reduce((sum, c) => sum + c.people, 0)
  const labels = [...shown.map((c) => c.sources.join(' + ')), ...(rest > 0 ? ['all other combinations'] : [])]
  const values = [...shown.map((c) => c.people), ...(rest > 0 ? [rest] : [])]
  return figure({
    title: 'Where people are known',
    sentence: 'Each bar is the number of people found in exactly these sources and no other.',
    chart: horizontalBars({
      id: 'combinations',
      labels,
      series: [{ name: 'people', ink: INK.gold, values }],
      format: formatCount,
    }),
    numbers: {
      caption: 'People by the sources that know them',
      columns: [{ label: 'Sources' }, { label: 'People', numeric: true }, { label: 'Share', numeric: true }],
      rows: all
        .slice(0, 100)
        .map((c) => [c.sources.join(' + '), formatCount(c.people), formatShare(c.people, data.people.people)]),
    },
  })
}

function overlapTable(data: ReportData): Html | null {
  const known = data.sources.filter((s) => s.records > 0)
  if (known.length < 2 || known.length > MATRIX_LIMIT) return null
  const names = known.map((s) => s.name)
  const overlap = (l: string, r: string) =>
    data.people.combinations
      .filter((c) => c.sources.includes(l) && c.sources.includes(r))
      .reduce((sum, c) => sum + c.people, 0)
  return html`<p>The grid says how many people two sources have in common, and what share of the row’s people that is.</p>
${heatTable({
  caption: 'Overlap between sources, in people',
  corner: 'also in →',
  columns: names,
  rows: known.map((row) => ({
    label: row.name,
    cells: names.map((column) => {
      const n = overlap(row.name, column)
      if (column === row.name) return { text: formatCount(n), detail: 'all', heat: 0 }
      return { text: formatCount(n), detail: formatShare(n, row.people), heat: row.people > 0 ? n / row.people : 0 }
    }),
  })),
})}`
}

const SIZE_STEPS: readonly { readonly label: string; readonly from: number; readonly to: number }[] = [
  { label: '1', from: 1, to: 1 },
  { label: '2', from: 2, to: 2 },
  { label: '3', from: 3, to: 3 },
  { label: '4', from: 4, to: 4 },
  { label: '5', from: 5, to: 5 },
  { label: '6–9', from: 6, to: 9 },
  { label: '10–19', from: 10, to: 19 },
  { label: '20+', from: 20, to: Number.POSITIVE_INFINITY },
]

function sizeFigure(data: ReportData): Html | null {
  const steps = SIZE_STEPS.map((s) => ({
    ...s,
    n: data.people.sizes.filter((c) => c.size >= s.from && c.size <= s.to).reduce((sum, c) => sum + c.n, 0),
  }))
  const last = steps.findLastIndex((s) => s.n > 0)
  if (last < 1) return null
  const shown = steps.slice(0, last + 1)
  return figure({
    title: 'Records per person',
    sentence: 'How many records were found to be the same person; a long tail to the right deserves a look.',
    chart: horizontalBars({
      id: 'cluster-sizes',
      labels: shown.map((s) => (s.label === '1' ? '1 record' : `${s.label} records`)),
      series: [{ name: 'people', ink: INK.blue, values: shown.map((s) => s.n) }],
      format: formatCount,
    }),
    numbers: {
      caption: 'People by their number of records',
      columns: [{ label: 'Records' }, { label: 'People', numeric: true }],
      rows: data.people.sizes.slice(0, 100).map((s) => [formatCount(s.size), formatCount(s.n)]),
    },
  })
}
