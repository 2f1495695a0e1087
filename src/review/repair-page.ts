/** One suggestion: is it to be followed, left, or is something else right? */

import { type Html, html } from '../html/escape.ts'
import { formatCount, formatPercent } from '../html/numbers.ts'
import { dataTable } from '../html/table.ts'
import { CLEAN_FIELDS } from '../record/fields.ts'
import { plainWords, ruleWords } from '../report/wording.ts'
import type { QueuedRepair } from '../store/repair-queue.ts'
import type { ReviewRecord } from '../store/review-records.ts'
import { differenceOf } from './compare-values.ts'
import { query } from './links.ts'
import { hidden } from './pair-page.ts'

export interface RepairWhere {
  readonly source: string | null
  readonly rule: string | null
}

export interface RepairsView {
  readonly where: RepairWhere
  readonly sources: readonly string[]
  readonly rules: readonly string[]
  readonly total: number
  readonly open: number
  readonly formToken: string
  /** The one decided a moment ago. */
  readonly did: QueuedRepair | null
}

export const repairsHref = (where: RepairWhere, at: number, did: number | null = null): string =>
  `/repairs?${query({ ...where, at, did })}`
export const repairHref = (where: RepairWhere, place: number): string => `/repairs?${query({ ...where, place })}`

/** Not for numbers: what is known of a number stays with it. */
export const mayBeReplaced = (field: string): boolean => field !== 'phone' && field !== 'mobile'

export function repairPage(view: RepairsView, repair: QueuedRepair | null, record: ReviewRecord | null): Html {
  return html`${toolbar(view)}${justDecided(view)}${
    repair === null || record === null ? allDone(view) : question(view, repair, record)
  }`
}

function toolbar({ where, sources, rules, total, open }: RepairsView): Html {
  return html`<p class="lead">What repair suggests and does not dare. Until you decide, what was given stands.</p>
<progress max="${Math.max(1, total)}" value="${total - open}" aria-label="Decided"></progress>
<div class="row"><p class="small">${formatCount(total - open)} of ${formatCount(total)} decided</p>
<form class="row push" method="get" action="/repairs">${choice('Rule', 'rule', rules, where.rule)}${choice('Source', 'source', sources, where.source)}
<noscript><button>Show</button></noscript></form></div>
`
}

function choice(label: string, name: string, names: readonly string[], chosen: string | null): Html {
  const options = names.map(
    (one) => html`<option value="${one}"${one === chosen ? html` selected` : null}>${one}</option>`,
  )
  return html`<label class="small">${label} <select name="${name}" data-at-once><option value="">all</option>${options}</select></label>`
}

function justDecided({ where, did, formToken }: RepairsView): Html | null {
  if (did === null || did.decision === null) return null
  return html`<div class="done row"><p role="status">${outcomeWords(did)}: noted.</p><form class="push" method="post" action="/repairs/undo">${hidden({ form: formToken, ...where, place: did.place, id: did.id })}<button data-key="u">Undo<kbd>u</kbd></button></form></div>
`
}

function outcomeWords({ decision, value }: QueuedRepair): string {
  if (decision === 'undo') return 'Kept as given'
  return value === null ? 'Suggestion followed' : 'Replaced by another value'
}

function allDone({ where, total }: RepairsView): Html {
  if (total === 0)
    return html`<h1 class="question">Nothing to decide here</h1><p>The last run suggested nothing of this kind.</p>`
  return html`<h1 class="question">Nothing is left from here on</h1>
<p>Decisions count from the next <code>goldpan run</code> on. <a href="${repairsHref(where, 0)}">From the beginning</a> you see what you skipped.</p>`
}

function question({ where, formToken }: RepairsView, repair: QueuedRepair, record: ReviewRecord): Html {
  const { field, before, after, rule, confidence, evidence, place, id, decision } = repair
  const fields = { form: formToken, ...where, place, id, seen: decision ?? '' }
  const other = mayBeReplaced(field)
    ? html`<form class="row other" method="post" action="/repairs/decide">${hidden({ ...fields, answer: 'other' })}<label class="small grow">Something else <input type="text" name="value" data-key="o" maxlength="200" autocomplete="off" spellcheck="false" required></label><button>Put that<kbd>o</kbd></button></form>`
    : null
  return html`<h1 class="question">Is this ${plainWords(field)} right?</h1>
<p>${ruleWords(rule, field)}, ${formatPercent(confidence, 0)} sure: ${evidence}.${decision === null ? null : html` <strong>Decided: ${outcomeWords(repair).toLowerCase()}.</strong>`}</p>
<section class="card"><table><caption><bdi>${record.source}:${record.recordId}</bdi></caption>
<tbody>${suggestion(before, after)}</tbody></table></section>
${other}<div class="actions"><form method="post" action="/repairs/decide">${hidden(fields)}${
    after === '' || !mayBeReplaced(field)
      ? null
      : html`<button class="primary" name="answer" value="accept" data-key="y">Follow it<kbd>y</kbd></button>`
  }<button name="answer" value="keep" data-key="n">Keep as given<kbd>n</kbd></button></form><a class="button" href="${repairsHref(where, place + 1)}" data-key="s">Skip<kbd>s</kbd></a></div>
${wholeRecord(record)}`
}

function suggestion(before: string, after: string): Html {
  const given = html`<tr><th scope="row">Given</th><td>`
  if (after === '')
    return html`${given}<bdi>${before}</bdi></td></tr><tr><th scope="row">Suggested</th><td><span class="none">nothing certain</span></td></tr>`
  const d = differenceOf(before, after)
  const one = (own: string) => html`<bdi>${d.before}${own === '' ? null : html`<mark>${own}</mark>`}${d.after}</bdi>`
  return html`${given}${one(d.l)}</td></tr><tr><th scope="row">Suggested</th><td>${one(d.r)}</td></tr>`
}

function wholeRecord({ fields, source, recordId }: ReviewRecord): Html | null {
  return dataTable({
    caption: `The record as it is used now: ${source}:${recordId}`,
    columns: [{ label: 'Field' }, { label: 'Value' }],
    rows: CLEAN_FIELDS.flatMap((field) => (fields[field] === null ? [] : [[plainWords(field), fields[field]]])),
  })
}
