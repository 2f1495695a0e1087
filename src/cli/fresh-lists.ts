/** Registers that others keep and that are too old to show who has joined them: what the user is told of them. */

import { CheckFailed } from '../base/errors.ts'
import { fromDayNo } from '../record/dates.ts'
import type { Channel, SourceSpec } from '../record/project.ts'
import { describeStale, EXTERNAL_LIST_RULES, type StaleList, staleLists } from '../rules/external-lists.ts'
import type { Rules } from '../rules/rule-file.ts'

/** Too old on the day, of any channel. */
export const staleOn = (sources: readonly SourceSpec[], rules: Rules, day: number): readonly StaleList[] =>
  staleLists(sources, rules.get(EXTERNAL_LIST_RULES), fromDayNo(day))

/** What a user does about it. */
const WAY_OUT = 'Fetch it again, put its day into goldpan.yaml as fetched_at, and run: goldpan run'

/** @throws CheckFailed where rows were held back for want of a fresh register. */
export function requireChecked(held: number, rows: number, stale: readonly StaleList[], channel: Channel): void {
  if (held === 0) return
  const ofChannel = stale.filter((list) => list.channel === channel)
  throw new CheckFailed(
    `A list of people who want no ${NOUNS[channel]} is too old: ${held} of ${rows} rows it may speak of were rejected unchecked.`,
    { place: ofChannel.map(describeStale).join('; '), wayOut: WAY_OUT },
  )
}

/** In one line, for a command that goes on without them. */
export const staleNote = (held: number, stale: readonly StaleList[]): string =>
  `${held} left out, since a register is too old (${stale.map(describeStale).join('; ')}). ${WAY_OUT}`

const NOUNS: Readonly<Record<Channel, string>> = {
  email: 'e-mails',
  sms: 'text messages',
  call: 'calls',
  letter: 'letters',
  push: 'notifications',
  ads: 'advertising',
}
