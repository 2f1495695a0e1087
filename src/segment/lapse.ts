/** When silence means something: the three lapse rules, from fixed days to the tail of the gap distribution. */

import type { Thresholds } from './state.ts'
import { gapQuantile, returnQuantile, type SurvivalCurve } from './survival.ts'

/** (a) fixed days; (b) a multiple of the median gap; (c) a quantile of the gaps. Field names as in rules/sectors.yaml. */
type LapseRule =
  | { readonly rule: 'fixed'; readonly days: number }
  | { readonly rule: 'median-gap'; readonly times: number }
  | {
      readonly rule: 'tail'
      readonly slipping_quantile: number
      readonly lapsed_quantile: number
      readonly lost_survival: number
    }

/** What one segment (activity × brand) knows about lapse. */
export interface LapseModel {
  readonly rule: LapseRule
  /** Rule id for outputs: `fixed`, `median_gap`, `tail`, `tail_of_returns`, `too_few_gaps`. */
  readonly id: string
  /** For everybody without gaps of their own. */
  readonly segment: Thresholds
  /** Silence past this is `lost` whatever the gaps say. */
  readonly retentionDays: number
}

export interface LapseSettings {
  readonly lapse: LapseRule
  /** Used where fewer than `min_gaps` gaps have closed. */
  readonly fallback_days: number
  readonly min_gaps: number
  readonly retention_days: number
}

/** Gaps of one's own needed before rule (b) trusts them. */
const OWN_GAPS_NEEDED = 3
/** Prior weight of the segment in rule (c): own gaps count n/(n+3). */
const SEGMENT_WEIGHT = 3

/** Fits the segment's part of a lapse rule to its survival curve. */
export function fitLapse(settings: LapseSettings, curve: SurvivalCurve): LapseModel {
  const { lapse: rule, retention_days: retentionDays } = settings
  const fixed = (days: number, id: string): LapseModel => ({
    rule: { rule: 'fixed', days },
    id,
    segment: fixedThresholds(days, retentionDays),
    retentionDays,
  })
  if (rule.rule === 'fixed') return fixed(rule.days, 'fixed')
  if (curve.closed < settings.min_gaps) return fixed(settings.fallback_days, 'too_few_gaps')
  if (rule.rule === 'median-gap') {
    const median = returnQuantile(curve, 0.5)!
    return { rule, id: 'median_gap', segment: medianThresholds(median, rule.times, retentionDays), retentionDays }
  }
  // Where half the customers buy once and never return, no time exists at which 90 % of all gaps have closed.
  const reached = gapQuantile(curve, 1 - rule.lost_survival) !== null
  const quantile = reached ? gapQuantile : returnQuantile
  const segment = ordered(
    quantile(curve, rule.slipping_quantile)!,
    quantile(curve, rule.lapsed_quantile)!,
    quantile(curve, 1 - rule.lost_survival)!,
    retentionDays,
  )
  return { rule, id: reached ? 'tail' : 'tail_of_returns', segment, retentionDays }
}

/** One person's limits: their own gaps (ascending, days) against the segment's. */
export function personLimits(model: LapseModel, ownGaps: Int32Array): Thresholds {
  const { rule, segment, retentionDays } = model
  const n = ownGaps.length
  switch (rule.rule) {
    case 'fixed':
      return segment
    case 'median-gap':
      return n < OWN_GAPS_NEEDED ? segment : medianThresholds(sampleQuantile(ownGaps, 0.5), rule.times, retentionDays)
    case 'tail': {
      if (n === 0) return segment
      const own = n / (n + SEGMENT_WEIGHT)
      const blend = (q: number, theirs: number) => own * sampleQuantile(ownGaps, q) + (1 - own) * theirs
      return ordered(
        blend(rule.slipping_quantile, segment.slippingAfter),
        blend(rule.lapsed_quantile, segment.lapsedAfter),
        blend(1 - rule.lost_survival, segment.lostAfter),
        retentionDays,
      )
    }
    default:
      return rule satisfies never
  }
}

/** The smallest of the ascending values with at least the share `q` of them at or below it. */
export function sampleQuantile(ascending: Int32Array, q: number): number {
  return ascending[Math.max(0, Math.ceil(q * ascending.length - 1e-9) - 1)]!
}

function fixedThresholds(days: number, retentionDays: number): Thresholds {
  return ordered(days / 2, days, Number.POSITIVE_INFINITY, retentionDays)
}

function medianThresholds(median: number, times: number, retentionDays: number): Thresholds {
  return ordered(median, times * median, Number.POSITIVE_INFINITY, retentionDays)
}

function ordered(slipping: number, lapsed: number, lost: number, retentionDays: number): Thresholds {
  const lostAfter = Math.min(lost, retentionDays)
  const lapsedAfter = Math.min(lapsed, lostAfter)
  return { slippingAfter: Math.min(slipping, lapsedAfter), lapsedAfter, lostAfter }
}
