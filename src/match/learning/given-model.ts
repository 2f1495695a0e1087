/** A model that is used as it is, and the columns that it asks for. */

import { CLEAN_FIELDS } from '../../record/fields.ts'
import type { MatchModel } from './model.ts'

/** A model to use instead of learning one. */
export interface GivenModel extends Omit<MatchModel, 'sureBits'> {
  /** Null: to be found in the data. */
  readonly sureBits: number | null
}

const OWN_COMPARISONS: ReadonlySet<string> = new Set([...CLEAN_FIELDS, 'place'])

/** Columns of the user's own that the model weighs, by name. */
export function extraColumnsOf({ comparisons }: Pick<GivenModel, 'comparisons'>): readonly string[] {
  return comparisons.map((c) => c.name).filter((name) => !OWN_COMPARISONS.has(name))
}
