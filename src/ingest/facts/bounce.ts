/** A bounce's code, text and kind → hard, soft or none, by rules/bounce-codes.yaml. */

import { fold } from '../../text/fold.ts'
import { cached } from '../../text/value-cache.ts'
import type { BounceAction, BounceRules } from './rules.ts'

export interface Bounce {
  readonly action: BounceAction
  /** Category of the rule, e.g. `quota`; `unclear` where none fits. */
  readonly category: string
}

/** Code, diagnostic text and provider's kind, each '' where it is not given. */
export type BounceClassifier = (code: string, text: string, kind: string) => Bounce

const ENHANCED = /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/
const SMTP_CODE = /(?:^|\D)([45])\d\d(?!\d)/

/** Code first, then a code inside the text, then words of the text, then the kind, then the class of the SMTP code. */
export function bounceClassifier(rules: BounceRules): BounceClassifier {
  const codes = rules.codes.map((rule) => ({ bounce: bounceOf(rule), fits: codeMatcher(rule.match) }))
  const texts = rules.texts.map((rule) => ({ bounce: bounceOf(rule), words: rule.match.map((w) => ` ${fold(w)}`) }))
  const kinds = new Map(
    (['hard', 'soft', 'none'] as const).flatMap((action) => rules.kinds[action].map((w) => [fold(w), action] as const)),
  )
  const byCode = cached((code: string) => codes.find((rule) => rule.fits(code))?.bounce ?? null)
  const byText = cached((text: string) => {
    const folded = ` ${fold(text)}`
    return texts.find((rule) => rule.words.some((word) => folded.includes(word)))?.bounce ?? null
  })
  return (code, text, kind) => {
    const enhanced = ENHANCED.exec(code)?.[1] ?? ENHANCED.exec(text)?.[1]
    const byRule = enhanced === undefined ? byCode(code) : byCode(enhanced)
    if (byRule !== null) return byRule
    const known = byText(text)
    if (known !== null) return known
    const action = kinds.get(fold(kind))
    if (action !== undefined) return { action, category: 'kind' }
    const digit = enhanced?.[0] ?? SMTP_CODE.exec(code)?.[1] ?? SMTP_CODE.exec(text)?.[1]
    if (digit === '4') return { action: 'soft', category: 'class' }
    return { action: rules.unclear, category: digit === '5' ? 'class' : 'unclear' }
  }
}

const bounceOf = (rule: { readonly category: string; readonly action: BounceAction }): Bounce => ({
  action: rule.action,
  category: rule.category,
})

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
