/** The model that `--model` names, and the columns of the user's own that it weighs. */

import { readFileSync } from 'node:fs'
import { UserError } from '../base/errors.ts'
import { extraColumnsOf, type GivenModel } from '../match/learning/given-model.ts'

/** What reads YAML is loaded when a model is given. */
export async function readModelFile(path: string): Promise<GivenModel> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new UserError('The model cannot be read.', {
      place: path,
      wayOut: 'Give a file that goldpan match --save-model wrote.',
      cause,
    })
  }
  const { parseModelText } = await import('../match/learning/parse-model-text.ts')
  return parseModelText(text, path)
}

/** `map`: column → name. A column that the model weighs under its own name need not be mapped. */
export function withColumnsOf(model: GivenModel | null, map: ReadonlyMap<string, string>): Map<string, string> {
  const all = new Map(map)
  const given = new Set(map.values())
  for (const column of model === null ? [] : extraColumnsOf(model))
    if (!all.has(column) && !given.has(column)) all.set(column, column)
  return all
}
