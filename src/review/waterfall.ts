/** The weights of a pair one under the other, each a bar from where the last one ended. */

import { type Html, html } from '../html/escape.ts'
import { formatPercent } from '../html/numbers.ts'
import type { ExplainedComparison } from '../match/learning/explain-pair.ts'
import { plainWords } from '../report/wording.ts'
import type { WeighedPair } from './weigh-pair.ts'

interface Step {
  readonly name: string
  readonly words: string
  readonly bits: number
}

/** Steps smaller than that are not worth a line. */
const LEAST_BITS = 0.05

export function waterfall(pair: WeighedPair, sureBits: number, isMerged: boolean): Html {
  const steps = stepsOf(pair)
  const scale = scaleOf(steps, pair.weight, sureBits)
  let from = 0
  const rows = steps.map(({ name, words, bits }) => {
    const bar = drawBar(scale, from, from + bits, bits >= 0 ? 'for' : 'against')
    from += bits
    return html`<tr><th scope="row">${name}</th><td>${words}</td><td class="bits">${signed(bits)}</td><td class="track">${bar}</td></tr>
`
  })
  const missing = sureBits - pair.weight
  const odds = 1 / (1 + 2 ** -pair.weight)
  const total = `${formatPercent(odds)} likely one person; ${
    missing > 0
      ? `a merge needs ${missing.toFixed(1)} bits more`
      : isMerged
        ? 'enough for a merge'
        : 'enough for a merge, but a rule, a number or the other records keep them apart'
  }`
  return html`<section class="card waterfall" aria-label="Why this weight"><table><caption>Why: what speaks for one person, and against, in bits</caption>
<tbody>${rows}<tr class="total"><th scope="row">Together</th><td>${total}</td><td class="bits">${signed(pair.weight)}</td><td class="track">${drawBar(scale, 0, pair.weight, 'sum')}</td></tr>
</tbody></table></section>
`
}

function stepsOf({ comparisons, priorBits, relativesBits, rarityBits }: WeighedPair): Step[] {
  const told = comparisons.filter((c) => c.level !== null)
  const more: Step[] = [
    { name: 'Rarity', words: 'how rare what they share is among all records', bits: rarityBits },
    { name: 'Relatives', words: 'they could be two people of one household or one name', bits: relativesBits },
  ]
  return [
    { name: 'Before looking', words: 'two records drawn at random', bits: priorBits },
    ...told.map((c) => ({ name: heading(c), words: plainWords(c.level!), bits: c.bits })),
    ...more.filter(({ bits }) => Math.abs(bits) >= LEAST_BITS),
  ]
}

const heading = ({ name }: ExplainedComparison): string => {
  const words = plainWords(name)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

interface Scale {
  readonly least: number
  readonly width: number
}

/** From the lowest to the highest place that a bar begins or ends at. */
function scaleOf(steps: readonly Step[], weight: number, sureBits: number): Scale {
  let sum = 0
  const places = [0, weight, sureBits, ...steps.map(({ bits }) => (sum += bits))]
  const least = Math.min(...places)
  return { least, width: Math.max(1, Math.max(...places) - least) }
}

/** The drawing is 100 wide; its colours are the style sheet's. */
function drawBar({ least, width }: Scale, from: number, to: number, className: string): Html {
  const place = (bits: number) => ((bits - least) / width) * 100
  const [start, end] = [Math.min(place(from), place(to)), Math.max(place(from), place(to))]
  const zero = place(0).toFixed(2)
  return html`<svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true"><line class="zero" x1="${zero}" x2="${zero}" y1="0" y2="14"/><rect class="${className}" x="${start.toFixed(2)}" y="2" width="${Math.max(0.6, end - start).toFixed(2)}" height="10"/></svg>`
}

const signed = (bits: number): string => `${bits >= 0 ? '+' : '−'}${Math.abs(bits).toFixed(1)}`
