/** Orderings that do not depend on locale, insertion or threads. */

/** Compares by UTF-16 code unit, the same on every machine. */
export function compareText(l: string, r: string): number {
  return l < r ? -1 : l > r ? 1 : 0
}
