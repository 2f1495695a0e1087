/** Who may be contacted: per brand, purpose and channel, why not, and how else. */

import { horizontalBars } from '../../html/bar-chart.ts'
import { INK } from '../../html/chart.ts'
import { type Html, html } from '../../html/escape.ts'
import { figure } from '../../html/figure.ts'
import { formatCount, formatNumberOf, formatShare } from '../../html/numbers.ts'
import type { PageSection } from '../../html/page.ts'
import { dataTable } from '../../html/table.ts'
import { CHANNELS } from '../../record/project.ts'
import type { ContactGroup, ContactSummary, ReportData } from '../report-data.ts'
import { brandWords, channelWords, listWords, plainWords, reasonWords } from '../wording.ts'

/** As many as there are colours beside those of open, other and nothing. */
const REASONS_SHOWN = 5
const GROUPS_DRAWN = 6
const ALTERNATES_SHOWN = 40

export function contactSection(data: ReportData): PageSection {
  return { id: 'contact', title: 'Who may be contacted', short: 'Contact', body: body(data.contact, data.stageNotes) }
}

/** People by what is open to them. */
export interface Reach {
  readonly people: number
  readonly open: Readonly<Record<string, number>>
  /** Of those whom e-mail cannot reach: how many are reached by a letter, and by anything else. */
  readonly emailClosed: number
  readonly emailClosedLetter: number
  readonly emailClosedOther: number
  readonly unreachable: number
}

const EMAIL = 1 << CHANNELS.indexOf('email')
const LETTER = 1 << CHANNELS.indexOf('letter')

export function measureReach(contact: ContactSummary): Reach {
  const count = (holds: (set: number) => boolean) =>
    contact.openSets.filter((s) => holds(s.set)).reduce((sum, s) => sum + s.people, 0)
  return {
    people: contact.people,
    open: Object.fromEntries(CHANNELS.map((c, i) => [c, count((set) => (set & (1 << i)) !== 0)])),
    emailClosed: count((set) => (set & EMAIL) === 0),
    emailClosedLetter: count((set) => (set & EMAIL) === 0 && (set & LETTER) !== 0),
    emailClosedOther: count((set) => (set & EMAIL) === 0 && (set & LETTER) === 0 && set !== 0),
    unreachable: count((set) => set === 0),
  }
}

function body(contact: ContactSummary, stageNotes: ReportData['stageNotes']): Html {
  if (contact.groups.length === 0) return html`<p class="lead">Nothing is known yet about who may be contacted.</p>`
  const reach = measureReach(contact)
  const suspected = countAnswers(contact, (a) => !a.allowed && a.suspected)
  const reasons = frequentReasons(contact)
  const drawn = [...contact.groups].sort((l, r) => r.people - l.people).slice(0, GROUPS_DRAWN)
  const groups = contact.groups.filter((g) => drawn.includes(g))
  return html`<p class="lead">A closed channel is not a lost person. ${formatNumberOf(
    reach.people - reach.unreachable,
    'person',
    'people',
  )} of ${formatCount(reach.people)} can be reached on at least one channel; ${formatCount(
    reach.unreachable,
  )} on none. ${formatNumberOf(reach.emailClosed, 'person', 'people')} may not be e-mailed${
    otherWays(reach) === '' ? '' : `: ${otherWays(reach)}`
  }.${
    suspected > 0
      ? ` ${formatNumberOf(suspected, 'answer is', 'answers are')} “no” only because a possible match of that person said so: we would rather lose a mailing than an opt-out.`
      : ''
  } contactability.csv gives every answer with its reason, date and evidence.</p>
${channelsFigure(groups, reasons)}${alternateTable(contact)}${ledgerNotes(stageNotes)}`
}

/** Conflicts, stale lists, people who wait for a review: what the flag stage noticed. */
function ledgerNotes(stageNotes: ReportData['stageNotes']): Html | null {
  const notes = stageNotes.flatMap(({ stage, notes }) => (stage === 'flag' ? notes : []))
  if (notes.length === 0) return null
  return html`<h3>Worth a look before you send</h3><ul class="plain">${notes.map((note) => html`<li><bdi>${note}</bdi></li>\n`)}</ul>`
}

/** One bar per brand and channel, brand by brand, so that they are compared on one scale and under one legend. */
function channelsFigure(groups: readonly ContactGroup[], reasons: readonly string[]): Html {
  const nameOf = groupNamer(groups)
  const bars = groups.flatMap((group) => group.channels.map((c) => ({ group, ...c })))
  const per = (holds: (a: Answer) => boolean) =>
    bars.map(({ answers }) => answers.filter(holds).reduce((sum, a) => sum + a.people, 0))
  const series = [
    { name: 'may be contacted', ink: INK.green as string, values: per((a) => a.allowed) },
    ...reasons.map((reason, i) => ({
      name: reasonWords(reason),
      ink: REASON_INKS[i] ?? INK.sand,
      values: per((a) => !a.allowed && a.reason === reason),
    })),
    {
      name: 'other reasons',
      ink: INK.sand as string,
      values: per((a) => !a.allowed && !isMissing(a.reason) && !reasons.includes(a.reason)),
    },
    { name: 'nothing to write to', ink: INK.grey as string, values: per((a) => !a.allowed && isMissing(a.reason)) },
  ].filter((s) => s.values.some((v) => v > 0))
  return figure({
    title: 'How each brand may reach its people',
    sentence: `Of the people a brand knows (${listWords(
      groups.map((g) => `${nameOf(g)} ${formatCount(g.people)}`),
    )}): how many it may contact on each channel, and what stands against the others.`,
    chart: horizontalBars({
      id: 'contact-channels',
      labels: bars.map((bar) => `${nameOf(bar.group)} · ${channelWords(bar.channel)}`),
      series,
      format: formatCount,
    }),
    numbers: {
      caption: 'People by brand, channel and answer',
      columns: [
        { label: 'Brand' },
        { label: 'Channel' },
        { label: 'Answer' },
        { label: 'Reason' },
        { label: 'People', numeric: true },
        { label: 'Share', numeric: true },
      ],
      rows: bars.flatMap(({ group, channel, answers }) => {
        const all = answers.reduce((sum, a) => sum + a.people, 0)
        return mergeAlternates(answers).map((a) => [
          nameOf(group),
          channelWords(channel),
          a.allowed ? 'yes' : a.suspected ? 'no (possible match)' : 'no',
          reasonWords(a.reason),
          formatCount(a.people),
          formatShare(a.people, all),
        ])
      }),
    },
  })
}

