/** A bounded memory of what distinct values were read as. */

const LIMIT = 1 << 16

/** The same function, remembering up to 65,536 results; a full memory is emptied (never grows without bound). */
export function cached<T>(read: (text: string) => T): (text: string) => T {
  let known = new Map<string, T>()
  return (text) => {
    const hit = known.get(text)
    if (hit !== undefined || known.has(text)) return hit as T
    const value = read(text)
    if (text.length <= 256) {
      if (known.size >= LIMIT) known = new Map()
      known.set(text, value)
    }
    return value
  }
}
