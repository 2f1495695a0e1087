/** The stage segment: stores what is worked out by segment-worker.ts, here or in a thread ahead of its turn. */

import { builtFile } from '../base/package-files.ts'
import { canUseThreads, inTaskOrder } from '../base/task-threads.ts'
import type { Stage, StageAhead, StageContext, StageSummary } from '../stage.ts'
import {
  activities,
  activityStates,
  cleaned,
  contracts,
  lapseModels,
  memberships,
  persons,
  purchases,
  segments,
  sourceRecords,
  sources,
} from '../store/tables.ts'
import { SECTOR_RULES } from './rules.ts'
import { type SegmentEvent, type SegmentTask, workOutSegments } from './segment-worker.ts'

export const segmentStage: Stage = {
  name: 'segment',
  does: 'tell active from lapsed and never active by the purchase cycle; score RFM and expected value',
  reads: [sources, sourceRecords, cleaned, memberships, persons, purchases, activities, contracts].map((t) => t.name),
  writes: [segments.name, activityStates.name, lapseModels.name],
  rules: [SECTOR_RULES],
  usesAsOf: true,
  outputs: [],
  version: 3,
  async run(context) {
    const taker = new Taker(context)
    workOutSegments(context.store, taskOf(context), (event) => taker.take(event))
    return taker.end()
  },
  ahead: (context) => (canUseThreads ? workAhead(context) : null),
}

function taskOf({ store, project, asOf, rules }: StageContext): SegmentTask {
  const { country, currency } = project
  return { path: store.path, country, currency, asOf, rules: rules.get(SECTOR_RULES) }
}

function workAhead(context: StageContext): StageAhead {
  const script = builtFile('segment/segment-worker.js')
  const events = inTaskOrder<SegmentTask, SegmentEvent>(script, [taskOf(context)], 1)
  const first = events.next()
  // Whoever finishes hears of a failure; until then nobody does.
  first.catch(() => {})
  return {
    async finish() {
      const taker = new Taker(context)
      for (let next = await first; !next.done; next = await events.next()) taker.take(next.value.event)
      return taker.end()
    },
    async cancel() {
      await events.return(undefined)
    },
  }
}

/** Stores what it is told, in the stage's transaction. */
class Taker {
  readonly #context: StageContext
  readonly #inserters
  #summary: StageSummary | null = null

  constructor(context: StageContext) {
    this.#context = context
    this.#inserters = {
      segment: segments.blockInserter(context.store),
      activity_state: activityStates.blockInserter(context.store),
    }
  }

  take(event: SegmentEvent): void {
    if (event.kind === 'progress') this.#context.progress.start(event.label, null, event.unit)
    else if (event.kind === 'end') {
      this.#summary = event.summary
      lapseModels.insertAll(this.#context.store, event.models)
    } else this.#inserters[event.table](event.block)
  }

  end(): StageSummary {
    this.#context.progress.done()
    if (this.#summary === null) throw new Error('the work ended without a summary')
    return this.#summary
  }
}
