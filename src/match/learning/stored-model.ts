/** A model as a workspace keeps it: JSON, checked when it is read. */

import * as z from 'zod'
import { type ComparisonKind, KINDS, levelsOf } from '../../engine/comparisons/kinds.ts'
import type { MatchModel } from './model.ts'

const share = z.number().gte(0).lte(1)
const modelSchema: z.ZodType<MatchModel> = z.object({
  version: z.literal(1),
  records: z.int().nonnegative(),
  pairs: z.number().nonnegative(),
  comparisons: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(Object.keys(KINDS) as [ComparisonKind, ...ComparisonKind[]]),
      levels: z.array(
        z.object({
          label: z.string(),
          m: z.number(),
          u: z.number(),
          relatives: z.number(),
          namesakes: z.number(),
          bits: z.number(),
        }),
      ),
      rarity: z.array(z.object({ levels: z.array(z.int()), meanShare: share })),
    }),
  ),
  shares: z.object({ match: share, household: share, twins: share, juniors: share, namesakes: share }),
  nameBits: z.array(z.number()),
  own: z.array(z.string()),
  sureBits: z.number(),
  reviewBits: z.number(),
  evidence: z.object({ how: z.enum(['found', 'given']), pairs: z.number(), expectedRight: z.number() }),
})

/** A model as it was stored, or null where the value is none. */
export function parseModel(json: unknown): MatchModel | null {
  const parsed = modelSchema.safeParse(json)
  if (!parsed.success) return null
  return parsed.data.comparisons.every((c) => c.levels.length === levelsOf(c.kind).length) ? parsed.data : null
}
