/** The matching model as the page shows it: comparison levels with their m and u. */

import { z } from 'zod'
import type { ModelSummary } from './report-data.ts'

const share = z.number().min(0).max(1)

/** What the report needs of the model; it may hold much more. */
const schema = z.object({
  sureBits: z.number().nullish(),
  comparisons: z.array(
    z.object({
      name: z.string(),
      levels: z.array(z.object({ label: z.string(), m: share.nullish(), u: share.nullish() })),
    }),
  ),
})

/** The summary of the model's JSON, or null where there is none or it cannot be read. */
export function summariseModel(json: string | null): ModelSummary | null {
  const parsed = schema.safeParse(parseOrNull(json))
  if (!parsed.success) return null
  return {
    sureBits: parsed.data.sureBits ?? null,
    comparisons: parsed.data.comparisons.map((c) => ({
      name: c.name,
      levels: c.levels.flatMap(({ label, m, u }) => (m == null || u == null ? [] : [{ label, m, u }])),
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
