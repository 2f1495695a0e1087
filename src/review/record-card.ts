/** Two records side by side: what differs stands out. */

import { type Html, html } from '../html/escape.ts'
import { formatNumberOf } from '../html/numbers.ts'
import { dataTable } from '../html/table.ts'
import { CLEAN_FIELDS, type CleanField } from '../record/fields.ts'
import { brandWords, channelWords, listWords, plainWords, reasonWords } from '../report/wording.ts'
import type { PersonBrief, ReviewAnswer, ReviewRecord } from '../store/review-records.ts'
import { differenceOf } from './compare-values.ts'

export interface Side {
  readonly record: ReviewRecord
  readonly person: PersonBrief
  /** Other records of the person, not all where there are many. */
  readonly others: readonly ReviewRecord[]
  readonly answers: readonly ReviewAnswer[]
}

/** Days of the file, not of the person. */
const LAST: ReadonlySet<CleanField> = new Set(['created_at', 'updated_at'])

export function recordCard(l: Side, r: Side): Html {
  const shown = [...CLEAN_FIELDS.filter((f) => !LAST.has(f)), ...LAST].filter(
    (f) => l.record.fields[f] !== null || r.record.fields[f] !== null,
  )
  return html`<section class="card"><table><caption>The two records</caption>
<thead><tr><th scope="col"></th>${[l, r].map(head)}</tr></thead>
<tbody>${shown.map((field) => fieldRow(field, l.record, r.record))}<tr><th scope="row">Contact</th><td>${contact(l)}</td><td>${contact(r)}</td></tr>
</tbody></table></section>
`
}

function head({ record, person }: Side): Html {
  const others = person.records > 1 ? `, with ${formatNumberOf(person.records - 1, 'more record', 'more records')}` : ''
  return html`<th scope="col"><bdi>${record.source}:${record.recordId}</bdi><small>of <bdi>${person.name}</bdi>${others}</small></th>`
}

function fieldRow(field: CleanField, l: ReviewRecord, r: ReviewRecord): Html {
  const [a, b] = [l.fields[field], r.fields[field]]
  const className = a === null || b === null ? 'one' : a === b ? 'same' : 'differs'
  const [left, right] = a !== null && b !== null && a !== b ? marked(a, b) : [plain(a), plain(b)]
  return html`<tr class="${className}"><th scope="row">${plainWords(field)}</th><td>${left}${given(l, field)}</td><td>${right}${given(r, field)}</td></tr>
`
}

const plain = (value: string | null): Html =>
  value === null ? html`<span class="none">–</span>` : html`<bdi>${value}</bdi>`

function marked(a: string, b: string): [Html, Html] {
  const { before, l, r, after } = differenceOf(a, b)
  const one = (own: string) => html`<bdi>${before}${own === '' ? null : html`<mark>${own}</mark>`}${after}</bdi>`
  return [one(l), one(r)]
}

/** What stood there before repair put it right. */
function given(record: ReviewRecord, field: CleanField): Html[] {
  return record.changes
    .filter((change) => change.field === field && change.before !== record.fields[field])
    .map((change) =>
      change.decision === 'repaired'
        ? html`<small class="given">given: <bdi>${change.before}</bdi></small>`
        : change.decision === 'review'
          ? html`<small class="given">perhaps: <bdi>${change.after}</bdi></small>`
          : html`<small class="given">${plainWords(change.decision)}: <bdi>${change.before}</bdi></small>`,
    )
}

/** By brand: the channels that are closed on suspicion, the open ones, and the others by their reason. */
function contact({ answers }: Side): Html {
  if (answers.length === 0) return html`<span class="none">not known yet</span>`
  const shown = answers.filter(({ reason }) => reason !== 'no_record' && reason !== 'no_address')
  const brands = groupBy(shown, ({ brand, purpose }) => (purpose === 'marketing' ? brand : `${brand}, ${purpose}`))
  return html`${[...brands].map(
    ([name, list]) =>
      html`<small class="given"><bdi>${brandWords(name)}</bdi></small><ul class="chips">${[...groupBy(list, standingOf)].map(chip)}</ul>`,
  )}`
}

const SUSPICION = 'closed on suspicion'
const standingOf = ({ allowed, suspected, reason }: ReviewAnswer): string =>
  suspected ? SUSPICION : allowed ? 'open' : reasonWords(reason)

function chip([standing, answers]: readonly [string, readonly ReviewAnswer[]]): Html {
  const className = standing === SUSPICION ? 'held' : standing === 'open' ? 'open' : 'shut'
  const channels = [...new Set(answers.map(({ channel }) => channelWords(channel)))]
  return html`<li class="${className}">${listWords(channels)}: ${standing}</li>`
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}

/** What tells records apart at a glance; fields of one group stand together. */
const BRIEF: readonly (readonly CleanField[])[] = [
  ['title', 'first_name', 'last_name', 'suffix', 'company'],
  ['birth_date'],
  ['email', 'mobile', 'phone'],
  ['street', 'house_number', 'postcode', 'city'],
]

/** The records that each of the two stands with already. */
export function otherRecords(l: Side, r: Side): Html | null {
  const tables = [l, r].flatMap(({ person, record, others }) => {
    const left = person.records - 1 - others.length
    return (
      dataTable({
        caption: `Stands with ${record.source}:${record.recordId}`,
        columns: ['Record', 'Name', 'Born', 'Reached at', 'Address'].map((label) => ({ label })),
        rows: others.map((other) => [
          `${other.source}:${other.recordId}`,
          ...BRIEF.map((fields) => fields.flatMap((f) => other.fields[f] ?? []).join(' ')),
        ]),
        ...(left > 0 ? { note: `and ${formatNumberOf(left, 'more record', 'more records')}` } : {}),
      }) ?? []
    )
  })
  return tables.length === 0
    ? null
    : html`<details class="others" open><summary>Other records of the two</summary>${tables}</details>`
}
