/** `goldpan lift`: what a campaign really brought, from a file of people with their arm and response. */

import Table from 'cli-table3'
import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { compareText } from '../base/order.ts'
import { type Arm, type Lift, measureLift, measureSpend, type SpendLift, sampleRatioTest } from '../plan/lift.ts'
import { ColumnEncoder } from '../record/encoded.ts'
import { readTable } from '../sources/source.ts'
import { withInputFile } from './input-file.ts'
import type { Io } from './io.ts'
import { oneTable, requireColumn } from './one-table.ts'
import { printable } from './printable.ts'
import { readResponses, readSpend } from './read-outcomes.ts'

interface Options {
  readonly arm: string
  readonly control: string
  readonly responded: string
  readonly spend?: string
  readonly controlShare?: string
  readonly json?: boolean
}

export function liftCommand(io: Io): Command {
  return new Command('lift')
    .description('Measure lift: treated against control, with intervals that hold for few responders.')
    .argument('<file>', 'CSV, JSON, XLSX or SQLite file with one person a row; - for standard input')
    .requiredOption('--arm <column>', 'column with the arm')
    .requiredOption('--control <value>', 'what that column says for the control group')
    .requiredOption('--responded <column>', 'column that says who responded: yes/no, 1/0, or the day of the response')
    .option('--spend <column>', 'column with what each person spent')
    .option('--control-share <percent>', 'intended size of the control group (default: the usual share nearest to it)')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan lift results.csv --arm arm --control control --responded bought --spend amount',
    )
    .action((file: string, options: Options) => withInputFile(file, io.stdin, (path) => measureFile(path, options, io)))
}

interface Comparison {
  readonly arm: string
  readonly people: number
  readonly responders: number
  readonly lift: Lift
  readonly spend: SpendLift | null
}

interface RatioTest {
  readonly intendedShare: number
  readonly isGiven: boolean
  readonly p: number
}

async function measureFile(path: string, options: Options, io: Io): Promise<void> {
  const { arms, minorPerUnit, skipped } = await readArms(path, options)
  const control = arms.get(options.control)
  const treated = [...arms].filter(([name]) => name !== options.control).sort(([l], [r]) => compareText(l, r))
  if (control === undefined)
    throw new UserError('No row belongs to the control group.', {
      place: '--control',
      wayOut: `The column has ${arms.size} other values; give the one that marks the people who were held out.`,
    })
  if (treated.length === 0)
    throw new UserError('Every row belongs to the control group.', {
      place: '--arm',
      wayOut: 'Lift needs people who were contacted as well.',
    })
  if (treated.length > MAX_ARMS)
    throw new UserError(`The column has ${treated.length + 1} different values: too many for arms.`, {
      place: '--arm',
      wayOut: 'Name the column that says treated or control.',
    })
  const comparisons = treated.map(
    ([arm, sums]): Comparison => ({
      arm,
      people: sums.people,
      responders: sums.responders,
      lift: measureLift(sums, control),
      spend: options.spend === undefined ? null : measureSpend(sums, control),
    }),
  )
  const ratio = testRatio(
    treated.reduce((n, [, a]) => n + a.people, 0),
    control.people,
    options.controlShare,
  )
  if (skipped > 0) io.progress.note(`${skipped} rows could not be read or name no arm; they were left out`)
  if (options.json) io.out(`${JSON.stringify(asJson(comparisons, control, ratio, skipped, minorPerUnit))}\n`)
  else io.out(asText(comparisons, control, ratio, minorPerUnit))
}

const MAX_ARMS = 50

type MutableArm = { -readonly [K in keyof Arm]: Arm[K] }

async function readArms(path: string, options: Options) {
  const info = await oneTable(path)
  const at = [requireColumn(info, options.arm, '--arm'), requireColumn(info, options.responded, '--responded')]
  if (options.spend !== undefined) at.push(requireColumn(info, options.spend, '--spend'))
  const encoders = at.map(() => new ColumnEncoder())
  let skipped = 0
  for await (const { rows } of readTable(path, info, () => skipped++))
    for (const cells of rows) for (let i = 0; i < at.length; i++) encoders[i]!.push(cells[at[i]!]!.trim())
  const [arm, responded, spend] = encoders.map((encoder) => encoder.finish())
  const yes = readResponses(responded!, options.responded)
  const { amounts, minorPerUnit } = readSpend(spend ?? null)
  const arms = new Map<string, MutableArm>()
  for (let row = 0; row < arm!.ids.length; row++) {
    const name = arm!.values[arm!.ids[row]!] ?? null
    if (name === null) {
      skipped++
      continue
    }
    let sums = arms.get(name)
    if (sums === undefined) {
      sums = { people: 0, responders: 0, spendMinor: 0, spendSquared: 0 }
      arms.set(name, sums)
    }
    const amount = spend === undefined ? 0 : amounts[spend.ids[row]!]!
    sums.people++
    if (yes[responded!.ids[row]!]) sums.responders++
    sums.spendMinor += amount
    sums.spendSquared += amount * amount
  }
  return { arms: arms as ReadonlyMap<string, Arm>, minorPerUnit, skipped }
}

