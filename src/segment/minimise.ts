/** Finds the least value of a smooth function of a few numbers without derivatives (Nelder and Mead 1965). */

export interface Minimum {
  readonly at: readonly number[]
  readonly value: number
  readonly steps: number
}

/** Starts from a simplex of `stepSize` around `start`; stops when its values agree to `tolerance` or after `maxSteps`. */
export function minimise(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  { stepSize = 0.5, tolerance = 1e-10, maxSteps = 2000 } = {},
): Minimum {
  const evaluate = (at: readonly number[]) => ({ at, value: finite(f(at)) })
  const corners = [evaluate(start), ...start.map((_, i) => evaluate(start.map((x, j) => (i === j ? x + stepSize : x))))]
  let steps = 0
  for (; steps < maxSteps; steps++) {
    corners.sort((l, r) => l.value - r.value)
    const best = corners[0]!
    const worst = corners.at(-1)!
    if (worst.value - best.value <= tolerance * (1 + Math.abs(best.value))) break
    const rest = corners.slice(0, -1)
    const centre = start.map((_, j) => rest.reduce((sum, c) => sum + c.at[j]!, 0) / rest.length)
    const along = (by: number) => evaluate(centre.map((c, j) => c + by * (worst.at[j]! - c)))
    const mirrored = along(-1)
    if (mirrored.value < best.value) {
      const further = along(-2)
      corners[corners.length - 1] = further.value < mirrored.value ? further : mirrored
    } else if (mirrored.value < rest.at(-1)!.value) corners[corners.length - 1] = mirrored
    else {
      const nearer = along(mirrored.value < worst.value ? -0.5 : 0.5)
      if (nearer.value < Math.min(worst.value, mirrored.value)) corners[corners.length - 1] = nearer
      else
        for (let i = 1; i < corners.length; i++)
          corners[i] = evaluate(best.at.map((b, j) => (b + corners[i]!.at[j]!) / 2))
    }
  }
  corners.sort((l, r) => l.value - r.value)
  return { at: corners[0]!.at, value: corners[0]!.value, steps }
}

const finite = (value: number): number => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value)
