/** What is worth a second look about the facts themselves; nothing here changes a verdict. */

import type { IsoDate } from '../record/ids.ts'
import { CHANNELS, type Project } from '../record/project.ts'
import { describeStale, type ExternalListRules, staleLists } from '../rules/external-lists.ts'
import { isAddressFact, isConsent } from './deciding/precedence.ts'
import { KIND, kindOf, NO_DAY, NONE } from './facts/fact-columns.ts'
import { EARLIER_FILE } from './facts/past-facts.ts'
import type { FlagInput } from './flag-input.ts'
import type { FlagOutput } from './flag-persons.ts'
import type { ChannelRules } from './rules.ts'

export function flagNotes(input: FlagInput, output: FlagOutput, rules: ChannelRules): readonly string[] {
  return [
    ...conflicts(input),
    ...suspected(output),
    ...earlierFiles(input),
    ...suspiciousLists(input, rules),
    ...consentsWithoutChannel(input, rules),
    ...futureFacts(input),
  ]
}

/** Lists that others keep, too old on the day of sending. */
export function staleNotes(project: Project, rules: ExternalListRules, asOf: IsoDate): readonly string[] {
  const on = project.sendDate !== undefined && project.sendDate > asOf ? project.sendDate : asOf
  return staleLists(project.sources, rules, on).map(
    (list) =>
      `${describeStale(list)}: scrub and export refuse its channel to people of ${list.country}, and where nobody knows the country, until a newer copy is read.`,
  )
}

const REFUSALS: ReadonlySet<string> = new Set(['unsubscribed', 'objected_all', 'complaint', 'manual'])

/** One file says yes, another no, of the same address. */
function conflicts({ facts, emailBlock }: FlagInput): string[] {
  const said = new Uint8Array(emailBlock.length)
  for (let f = 0; f < facts.length; f++) {
    const email = facts.email[f]!
    if (email === NONE) continue
    const kind = kindOf(facts, f)
    if (isConsent(kind)) said[email]! |= 1
    else if (REFUSALS.has(kind)) said[email]! |= 2
  }
  const both = said.reduce((sum, bits) => sum + (bits === 3 ? 1 : 0), 0)
  if (both === 0) return []
  return [
    `${counted(both, 'e-mail address is', 'e-mail addresses are')} subscribed in one place and refused in another: the refusal counts, unless a later consent with proof lifts it.`,
  ]
}

/** People shut out only because somebody who may be the same person refused: a reviewer can tell them apart. */
function suspected({ rows, person, verdicts, book }: FlagOutput): string[] {
  const isSuspected = Uint8Array.from(book, (verdict) => (verdict.suspected ? 1 : 0))
  const channels = rows === 0 ? 0 : verdicts.length / rows
  let people = 0
  let last = NONE
  for (let i = 0; i < verdicts.length; i++) {
    const row = Math.floor(i / channels)
    if (verdicts[i] === NONE || isSuspected[verdicts[i]!] === 0 || person[row] === last) continue
    last = person[row]!
    people++
  }
  if (people === 0) return []
  return [
    `${counted(people, 'person waits', 'people wait')} for a review: a channel is closed to them only because a possible match refused.`,
  ]
}

function earlierFiles({ facts, sources }: FlagInput): string[] {
  const isEarlier = sources.map(({ name }) => name.endsWith(EARLIER_FILE))
  let count = 0
  for (let f = 0; f < facts.length; f++) if (isEarlier[facts.source[f]!] === true) count++
  return count === 0
    ? []
    : [`${counted(count, 'fact is', 'facts are')} known from files that were replaced or left out; they still count.`]
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** A list that hits nearly everybody may be the wrong file; it still counts, which is the safe side. */
function suspiciousLists({ facts, records, sources }: FlagInput, rules: ChannelRules): string[] {
  const closed = sources.map(() => new Set<number>())
  for (let f = 0; f < facts.length; f++) {
    const kind = kindOf(facts, f)
    if (isConsent(kind) || kind === 'alive' || facts.email[f] === NONE) continue
    // A customer table's own consent column is no list that somebody might have mixed up.
    if (facts.rec[f] !== NONE && records.source[facts.rec[f]!] === facts.source[f]) continue
    closed[facts.source[f]!]!.add(facts.email[f]!)
  }
  const hits = sources.map(() => 0)
  const people = sources.map(() => 0)
  for (let rec = 0; rec < records.length; rec++) {
    const brand = sources[records.source[rec]!]!.brand
    for (const [no, source] of sources.entries()) {
      if (closed[no]!.size === 0 || source.brand !== brand) continue
      people[no]!++
      if (closed[no]!.has(records.email[rec]!) || closed[no]!.has(records.email2[rec]!)) hits[no]!++
    }
  }
  return sources.flatMap(({ name }, no) =>
    people[no]! > 0 && hits[no]! / people[no]! > rules.suspicious_list_share
      ? [
          `${name}: names ${Math.round((100 * hits[no]!) / people[no]!)} % of the brand's records. Check that it is the right file; it counts all the same.`,
        ]
      : [],
  )
}

function consentsWithoutChannel({ facts }: FlagInput, rules: ChannelRules): string[] {
  let count = 0
  for (let f = 0; f < facts.length; f++) if (facts.kind[f] === KIND.opt_in && facts.channel[f] === NONE) count++
  const used = CHANNELS.filter((channel) => rules.consent_without_channel.includes(channel))
  if (count === 0 || used.length > 0) return []
  return [
    `${count} consents name no channel and are used for none; rules/channels.yaml says which they hold for (consent_without_channel).`,
  ]
}

function futureFacts({ facts, asOfDay }: FlagInput): string[] {
  let count = 0
  for (let f = 0; f < facts.length; f++)
    if (facts.day[f] !== NO_DAY && facts.day[f]! > asOfDay && !isAddressFact(kindOf(facts, f))) count++
  return count === 0
    ? []
    : [`${count} facts are dated after the day of the run: restrictions among them count, consents do not.`]
}
