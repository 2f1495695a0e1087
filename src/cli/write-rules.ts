/** Run by the build: writes the rules beside the compiled code, as parsed and as matching wants them. */

import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { builtFile, packageFile } from '../base/package-files.ts'
import { writeChecked } from '../rules/checked-rules.ts'
import { compileRules } from '../rules/compiled-rules.ts'
import { loadMatchRules, MATCH_RULE_FILES } from './match-rule-files.ts'

const rules = fileURLToPath(packageFile('rules/'))
writeFileSync(builtFile('rules/compiled-rules.json'), JSON.stringify(compileRules(rules)))
writeChecked(loadMatchRules(MATCH_RULE_FILES))
