/** Who is left out of the plan, and who may not have which offer, each with the reason. */

import { compareText } from '../../base/order.ts'
import { type Html, html } from '../../html/escape.ts'
import { formatCount } from '../../html/numbers.ts'
import { dataTable } from '../../html/table.ts'
import type { ReportData } from '../report-data.ts'
import { plainWords, reasonWords } from '../wording.ts'

const REASONS_SHOWN = 20
const WITHHELD_SHOWN = 40

export function reasonTable(data: ReportData): Html | null {
  const counts = new Map<string, number>()
  for (const p of data.plans) if (p.channel === null) counts.set(p.reason, (counts.get(p.reason) ?? 0) + p.n)
  const left = [...counts].sort(([l, a], [r, b]) => b - a || compareText(l, r))
  return dataTable({
    caption: 'Why people are left out',
    columns: [{ label: 'Reason' }, { label: 'People', numeric: true }],
    rows: left.slice(0, REASONS_SHOWN).map(([reason, n]) => [reasonWords(reason), formatCount(n)]),
  })
}

/** Offers that are for a person's segment and still not for them; a person may stand in several lines. */
export function withheldTable(data: ReportData): Html | null {
  const counts = new Map<string, { readonly offer: string; readonly reason: string; n: number }>()
  for (const { offer, reason, people } of data.exclusions) {
    const key = `${offer}\x1f${reason}`
    counts.set(key, { offer, reason, n: people + (counts.get(key)?.n ?? 0) })
  }
  const rows = [...counts.values()].sort(
    (l, r) => compareText(l.offer, r.offer) || r.n - l.n || compareText(l.reason, r.reason),
  )
  if (rows.length === 0) return null
  return html`<details><summary>Who may not have which offer</summary>${dataTable({
    caption: 'Offers withheld, by reason',
    columns: [{ label: 'Offer' }, { label: 'Reason' }, { label: 'People', numeric: true }],
    rows: rows
      .slice(0, WITHHELD_SHOWN)
      .map(({ offer, reason, n }) => [plainWords(offer), reasonWords(reason), formatCount(n)]),
    note: 'Of the people whose state an offer is made for. plan.csv says it person by person.',
  })}</details>`
}
