/** The spine: the seven stages in order, as data. The runner, `status`, `--from/--to`, the docs and the run log read this list. */

import type { Stage, StageName } from './stage.ts'

export const STAGES: readonly Stage[] = []

export const STAGE_NAMES: readonly StageName[] = ['ingest', 'repair', 'match', 'flag', 'segment', 'plan', 'report']