/** The brand alone, where all groups have one purpose. */
function groupNamer(groups: readonly ContactGroup[]): (group: ContactGroup) => string {
  const purposes = new Set(groups.map((g) => g.purpose))
  return ({ brand, purpose }) =>
    purposes.size > 1 ? `${brandWords(brand)}, ${plainWords(purpose)}` : brandWords(brand)
}

const REASON_INKS: readonly string[] = [INK.blue, INK.clay, INK.plum, INK.teal, INK.gold]

type Answer = ContactGroup['channels'][number]['answers'][number]

function mergeAlternates(answers: readonly Answer[]): Answer[] {
  const merged = new Map<string, Answer>()
  for (const a of answers) {
    const key = `${a.allowed} ${a.suspected} ${a.reason}`
    merged.set(key, { ...a, people: a.people + (merged.get(key)?.people ?? 0) })
  }
  return [...merged.values()].sort((l, r) => r.people - l.people || (l.reason < r.reason ? -1 : 1))
}

function alternateTable(contact: ContactSummary): Html | null {
  const rows = new Map<string, { label: readonly string[]; total: number; by: Map<string, number> }>()
  for (const group of contact.groups)
    for (const { channel, answers } of group.channels)
      for (const a of answers) {
        if (a.allowed) continue
        const key = `${channel} ${a.reason}`
        const row = rows.get(key) ?? { label: [channelWords(channel), reasonWords(a.reason)], total: 0, by: new Map() }
        row.total += a.people
        if (a.alternate !== null) row.by.set(a.alternate, (row.by.get(a.alternate) ?? 0) + a.people)
        rows.set(key, row)
      }
  const rank = (key: string) => CHANNELS.findIndex((c) => key.startsWith(`${c} `))
  const sorted = [...rows]
    .filter(([, r]) => r.by.size > 0)
    .sort(([lk, l], [rk, r]) => rank(lk) - rank(rk) || r.total - l.total || (lk < rk ? -1 : 1))
  const open = CHANNELS.filter((c) => sorted.some(([, r]) => r.by.has(c)))
  return dataTable({
    caption: 'Closed here, open there: the best other channel',
    columns: [
      { label: 'Closed' },
      { label: 'Because' },
      { label: 'Answers', numeric: true },
      ...open.map((c) => ({ label: `by ${channelWords(c)}`, numeric: true })),
      { label: 'nothing open', numeric: true },
    ],
    rows: sorted.slice(0, ALTERNATES_SHOWN).map(([, r]) => {
      const routed = [...r.by.values()].reduce((sum, n) => sum + n, 0)
      return [
        ...r.label,
        formatCount(r.total),
        ...open.map((c) => formatCount(r.by.get(c) ?? 0)),
        formatCount(r.total - routed),
      ]
    }),
    note: 'An answer is one person for one brand and purpose, so a person known to two brands counts twice.',
  })
}

/** Reasons of closed channels over all brands, most frequent first, without those that only say there is no address. */
function frequentReasons(contact: ContactSummary): string[] {
  const counts = new Map<string, number>()
  for (const { channels } of contact.groups)
    for (const { answers } of channels)
      for (const a of answers)
        if (!a.allowed && !isMissing(a.reason)) counts.set(a.reason, (counts.get(a.reason) ?? 0) + a.people)
  return [...counts]
    .sort(([lk, l], [rk, r]) => r - l || (lk < rk ? -1 : 1))
    .slice(0, REASONS_SHOWN)
    .map(([reason]) => reason)
}

/** Reasons that say there is nothing to write to, rather than that one may not. */
const isMissing = (reason: string): boolean => reason === 'no_address' || reason === 'no_record'

function countAnswers(contact: ContactSummary, holds: (a: Answer) => boolean): number {
  return contact.groups.reduce(
    (sum, g) => sum + g.channels.reduce((s, c) => s + c.answers.filter(holds).reduce((n, a) => n + a.people, 0), 0),
    0,
  )
}

/** The channels by which people whom e-mail cannot reach are reached, in words. */
export function otherWays(reach: Reach): string {
  const ways: string[] = []
  if (reach.emailClosedLetter > 0) ways.push(`${formatCount(reach.emailClosedLetter)} can still be reached by letter`)
  if (reach.emailClosedOther > 0) ways.push(`${formatCount(reach.emailClosedOther)} on another channel`)
  return listWords(ways)
}
