/** The gate stays shut while a list that others keep is too old to show who has joined it. */

import { CheckFailed } from '../base/errors.ts'
import { fromDayNo } from '../record/dates.ts'
import type { Channel, SourceSpec } from '../record/project.ts'
import { describeStale, EXTERNAL_LIST_RULES, staleLists } from '../rules/external-lists.ts'
import type { Rules } from '../rules/rule-file.ts'

/** @throws CheckFailed with every list of the channel that is too old on the day. */
export function requireFreshLists(sources: readonly SourceSpec[], rules: Rules, channel: Channel, day: number): void {
  const stale = staleLists(sources, rules.get(EXTERNAL_LIST_RULES), fromDayNo(day)).filter((l) => l.channel === channel)
  if (stale.length === 0) return
  throw new CheckFailed(`A list of people who want no ${NOUNS[channel]} is too old.`, {
    place: stale.map(describeStale).join('; '),
    wayOut: 'Fetch it again, put its day into goldpan.yaml as fetched_at, and run: goldpan run',
  })
}

const NOUNS: Readonly<Record<Channel, string>> = {
  email: 'e-mails',
  sms: 'text messages',
  call: 'calls',
  letter: 'letters',
  push: 'notifications',
  ads: 'advertising',
}
