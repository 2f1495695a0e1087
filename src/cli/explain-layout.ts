/** The explanation of a person, and of two, laid out for a terminal. */

import pc from 'picocolors'
import { formatMoney, formatNumberOf, formatPercent } from '../html/numbers.ts'
import type { CleanField } from '../record/fields.ts'
import type { Channel } from '../record/project.ts'
import { channelWords, listWords, plainWords, reasonWords, stateWords } from '../report/wording.ts'
import { historySentence } from './explain-history.ts'
import type { PersonExplanation } from './explain-person.ts'
import { printable } from './printable.ts'
import { wrap } from './wrap.ts'

/** What tells records apart at a glance; fields of one group stand together. */
const RECORD_LINE: readonly (readonly CleanField[])[] = [
  ['first_name', 'last_name'],
  ['company'],
  ['birth_date'],
  ['email'],
  ['mobile'],
  ['phone'],
  ['street', 'house_number'],
  ['postcode', 'city'],
]

/** The whole explanation as text; nothing from the data can steer the terminal. */
export function layOutPerson(person: PersonExplanation, currency: string | null): string {
  const household = person.household_id === null ? '' : pc.dim(`  household ${printable(person.household_id)}`)
  return [
    `${pc.bold(person.person_id)}${household}`,
    ...person.history.map((change) => `  ${historySentence(change)}`),
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

const indent = (text: string): string => text.replace(/^/gm, '  ')

function layOutRecords(person: PersonExplanation): string {
  return person.records
    .flatMap((r) => {
      const facts = RECORD_LINE.map((fields) => fields.flatMap((f) => r.fields[f] ?? []).join(' ')).filter(
        (t) => t !== '',
      )
      return [`  ${printable(r.id)}`, ...(facts.length > 0 ? wrap(printable(facts.join(' · ')), 6) : [])]
    })
    .join('\n')
}

function layOutLinks(person: PersonExplanation): string {
  const lines: string[] = []
  if (person.records.length === 1) lines.push('One record, so nothing was merged.')
  else if (person.holding_links.length > 0) {
    lines.push(`Held together by ${person.holding_links.length} of ${person.sure_links.length} sure links:`)
    for (const l of person.holding_links)
      lines.push(
        ...wrap(
          printable(`${l.l} = ${l.r}`),
          26,
          `  ${l.match_weight.toFixed(1).padStart(5)} bits  ${odds(l.match_probability)}`,
        ),
      )
    if (person.holding_links.length > 1) lines.push('Without the last, the weakest of them, they would be two people.')
  } else lines.push('These records were joined without a scored pair (same key or by decision).')
  for (const other of person.possible_matches)
    lines.push(`${pc.yellow('?')} May also be ${other.person_id} (${formatPercent(other.match_probability)}).`)
  if (person.possible_matches.length > 0) lines.push('  Kept apart, but an opt-out of one protects both.')
  return indent(lines.join('\n'))
}

const odds = (probability: number): string => (probability > 0.9999 ? 'over 99.99 %' : formatPercent(probability, 2))

/** The value, how many of the records with a value have it, and what the others say. */
function layOutGolden(person: PersonExplanation): string {
  return person.golden
    .flatMap((g) => {
      const records = g.from.length + g.others.reduce((sum, o) => sum + o.from.length, 0)
      const share = person.records.length === 1 ? '' : ` (${g.from.length} of ${records})`
      const others = g.others.map((o) => (o.from.length === 1 ? o.value : `${o.value} (${o.from.length})`))
      const others_say = others.length === 0 ? '' : `; others say ${others.join(', ')}`
      const why = g.why === null ? '' : `, ${WHY[g.why] ?? g.why}`
      return wrap(printable(`${g.value}${share}${why}${others_say}`), GOLDEN_INDENT, `  ${plainWords(g.field)}`)
    })
    .join('\n')
}

/** Criteria of rules/survivorship.yaml in words. */
const WHY: Readonly<Record<string, string>> = {
  trusted: 'from the most trusted source',
  newest: 'the newest',
  most_records: 'on most records',
  full: 'no mere initial',
  deliverable: 'deliverable',
  longest: 'the longest',
  shortest: 'the shortest',
  earliest: 'the earliest',
  latest: 'the latest',
  complete: 'the complete address',
  most_filled: 'the fullest address',
  text: 'of equals the longer, then by alphabet',
}

const GOLDEN_INDENT = 18

function layOutRepairs(person: PersonExplanation): string {
  return person.repairs
    .flatMap((r) => [
      ...wrap(
        printable(`${plainWords(r.field)}: ${r.before} → ${r.after === '' ? 'nothing' : r.after} (${r.record})`),
        6,
        '  ',
      ),
      ...wrap(
        printable(`${r.decision}, ${formatPercent(r.confidence, 0)} sure: ${r.evidence} [${r.rule}, ${r.repair_id}]`),
        6,
      ),
    ])
    .join('\n')
}

function layOutContact(person: PersonExplanation): string {
  const withdrawn = person.withdrawn.flatMap(({ id, what, withdrawn }) =>
    wrap(printable(`Entry ${id} (${what}) was ${withdrawn}`), 4, '  '),
  )
  if (person.contact.length === 0) return ['  Nothing is known about contact.', ...withdrawn].join('\n')
  return [...person.contact.flatMap(contactSentence), ...withdrawn].join('\n')
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
function contactSentence(c: PersonExplanation['contact'][number]): string[] {
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
  const [head = '', ...rest] = wrap(printable(parts.join('')), 4)
  return [`  ${mark}${head.slice(3)}`, ...rest]
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
