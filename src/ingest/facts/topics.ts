/** The topics that a cell names: one, several, or none, which means all mailings. */

const EVERY: readonly (string | null)[] = [null]

/**
 * `*` or nothing is all of them. JSON lists come apart; a list with commas counts by its parts and as a whole, since a topic
 * may have a comma in its name and an opt-out must not be lost by the way it was written.
 */
export function topicsOf(cell: string): readonly (string | null)[] {
  const text = cell.trim()
  if (text === '') return EVERY
  const named = jsonList(text) ?? [...new Set([text, ...text.split(/[,;|]/)])]
  const topics = named.map((topic) => topic.trim()).filter((topic) => topic !== '')
  return topics.length === 0 || topics.includes('*') ? EVERY : topics
}

function jsonList(text: string): readonly string[] | null {
  if (!text.startsWith('[')) return null
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.map(String) : null
  } catch {
    return null
  }
}
