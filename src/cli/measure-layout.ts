/** How a measured campaign is told, to people and to machines. */

import Table from 'cli-table3'
import { compareText } from '../base/order.ts'
import { formatCount } from '../html/numbers.ts'
import type { Arm } from '../plan/lift.ts'
import type { Measured } from './measure.ts'

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`
const rate = ({ people, responders }: Arm): string => (people === 0 ? '–' : percent(responders / people))

export function measureAsText(m: Measured, dir: string): string {
  const table = new Table({
    head: ['segment, channel, offer', 'contacted', 'responded', 'control', 'responded'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    colAligns: ['left', 'right', 'right', 'right', 'right'],
  })
  const line = (name: string, { treated, control }: Measured['total']) =>
    table.push([name, formatCount(treated.people), rate(treated), formatCount(control.people), rate(control)])
  for (const cell of m.cells) line(`${cell.segment}, ${cell.channel}, ${cell.offer}`, cell)
  if (m.cells.length > 1) line('together', m.total)
  return `${[table.toString(), ...broughtLines(m), ...reasonLines(m), ...countLines(m), `It counts in the next plan: goldpan run --from plan ${dir}`].join('\n')}\n`
}

function broughtLines({ lift, stratified, spend, sampleRatio, minorPerUnit, total }: Measured): string[] {
  if (lift === null || stratified === null)
    return [
      'Nobody was held out in any segment that was contacted, so what it brought cannot be told from what would have come anyway.',
    ]
  const { difference, interval } = stratified
  const extra = (share: number): string => formatCount(share * total.treated.people)
  const money = (minor: number): string => (minor / minorPerUnit).toFixed(2)
  const range = `${percent(interval.low)} to ${percent(interval.high)}`
  return [
    `Brought: ${percent(difference)} more responses (95 in 100: ${range}), segment by segment: ${extra(difference)} people (${extra(interval.low)} to ${extra(interval.high)}).`,
    interval.low <= 0 && interval.high >= 0 ? 'That may be chance.' : 'That is more than chance.',
    ...(spend === null
      ? []
      : [
          `Spent per head: ${money(spend.differenceMinor)} more (${money(spend.intervalMinor.low)} to ${money(spend.intervalMinor.high)}).`,
        ]),
    ...(sampleRatio !== null && sampleRatio < 0.001
      ? [
          'The arms are not of the sizes that were drawn: something dropped people from one of them. Do not trust the lift.',
        ]
      : []),
  ]
}

const REASON_WORDS: Readonly<Record<string, string>> = { no_need: 'no need any more' }

/** Reason → people, the most frequent first. */
function countReasons({ stated }: Measured): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const { reason } of stated.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].sort(([l, m], [r, n]) => n - m || compareText(l, r))
}

function reasonLines(m: Measured): string[] {
  const counts = countReasons(m).map(([reason, n]) => `${REASON_WORDS[reason] ?? reason} ${formatCount(n)}`)
  return counts.length === 0 ? [] : [`Reasons given, in people: ${counts.join(', ')}.`]
}

function countLines({ counts, unreadable, sunset, isOver, until }: Measured): string[] {
  const said: readonly (readonly [number, string])[] = [
    [counts.others, 'of people who were not in the campaign'],
    [counts.outside, 'before it went out or after its window'],
    [counts.ambiguous, 'that may be of several people of the campaign'],
    [unreadable, 'unreadable'],
  ]
  const parts = said.flatMap(([n, what]) => (n > 0 ? [`${formatCount(n)} ${what}`] : []))
  return [
    `${formatCount(counts.matched)} of ${formatCount(counts.rows + unreadable)} rows counted${parts.length > 0 ? `; not counted: ${parts.join(', ')}` : ''}.`,
    ...(counts.merged > 0
      ? [`${formatCount(counts.merged)} people were in it twice and have been merged since: their first arm counts.`]
      : []),
    ...(sunset > 0 ? [`${formatCount(sunset)} people let the last step pass: no more e-mail to them.`] : []),
    ...(isOver ? [] : [`Responses count until ${until}: this is what came so far; measure again then.`]),
  ]
}

export function measureAsJson(m: Measured) {
  const arm = ({ people, responders, spendMinor }: Arm) => ({ people, responders, spend: spendMinor / m.minorPerUnit })
  return {
    campaign: m.campaign,
    cells: m.cells.map(({ segment, channel, offer, treated, control }) => ({
      ...{ segment, channel, offer, treated: arm(treated), control: arm(control) },
    })),
    treated: arm(m.total.treated),
    control: arm(m.total.control),
    difference: m.stratified?.difference ?? null,
    difference_low: m.stratified?.interval.low ?? null,
    difference_high: m.stratified?.interval.high ?? null,
    unstratified_difference: m.lift?.difference ?? null,
    relative_lift: m.lift?.relativeLift ?? null,
    spend_per_head: m.spend && {
      difference: m.spend.differenceMinor / m.minorPerUnit,
      difference_low: m.spend.intervalMinor.low / m.minorPerUnit,
      difference_high: m.spend.intervalMinor.high / m.minorPerUnit,
      p: m.spend.p,
    },
    sample_ratio_p: m.sampleRatio,
    reasons: Object.fromEntries(countReasons(m)),
    ...m.counts,
    unreadable: m.unreadable,
    sunset: m.sunset,
    until: m.until,
    is_over: m.isOver,
  }
}
