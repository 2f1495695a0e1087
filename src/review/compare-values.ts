/** Where two values differ: what stands before and after is common to both. */

export interface Difference {
  readonly before: string
  readonly l: string
  readonly r: string
  readonly after: string
}

/** By code points; with nothing in common all of both is the difference. */
export function differenceOf(l: string, r: string): Difference {
  const [a, b] = [[...l], [...r]]
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start++
  let end = 0
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const text = (chars: readonly string[], from: number, to: number) => chars.slice(from, to).join('')
  return {
    before: text(a, 0, start),
    l: text(a, start, a.length - end),
    r: text(b, start, b.length - end),
    after: text(a, a.length - end, a.length),
  }
}
