/** The matching model as the page shows it: comparison levels with their m and u, thresholds, blocking. */

import * as z from 'zod'
import type { ModelSummary } from '../report-data.ts'

const share = z.number().min(0).max(1)
const count = z.number().nonnegative()

/** What the report needs of the model; it may hold much more. */
const schema = z.object({
  sureBits: z.number().nullish(),
  reviewBits: z.number().nullish(),
  evidence: z.object({ how: z.enum(['found', 'given']).nullish().catch(null) }).nullish(),
  blocking: z
    .array(z.object({ rule: z.string(), pairs: count, refinedBlocks: count.catch(0), givenUpPairs: count.catch(0) }))
    .nullish(),
  foundBy: z.array(count).nullish(),
  comparisons: z.array(
    z.object({
      name: z.string(),
      levels: z.array(
        z.object({ label: z.string(), m: share.nullish(), u: share.nullish(), bits: z.number().nullish() }),
      ),
    }),
  ),
})

/** Smaller shares count as this, so that every weight is finite. */
const LEAST = 1e-9

/** The summary of the model's JSON, or null where there is none or it cannot be read. */
export function summariseModel(json: string | null): ModelSummary | null {
  const parsed = schema.safeParse(parseOrNull(json))
  if (!parsed.success) return null
  const model = parsed.data
  return {
    sureBits: model.sureBits ?? null,
    reviewBits: model.reviewBits ?? null,
    threshold: model.evidence?.how ?? null,
    blocking: model.blocking ?? [],
    foundBy: model.foundBy ?? [],
    comparisons: model.comparisons.map((c) => ({
      name: c.name,
      levels: c.levels.flatMap(({ label, m, u, bits }) =>
        m == null || u == null
          ? []
          : [{ label, m, u, bits: bits ?? Math.log2(Math.max(m, LEAST) / Math.max(u, LEAST)) }],
      ),
    })),
  }
}

function parseOrNull(json: string | null): unknown {
  try {
    return json === null ? null : JSON.parse(json)
  } catch {
    return null
  }
}
