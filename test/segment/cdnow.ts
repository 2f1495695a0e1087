/** The public CDNOW sample, read for tests: 2,357 customers, 1997-01-01 to 1998-06-30. */

import { existsSync, readFileSync } from 'node:fs'
import { makeIsoDate, toDayNo } from '../../src/record/dates.ts'
import type { RepeatHistories } from '../../src/segment/bg-nbd.ts'
import type { SpendHistories } from '../../src/segment/gamma-gamma.ts'

const folder = new URL('../../../shared/data/cdnow/', import.meta.url)

const CDNOW = {
  sample: new URL('CDNOW_sample.txt', folder),
  summary: new URL('cdnow_customers_summary.csv', folder),
}

export const hasCdnow = existsSync(CDNOW.sample)

export interface Transactions {
  readonly person: Int32Array
  readonly day: Int32Array
  readonly amountMinor: Float64Array
  readonly customers: number
}

export function transactions(): Transactions {
  const rows = readFileSync(CDNOW.sample, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/))
  const person = Int32Array.from(rows, (row) => Number(row[1]) - 1)
  return {
    person,
    day: Int32Array.from(rows, ([, , d]) =>
      toDayNo(makeIsoDate(Number(d!.slice(0, 4)), Number(d!.slice(4, 6)), Number(d!.slice(6, 8)))!),
    ),
    amountMinor: Float64Array.from(rows, (row) => Math.round(Number(row[4]) * 100)),
    customers: person.reduce((most, p) => Math.max(most, p), 0) + 1,
  }
}

/** The calibration period 1997-01-01 to 1997-09-30 in weeks; values in whole currency units. */
export function calibration(): { histories: RepeatHistories; spend: SpendHistories } {
  const { person, day, amountMinor, customers } = transactions()
  const end = toDayNo(makeIsoDate(1997, 9, 30)!)
  const days: Map<number, number>[] = Array.from({ length: customers }, () => new Map())
  for (let i = 0; i < person.length; i++) {
    if (day[i]! > end) continue
    const mine = days[person[i]!]!
    mine.set(day[i]!, (mine.get(day[i]!) ?? 0) + amountMinor[i]! / 100)
  }
  const sorted = days.map((mine) => [...mine].sort(([l], [r]) => l - r))
  const x = Float64Array.from(sorted, (mine) => mine.length - 1)
  const repeaters = sorted.filter((mine) => mine.length > 1)
  return {
    histories: {
      x,
      tx: Float64Array.from(sorted, (mine) => (mine.at(-1)![0] - mine[0]![0]) / 7),
      T: Float64Array.from(sorted, (mine) => (end - mine[0]![0]) / 7),
    },
    spend: {
      x: Float64Array.from(repeaters, (mine) => mine.length - 1),
      z: Float64Array.from(repeaters, (mine) => mine.slice(1).reduce((s, [, v]) => s + v, 0) / (mine.length - 1)),
    },
  }
}

/** The published x, t_x, T of the calibration period, in weeks. */
export function summary(): RepeatHistories {
  const rows = readFileSync(CDNOW.summary, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').map(Number))
  const column = (i: number) => Float64Array.from(rows, (row) => row[i]!)
  return { x: column(1), tx: column(2), T: column(3) }
}
