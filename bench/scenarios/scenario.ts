/** A made-up data set with truth, for judging matching: files as a user would hand them over, and who is who. */

import type { Rng } from '../../src/sample/rng.ts'

export interface ScenarioFile {
  /** Without extension. */
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface Scenario {
  readonly files: readonly ScenarioFile[]
  /** True person of each record, by its id (the first column, `record_id`). */
  readonly truth: ReadonlyMap<string, string>
  readonly linkOnly?: boolean
  /** As for `--map`. */
  readonly map?: ReadonlyMap<string, string>
}

export interface Labelled {
  readonly person: string
  readonly cells: readonly string[]
}

/** Shuffles the records, numbers them and sets them apart into files. */
export function scenario(
  rng: Rng,
  columns: readonly string[],
  files: Readonly<Record<string, readonly Labelled[]>>,
  more: Pick<Scenario, 'linkOnly' | 'map'> = {},
): Scenario {
  const truth = new Map<string, string>()
  const made = Object.entries(files).map(([name, records]): ScenarioFile => {
    const mixed = [...records]
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = rng.int(i + 1)
      ;[mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!]
    }
    return {
      name,
      columns: ['record_id', ...columns],
      rows: mixed.map(({ person, cells }) => {
        const id = `${truth.size + 1}`
        truth.set(id, person)
        return [id, ...cells]
      }),
    }
  })
  return { files: made, truth, ...more }
}
