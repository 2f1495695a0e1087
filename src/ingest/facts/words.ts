/** Words in cells → what they mean, each list turned into a lookup once. */

import { CHANNELS, type Channel } from '../../record/project.ts'
import { fold } from '../../text/fold.ts'
import { ROW_MEANINGS, type RowMeaning, type SuppressionRules } from './rules.ts'
import { isVerification, verification } from './verification.ts'

export interface Words {
  /** Whether the cell says nothing. */
  isBlank(cell: string): boolean
  /** Null: neither a yes nor a no. */
  yesOrNo(cell: string): boolean | null
  /** Null: not a word we know. */
  meaning(cell: string): RowMeaning | null
  /** The meaning of outcome and kind together; null: no rule for this pair. */
  pairMeaning(outcome: string, kind: string): RowMeaning | null
  channel(cell: string): Channel | null
}

export function readWords(rules: SuppressionRules, provider: string | null): Words {
  const blank = new Set(rules.blank.map(fold))
  const yes = new Set(rules.yes.map(fold))
  const no = new Set(rules.no.map(fold))
  const own = provider === null || !Object.hasOwn(rules.providers, provider) ? {} : rules.providers[provider]!
  // Later entries win: the provider's own words over the general ones.
  const meanings = new Map([...entriesOf(rules.words), ...entriesOf(own)])
  const pairs = new Map(entriesOf(rules.pairs))
  const channels = new Map(CHANNELS.flatMap((c) => (rules.channels[c] ?? []).map((word) => [fold(word), c] as const)))
  const trap = new Set((rules.words.trap ?? []).map(fold))
  const verified = verification(isVerification(rules, provider) ? rules.verification[provider]! : null, trap)
  return {
    isBlank: (cell) => blank.has(fold(cell)),
    yesOrNo(cell) {
      const key = fold(cell)
      return yes.has(key) ? true : no.has(key) || key === '' ? false : null
    },
    meaning: verified?.meaning ?? ((cell) => meanings.get(fold(cell)) ?? null),
    pairMeaning: verified?.pairMeaning ?? ((outcome, kind) => pairs.get(fold(`${outcome} ${kind}`)) ?? null),
    channel: (cell) => channels.get(fold(cell)) ?? null,
  }
}

function entriesOf(of: Partial<Record<RowMeaning, readonly string[]>>): (readonly [string, RowMeaning])[] {
  return ROW_MEANINGS.flatMap((meaning) => (of[meaning] ?? []).map((word) => [fold(word), meaning] as const))
}