/** Shares that people usually hold out, in percent. */
const USUAL_SHARES = [50, 100 / 3, 30, 25, 20, 15, 10, 5, 2, 1]

function testRatio(treated: number, control: number, given: string | undefined): RatioTest {
  const actual = (100 * control) / (treated + control)
  const percent = given === undefined ? nearest(USUAL_SHARES, actual) : Number(given.replace('%', ''))
  if (!(percent > 0 && percent < 100))
    throw new UserError('--control-share is no share.', {
      place: '--control-share',
      wayOut: 'For example 10 for 10 %.',
    })
  return {
    intendedShare: percent / 100,
    isGiven: given !== undefined,
    p: sampleRatioTest(treated, control, percent / 100),
  }
}

function nearest(values: readonly number[], to: number): number {
  return values.reduce((best, v) => (Math.abs(Math.log(v / to)) < Math.abs(Math.log(best / to)) ? v : best))
}

function asJson(all: readonly Comparison[], control: Arm, ratio: RatioTest, skipped: number, minorPerUnit: number) {
  const money = (minor: number) => minor / minorPerUnit
  return {
    control: { people: control.people, responders: control.responders, rate: control.responders / control.people },
    arms: all.map(({ arm, people, responders, lift, spend }) => ({
      arm,
      people,
      responders,
      rate: lift.treatedRate,
      difference: lift.difference,
      difference_low: lift.interval.low,
      difference_high: lift.interval.high,
      incremental_responders: lift.incrementalResponders,
      incremental_low: lift.incrementalInterval.low,
      incremental_high: lift.incrementalInterval.high,
      relative_lift: lift.relativeLift,
      is_sure: lift.isSure,
      spend: spend && {
        treated_mean: money(spend.treatedMeanMinor),
        control_mean: money(spend.controlMeanMinor),
        difference: money(spend.differenceMinor),
        difference_low: money(spend.intervalMinor.low),
        difference_high: money(spend.intervalMinor.high),
        p: spend.p,
      },
    })),
    sample_ratio: { intended_control_share: ratio.intendedShare, is_given: ratio.isGiven, p: ratio.p },
    skipped,
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`
const range = (low: string, high: string): string => `${low} to ${high}`
const count = (n: number): string => n.toFixed(n % 1 === 0 ? 0 : 1)

function asText(all: readonly Comparison[], control: Arm, ratio: RatioTest, minorPerUnit: number): string {
  const names = ['', 'control', ...all.map((c) => printable(c.arm))]
  const table = new Table({
    head: names,
    style: { head: [], border: [] },
    colAligns: names.map((_, i) => (i ? 'right' : 'left')),
  })
  const row = (label: string, ofControl: string, of: (c: Comparison) => string) =>
    table.push([label, ofControl, ...all.map(of)])
  row('people', String(control.people), (c) => String(c.people))
  row('responders', String(control.responders), (c) => String(c.responders))
  row('response', percent(control.responders / control.people), (c) => percent(c.lift.treatedRate))
  row('difference', '', (c) => percent(c.lift.difference))
  row('  95 % interval', '', ({ lift }) => range(percent(lift.interval.low), percent(lift.interval.high)))
  row('incremental responders', '', ({ lift }) => count(lift.incrementalResponders))
  row('  95 % interval', '', ({ lift: { incrementalInterval: i } }) => range(i.low.toFixed(1), i.high.toFixed(1)))
  row('relative lift', '', ({ lift }) =>
    lift.relativeLift === null ? 'no response in control' : percent(lift.relativeLift),
  )
  if (all.some((c) => c.spend !== null)) {
    const money = (minor: number) => (minor / minorPerUnit).toFixed(Math.round(Math.log10(minorPerUnit)))
    row('spend per head', money(control.spendMinor / control.people), ({ spend }) =>
      spend ? money(spend.treatedMeanMinor) : '',
    )
    row('  difference', '', ({ spend }) => (spend ? money(spend.differenceMinor) : ''))
    row('  95 % interval', '', ({ spend }) =>
      spend ? range(money(spend.intervalMinor.low), money(spend.intervalMinor.high)) : '',
    )
  }
  const verdicts = all.map((c) => `${printable(c.arm)}: ${verdictOf(c.lift)}\n`).join('')
  return `${table.toString()}\n${verdicts}${ratioSentence(ratio)}\n`
}

function verdictOf(lift: Lift): string {
  if (!lift.isSure) return 'the interval holds zero, so this may be chance'
  return lift.difference > 0 ? 'more responses than without contact' : 'fewer responses than without contact'
}

function ratioSentence({ intendedShare, isGiven, p }: RatioTest): string {
  const against = `${isGiven ? 'the intended' : 'the nearest usual'} control share of ${percent(intendedShare)}`
  return p < 0.001
    ? `Sample ratio: the arms do not fit ${against} (p ${p.toExponential(1)}); find out who is missing before you trust the lift.`
    : `Sample ratio: the arms fit ${against} (p ${p.toFixed(3)}).`
}
