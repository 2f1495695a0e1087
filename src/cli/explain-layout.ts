/** The explanation of a person, and of two, laid out for a terminal. */

import Table from 'cli-table3'
import pc from 'picocolors'
import { formatMoney, formatNumberOf, formatPercent } from '../html/numbers.ts'
import type { Channel } from '../record/project.ts'
import { channelWords, listWords, plainWords, reasonWords, stateWords } from '../report/wording.ts'
import type { PersonExplanation } from './explain-person.ts'
import { printable } from './printable.ts'

const NAME_FIELDS = ['first_name', 'last_name', 'birth_date', 'email', 'mobile', 'postcode', 'city'] as const

/** The whole explanation as text; nothing from the data can steer the terminal. */
export function layOutPerson(person: PersonExplanation, currency: string | null): string {
  const household = person.household_id === null ? '' : pc.dim(`  household ${printable(person.household_id)}`)
  return [
    `${pc.bold(person.person_id)}${household}`,
    heading('Records'),
    layOutRecords(person),
    layOutLinks(person),
    heading('Golden record'),
    layOutGolden(person),
    ...(person.repairs.length > 0 ? [heading('Repairs'), layOutRepairs(person)] : []),
    heading('Contact'),
    layOutContact(person),
    heading('Segment and plan'),
    layOutSegment(person, currency),
    layOutPlan(person, currency),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

const heading = (text: string): string => `\n${pc.bold(pc.underline(text))}`

/** A table without lines: columns that line up. */
function plainTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const none = Object.fromEntries(
    [
      'top',
      'top-mid',
      'top-left',
      'top-right',
      'bottom',
      'bottom-mid',
      'bottom-left',
      'bottom-right',
      'left',
      'left-mid',
    ]
      .concat(['mid', 'mid-mid', 'right', 'right-mid'])
      .map((name) => [name, '']),
  )
  const table = new Table({
    head: head.map((h) => pc.dim(h)),
    chars: { ...none, middle: '  ' },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  })
  table.push(...rows.map((row) => row.map(printable)))
  return indent(table.toString())
}

const indent = (text: string): string => text.replace(/^/gm, '  ')

function layOutRecords(person: PersonExplanation): string {
  const used = NAME_FIELDS.filter((f) => person.records.some((r) => r.fields[f] !== undefined))
  return plainTable(
    ['record', ...used.map(plainWords)],
    person.records.map((r) => [r.id, ...used.map((f) => r.fields[f] ?? '')]),
  )
}

function layOutLinks(person: PersonExplanation): string {
  const lines: string[] = []
  if (person.records.length === 1) lines.push('One record, so nothing was merged.')
  else if (person.holding_links.length > 0) {
    const links = person.holding_links.map((l) => [
      `${l.l} = ${l.r}`,
      `${l.match_weight.toFixed(1)} bits`,
      odds(l.match_probability),
    ])
    lines.push(`Held together by ${person.holding_links.length} of ${person.sure_links.length} sure links:`)
    const weakest = person.weakest_link
    const text = `${indent(plainTable([], links))}`
    lines.push(text.trimEnd())
    if (weakest && person.holding_links.length > 1)
      lines.push(
        `The weakest is ${printable(weakest.l)} = ${printable(weakest.r)}: without it they would be two people.`,
      )
  } else lines.push('These records were joined without a scored pair (same key or by decision).')
  for (const other of person.possible_matches)
    lines.push(
      `${pc.yellow('?')} May also be ${other.person_id} (${formatPercent(other.match_probability)}): kept apart, but an opt-out of one protects both.`,
    )
  return indent(lines.join('\n'))
}

const odds = (probability: number): string => (probability > 0.9999 ? 'over 99.99 %' : formatPercent(probability, 2))

function layOutGolden(person: PersonExplanation): string {
  return plainTable(
    ['field', 'value', 'from', 'others say'],
    person.golden.map((g) => [
      plainWords(g.field),
      g.value,
      g.from.length === 0 ? '' : g.from.length === 1 ? g.from[0]! : `${g.from[0]} and ${g.from.length - 1} more`,
      g.others.map((o) => `${o.value} (${o.from.join(', ')})`).join('; '),
    ]),
  )
}

function layOutRepairs(person: PersonExplanation): string {
  return plainTable(
    ['record', 'field', 'before', 'after', 'decision', 'rule', 'why'],
    person.repairs.map((r) => [
      r.record,
      plainWords(r.field),
      r.before,
      r.after,
      `${r.decision} (${formatPercent(r.confidence, 0)})`,
      r.rule,
      r.evidence,
    ]),
  )
}

function layOutContact(person: PersonExplanation): string {
  if (person.contact.length === 0) return '  Nothing is known about contact.'
  return indent(person.contact.map(contactSentence).join('\n'))
}

const VERBS: Readonly<Record<Channel, string>> = {
  email: 'send e-mails',
  sms: 'send text messages',
  call: 'call',
  letter: 'send letters',
  push: 'send push messages',
  ads: 'use ads audiences',
}

/** `✗ Acme may not send e-mails for marketing: address bounced for good, since 2025-03-01 (crm: bounce_hard). Open instead: letter.` */
function contactSentence(c: PersonExplanation['contact'][number]): string {
  const mark = c.allowed ? pc.green('✓') : pc.red('✗')
  const dates = [c.since === null ? null : `since ${c.since}`, c.until === null ? null : `until ${c.until}`].filter(
    (d) => d !== null,
  )
  const why = [reasonWords(c.reason), ...dates].join(', ')
  const parts = [
    `${c.brand} ${c.allowed ? 'may' : 'may not'} ${VERBS[c.channel]} for ${plainWords(c.purpose)}: ${why}`,
    c.evidence === null ? '' : ` (${c.evidence})`,
    '.',
    c.suspected ? ' Only a possible match said so.' : '',
    c.alternate_channel === null ? '' : ` Open instead: ${channelWords(c.alternate_channel)}.`,
  ]
  return `${mark} ${printable(parts.join(''))}`
}

function layOutSegment(person: PersonExplanation, currency: string | null): string {
  const s = person.segment
  if (s === null) return '  No segment yet.'
  const bought =
    s.recency_days === null
      ? 'No purchase known.'
      : `${formatNumberOf(s.frequency, 'purchase', 'purchases')} worth ${formatMoney(s.monetary_minor, currency)}, the last ${s.recency_days} days ago${
          s.r === null ? '' : ` (RFM ${s.r}${s.f}${s.m})`
        }.`
  const tracks = s.activities.map((a) => `${a.brand} ${plainWords(a.activity)}: ${plainWords(a.state)}`)
  const lines = [
    `${stateWords(s.state)} (rule ${s.rule}). ${bought}`,
    ...(s.behaviour === null ? [] : [`Before that: ${plainWords(s.behaviour)}.`]),
    ...(s.expected_value_minor === null ? [] : [`Expected value: ${formatMoney(s.expected_value_minor, currency)}.`]),
    ...(tracks.length > 0 ? [`By activity: ${listWords(tracks)}.`] : []),
  ]
  return indent(printableLines(lines))
}

function layOutPlan(person: PersonExplanation, currency: string | null): string {
  const p = person.plan
  if (p === null) return '  No plan yet.'
  const net = p.expected_net_minor === null ? '' : `, expected net ${formatMoney(p.expected_net_minor, currency)}`
  if (p.channel === null) return indent(printableLines([`Nothing is sent: ${reasonWords(p.reason)}.`]))
  const what = `${p.offer ?? 'no offer'} by ${channelWords(p.channel)}${p.brand === null ? '' : ` in the name of ${p.brand}`}`
  const held = p.arm === 'control' ? 'Held out as a control, so nothing is sent; would get' : 'Gets'
  return indent(printableLines([`${held} ${what}: ${reasonWords(p.reason)}${net}.`]))
}

const printableLines = (lines: readonly string[]): string => lines.map(printable).join('\n')
