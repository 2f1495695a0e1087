/** The explanation of two people, laid out for a terminal of 80 columns. */

import pc from 'picocolors'
import { formatPercent } from '../html/numbers.ts'
import type { ExplainedComparison, PairExplanation } from '../match/learning/explain-pair.ts'
import { plainWords } from '../report/wording.ts'
import type { PairOfTwo, TwoExplained } from './explain-two.ts'
import { printable } from './printable.ts'
import { wrap } from './wrap.ts'

/** Where the words begin, after the name of the comparison and its bits. */
const INDENT = 25
/** Pairs listed below the nearest. */
const MOST_PAIRS = 8

/** The verdict, then the nearest pair as a waterfall, then the other pairs. Nothing from the data can steer the terminal. */
export function layOutTwo(two: TwoExplained): string {
  const { nearest } = two
  const others = two.pairs.filter((p) => nearest === null || p.l !== nearest.l || p.r !== nearest.r)
  return [
    verdict(two),
    ...two.reviewed.map(decided),
    ...(nearest?.waterfall ? ['', ...layOutNearest(nearest, nearest.waterfall, two)] : []),
    ...(others.length > 0 ? ['', ...layOutOthers(others, nearest !== null)] : []),
    ...(nearest === null && two.pairs.length === 0 ? noPair(two) : []),
  ].join('\n')
}

function verdict(two: TwoExplained): string {
  if (two.one_record) return `${pc.green('One person')}: ${two.person_l}. Both ids name the same record.`
  if (two.same_person) return `${pc.green('One person')}: ${two.person_l}`
  const both = `${two.person_l} and ${two.person_r}`
  if (two.possible_match === null) return `${pc.bold('Two people')}: ${both}`
  return [
    `${pc.yellow('Possibly one person')} (${formatPercent(two.possible_match)}): ${both}`,
    'They are kept apart; an opt-out of one protects both.',
  ].join('\n')
}

function decided({ l, r, decision, by, on }: TwoExplained['reviewed'][number]): string {
  if (decision === 'undecided') return printable(`${by ?? 'A reviewer'} took that back on ${on}: ${l} and ${r}.`)
  const what = decision === 'same' ? 'one person' : 'two people'
  return printable(`${by ?? 'A reviewer'} decided on ${on} that these are ${what}: ${l} and ${r}.`)
}

function noPair({ same_person }: TwoExplained): string[] {
  return same_person ? [] : ['No pair of their records came near enough to be kept for review.']
}

function layOutNearest(
  pair: PairOfTwo,
  waterfall: PairExplanation,
  { same_person, sure_bits }: TwoExplained,
): string[] {
  const intro = pair.was_kept
    ? 'Their nearest records'
    : 'No records of theirs came near enough to be kept. The nearest'
  const about = same_person && pair.decision !== 'sure' ? ', joined through other records' : ''
  return [
    `${intro}${about}:`,
    `  ${printable(pair.l)}`,
    `  ${printable(pair.r)}`,
    '',
    pc.dim(`  ${'compared'.padEnd(15)}${'bits'.padStart(6)}`),
    ...waterfall.comparisons.flatMap(layOutComparison),
    ...step('starting odds', waterfall.priorBits, 'of two records drawn at random'),
    ...(waterfall.relativesBits < -0.05
      ? step('relatives', waterfall.relativesBits, 'could be two people of one household or one name')
      : []),
    ...step('total', waterfall.weight, totalWords(waterfall, pair.decision, sure_bits), pc.bold),
    ...(pair.would_suffice.length === 0 && waterfall.missingBits === 0 ? [] : ['', ...layOutMissing(pair, waterfall)]),
  ]
}

function totalWords({ probability }: PairExplanation, decision: string, sureBits: number | null): string {
  const odds =
    probability > 0.9999 ? 'over 99.99 %' : probability < 0.0001 ? 'under 0.01 %' : formatPercent(probability, 2)
  const needed = sureBits === null ? '' : `; sure from ${sureBits.toFixed(1)} bits`
  return `${odds}: ${decision}${needed}`
}

function layOutComparison(c: ExplainedComparison): string[] {
  const name = plainWords(c.name)
  const [l, r] = [printable(c.valueL ?? ''), printable(c.valueR ?? '')]
  if (c.level === null)
    return l === '' && r === '' ? [] : step(name, null, `only one has it: ${l === '' ? r : l}`, pc.dim)
  const values = l === r ? l : `${l} | ${r}`
  return [...step(name, c.bits, `${plainWords(c.level)}: ${values}`), ...layOutRarity(c.rarityBits)]
}

/** A line of its own below the comparison, where it changes anything. */
function layOutRarity(bits: number | null): string[] {
  if (bits === null || Math.abs(bits) < 0.05) return []
  return step('', bits, bits > 0 ? 'and the value is a rare one' : 'but the value is a common one')
}

function step(name: string, bits: number | null, words: string, style: (text: string) => string = (t) => t): string[] {
  const amount = bits === null ? '·' : `${bits >= 0 ? '+' : '−'}${Math.abs(bits).toFixed(1)}`
  return wrap(words, INDENT, `  ${name.padEnd(15)}${amount.padStart(6)}  `).map((line) => style(line))
}

function layOutMissing({ would_suffice }: PairOfTwo, { missingBits }: PairExplanation): string[] {
  const ways = would_suffice
    .slice(0, 4)
    .map((w) => `${plainWords(w.comparison)} (${plainWords(w.level)}, +${w.adds.toFixed(1)})`)
  const needed = `A sure match needs ${missingBits.toFixed(1)} bits more.`
  if (ways.length === 0) return wrap(`${needed} No single agreement would be enough.`)
  return wrap(`${needed} Any of these alone would do: ${ways.join(', ')}.`)
}

function layOutOthers(pairs: TwoExplained['pairs'], isRest: boolean): string[] {
  const lines = pairs
    .slice(0, MOST_PAIRS)
    .flatMap((p) =>
      wrap(
        `${printable(p.l)} and ${printable(p.r)}`,
        24,
        `${p.match_weight.toFixed(1).padStart(7)} bits  ${p.decision}`,
      ),
    )
  const left = pairs.length - MOST_PAIRS
  return [
    isRest ? 'Other pairs of their records:' : 'Pairs of their records:',
    ...lines,
    ...(left > 0 ? [`  and ${left} more`] : []),
  ]
}
