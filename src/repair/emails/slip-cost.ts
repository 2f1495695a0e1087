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

const SWAP = -Math.log(KIND.swap)
const OMIT = -Math.log(KIND.omit)
const DOUBLE = -Math.log(KIND.double)
const INSERT_NEAR = -Math.log(KIND.insert / 10)
const INSERT_FAR = -Math.log((KIND.insert * 0.3) / 30)
const REPLACE_FAR = -Math.log((KIND.replace * FAR_KEY) / 30)

/** Signs with a place in the tables; others have no neighbours. */
const SIGNS = 128
/** 1 where two signs are neighbours. */
const areNear = new Uint8Array(SIGNS * SIGNS)
/** Of a sign in another's place that is its neighbour. */
const replaceNear = new Float64Array(SIGNS)
for (const [sign, near] of collectNeighbours()) {
  const code = sign.charCodeAt(0)
  for (const other of near) areNear[code * SIGNS + other.charCodeAt(0)] = 1
  replaceNear[code] = -Math.log(KIND.replace / near.length)
}

/** −ln P(typed | meant), given that a slip happened; Infinity beyond `limit` edits. Optimal string alignment. */
export function slipCost(meant: string, typed: string, limit: number): { cost: number; edits: number } {
  const [n, m] = [meant.length, typed.length]
  const size = (n + 1) * (m + 1)
  if (Math.abs(n - m) > limit || size > MOST_CELLS) return { cost: Number.POSITIVE_INFINITY, edits: limit + 1 }
  const positions = Math.log(Math.max(2, n))
  for (let i = 0, at = 0; i <= n; i++) for (let j = 0; j <= m; j++) fillCell(at++, meant, i, typed, j, positions)
  const last = edits[size - 1]!
  return { cost: last > limit ? Number.POSITIVE_INFINITY : costs[size - 1]!, edits: last }
}

/** The cheapest way to the first `j` letters typed from the first `i` meant. */
function fillCell(at: number, meant: string, i: number, typed: string, j: number, positions: number): void {
  const above = at - typed.length - 1
  costs[at] = at === 0 ? 0 : Number.POSITIVE_INFINITY
  edits[at] = 0
  if (i > 0 && j > 0) {
    const a = meant.charCodeAt(i - 1)
    const b = typed.charCodeAt(j - 1)
    if (a === b) offer(at, above - 1, 0, 0)
    else {
      offer(at, above - 1, positions + (isNear(a, b) ? replaceNear[a]! : REPLACE_FAR), 1)
      if (i > 1 && j > 1 && a === typed.charCodeAt(j - 2) && b === meant.charCodeAt(i - 2))
        offer(at, above - typed.length - 3, positions + SWAP, 1)
    }
  }
  if (i > 0) offer(at, above, positions + OMIT, 1)
  if (j > 0) offer(at, at - 1, positions + insertCost(meant, i, typed.charCodeAt(j - 1)), 1)
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

const isNear = (a: number, b: number): boolean => a < SIGNS && b < SIGNS && areNear[a * SIGNS + b] === 1

/** Of a letter typed before letter `i` of what was meant. */
function insertCost(meant: string, i: number, typed: number): number {
  const before = i > 0 ? meant.charCodeAt(i - 1) : NO_SIGN
  const after = i < meant.length ? meant.charCodeAt(i) : NO_SIGN
  if (typed === before || typed === after) return DOUBLE
  return isNear(before, typed) || isNear(after, typed) ? INSERT_NEAR : INSERT_FAR
}

/** No letter is it, and nothing is its neighbour. */
const NO_SIGN = 0x10000

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
