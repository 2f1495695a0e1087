/** Optimal string alignment distance by the textbook: letters left out, added, changed, and neighbours swapped. */

export function osaDistance(l: string, r: string): number {
  const rows = Array.from({ length: l.length + 1 }, (_, i) => [i, ...Array<number>(r.length).fill(0)])
  for (let j = 0; j <= r.length; j++) rows[0]![j] = j
  for (let i = 1; i <= l.length; i++)
    for (let j = 1; j <= r.length; j++) {
      const row = rows[i]!
      const change = rows[i - 1]![j - 1]! + (l[i - 1] === r[j - 1] ? 0 : 1)
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, change)
      if (i > 1 && j > 1 && l[i - 1] === r[j - 2] && l[i - 2] === r[j - 1])
        row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1)
    }
  return rows[l.length]![r.length]!
}
