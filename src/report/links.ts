/** Which links hold a person's records together, and which of them is the weakest. */

export interface Link {
  readonly l: number
  readonly r: number
  readonly weight: number
}

/**
 * The strongest links that join all nodes (a maximum spanning forest), strongest first. The last one is the weakest link:
 * without it the records would fall apart. Links must come strongest first.
 */
export function holdingLinks<L extends Link>(links: readonly L[]): L[] {
  const parents = new Map<number, number>()
  const rootOf = (node: number): number => {
    let root = node
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up
    return root
  }
  return links.filter(({ l, r }) => {
    const [rootL, rootR] = [rootOf(l), rootOf(r)]
    if (rootL === rootR) return false
    parents.set(rootL, rootR)
    return true
  })
}
