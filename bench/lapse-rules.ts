/**
 * Which lapse rule is right about customers: at the same size of the lapsed group, how many of them come back unprompted in the
 * months after, and how many of the others do. On the public CDNOW sample, cut at several days, and on invented customers: some who
 * drop out by chance after a purchase, as the model BG/NBD has it, and some who buy by a rhythm and one day do so no more.
 * Usage: npx tsx bench/lapse-rules.ts
 */

import { scatter } from '../src/base/hash.ts'
import { toDayNo } from '../src/record/dates.ts'
import type { IsoDate } from '../src/record/ids.ts'
import { type BgNbd, expectedPurchases, fitBgNbd, probabilityAlive } from '../src/segment/bg-nbd.ts'
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
  const counts = fitCounts(tracks, asOf)
  const history = (t: number, silence: number) => {
    const gaps = own(t)
    const span = gaps.reduce((sum, gap) => sum + gap, 0)
    return [gaps.length, span / 7, (span + silence) / 7] as const
  }
  const dead: Score = (_, t, silence) => 2 * (1 - probabilityAlive(counts, ...history(t, silence)))
  const silentToCome: Score = (_, t, silence) =>
    0.1 / expectedPurchases(counts, ...history(t, silence), HOLD_OUT_DAYS / 7)
  return {
    ...Object.fromEntries(byModel),
    'twice the mean closed gap': twiceTheMean,
    'P(alive) below a half': dead,
    'fewer than 0.1 purchases expected': silentToCome,
  }
}

function fitCounts(tracks: Tracks, asOf: number): BgNbd {
  const silence = openGaps(tracks, asOf)
  const x = Float64Array.from(tracks.person, (_, t) => tracks.gapStart[t + 1]! - tracks.gapStart[t]!)
  const tx = Float64Array.from(tracks.person, (_, t) => {
    return tracks.gaps.slice(tracks.gapStart[t]!, tracks.gapStart[t + 1]!).reduce((sum, gap) => sum + gap, 0) / 7
  })
  return fitBgNbd({ x, tx, T: tx.map((span, t) => span + silence[t]! / 7) })
}

interface Case {
  readonly name: string
  readonly person: Int32Array
  readonly day: Int32Array
  readonly customers: number
  readonly asOf: number
}

const INVENTED = 4000
const DAYS = 1600

/** Gamma-distributed rates of buying; who drops out does so after a purchase (by chance) or on a day, whatever they bought. */
function invent(
  name: string,
  nextGap: (rate: number) => number,
  ends: (rate: number) => (day: number) => boolean,
): Case {
  const person: number[] = []
  const days: number[] = []
  for (let p = 0; p < INVENTED; p++) {
    const rate = (chance.exponential() + chance.exponential()) / 2 / 60
    const isOver = ends(rate)
    for (let day = Math.floor(chance.uniform() * 1200); day < DAYS; day += Math.max(1, Math.round(nextGap(rate)))) {
      person.push(p)
      days.push(day)
      if (isOver(day)) break
    }
  }
  return {
    name,
    person: Int32Array.from(person),
    day: Int32Array.from(days),
    customers: INVENTED,
    asOf: DAYS - HOLD_OUT_DAYS - 1,
  }
}

let state = 11
const uniform = (): number => {
  state = (state + 0x6d2b79f5) >>> 0
  return (scatter(state) + 0.5) / 2 ** 32
}
const chance = { uniform, exponential: () => -Math.log(uniform()) }

const cdnow = transactions()
const cases: Case[] = [
  ...CUTS.map((cut) => ({ name: `CDNOW as of ${cut}`, ...cdnow, asOf: toDayNo(cut as IsoDate) })),
  invent(
    'invented: any gap, ends by chance after a purchase',
    (rate) => chance.exponential() / rate,
    () => {
      const leaves = chance.uniform() ** 2
      return () => chance.uniform() < leaves
    },
  ),
  invent(
    'invented: a rhythm of one’s own, ends one day',
    (rate) => (0.7 + 0.6 * chance.uniform()) / rate,
    () => {
      const last = chance.uniform() * 1.6 * DAYS
      return (day) => day > last
    },
  ),
]
for (const { name: title, person, day, customers, asOf } of cases) {
  const before = [...day.keys()].filter((i) => day[i]! <= asOf)
  const events = { person: Int32Array.from(before, (i) => person[i]!), day: Int32Array.from(before, (i) => day[i]!) }
  const tracks = buildTracks(events, sortEvents(events, customers))
  const returns = new Uint8Array(customers)
  for (let i = 0; i < day.length; i++) if (day[i]! > asOf && day[i]! <= asOf + HOLD_OUT_DAYS) returns[person[i]!] = 1
  const silence = openGaps(tracks, asOf)
  console.log(`${title}: ${tracks.person.length} customers, ${HOLD_OUT_DAYS} days held out`)
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
