/** Shipped rule files as the build checked them: a command that reads no others loads neither YAML's nor the schemas' code. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { builtFile, isCompiled, packageFile } from '../base/package-files.ts'
import { isJson } from './plain-json.ts'

/** Beside the compiled code; from sources (tests) they are not asked: the schemas may have changed since. */
const valueFile = (name: string): URL => builtFile(`rules/${name}.json`)
const textFile = (name: string): URL => builtFile(`rules/${name}.yaml`)
const shippedFile = (name: string): URL => packageFile(`rules/${name}.yaml`)

/** What the rule file says, with all its defaults; null where it is not, byte for byte, the one that was checked. */
export function checkedRule(name: string): unknown {
  if (!isCompiled || !existsSync(textFile(name)) || !existsSync(shippedFile(name))) return null
  return readFileSync(textFile(name)).equals(readFileSync(shippedFile(name)))
    ? JSON.parse(readFileSync(valueFile(name), 'utf8'))
    : null
}

/** `values`: by the rule file's name; one that JSON cannot tell whole is left out. */
export function writeChecked(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!isJson(value)) continue
    writeFileSync(valueFile(name), JSON.stringify(value))
    writeFileSync(textFile(name), readFileSync(shippedFile(name)))
  }
}
