/** A model on data: rounded as it is written down, and fitted to the columns at hand. */

import { UserError } from '../../base/errors.ts'
import type { Comparison } from '../comparisons.ts'
import type { ComparisonModel, MatchModel } from './model.ts'

type Weights = Pick<MatchModel, 'comparisons' | 'shares' | 'nameBits'>

const DIGITS = 6
const rounded = (value: number): number => Number(value.toPrecision(DIGITS))

/** What a saved model says is what was used: learned numbers are rounded before they are. */
export function roundModel<Model extends Weights>(model: Model): Model {
  return {
    ...model,
    shares: Object.fromEntries(Object.entries(model.shares).map(([name, share]) => [name, rounded(share)])),
    nameBits: model.nameBits.map(rounded),
    comparisons: model.comparisons.map((c) => ({
      ...c,
      levels: c.levels.map((level) => {
        const [m, u] = [rounded(level.m), rounded(level.u)]
        const [relatives, namesakes] = [rounded(level.relatives), rounded(level.namesakes)]
        return { ...level, m, u, relatives, namesakes, bits: Math.log2(m / u) }
      }),
      rarity: c.rarity.map((r) => ({ ...r, meanShare: rounded(r.meanShare) })),
    })),
  }
}

/** Downwards, so that the pairs that gave it stay at or above it. */
export const roundBits = (bits: number): number => Math.floor(bits * 10 ** DIGITS) / 10 ** DIGITS

/**
 * The comparisons that both the data and the model have, and what is to be said of the others.
 * @throws UserError where there is none.
 */
export function fitModel(
  model: Pick<MatchModel, 'comparisons'>,
  planned: readonly Comparison[],
): { readonly comparisons: readonly Comparison[]; readonly notes: readonly string[] } {
  const isIn = (name: string, kind: string, list: readonly { readonly name: string; readonly kind: string }[]) =>
    list.some((c) => c.name === name && c.kind === kind)
  const comparisons = planned.filter((c) => isIn(c.name, c.kind, model.comparisons))
  const absent = model.comparisons.filter((c) => !isIn(c.name, c.kind, planned)).map((c) => c.name)
  const unknown = planned.filter((c) => !isIn(c.name, c.kind, model.comparisons)).map((c) => c.name)
  if (comparisons.length === 0)
    throw new UserError('The model weighs nothing that the data have.', {
      place: 'model',
      wayOut: `It weighs ${absent.join(', ') || 'nothing'}; the data have ${unknown.join(', ') || 'no column that tells records apart'}. Map columns to these names, or learn a new model.`,
    })
  return {
    comparisons,
    notes: [
      ...(absent.length > 0
        ? [`The model also weighs ${absent.join(', ')}, which the data do not have; left out.`]
        : []),
      ...(unknown.length > 0 ? [`The model does not weigh ${unknown.join(', ')}; these are not compared.`] : []),
    ],
  }
}

/** The model of exactly these comparisons, all of which it has. */
export function modelOf<Model extends Weights>(model: Model, comparisons: readonly Comparison[]): Model {
  return { ...model, comparisons: comparisons.map((c) => withRarity(model, c)) }
}

/** A group of levels that the model knows no frequency of weighs the same for all values. */
function withRarity(model: Weights, comparison: Comparison): ComparisonModel {
  const known = model.comparisons.find((c) => c.name === comparison.name)!
  return {
    ...known,
    rarity: comparison.rarity.map(({ levels }) => ({
      levels,
      meanShare: known.rarity.find((r) => r.levels.join() === levels.join())?.meanShare ?? 0,
    })),
  }
}
