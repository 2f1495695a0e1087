/** `--map column=field,…`. */

import { UserError } from '../base/errors.ts'

/** `a=b,c=d` → a: b, c: d. */
export function parseMap(text: string | undefined): Map<string, string> {
  const map = new Map<string, string>()
  for (const part of text?.split(',') ?? []) {
    const at = part.indexOf('=')
    const [column, field] = [part.slice(0, at).trim(), part.slice(at + 1).trim()]
    if (at < 1 || field === '')
      throw new UserError('That is no mapping.', { place: '--map', wayOut: 'Write column=field, several with commas.' })
    if (map.has(column))
      throw new UserError(`${column} is mapped twice.`, { place: '--map', wayOut: 'Name each column once.' })
    map.set(column, field)
  }
  return map
}
