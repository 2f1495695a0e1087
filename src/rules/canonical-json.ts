/** One text for one value, however it was written: what fingerprints are taken of. */

/** JSON of plain data, maps, sets and regular expressions. Keeps the order of keys: in rules it may carry meaning. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(plain(value)) ?? 'null'
}

/** The same with keys sorted at every level: for data where the order of keys says nothing. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(plain(value), (_key, v: unknown) =>
    v !== null && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([l], [r]) => (l < r ? -1 : l > r ? 1 : 0)))
      : v,
  )
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return { map: [...value].map((entry) => plain(entry)) }
  if (value instanceof Set) return { set: [...value].map((item) => plain(item)) }
  if (value instanceof RegExp) return { regexp: String(value) }
  if (Array.isArray(value)) return value.map((item) => plain(item))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
  return value
}
