/** Pages that list: a queue, and what was decided. */

import { type Html, html } from '../html/escape.ts'
import { formatCount, formatPercent } from '../html/numbers.ts'
import { dataTable } from '../html/table.ts'
import type { DecidedPair } from '../store/review-decisions.ts'
import type { QueuedPair } from '../store/review-queue.ts'
import type { PersonBrief } from '../store/review-records.ts'
import { listHref, PAIR_QUEUES, pairsHref, placeHref, type Where } from './links.ts'
import { hidden } from './pair-page.ts'

export const ROWS_A_PAGE = 50

export interface ListedPair extends QueuedPair {
  readonly l: PersonBrief
  readonly r: PersonBrief
}

export function listPage(where: Where, rows: readonly ListedPair[], page: number, total: number): Html {
  const table = dataTable({
    caption: `${PAIR_QUEUES[where.queue].label}: ${formatCount(total)}, the most valuable first`,
    columns: [
      { label: 'One' },
      { label: 'The other' },
      { label: 'Likely one person', numeric: true },
      { label: 'Records', numeric: true },
      { label: 'Closed on suspicion', numeric: true },
      { label: '' },
    ],
    rows: rows.map((row) => [
      row.l.name,
      row.r.name,
      formatPercent(row.probability),
      formatCount(row.size),
      row.suspected === 0 ? '' : formatCount(row.suspected),
      html`<a class="button" href="${placeHref(where, row.place)}">${row.decision === null ? 'Look' : row.decision === 'same' ? 'One person' : 'Two people'}</a>`,
    ]),
  })
  return html`<div class="row"><a class="button" href="${pairsHref(where, 0)}">One by one</a></div>
${table ?? html`<p>Nothing here.</p>`}${pager((to) => listHref(where, to), page, total)}`
}

export function decisionsPage(rows: readonly DecidedPair[], page: number, total: number, formToken: string): Html {
  const table = dataTable({
    caption: `${formatCount(total)} decided, the latest first`,
    columns: [
      { label: 'One' },
      { label: 'The other' },
      { label: 'Decision' },
      { label: 'By' },
      { label: 'On' },
      { label: '' },
    ],
    rows: rows.map((row) => [
      row.nameL ?? 'no longer there',
      row.nameR ?? 'no longer there',
      row.decision === 'same' ? 'one person' : 'two people',
      row.by ?? '',
      html`<span class="nowrap">${row.at}</span>`,
      html`<form method="post" action="/undo">${hidden({ form: formToken, no: row.no, back: 'decisions' })}<button>Take back</button></form>`,
    ]),
  })
  return html`<p class="lead">Decisions count from the next <code>goldpan run</code> on. They bind until they are taken back; nothing is deleted.</p>
${total === 0 ? null : html`<div class="row"><a class="button" href="/decisions.csv">Save as CSV</a></div>`}
${table ?? html`<p>Nobody has decided anything yet.</p>`}${pager((to) => `/decisions?page=${to}`, page, total)}`
}

function pager(href: (page: number) => string, page: number, total: number): Html | null {
  const pages = Math.ceil(total / ROWS_A_PAGE)
  if (pages < 2) return null
  return html`<p class="pager">${page > 0 ? html`<a class="button" href="${href(page - 1)}">Back</a>` : null}<span class="small">${formatCount(page + 1)} of ${formatCount(pages)}</span>${
    page + 1 < pages ? html`<a class="button" href="${href(page + 1)}">More</a>` : null
  }</p>`
}
