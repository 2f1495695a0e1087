/** The references under docs/ say what the program, the schema and the rule files say. */

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { cliReference, rulesReference } from '../../.ci/references.ts'

const WAY_OUT = 'write it again with: npx tsx .ci/references.ts'

it('docs/cli.md is what every command prints with --help', async () => {
  expect(readFileSync('docs/cli.md', 'utf8'), WAY_OUT).toBe(await cliReference())
})

it('docs/rules.md holds every key of goldpan.yaml and of the rule files', () => {
  expect(readFileSync('docs/rules.md', 'utf8'), WAY_OUT).toBe(rulesReference())
})
