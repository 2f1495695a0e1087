/** One question: are these two records one person, or two? */

import { type Html, html } from '../html/escape.ts'
import { formatCount, formatNumberOf, formatPercent } from '../html/numbers.ts'
import { brandWords, channelWords, listWords } from '../report/wording.ts'
import type { QueuedPair } from '../store/review-queue.ts'
import { listHref, PAIR_QUEUES, pairsHref, type Where } from './links.ts'
import { otherRecords, recordCard, type Side } from './record-card.ts'
import { waterfall } from './waterfall.ts'
import type { WeighedPair } from './weigh-pair.ts'

export interface QueueView {
  readonly where: Where
  readonly sources: readonly string[]
  readonly total: number
  readonly open: number
  readonly formToken: string
  /** What was decided a moment ago, with its number. */
  readonly did: { readonly no: number; readonly decision: string } | null
}

export interface PairView {
  readonly pair: QueuedPair
  readonly l: Side
  readonly r: Side
  readonly weighed: WeighedPair | null
  readonly sureBits: number
}

export function pairPage(view: QueueView, shown: PairView | null): Html {
  return html`${toolbar(view)}${justDecided(view)}${shown === null ? allDone(view) : question(view, shown)}`
}

function toolbar({ where, sources, total, open }: QueueView): Html {
  const options = sources.map(
    (name) => html`<option value="${name}"${name === where.source ? html` selected` : null}>${name}</option>`,
  )
  return html`<p class="lead">${PAIR_QUEUES[where.queue].about}</p>
<progress max="${Math.max(1, total)}" value="${total - open}" aria-label="Decided"></progress>
<div class="row"><p class="small">${formatCount(total - open)} of ${formatCount(total)} decided</p>
<form class="row push" method="get" action="/pairs"><input type="hidden" name="queue" value="${where.queue}">
<label class="small">Source <select name="source" data-at-once><option value="">all</option>${options}</select></label>
<noscript><button>Show</button></noscript></form><a class="button" href="${listHref(where, 0)}">List</a></div>
`
}

function justDecided({ where, did, formToken }: QueueView): Html | null {
  if (did === null) return null
  const words = did.decision === 'same' ? 'One person' : 'Two people'
  return html`<div class="done row"><p role="status">${words}: noted.</p><form class="push" method="post" action="/undo">${hidden({ form: formToken, queue: where.queue, source: where.source, no: did.no })}<button data-key="u">Undo<kbd>u</kbd></button></form></div>
`
}

function allDone({ where, total }: QueueView): Html {
  if (total === 0)
    return html`<h1 class="question">Nothing to decide here</h1><p>The last run left nothing of this kind.</p>`
  return html`<h1 class="question">Nothing is left from here on</h1>
<p>Decisions count from the next <code>goldpan run</code> on. <a href="${pairsHref(where, 0)}">From the beginning</a> you see what you skipped.</p>`
}

function question({ where, formToken }: QueueView, { pair, l, r, weighed, sureBits }: PairView): Html {
  const isMerged = pair.person_l === pair.person_r
  const fields = {
    form: formToken,
    queue: where.queue,
    source: where.source,
    place: pair.place,
    uid_l: pair.uid_l,
    uid_r: pair.uid_r,
    seen: pair.decision ?? '',
  }
  return html`<h1 class="question">One person, or two?</h1>
<p>${standing(pair, isMerged)}${pair.decision === null ? null : html` <strong>Decided: ${pair.decision === 'same' ? 'one person' : 'two people'}.</strong>`}</p>
${isMerged ? null : consequence(l, r)}
${recordCard(l, r)}
<div class="actions"><form method="post" action="/decide">${hidden(fields)}<button class="primary" name="decision" value="same" data-key="y">One person<kbd>y</kbd></button><button name="decision" value="different" data-key="n">Two people<kbd>n</kbd></button></form><a class="button" href="${pairsHref(where, pair.place + 1)}" data-key="s">Skip<kbd>s</kbd></a></div>
${weighed === null ? null : waterfall(weighed, sureBits, isMerged)}${isMerged ? otherRecords(l, { ...r, others: [] }) : otherRecords(l, r)}`
}

function standing({ probability, size }: QueuedPair, isMerged: boolean): string {
  const about = formatNumberOf(size, 'record', 'records')
  return isMerged
    ? `These were merged at ${formatPercent(probability)}, into a person of ${about}.`
    : `${formatPercent(probability)} likely one person; together they have ${about}.`
}

/** What hangs on the answer, where a channel is closed on suspicion. */
function consequence(l: Side, r: Side): Html | null {
  const held = [l, r].flatMap((side) => {
    const closed = side.answers.filter((answer) => answer.suspected)
    if (closed.length === 0) return []
    const what = [...new Set(closed.map((a) => `${channelWords(a.channel)} of ${brandWords(a.brand)}`))]
    return [
      html`<p><bdi>${side.record.source}:${side.record.recordId}</bdi> gets no ${listWords(what.slice(0, 6))}${what.length > 6 ? ' and more' : null}, only because somebody who may be the same person refused.</p>`,
    ]
  })
  if (held.length === 0) return null
  return html`<div class="warn">${held}<p><strong>One person</strong>: the refusal holds for good. <strong>Two people</strong>: each is judged by their own wishes; nobody gains a consent.</p></div>`
}

export const hidden = (fields: Readonly<Record<string, string | number | null>>): Html =>
  html`${Object.entries(fields).map(([name, value]) =>
    value === null ? null : html`<input type="hidden" name="${name}" value="${value}">`,
  )}`
