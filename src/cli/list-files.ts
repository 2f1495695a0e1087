/** The files below a project folder that may be sources, in a fixed order. */

import { readdirSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import { compareText } from '../base/order.ts'

/** Folders that are never looked into: our own, and `truth`, where `goldpan sample` puts the answers. */
const SKIPPED = new Set(['goldpan-out', 'node_modules', 'rules', 'dist', 'truth'])
const MAX_DEPTH = 8

/** Paths relative to `dir` with forward slashes; hidden files and folders and links that lead out of it are left out. */
export function listFiles(dir: string): string[] {
  const root = realpathSync(dir) + sep
  const found: string[] = []
  const walk = (below: string, depth: number) => {
    if (depth > MAX_DEPTH) return
    for (const entry of readdirSync(join(dir, below), { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) walk(path, depth + 1)
      } else if (entry.isFile() || (entry.isSymbolicLink() && leadsInside(join(dir, path), root))) found.push(path)
    }
  }
  walk('', 0)
  return found.sort(compareText)
}

function leadsInside(path: string, root: string): boolean {
  try {
    return realpathSync(path).startsWith(root)
  } catch {
    return false
  }
}
