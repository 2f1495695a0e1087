/** The build's last step: the command and its threads become a few files each; loading hundreds took longer than most commands. */

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type BuildOptions, build, type Metafile } from 'esbuild'

const CHUNKS = 'dist/chunks'
const KEPT = 'dist/kept'

/** Threads start at a file of their own (`src/base/package-files.ts`). */
const threads = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('-worker.ts'))

for (const folder of [CHUNKS, KEPT]) rmSync(folder, { recursive: true, force: true })
const common: BuildOptions & { readonly metafile: true } = {
  outdir: 'dist',
  outbase: 'src',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // One is compiled for the machine it is installed on, the other starts threads from files of its own.
  external: ['better-sqlite3', 'read-excel-file'],
  // Packages written for require() ask for Node's own modules by it.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  metafile: true,
  logLevel: 'warning',
}
/** What is loaded later only, if at all, lies in files of its own. */
const split = { chunkNames: 'chunks/[name]-[hash]', splitting: true }
const command = await build({
  ...common,
  entryPoints: ['src/cli/main.ts'],
  ...split,
})
// A thread shares no code with another: one file that holds what it needs, and nothing else, is there soonest.
const inThreads: Metafile[] = []
for (const file of threads)
  inThreads.push((await build({ ...common, entryPoints: [`src/${file}`], ...split })).metafile)
/** Scripts whose bytecode is kept (`src/base/kept-code.ts`) are functions of what modules written for require() are given. */
const { metafile: kept } = await build({
  ...common,
  entryPoints: { match: 'src/cli/match-code.ts' },
  outdir: KEPT,
  format: 'cjs',
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: {
    js: "(function (module, exports, require, file) { 'use strict'; const importMetaUrl = require('node:url').pathToFileURL(file).href;",
  },
  footer: { js: '})' },
})
const inputs = Object.assign(
  {},
  ...[command.metafile, kept, ...inThreads].map((made) => made.inputs),
) as Metafile['inputs']
writeFileSync(`${CHUNKS}/LICENSES.txt`, licencesOf(inputs))
// The compiler would take what was written over its own files for up to date, whatever changes later.
rmSync('dist/.tsbuildinfo', { force: true })

/** Every package that went in, with its terms. */
function licencesOf(inputs: Metafile['inputs']): string {
  const folders = Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [])
  return [...new Set(folders)]
    .sort()
    .map((folder) => {
      const terms = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file) && !/licenses$/i.test(file))
      if (terms.length === 0) throw new Error(`${folder} has no licence file`)
      return [
        folder.replace(/^.*node_modules\//, ''),
        ...terms.map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
      ].join('\n\n')
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`)
}
