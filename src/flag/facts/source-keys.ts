/** Own keys of the records → records, for the sources that other sources refer to by key. */

import type { SourceSpec } from '../../record/project.ts'

const PEOPLE: ReadonlySet<string> = new Set(['customers', 'leads'])

/**
 * The sources (by number) in which a source's customer keys may stand: the one it names by `of`; else, for restrictions,
 * every source of people of the same brand, and for sales that one if there is only one.
 */
export function keyTargets(specs: readonly SourceSpec[], spec: SourceSpec): readonly number[] {
  if (spec.of !== null) {
    const no = specs.findIndex((s) => s.name === spec.of)
    return no < 0 ? [] : [no]
  }
  const ofBrand = specs.flatMap((s, no) => (PEOPLE.has(s.role) && s.brand === spec.brand && s.key !== null ? [no] : []))
  return spec.role === 'suppressions' || ofBrand.length === 1 ? ofBrand : []
}

export class SourceKeys {
  readonly #keys = new Map<number, Map<string, number | number[]>>()

  constructor(sources: Iterable<number>) {
    for (const source of sources) this.#keys.set(source, new Map())
  }

  add(source: number, key: string | null, rec: number): void {
    const keys = this.#keys.get(source)
    if (keys === undefined || key === null) return
    const known = keys.get(key)
    if (known === undefined) keys.set(key, rec)
    else if (typeof known === 'number') keys.set(key, [known, rec])
    else known.push(rec)
  }

  /** Calls `use` with each record that has this key; a key may stand in several rows. */
  each(source: number, key: string, use: (rec: number) => void): void {
    const found = this.#keys.get(source)?.get(key)
    if (found === undefined) return
    if (typeof found === 'number') use(found)
    else for (const rec of found) use(rec)
  }
}
