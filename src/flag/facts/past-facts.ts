/** Facts that no file tells today (entered by command, or remembered from earlier files), in the shape of those that one does. */

import type { SourceSpec } from '../../record/project.ts'
import type { FlagSource } from '../flag-input.ts'
import { NONE } from './fact-columns.ts'
import { keyTargets } from './source-keys.ts'

/** Columns of remembered facts as read, in this order. */
export const PAST_COLUMNS = [
  'source',
  'kind',
  'channel',
  'brand',
  'purpose',
  'email',
  'phone',
  'customer_ref',
  'uid',
  'identity',
  'day',
  'by_day',
  'detail',
] as const
type PastColumn = (typeof PAST_COLUMNS)[number]
export type PastBlock = readonly (readonly unknown[])[]

type OwnFact = Readonly<Record<Exclude<PastColumn, 'source' | 'customer_ref' | 'by_day'>, unknown>> & {
  readonly origin: string
}

/** One block of facts that came by command. */
export function ownBlock(facts: readonly OwnFact[]): PastBlock {
  const missing = { customer_ref: null, by_day: null }
  return PAST_COLUMNS.map((c) => facts.map((fact) => ({ ...fact, ...missing, source: fact.origin })[c]))
}

/** How evidence names a source whose facts stand in its file no longer. */
export const EARLIER_FILE = ' (earlier file)'

/** Sources that this run does not read; they are numbered behind those that it does. */
export interface PastSources {
  readonly sources: readonly FlagSource[]
  /** Per source: the sources, and their names, in which its customer keys may stand. */
  readonly targets: readonly (readonly number[])[]
  readonly keyNames: readonly (readonly string[])[]
  /** The block as facts, in the order of FACT_COLUMNS, then uid and day by which; null where its source does not count. */
  factBlock(of: 'own' | 'file', block: PastBlock, recordOf: (uid: string) => number | undefined): PastBlock | null
}

/** `origins`: of facts by command. `files`: sources that are remembered; `specs`: those that are read. */
export function pastSources(
  origins: readonly string[],
  files: readonly SourceSpec[],
  specs: readonly SourceSpec[],
): PastSources {
  const own = [...new Set(origins)].sort()
  const source = (name: string): FlagSource => ({ name, brand: NONE, deal: 'own', isNoticeOver: false })
  const numbers = new Map<string, number>()
  for (const name of own) numbers.set(`own ${name}`, specs.length + numbers.size)
  for (const { name } of files) numbers.set(`file ${name}`, specs.length + numbers.size)
  const targets = [...own.map(() => []), ...files.map((spec) => keyTargets(specs, spec))]
  return {
    // An earlier file of a source that is still read says so in the evidence.
    sources: [...own.map(source), ...files.map(({ name }) => source(`${name}${EARLIER_FILE}`))],
    targets,
    keyNames: targets.map((nos, i) => {
      const of = files[i - own.length]?.of ?? null
      return [...new Set([...nos.map((no) => specs[no]!.name), ...(of === null ? [] : [of])])]
    }),
    factBlock(of, block, recordOf) {
      const column = (name: PastColumn): readonly unknown[] => block[PAST_COLUMNS.indexOf(name)]!
      const names = column('source') as readonly string[]
      if (!numbers.has(`${of} ${names[0]}`)) return null
      const uids = column('uid') as readonly (string | null)[]
      return [
        names.map((name) => numbers.get(`${of} ${name}`)!),
        column('kind'),
        column('channel'),
        column('brand'),
        column('purpose'),
        column('email'),
        column('phone'),
        column('customer_ref'),
        uids.map((uid) => (uid === null ? null : (recordOf(uid) ?? null))),
        column('identity'),
        column('day'),
        column('detail'),
        uids,
        column('by_day'),
      ]
    },
  }
}
