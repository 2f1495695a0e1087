/** A bounce's code, text and kind → hard, soft or none, by rules/bounce-codes.yaml. */

import { fold } from '../../text/fold.ts'
import { cached } from '../../text/value-cache.ts'
import type { BounceAction, BounceRules, BounceTarget } from './rules.ts'

export interface Bounce {
  readonly action: BounceAction
  /** Category of the rule, e.g. `quota`; `class` or `unclear` where none fits. */
  readonly category: string
  /** What it counts against. */
  readonly against: BounceTarget
}

/** Code, diagnostic text and provider's kind, each '' where it is not given. */
export type BounceClassifier = (code: string, text: string, kind: string) => Bounce

const ENHANCED = /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/
const SMTP_CODE = /(?:^|\D)([45])\d\d(?!\d)/
/** A diagnostic text says what it has to say at its beginning. */
const MAX_TEXT = 2000

/** Code first, then a code inside the text, then words of the text, then the kind, then the class of the SMTP code. */
export function bounceClassifier(rules: BounceRules): BounceClassifier {
  const byCode = codeLookup(rules)
  const byText = textLookup(rules)
  const byKind = kindLookup(rules)
  const isVague = codeMatcher(rules.vague_codes)
  return (code, text, kind) => {
    const enhanced = ENHANCED.exec(code)?.[1] ?? ENHANCED.exec(text)?.[1]
    const coded = byCode(enhanced ?? code.trim())
    if (coded !== null && !(enhanced !== undefined && isVague(enhanced))) return coded
    const known = byText(text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text) ?? coded
    if (known !== null) return known
    const action = byKind(kind)
    if (action !== null) return { action, category: 'kind', against: action === 'none' ? 'us' : 'address' }
    const digit = enhanced?.[0] ?? SMTP_CODE.exec(code)?.[1] ?? SMTP_CODE.exec(text)?.[1]
    if (digit === '4') return { action: 'soft', category: 'class', against: 'address' }
    return { action: rules.unclear, category: digit === '5' ? 'class' : 'unclear', against: 'address' }
  }
}

function codeLookup({ codes }: BounceRules): (code: string) => Bounce | null {
  const known = codes.map((rule) => ({ bounce: bounceOf(rule), fits: codeMatcher(rule.match) }))
  return cached((code: string) => known.find((rule) => rule.fits(code))?.bounce ?? null)
}

function textLookup({ texts }: BounceRules): (text: string) => Bounce | null {
  const known = texts.map((rule) => ({
    bounce: bounceOf(rule),
    words: rule.match.map((word) => ` ${fold(word)}`),
    patterns: rule.pattern.map((pattern) => new RegExp(pattern, 'u')),
  }))
  return cached((text: string) => {
    const folded = ` ${fold(text)}`
    const fits = (rule: (typeof known)[number]) =>
      rule.words.some((word) => folded.includes(word)) || rule.patterns.some((pattern) => pattern.test(folded))
    return text === '' ? null : (known.find(fits)?.bounce ?? null)
  })
}

/** Of a kind of several words all count first, then without the last one. */
function kindLookup({ kinds }: BounceRules): (kind: string) => BounceAction | null {
  const known = new Map(
    (['hard', 'soft', 'none'] as const).flatMap((action) => kinds[action].map((word) => [fold(word), action] as const)),
  )
  return cached((kind: string) => {
    for (let words = fold(kind); words !== ''; words = words.slice(0, Math.max(0, words.lastIndexOf(' ')))) {
      const action = known.get(words)
      if (action !== undefined) return action
    }
    return null
  })
}

const bounceOf = ({ action, category, against }: Bounce): Bounce => ({ action, category, against })

function codeMatcher(patterns: readonly string[]): (code: string) => boolean {
  const tests = patterns.map((pattern) => {
    const [from, to] = pattern.split('-')
    if (to === undefined && !pattern.includes('.')) return (code: string) => code === pattern
    const low = partsOf(from!)
    const high = partsOf(to ?? from!)
    return (code: string) => {
      const parts = partsOf(code)
      return parts.length === 3 && parts.every((p, i) => Number.isNaN(low[i]!) || (p >= low[i]! && p <= high[i]!))
    }
  })
  return (code) => tests.some((test) => test(code))
}

/** `x` becomes NaN: any. */
const partsOf = (code: string): number[] => code.split('.').map((p) => (p === 'x' ? Number.NaN : Number(p)))
