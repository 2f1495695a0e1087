/** How likely fingers turn one word into another: an edit distance whose costs are −log probabilities of slips. */

/**
 * Part of each kind among slips in domain names. Letters swapped and letters left out are the commonest by far
 * (37 % and 34 % of slips seen in 1.5 million real addresses); the rest is shared by neighbouring keys, doubled
 * and stray letters.
 */
const KIND = { swap: 0.34, omit: 0.34, double: 0.12, insert: 0.08, replace: 0.12 }
/** A letter that is no neighbour of the right key is so much less likely. */
const FAR_KEY = 0.08

const ROWS = ['1234567890-', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
/** Keys that change places between English, German and French keyboards, and signs that look alike. */
const ALSO = [
  'yt',
  'yg',
  'yx',
  'zt',
  'zu',
  'aq',
  'wa',
  'zs',
  'o0',
  'l1',
  'i1',
  'il',
  'e3',
  's5',
  'mn',
  'rn',
  'vv',
  '.,',
  '.l',
  '.m',
  'z.',
  'vb',
]

const neighbours = collectNeighbours()

/** −ln P(typed | meant), given that a slip happened; Infinity beyond `limit` edits. Optimal string alignment. */
export function slipCost(meant: string, typed: string, limit: number): { cost: number; edits: number } {
  const [n, m] = [meant.length, typed.length]
  const size = (n + 1) * (m + 1)
  if (Math.abs(n - m) > limit || size > MOST_CELLS) return { cost: Number.POSITIVE_INFINITY, edits: limit + 1 }
  const positions = Math.log(Math.max(2, n))
  const width = m + 1
  costs[0] = 0
  edits[0] = 0
  for (let at = 1; at < size; at++) {
    const i = Math.floor(at / width)
    const j = at - i * width
    costs[at] = Number.POSITIVE_INFINITY
    const [a, b] = [meant[i - 1], typed[j - 1]]
    if (a !== undefined && b !== undefined) {
      if (a === b) offer(at, at - width - 1, 0, 0)
      else offer(at, at - width - 1, positions + replaceCost(a, b), 1)
      if (i > 1 && j > 1 && a === typed[j - 2] && b === meant[i - 2] && a !== b)
        offer(at, at - 2 * width - 2, positions - Math.log(KIND.swap), 1)
    }
    if (a !== undefined) offer(at, at - width, positions - Math.log(KIND.omit), 1)
    if (b !== undefined) offer(at, at - 1, positions + insertCost(meant, i, b), 1)
  }
  const last = edits[size - 1]!
  return { cost: last > limit ? Number.POSITIVE_INFINITY : costs[size - 1]!, edits: last }
}

/** Words of 100 letters; no domain that is compared is longer. */
const MOST_CELLS = 101 * 101
/** Made once; every call fills what it reads. */
const costs = new Float64Array(MOST_CELLS)
const edits = new Uint8Array(MOST_CELLS)

/** Takes the step to cell `at` from another where it is the cheapest yet. */
function offer(at: number, from: number, step: number, edit: number): void {
  const total = costs[from]! + step
  if (total >= costs[at]!) return
  costs[at] = total
  edits[at] = edits[from]! + edit
}

/** True where `typed` is `meant` with one letter doubled. */
export function isDoubling(meant: string, typed: string): boolean {
  if (typed.length !== meant.length + 1) return false
  let i = 0
  while (i < meant.length && meant[i] === typed[i]) i++
  return i > 0 && typed[i] === meant[i - 1] && typed.slice(i + 1) === meant.slice(i)
}

function replaceCost(a: string, b: string): number {
  const near = neighbours.get(a)
  return near?.includes(b) ? -Math.log(KIND.replace / near.length) : -Math.log((KIND.replace * FAR_KEY) / 30)
}

function insertCost(meant: string, i: number, typed: string): number {
  const [before, after] = [meant[i - 1], meant[i]]
  if (typed === before || typed === after) return -Math.log(KIND.double)
  const near =
    (before !== undefined && neighbours.get(before)?.includes(typed)) ||
    (after !== undefined && neighbours.get(after)?.includes(typed))
  return near ? -Math.log(KIND.insert / 10) : -Math.log((KIND.insert * 0.3) / 30)
}

function collectNeighbours(): ReadonlyMap<string, string> {
  const near = new Map<string, Set<string>>()
  const join = (a: string, b: string) => {
    if (a === b) return
    near.set(a, (near.get(a) ?? new Set()).add(b))
    near.set(b, (near.get(b) ?? new Set()).add(a))
  }
  ROWS.forEach((row, r) => {
    for (let i = 0; i < row.length; i++) {
      if (i + 1 < row.length) join(row[i]!, row[i + 1]!)
      const below = ROWS[r + 1]
      if (below === undefined) continue
      for (const j of [i - 1, i]) if (below[j] !== undefined) join(row[i]!, below[j])
    }
  })
  for (const pair of ALSO) join(pair[0]!, pair[1]!)
  return new Map([...near].map(([key, set]) => [key, [...set].join('')]))
}
