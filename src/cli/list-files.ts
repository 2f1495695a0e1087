/** The files below a project folder that may be sources, in a fixed order; a folder of messages counts as one. */

import { type Dirent, readdirSync, realpathSync } from 'node:fs'
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
    const entries = readdirSync(join(dir, below), { withFileTypes: true }).filter((e) => !e.name.startsWith('.'))
    if (below !== '' && isMailFolder(entries)) {
      found.push(below)
      return
    }
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) walk(path, depth + 1)
      } else if (entry.isFile() || (entry.isSymbolicLink() && leadsInside(join(dir, path), root))) found.push(path)
    }
  }
  walk('', 0)
  return found.sort(compareText)
}

/** A maildir (`cur`, `new` and `tmp` beside each other), or nothing but messages. */
function isMailFolder(entries: readonly Dirent[]): boolean {
  const folders = new Set(entries.filter((e) => e.isDirectory()).map((e) => e.name))
  if (folders.has('cur') && folders.has('new')) return true
  return entries.length > 0 && entries.every((e) => e.isFile() && /\.eml$/i.test(e.name))
}

function leadsInside(path: string, root: string): boolean {
  try {
    return realpathSync(path).startsWith(root)
  } catch {
    return false
  }
}
