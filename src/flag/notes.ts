/** What is worth a second look about the facts themselves; nothing here changes a verdict. */

import { CHANNELS } from '../record/project.ts'
import { KIND, kindOf, NO_DAY, NONE } from './fact-columns.ts'
import type { FlagInput } from './flag-input.ts'
import { isAddressFact, isConsent } from './precedence.ts'
import type { ChannelRules } from './rules.ts'

export function flagNotes(input: FlagInput, rules: ChannelRules): readonly string[] {
  return [...suspiciousLists(input, rules), ...consentsWithoutChannel(input, rules), ...futureFacts(input)]
}

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
