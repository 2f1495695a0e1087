/** Run by the build: writes the parsed rules beside the compiled code. */

import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileRules } from './compiled-rules.ts'

const rules = fileURLToPath(new URL('../../rules', import.meta.url))
writeFileSync(new URL('./compiled-rules.json', import.meta.url), JSON.stringify(compileRules(rules)))
