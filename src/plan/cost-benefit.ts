/** Whether contacting a group pays: net, its interval, break-even, chance of loss, and whether to test first. */

import { type Beta, betaCdf, betaDeviation, betaMean, betaQuantile } from './beta.ts'
import { normalCdf, normalDensity } from './normal.ts'

/** Money in minor units (may be fractions of one per contact). */
export interface Economics {
  readonly people: number
  readonly costMinor: number
  readonly fixedMinor: number
  /** Margin per incremental responder, less the discount given to all takers: {@link marginAfterDiscount}. */
  readonly marginMinor: number
}

/** What is believed about the incremental response. */
export interface LiftBelief {
  readonly belief: Beta
  /** A guess from a survey; what own campaigns measured, in this segment or in others; what the user wants to see worked out. */
  readonly source: 'prior' | 'own results' | 'own results elsewhere' | 'assumed'
  /** Response to expect in the control group: sets how much a test can see. */
  readonly baseRate: number
}

export interface Judgement {
  readonly lift: number
  readonly liftLow: number
  readonly liftHigh: number
  readonly netMinor: number
  readonly netLowMinor: number
  readonly netHighMinor: number
  /** Incremental response at which it pays; 1 where no response could. */
  readonly breakEven: number
  readonly chanceOfLoss: number
  readonly verdict: 'do' | 'dont' | 'test'
  readonly risk: Risk
  /** People to contact in the test, as many held out. */
  readonly testSize: number | null
  /** Expected net with the test's result less without it; null where no test was worth it. */
  readonly testValueMinor: number | null
}

/** Of losing money: `raised` is above what is acceptable without a test, `too_high` above what is done at all. */
export type Risk = 'low' | 'raised' | 'too_high'

export interface JudgementSettings {
  /** Above this chance of loss a test comes first, where one is worth its cost. */
  readonly acceptable_loss_chance: number
  /** Above this one a positive expectation is not enough. */
  readonly most_loss_chance: number
  /** Share of the fixed costs that the test already needs. */
  readonly fixed_share_of_test: number
  /** A smaller test is not worth setting up. */
  readonly min_test: number
}

/** N·(Δp·m − c) − F. */
export function netMinor({ people, marginMinor, costMinor, fixedMinor }: Economics, lift: number): number {
  return people * (lift * marginMinor - costMinor) - fixedMinor
}

/** (c + F/N) / m, at most 1. */
export function breakEven({ people, marginMinor, costMinor, fixedMinor }: Economics): number {
  if (marginMinor <= 0 || people === 0) return 1
  return Math.min(1, (costMinor + fixedMinor / people) / marginMinor)
}

/** Everyone who responds takes the discount, though only `incrementalShare` of them would not have bought anyway. */
export function marginAfterDiscount(marginMinor: number, discountMinor: number, incrementalShare: number): number {
  return marginMinor - discountMinor / incrementalShare
}

/** What holding out the share `controlShare` forgoes. */
export function controlCostMinor(economics: Economics, controlShare: number, lift: number): number {
  return controlShare * economics.people * Math.max(0, lift * economics.marginMinor - economics.costMinor)
}

/** A prior worth `strength` observations, and what own tests add to it: (κ·prior + n·observed) / (κ + n). */
export function believe(
  prior: { readonly mean: number; readonly strength: number },
  own: { readonly n: number; readonly lift: number } | null = null,
): Beta {
  const n = own?.n ?? 0
  const seen = Math.min(n, Math.max(0, n * (own?.lift ?? 0)))
  return { a: prior.strength * prior.mean + seen, b: prior.strength * (1 - prior.mean) + n - seen }
}

/** The verdict on one group, channel and offer; intervals hold 95 % of the belief. */
export function judge(economics: Economics, { belief, baseRate }: LiftBelief, settings: JudgementSettings): Judgement {
  const lift = betaMean(belief)
  const [liftLow, liftHigh] = [betaQuantile(belief, 0.025), betaQuantile(belief, 0.975)]
  const ends = [netMinor(economics, liftLow), netMinor(economics, liftHigh)]
  const net = netMinor(economics, lift)
  const needed = breakEven(economics)
  const chanceOfLoss = economics.marginMinor <= 0 ? 1 : betaCdf(belief, needed)
  const risk = riskOf(chanceOfLoss, settings)
  const test =
    (net > 0 && risk === 'low') || economics.people === 0 ? null : bestTest(economics, belief, baseRate, settings)
  return {
    lift,
    liftLow,
    liftHigh,
    netMinor: net,
    netLowMinor: Math.min(...ends),
    netHighMinor: Math.max(...ends),
    breakEven: needed,
    chanceOfLoss,
    verdict: test !== null ? 'test' : net > 0 && risk !== 'too_high' ? 'do' : 'dont',
    risk,
    testSize: test?.size ?? null,
    testValueMinor: test?.valueMinor ?? null,
  }
}

function riskOf(chanceOfLoss: number, { acceptable_loss_chance, most_loss_chance }: JudgementSettings): Risk {
  if (chanceOfLoss <= acceptable_loss_chance) return 'low'
  return chanceOfLoss <= most_loss_chance ? 'raised' : 'too_high'
}

/** The test size with the largest expected gain over deciding now, or null where none gains. */
function bestTest(economics: Economics, belief: Beta, baseRate: number, settings: JudgementSettings) {
  let best: { size: number; valueMinor: number } | null = null
  for (let size = settings.min_test; size * 2 < economics.people; size = Math.ceil(size * 1.25)) {
    const valueMinor = testValue(economics, belief, baseRate, size, settings.fixed_share_of_test)
    if (valueMinor > (best?.valueMinor ?? 0)) best = { size, valueMinor }
  }
  return best
}

/**
 * Expected net when `size` people are contacted and as many held out first and the rest only if the result says so, less
 * the expected net of deciding now. Normal approximation of what the posterior mean will be (preposterior analysis).
 */
export function testValue(
  economics: Economics,
  belief: Beta,
  baseRate: number,
  size: number,
  fixedShare: number,
): number {
  const { people, marginMinor, costMinor, fixedMinor } = economics
  const mean = betaMean(belief)
  const prior = betaDeviation(belief) ** 2
  const treatedRate = Math.min(1, baseRate + mean)
  const noise = (treatedRate * (1 - treatedRate) + baseRate * (1 - baseRate)) / size
  const spread = Math.sqrt((prior * prior) / (prior + noise))
  const rest = people - 2 * size
  const inTest = size * (mean * marginMinor - costMinor) - fixedShare * fixedMinor
  const mu = rest * (mean * marginMinor - costMinor) - (1 - fixedShare) * fixedMinor
  const sigma = rest * Math.abs(marginMinor) * spread
  const afterwards = sigma === 0 ? Math.max(0, mu) : mu * normalCdf(mu / sigma) + sigma * normalDensity(mu / sigma)
  return inTest + afterwards - Math.max(0, netMinor(economics, mean))
}
