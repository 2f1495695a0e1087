/** Where this package's own files lie, whether its code runs from sources, compiled, or bundled into fewer files. */

import { existsSync } from 'node:fs'

/** From sources (tests) there is nothing compiled that a thread could load. */
export const isCompiled = import.meta.url.endsWith('.js')

const root = packageRoot()

/** A file of the package, such as `rules/match.yaml`. */
export const packageFile = (path: string): URL => new URL(path, root)

/** A file that the build made: `repair/repair-worker.js` is what `src/repair/repair-worker.ts` became. */
export const builtFile = (path: string): URL => new URL(`dist/${path}`, root)

/** The folder above that has a package.json: how far up it is depends on what the bundler put this code into. */
function packageRoot(): URL {
  let folder = new URL('./', import.meta.url)
  while (!existsSync(new URL('package.json', folder))) {
    const above = new URL('../', folder)
    if (above.href === folder.href) throw new Error('the package has no package.json')
    folder = above
  }
  return folder
}
