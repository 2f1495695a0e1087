/** Run by the build: writes the parsed rules beside the compiled code. */

import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { builtFile, packageFile } from '../base/package-files.ts'
import { compileRules } from './compiled-rules.ts'

const rules = fileURLToPath(packageFile('rules/'))
writeFileSync(builtFile('rules/compiled-rules.json'), JSON.stringify(compileRules(rules)))
