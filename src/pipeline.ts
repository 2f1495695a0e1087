/** The spine: the seven stages in order, as data. The runner, `status`, `--from/--to`, the docs and the run log read this list. */

import { flagStage } from './flag/index.ts'
import { ingestStage } from './ingest/index.ts'
import { matchStage } from './match/index.ts'
import { planStage } from './plan/index.ts'
import { repairStage } from './repair/index.ts'
import { reportStage } from './report/index.ts'
import { segmentStage } from './segment/index.ts'
import type { Stage } from './stage.ts'

export const STAGES: readonly Stage[] = [
  ingestStage,
  repairStage,
  matchStage,
  flagStage,
  segmentStage,
  planStage,
  reportStage,
]
