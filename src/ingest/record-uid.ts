/** Stable ids of source records: by the source's own key, else by content, never by position. */

import { shortId } from '../base/hash.ts'

/** `key` is the source's own key, trimmed, or null where the row has none. `cells` is the packed row. */
export function recordUid(source: string, key: string | null, cells: string): string {
  return key === null ? `${source}#${shortId(cells)}` : `${source}:${key}`
}

/**
 * Ids for rows that share one: told apart by content, and identical rows (which nothing tells apart) by a count.
 * Returns one id per row of `rows`, unique among them, the same set whatever their order.
 */
export function separateUids(uid: string, rows: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return rows.map((cells) => {
    const content = shortId(cells)
    const nth = (seen.get(content) ?? 0) + 1
    seen.set(content, nth)
    return `${uid}~${content}${nth === 1 ? '' : `.${nth}`}`
  })
}
