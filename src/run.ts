/** Walks the spine: skips what is unchanged, runs the rest each in one transaction, resumes after a kill. */

import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { UserError } from './base/errors.ts'
import type { Progress } from './base/progress.ts'
import { changedParts, currentParts, keyOf, type Parts, upstreamOf } from './fingerprints.ts'
import type { IsoDate } from './record/ids.ts'
import type { Project } from './record/project.ts'
import { type LoadedRules, loadRules } from './rules/load-rules.ts'
import { missingOutputs } from './sinks/missing-outputs.ts'
import type { DnsSettings, Stage, StageAhead, StageContext, StageName, StageSummary } from './stage.ts'
import { logRun, readStageState, writeStageState } from './store/stage-state.ts'
import type { Store } from './store/store.ts'
import { TABLES } from './store/tables.ts'

export interface RunOptions {
  readonly stages: readonly Stage[]
  readonly project: Project
  readonly store: Store
  readonly asOf: IsoDate
  readonly from: StageName | null
  readonly to: StageName | null
  /** Runs stages even where nothing changed. */
  readonly force: boolean
  readonly threads: number
  /** Write Parquet beside every CSV output. */
  readonly parquet: boolean
  readonly progress: Progress
  /** Name servers may be asked; not where it is left out. */
  readonly dns?: DnsSettings | null
  /** Changes what the rule files say, for this run. */
  readonly adjustRules?: (loaded: LoadedRules) => LoadedRules
}

export interface StageResult {
  readonly stage: StageName
  readonly skipped: boolean
  readonly seconds: number
  readonly summary: StageSummary
}

/** Folder of a project's outputs. */
export function outDirOf(project: Project): string {
  return join(project.dir, 'goldpan-out')
}

/** Runs the chosen stages. Throws at the first stage that fails; what earlier stages finished stays. */
export async function runPipeline(options: RunOptions): Promise<readonly StageResult[]> {
  const chosen = chooseStages(options)
  const loaded = loadRules(
    options.stages.flatMap((s) => s.rules),
    options.project.dir,
  )
  const { rules, fingerprints } = options.adjustRules?.(loaded) ?? loaded
  const outDir = outDirOf(options.project)
  mkdirSync(outDir, { recursive: true, mode: 0o700 })
  removeLeftovers(outDir)
  const context: StageContext = { ...options, rules, outDir }
  const results: StageResult[] = []
  const partsOf = (stage: Stage) => currentParts({ ...options, stage, rules, ruleFingerprints: fingerprints })
  const begun = new Map<StageName, StageAhead>()
  try {
    for (const [i, stage] of chosen.entries()) {
      requireUpstream(stage, options)
      await stage.gather?.(context)
      const parts = await partsOf(stage)
      const kept = keptSummary(stage, parts, context, options.force)
      if (kept !== null) {
        options.progress.note(`${stage.name}: unchanged, kept`)
        results.push({ stage: stage.name, skipped: true, seconds: 0, summary: kept })
        continue
      }
      for (const next of aheadOf(chosen.slice(i), options)) {
        if (begun.has(next.name) || keptSummary(next, await partsOf(next), context, options.force) !== null) continue
        const ahead = next.ahead?.(context) ?? null
        if (ahead !== null) begun.set(next.name, ahead)
      }
      const ahead = begun.get(stage.name)
      begun.delete(stage.name)
      results.push(await runStage(stage, context, parts, ahead ?? null))
    }
  } finally {
    for (const ahead of begun.values()) await ahead.cancel()
  }
  return results
}

/** What a stage said when it last ran, where nothing has changed since. */
function keptSummary(stage: Stage, parts: Parts, context: StageContext, force: boolean): StageSummary | null {
  if (force) return null
  const state = readStageState(context.store, stage.name)
  if (state?.key !== keyOf(parts)) return null
  return missingOutputs(context.outDir, expectedOutputs(stage, context.parquet)).length === 0 ? state.summary : null
}

/** Of the stages to come, those that rest on none of the others to come: they can be worked on while the first one runs. */
function aheadOf(toCome: readonly Stage[], { stages, threads }: RunOptions): readonly Stage[] {
  if (threads < 2) return []
  return toCome.slice(1).filter((stage) => {
    const upstream = upstreamOf(stage, stages)
    return stage.ahead !== undefined && !toCome.some((other) => upstream.includes(other))
  })
}

