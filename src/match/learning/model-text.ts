/** A model as a text that people read and edit: YAML with every level's shares, and its weight in bits behind it. */

import type { ComparisonModel, LevelModel, MatchModel } from './model.ts'

/** `parseModelText` gives the same model back. */
export function modelText(model: MatchModel): string {
  const { shares, evidence } = model
  return [
    '# How goldpan weighs what two records have in common.',
    '#',
    '# m: of pairs of records of one person that both have the field, the share that shows the level; u: of pairs drawn at',
    '# random. relatives: of pairs of one household (comparisons listed under own agree there by chance only). namesakes: of',
    '# pairs of different people of one name. What a level weighs, in bits, is log2(m / u) and stands behind it: change m or',
    '# u, and the weight follows.',
    'goldpan_model: 1',
    `learned_from: { records: ${model.records}, pairs: ${model.pairs} }`,
    '',
    '# Weights in bits from which two records are merged, and from which they are kept as a possible match. sure: auto finds',
    '# it anew in the data that the model is used on.',
    `thresholds: { sure: ${model.sureBits}, review: ${model.reviewBits} }`,
    `evidence: { how: ${evidence.how}, pairs: ${evidence.pairs}, expected_right: ${evidence.expectedRight} }`,
    '',
    '# Of all pairs, how many are of one person, of relatives of each kind, of different people of one name.',
    `shares: ${flow(shares)}`,
    `own: [${model.own.map(scalar).join(', ')}]`,
    '# Bits by which sharing a full name speaks against namesakes: a line for names on 2 records, on up to 4, 8, 16, 64 and',
    '# more; in each, from names that would meet on next to no records by chance to those that would on 64. Empty: all alike.',
    ...nameLines(model.nameBits),
    '',
    'comparisons:',
    ...model.comparisons.flatMap(comparisonLines),
    '',
  ].join('\n')
}

/** Names by chance: sorts a line. */
const PER_LINE = 13

function nameLines(bits: readonly number[]): string[] {
  if (bits.length === 0) return ['name_bits: []']
  const lines = Array.from({ length: Math.ceil(bits.length / PER_LINE) }, (_, i) =>
    bits.slice(i * PER_LINE, (i + 1) * PER_LINE).join(', '),
  )
  return ['name_bits: [', ...lines.map((line) => `  ${line},`), ']']
}

function comparisonLines({ name, kind, levels, rarity }: ComparisonModel): string[] {
  const labels = (numbers: readonly number[]) => numbers.map((n) => scalar(levels[n - 1]!.label)).join(', ')
  return [
    `  - name: ${scalar(name)}`,
    `    kind: ${kind}`,
    '    levels:',
    ...levels.map((level) => `      - ${levelText(level)} # ${signed(level.bits)} bits`),
    ...(rarity.length === 0
      ? []
      : [
          '    # A value that is rarer than usual weighs more at these levels; mean_share: the chance that two values agree.',
          '    rarity:',
          ...rarity.map((r) => `      - { levels: [${labels(r.levels)}], mean_share: ${r.meanShare} }`),
        ]),
  ]
}

const levelText = ({ label, m, u, relatives, namesakes }: LevelModel): string =>
  `{ level: ${scalar(label)}, m: ${m}, u: ${u}, relatives: ${relatives}, namesakes: ${namesakes} }`

const signed = (bits: number): string => `${bits >= 0 ? '+' : '−'}${Math.abs(bits).toFixed(1)}`

const flow = (values: object): string =>
  `{ ${Object.entries(values)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')} }`

/** Words as they are; anything YAML could read otherwise in quotes. */
const scalar = (text: string): string =>
  /^[a-z][a-z_]*( [a-z]+)*$/i.test(text) && !/^(true|false|null|y|n|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text)
