/** Columns that goldpan adds beside those of a file. */

/** `email_repaired` beside a column that is called so already becomes `email_repaired (2)`. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let unique = name
    for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`
    taken.add(unique)
    return unique
  })
}
