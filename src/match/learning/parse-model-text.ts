/** Reads a model that people may have edited: all faults at once, each with its place. */

import * as z from 'zod'
import { FaultList } from '../../base/errors.ts'
import { type ComparisonKind, KINDS, levelsOf } from '../../engine/comparisons/kinds.ts'
import { checkYaml } from '../../rules/check.ts'
import { parseYaml } from '../../rules/yaml-file.ts'
import type { GivenModel } from './given-model.ts'
import { NAME_SORTS } from './name-commonness.ts'

const share = z.number().gte(0).lte(1)
const chance = z.number().gt(0).lte(1)

const comparisonSchema = z
  .strictObject({
    name: z.string().min(1),
    kind: z.enum(Object.keys(KINDS) as [ComparisonKind, ...ComparisonKind[]]),
    levels: z.array(z.strictObject({ level: z.string(), m: chance, u: chance, relatives: share, namesakes: share })),
    rarity: z.array(z.strictObject({ levels: z.array(z.string()).min(1), mean_share: share })).default([]),
  })
  .superRefine(({ kind, levels, rarity }, context) => {
    const labels = levelsOf(kind).map((level) => level.label)
    if (levels.length !== labels.length || levels.some(({ level }, i) => level !== labels[i]))
      context.addIssue({
        code: 'custom',
        path: ['levels'],
        message: `expected the levels of ${kind} in their order: ${labels.join('; ')}`,
      })
    for (const [i, { levels }] of rarity.entries())
      for (const [k, level] of levels.entries())
        if (!labels.includes(level))
          context.addIssue({
            code: 'custom',
            path: ['rarity', i, 'levels', k],
            message: `expected one of: ${labels.join('; ')}`,
          })
  })

const fileSchema = z.strictObject({
  goldpan_model: z.literal(1),
  learned_from: z.strictObject({ records: z.int().nonnegative(), pairs: z.number().nonnegative() }),
  thresholds: z.strictObject({ sure: z.union([z.literal('auto'), z.number()]), review: z.number() }),
  evidence: z
    .strictObject({ how: z.enum(['found', 'given']), pairs: z.number(), expected_right: z.number() })
    .default({ how: 'given', pairs: 0, expected_right: 0 }),
  shares: z.strictObject({ match: chance, household: share, twins: share, juniors: share, namesakes: share }),
  own: z.array(z.string()),
  name_bits: z
    .array(z.number())
    .refine((bits) => bits.length === 0 || bits.length === NAME_SORTS, `expected ${NAME_SORTS} numbers or none`)
    .default([]),
  comparisons: z.array(comparisonSchema).superRefine((comparisons, context) => {
    for (const [i, { name }] of comparisons.entries())
      if (comparisons.findIndex((c) => c.name === name) !== i)
        context.addIssue({ code: 'custom', path: [i, 'name'], message: 'expected each comparison once' })
  }),
})

/**
 * @param place the path that faults name
 * @throws FaultList with everything that is wrong in it.
 */
export function parseModelText(text: string, place: string): GivenModel {
  const checked = checkYaml(parseYaml(text, place), fileSchema)
  if (!('value' in checked)) throw new FaultList('The model', checked.faults)
  const { learned_from, thresholds, evidence, shares, own, name_bits, comparisons } = checked.value
  return {
    version: 1,
    ...learned_from,
    comparisons: comparisons.map(({ name, kind, levels, rarity }) => ({
      name,
      kind,
      levels: levels.map(({ level, ...shares }) => ({ label: level, ...shares, bits: Math.log2(shares.m / shares.u) })),
      rarity: rarity.map((r) => ({
        levels: r.levels.map((label) => levels.findIndex((l) => l.level === label) + 1),
        meanShare: r.mean_share,
      })),
    })),
    shares,
    own,
    nameBits: name_bits,
    sureBits: thresholds.sure === 'auto' ? null : thresholds.sure,
    reviewBits: thresholds.review,
    evidence: { how: evidence.how, pairs: evidence.pairs, expectedRight: evidence.expected_right },
  }
}
