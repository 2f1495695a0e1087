/** What was read: sources, rows, and what was set aside. */

import { type Html, html } from '../../html/escape.ts'
import { formatCount, formatNumberOf } from '../../html/numbers.ts'
import type { PageSection } from '../../html/page.ts'
import { dataTable } from '../../html/table.ts'
import type { ReportData } from '../report-data.ts'
import { brandWords, listWords, plainWords } from '../wording.ts'

const REASONS_SHOWN = 12

export function readSection(data: ReportData): PageSection {
  return { id: 'read', title: 'What was read', short: 'Read', body: body(data) }
}

function body(data: ReportData): Html {
  const rows = sum(data.sources.map((s) => s.rows))
  const rejected = sum(data.sources.map((s) => s.rejected))
  const events = data.events.filter((e) => e.n > 0).map((e) => formatNumberOf(e.n, e.kind, plural(e.kind)))
  const facts = sum(data.facts.map((f) => f.n))
  const sentences = [
    `${formatNumberOf(rows, 'row', 'rows')} came from ${formatNumberOf(data.sources.length, 'source', 'sources')}${
      events.length > 0 ? `, among them ${listWords(events)}` : ''
    }.`,
    facts > 0
      ? `${formatNumberOf(facts, 'fact', 'facts')} about opt-outs, consents and bounces were kept, each with its place.`
      : null,
    rejected === 0
      ? 'Every row could be read.'
      : `${formatNumberOf(rejected, 'row', 'rows')} could not be read: quarantine.csv says which and why; nothing was dropped in silence.`,
  ]
  return html`<p class="lead">${sentences.filter((s) => s !== null).join(' ')}</p>
${dataTable({
  caption: 'Sources',
  columns: [
    { label: 'Source' },
    { label: 'Kind' },
    { label: 'Brand' },
    { label: 'Rows', numeric: true },
    { label: 'People', numeric: true },
    { label: 'Set aside', numeric: true },
  ],
  rows: data.sources.map((s) => [
    s.name,
    s.format ? `${plainWords(s.role)} (${s.format})` : plainWords(s.role),
    brandWords(s.brand),
    formatCount(s.rows),
    s.records > 0 ? formatCount(s.people) : '',
    formatCount(s.rejected),
  ]),
})}${dataTable({
  caption: 'Why rows were set aside',
  columns: [{ label: 'Reason' }, { label: 'Source' }, { label: 'Rows', numeric: true }],
  rows: data.rejects.slice(0, REASONS_SHOWN).map((r) => [r.reason, r.source, formatCount(r.n)]),
  ...(data.rejects.length > REASONS_SHOWN ? { note: 'The most frequent ones; quarantine.csv holds every row.' } : {}),
})}${dataTable({
  caption: 'Facts that decide who may be contacted',
  columns: [{ label: 'Fact' }, { label: 'How many', numeric: true }],
  rows: data.facts.map((f) => [plainWords(f.kind), formatCount(f.n)]),
})}`
}

const plural = (kind: string): string => (kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`)
const sum = (values: readonly number[]): number => values.reduce((l, r) => l + r, 0)
