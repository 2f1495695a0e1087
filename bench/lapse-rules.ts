/**
 * Which lapse rule is right about customers: at the same size of the lapsed group, how many of them come back unprompted in the
 * months after, and how many of the others do. On the public CDNOW sample, cut at several days.
 * Usage: npx tsx bench/lapse-rules.ts
 */

import { toDayNo } from '../src/record/dates.ts'
import type { IsoDate } from '../src/record/ids.ts'
import { fitLapse, type LapseModel, personLimits, sampleQuantile } from '../src/segment/lapse.ts'
import { kaplanMeier } from '../src/segment/survival.ts'
import { buildTracks, openGaps, sortEvents, type Tracks } from '../src/segment/tracks.ts'
import { transactions } from '../test/segment/cdnow.ts'

const HOLD_OUT_DAYS = 180
const CUTS = ['1997-09-30', '1997-12-31'] as const
const SETTINGS = { fallback_days: 365, min_gaps: 30, retention_days: 100_000 }
const TAIL = { rule: 'tail', slipping_quantile: 0.5, lapsed_quantile: 0.9, lost_survival: 0.05 } as const

/** Silence over the limit: the larger, the more lapsed. Ranks everybody, so that groups of one size can be compared. */
type Score = (tracks: Tracks, t: number, silence: number) => number

function scores(tracks: Tracks, asOf: number): Record<string, Score> {
  const curve = kaplanMeier(tracks.gaps, openGaps(tracks, asOf))
  const closedOnly = [...tracks.gaps].reduce((sum, gap) => sum + gap, 0) / tracks.gaps.length
  const own = (t: number) => tracks.gaps.slice(tracks.gapStart[t]!, tracks.gapStart[t + 1]!).sort()
  const limit = (model: LapseModel, t: number) => personLimits(model, own(t)).lapsedAfter
  const models = {
    'fixed days': fitLapse({ ...SETTINGS, lapse: { rule: 'fixed', days: 180 } }, curve),
    'times the median gap': fitLapse({ ...SETTINGS, lapse: { rule: 'median-gap', times: 3 } }, curve),
    tail: fitLapse({ ...SETTINGS, lapse: TAIL }, curve),
  }
  const byModel = Object.entries(models).map(([name, model]): [string, Score] => [
    name,
    (_, t, silence) => silence / limit(model, t),
  ])
  const twiceTheMean: Score = (_, t, silence) => {
    const gaps = own(t)
    const mean = gaps.length === 0 ? closedOnly : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    return silence / (2 * mean)
  }
  return { ...Object.fromEntries(byModel), 'twice the mean closed gap': twiceTheMean }
}

const { person, day, customers } = transactions()
for (const cut of CUTS) {
  const asOf = toDayNo(cut as IsoDate)
  const before = [...day.keys()].filter((i) => day[i]! <= asOf)
  const events = { person: Int32Array.from(before, (i) => person[i]!), day: Int32Array.from(before, (i) => day[i]!) }
  const tracks = buildTracks(events, sortEvents(events, customers))
  const returns = new Uint8Array(customers)
  for (let i = 0; i < day.length; i++) if (day[i]! > asOf && day[i]! <= asOf + HOLD_OUT_DAYS) returns[person[i]!] = 1
  const silence = openGaps(tracks, asOf)
  console.log(`as of ${cut}: ${tracks.person.length} customers, ${HOLD_OUT_DAYS} days held out`)
  for (const [name, score] of Object.entries(scores(tracks, asOf))) {
    const ranked = [...tracks.person.keys()].map((t) => ({ t, score: score(tracks, t, silence[t]!) }))
    const limits = Int32Array.from(ranked, (r) => Math.round(1e6 * r.score)).sort()
    const comeBack = (group: typeof ranked) =>
      `${((100 * group.filter((r) => returns[tracks.person[r.t]!] === 1).length) / group.length).toFixed(1)} %`
    const told = [1, ...[0.5, 0.7].map((share) => sampleQuantile(limits, 1 - share) / 1e6)].map((from) => {
      const lapsed = ranked.filter((r) => r.score > from)
      return `${lapsed.length} lapsed, ${comeBack(lapsed)} of them come back, ${comeBack(ranked.filter((r) => r.score <= from))} of the others`
    })
    console.log(`  ${name}\n    as it is: ${told[0]}\n    at one half: ${told[1]}\n    at seven tenths: ${told[2]}`)
  }
}
