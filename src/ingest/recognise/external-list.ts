/** Which register kept by others a list of objections is a copy of, by its name. */

import type { SourceSpec } from '../../record/project.ts'
import type { ExternalListRules } from '../../rules/external-lists.ts'
import { scoreName } from './recognise-role.ts'

/** The list's name in rules/external-lists.yaml, or null: our own lists do not go out of date. */
export function externalList(spec: SourceSpec, { lists }: ExternalListRules): string | null {
  if (spec.role !== 'suppressions' || spec.provider !== null) return null
  if (spec.means !== 'do_not_call' && spec.means !== 'do_not_mail' && spec.means !== 'do_not_contact') return null
  const names = Object.keys(lists)
  const words = Object.fromEntries(names.map((name) => [name, lists[name]!.words]))
  const path = spec.table === null ? spec.file : `${spec.file}/${spec.table}`
  const scores = scoreName(path, words, names)
  const fitting = names.filter((name) => spec.country === null || lists[name]!.country === spec.country)
  const score = (name: string): number => scores.get(name) ?? 0
  const best = fitting.toSorted((l, r) => score(r) - score(l) || (l < r ? -1 : 1))[0]
  return best !== undefined && score(best) >= SURE ? best : null
}

const SURE = 0.5

/** Such a list counts for all brands, for its own channel, in its own country. */
export function asExternalList(spec: SourceSpec, list: string, { lists }: ExternalListRules): SourceSpec {
  const { channel, country } = lists[list]!
  const { exportedAt } = spec
  return {
    ...spec,
    brand: '*',
    means: channel === 'letter' ? 'do_not_mail' : 'do_not_call',
    channel,
    country: spec.country ?? country,
    list,
    ...(exportedAt === null ? {} : { exportedAt: null, fetchedAt: exportedAt }),
  }
}
