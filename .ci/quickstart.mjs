// Runs the README's quickstart on a clean checkout and compares what it prints with what the README shows.
// With --write it puts the real output into the README instead.

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

const README = 'README.md'
const BLOCK = /(<!-- quickstart -->\n```text\n)([\s\S]*?)(```\n<!-- \/quickstart -->)/

for (const made of ['sample-data/goldpan.yaml', 'sample-data/.goldpan', 'sample-data/goldpan-out']) {
  rmSync(made, { recursive: true, force: true })
}
const printed = execFileSync('npm', ['start', '--silent'], {
  encoding: 'utf8',
  env: { ...process.env, NO_COLOR: '1' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const output = `${printed
  .split('\n')
  .map((line) => line.trimEnd())
  .join('\n')
  .trim()}\n`

const report = 'sample-data/goldpan-out/report.html'
if (!existsSync(report)) fail(`the quickstart made no ${report}`)

const readme = readFileSync(README, 'utf8')
const shown = BLOCK.exec(readme)
if (shown === null) fail('README.md has no quickstart block')
if (process.argv.includes('--write')) {
  writeFileSync(
    README,
    readme.replace(BLOCK, (_, open, __, close) => open + output + close),
  )
} else if (shown[2] !== output) {
  console.error(`README.md shows:\n${shown[2]}\nthe quickstart printed:\n${output}`)
  fail('the quickstart does not print what README.md shows; update it with: node .ci/quickstart.mjs --write')
}
console.log('quickstart: prints what README.md shows')

function fail(why) {
  console.error(`quickstart: ${why}`)
  process.exit(1)
}
