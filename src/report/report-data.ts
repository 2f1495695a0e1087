/** Everything the page says, as values: gathered from the workspace, or made up in a test. */

import type { Channel } from '../record/project.ts'
import type { CampaignCount } from '../store/campaign-results.ts'
import type { LearnedResponseRow } from '../store/campaign-tables.ts'
import type { ChangeCount, ChangeExample, DomainFix } from '../store/change-queries.ts'
import type { MoneyRow, PlanExclusionRow } from '../store/plan-tables.ts'
import type {
  ActivityCount,
  BehaviourCount,
  EventCount,
  MovementCount,
  PlanCount,
  RejectCount,
  RfmCount,
  StateCount,
  WeightCount,
} from '../store/report-queries.ts'
import type { LapseModelRow } from '../store/segment-tables.ts'

export interface ReportData {
  readonly project: string
  readonly asOf: string
  /** ISO 4217 of all amounts, which are in minor units; null where the project names none. */
  readonly currency: string | null
  readonly sources: readonly SourceSummary[]
  readonly rejects: readonly RejectCount[]
  readonly events: readonly EventCount[]
  readonly facts: readonly EventCount[]
  readonly changes: readonly ChangeCount[]
  readonly changeExamples: readonly ChangeExample[]
  readonly domainFixes: readonly DomainFix[]
  readonly people: PeopleSummary
  readonly model: ModelSummary | null
  readonly contact: ContactSummary
  readonly segments: SegmentSummary
  readonly plans: readonly PlanCount[]
  readonly money: readonly MoneyRow[]
  readonly exclusions: readonly PlanExclusionRow[]
  /** What became of people since the last run of an earlier day. */
  readonly movements: readonly MovementCount[]
  /** What went out in the past, and what it brought. */
  readonly campaigns: { readonly sent: readonly CampaignCount[]; readonly learned: readonly LearnedResponseRow[] }
  readonly stageNotes: readonly StageNotes[]
}

export interface SourceSummary {
  readonly name: string
  readonly role: string
  readonly brand: string
  /** Rows read, without those set aside. */
  readonly rows: number
  readonly rejected: number
  readonly format: string | null
  /** Records of people in it, and how many people those are; 0 for event sources. */
  readonly records: number
  readonly people: number
}

interface PeopleSummary {
  readonly records: number
  readonly people: number
  readonly sizes: readonly { readonly size: number; readonly n: number }[]
  /** Which sources (by name, sorted) know how many people. */
  readonly combinations: readonly SourceCombination[]
  readonly pairWeights: readonly WeightCount[]
  readonly possibleMatches: number
  readonly households: { readonly households: number; readonly people: number }
}

interface SourceCombination {
  readonly sources: readonly string[]
  readonly people: number
}

/** What the matching learned, as far as the page shows it. */
export interface ModelSummary {
  /** Match weight from which a pair is one person, and from which it is kept at all; null where the model does not say. */
  readonly sureBits: number | null
  readonly reviewBits: number | null
  /** Whether `sureBits` was found in the data or given; null where the model does not say. */
  readonly threshold: 'found' | 'given' | null
  readonly blocking: readonly BlockingCount[]
  /** Pairs above the threshold that exactly k blocking rules find, at index k; empty where that was not counted. */
  readonly foundBy: readonly number[]
  readonly comparisons: readonly {
    readonly name: string
    readonly levels: readonly ModelLevel[]
  }[]
}

export interface BlockingCount {
  readonly rule: string
  readonly pairs: number
  readonly refinedBlocks: number
  readonly givenUpPairs: number
}

interface ModelLevel {
  readonly label: string
  /** Share of this level among pairs of one person, and of two. */
  readonly m: number
  readonly u: number
  /** Weight in bits. */
  readonly bits: number
}

export interface ContactSummary {
  /** People with at least one answer. */
  readonly people: number
  /** People by the set of channels open to them for any brand and purpose: bit i is `CHANNELS[i]`. */
  readonly openSets: readonly { readonly set: number; readonly people: number }[]
  readonly groups: readonly ContactGroup[]
}

/** The answers of one brand for one purpose. */
export interface ContactGroup {
  readonly brand: string
  readonly purpose: string
  readonly people: number
  readonly channels: readonly ChannelAnswers[]
}

interface ChannelAnswers {
  readonly channel: Channel
  readonly answers: readonly AnswerCount[]
}

export interface AnswerCount {
  readonly allowed: boolean
  readonly reason: string
  readonly suspected: boolean
  readonly alternate: string | null
  readonly people: number
}

interface SegmentSummary {
  readonly lapse: readonly LapseModelRow[]
  readonly states: readonly StateCount[]
  readonly activities: readonly ActivityCount[]
  readonly behaviours: readonly BehaviourCount[]
  readonly rfm: readonly RfmCount[]
  readonly recency: readonly { readonly months: number; readonly n: number }[]
}

export interface StageNotes {
  readonly stage: string
  readonly notes: readonly string[]
}
