/** Words in cells → what they mean, each list turned into a lookup once. */

import { CHANNELS, type Channel } from '../../record/project.ts'
import { fold } from '../../text/fold.ts'
import { cached } from '../../text/value-cache.ts'
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
  /** Whether the evidence of a consent names another ground for processing, and no consent. */
  isOtherGround(evidence: string): boolean
}

export function readWords(rules: SuppressionRules, provider: string | null): Words {
  const blank = new Set(rules.blank.map(fold))
  const yes = new Set(rules.yes.map(fold))
  const no = new Set(rules.no.map(fold))
  const own = provider === null || !Object.hasOwn(rules.providers, provider) ? {} : rules.providers[provider]!
  // Later entries win: the provider's own words over the general ones.
  const meanings = new Map([...entriesOf(rules.words), ...entriesOf(own)])
  // Pairs stand beside the words: `bounce` alone, or `bounce blocked` for outcome and kind together.
  const pairs = new Map([...entriesOf(rules.pairs), ...entriesOf(own)])
  // In a stream of all events most words are none of suppression.
  const isStream = provider !== null && rules.event_streams.includes(provider)
  const other = rules.other_grounds
  const channels = new Map(CHANNELS.flatMap((c) => (rules.channels[c] ?? []).map((word) => [fold(word), c] as const)))
  const trap = new Set((rules.words.trap ?? []).map(fold))
  const verified = verification(isVerification(rules, provider) ? rules.verification[provider]! : null, trap)
  return {
    isBlank: (cell) => blank.has(fold(cell)),
    yesOrNo(cell) {
      const key = fold(cell)
      return yes.has(key) ? true : no.has(key) || key === '' ? false : null
    },
    meaning: verified?.meaning ?? ((cell) => meanings.get(fold(cell)) ?? (isStream ? 'nothing' : null)),
    pairMeaning: verified?.pairMeaning ?? ((outcome, kind) => longestPair(pairs, fold(outcome), fold(kind))),
    channel: (cell) => channels.get(fold(cell)) ?? null,
    isOtherGround: cached((evidence) => namesAny(evidence, other.words) && !namesAny(evidence, other.consent)),
  }
}

/** From the beginning of a word on; written with underscores or as one sentence. */
const namesAny = (text: string, words: readonly string[]): boolean => {
  const folded = ` ${fold(text.replaceAll('_', ' '))}`
  return words.some((word) => folded.includes(` ${fold(word)}`))
}

/** A kind of several words (`permanent general`) is looked up whole first, then without its last word. */
function longestPair(pairs: ReadonlyMap<string, RowMeaning>, outcome: string, kind: string): RowMeaning | null {
  for (let words = kind; words !== ''; words = words.slice(0, Math.max(0, words.lastIndexOf(' ')))) {
    const found = pairs.get(`${outcome} ${words}`)
    if (found !== undefined) return found
  }
  return null
}

function entriesOf(of: Partial<Record<RowMeaning, readonly string[]>>): (readonly [string, RowMeaning])[] {
  return ROW_MEANINGS.flatMap((meaning) => (of[meaning] ?? []).map((word) => [fold(word), meaning] as const))
}