/** The files a stage leaves, Parquet twins of its tables included where they are asked for. */
function expectedOutputs({ outputs }: Stage, parquet: boolean): readonly string[] {
  const tables = parquet ? outputs.filter((name) => name.endsWith('.csv')) : []
  return [...outputs, ...tables.map((name) => name.replace(/csv$/, 'parquet'))]
}

async function runStage(
  stage: Stage,
  context: StageContext,
  parts: Parts,
  ahead: StageAhead | null,
): Promise<StageResult> {
  const { store, progress } = context
  const startedAt = new Date().toISOString()
  const begin = performance.now()
  const finish = (outcome: string): number => {
    const seconds = (performance.now() - begin) / 1000
    logRun(store, { stage: stage.name, asOf: context.asOf, startedAt, seconds, outcome })
    return seconds
  }
  store.db.exec('BEGIN IMMEDIATE')
  try {
    await stage.before?.(context)
    for (const table of TABLES) if (stage.writes.includes(table.name)) table.clear(store)
    const summary = await (ahead === null ? stage.run(context) : ahead.finish())
    writeStageState(store, stage.name, { key: keyOf(parts), parts, summary })
    store.db.exec('COMMIT')
    progress.done()
    return { stage: stage.name, skipped: false, seconds: finish('done'), summary }
  } catch (error) {
    if (store.db.inTransaction) store.db.exec('ROLLBACK')
    progress.done()
    finish('failed')
    throw error
  }
}

function chooseStages({ stages, from, to }: RunOptions): readonly Stage[] {
  const first = from === null ? 0 : stages.findIndex((s) => s.name === from)
  const last = to === null ? stages.length - 1 : stages.findIndex((s) => s.name === to)
  if (first > last) {
    throw new UserError(`The stage ${from} comes after ${to}.`, {
      place: '--from, --to',
      wayOut: `The order is ${stages.map((s) => s.name).join(', ')}.`,
    })
  }
  return stages.slice(first, last + 1)
}

/** A stage can only start where what it reads has been made. */
function requireUpstream(stage: Stage, { stages, store }: RunOptions): void {
  for (const upstream of upstreamOf(stage, stages)) {
    if (readStageState(store, upstream.name) !== null) continue
    throw new UserError(`The stage ${stage.name} needs ${upstream.name}, which has not run yet.`, {
      place: '--from',
      wayOut: `Run without --from, or with --from ${upstream.name}.`,
    })
  }
}

/** Half-written files of a run that was killed. */
function removeLeftovers(outDir: string): void {
  for (const name of readdirSync(outDir)) if (/\.tmp-\d+$/.test(name)) rmSync(join(outDir, name))
}

export type Standing = 'done' | 'stale' | 'never run'

export interface StageStatus {
  readonly stage: StageName
  readonly does: string
  readonly standing: Standing
  /** Why it is stale, in words. */
  readonly because: readonly string[]
  readonly summary: StageSummary | null
}

/** What stands, what is stale and why. A stage behind a stale one is stale too. */
export async function pipelineStatus(
  options: Pick<RunOptions, 'stages' | 'project' | 'store' | 'asOf'>,
): Promise<readonly StageStatus[]> {
  const { stages, store, project } = options
  const { rules, fingerprints } = loadRules(
    stages.flatMap((s) => s.rules),
    project.dir,
  )
  const unsettled = new Set<StageName>()
  const statuses: StageStatus[] = []
  for (const stage of stages) {
    const state = readStageState(store, stage.name)
    const parts = await currentParts({ ...options, stage, rules, ruleFingerprints: fingerprints })
    const because = state ? changedParts(state.parts, parts).map((name) => explainChange(name, state.parts, parts)) : []
    for (const upstream of upstreamOf(stage, stages)) {
      if (unsettled.has(upstream.name)) because.push(`${upstream.name} will run again`)
    }
    for (const file of missingOutputs(outDirOf(project), state ? stage.outputs : [])) because.push(`${file} is missing`)
    const standing = state === null ? 'never run' : because.length > 0 ? 'stale' : 'done'
    if (standing !== 'done') unsettled.add(stage.name)
    statuses.push({ stage: stage.name, does: stage.does, standing, because, summary: state?.summary ?? null })
  }
  return statuses
}

function explainChange(name: string, before: Parts, now: Parts): string {
  if (!(name in before)) return `${name} is new`
  if (!(name in now)) return `${name} is gone`
  if (name === 'as_of') return `as_of was ${before[name]}, is ${now[name]}`
  if (name === 'code') return `goldpan's code changed (${before[name]} → ${now[name]})`
  return name.startsWith('stage ') ? `${name.slice(6)} has run since` : `${name} changed`
}
