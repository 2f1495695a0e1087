/** What a stage's result rests on, named and hashed part by part, so that `status` can say what changed. */

import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UserError } from './base/errors.ts'
import { digest } from './base/hash.ts'
import type { IsoDate } from './record/ids.ts'
import type { Project } from './record/project.ts'
import { sourceSpecJson } from './rules/project-file.ts'
import type { Rules } from './rules/rule-file.ts'
import { hashFile } from './sources/hash-file.ts'
import type { Stage } from './stage.ts'
import { readStageState } from './store/stage-state.ts'
import type { Store } from './store/store.ts'

/** Name of a part → hash. Equal records mean that the stage need not run. */
export type Parts = Readonly<Record<string, string>>

export interface PartsInput {
  readonly stage: Stage
  readonly stages: readonly Stage[]
  readonly project: Project
  readonly store: Store
  readonly ruleFingerprints: ReadonlyMap<string, string>
  readonly asOf: IsoDate
  readonly rules: Rules
}

/** The parts a stage rests on now; upstream stages count by the key they last finished with. */
export async function currentParts(input: PartsInput): Promise<Parts> {
  const { stage, project, store } = input
  const parts: Record<string, string> = { code: `${stage.name} version ${stage.version}` }
  for (const rule of stage.rules) parts[`rules/${rule.name}.yaml`] = input.ruleFingerprints.get(rule.name) ?? 'missing'
  if (stage.usesAsOf) parts.as_of = stage.usesAsOf === 'year' ? input.asOf.slice(0, 4) : input.asOf
  for (const upstream of upstreamOf(stage, input.stages)) {
    const state = readStageState(store, upstream.name)
    const edition = state?.summary.edition === undefined ? '' : ` ${state.summary.edition}`
    parts[`stage ${upstream.name}`] = state === null ? 'never run' : `${state.key}${edition}`
  }
  Object.assign(parts, stage.alsoRestsOn?.(input))
  if (stage.name === 'ingest') Object.assign(parts, await sourceParts(project))
  else if (stage.rules.length || stage.usesAsOf) {
    parts['project settings'] = digest(JSON.stringify([project.name, project.country, project.currency]))
  }
  return parts
}

export function keyOf(parts: Parts): string {
  return digest(...Object.entries(parts).flat())
}

/** Names of the parts that differ, in the order of `now`. */
export function changedParts(before: Parts, now: Parts): string[] {
  const changed = Object.keys(now).filter((name) => before[name] !== now[name])
  return [...changed, ...Object.keys(before).filter((name) => !(name in now))]
}

/** Stages whose tables this one reads. */
export function upstreamOf(stage: Stage, stages: readonly Stage[]): readonly Stage[] {
  return stages.filter((other) => other !== stage && other.writes.some((table) => stage.reads.includes(table)))
}

async function sourceParts(project: Project): Promise<Parts> {
  const parts: Record<string, string> = {}
  for (const source of [...project.sources].sort((l, r) => (l.name < r.name ? -1 : 1))) {
    const path = resolve(project.dir, source.file)
    if (!existsSync(path)) {
      throw new UserError(`The file of source ${source.name} is not there.`, {
        place: join(project.dir, source.file),
        wayOut: 'Put it back, or take the source out of goldpan.yaml.',
      })
    }
    parts[`source ${source.name}`] = digest(await hashFile(path), sourceSpecJson(source))
  }
  return parts
}
