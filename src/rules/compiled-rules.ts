/** The shipped rule files as the build parsed them: reading YAML takes a third of a second, reading this takes none. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { digest } from '../base/hash.ts'
import { builtFile } from '../base/package-files.ts'
import { isJson } from './plain-json.ts'
import { parseYaml } from './yaml-file.ts'

/** Rule file name → the text's digest and its plain value. */
type CompiledRules = Readonly<Record<string, { readonly text: string; readonly value: unknown }>>

/** Beside the compiled code; from sources (tests) there is none, and every file is parsed. */
const COMPILED = fileURLToPath(builtFile('rules/compiled-rules.json'))

let known: CompiledRules | null = null

/** The value of a rule file whose text is exactly the one compiled, else null. */
export function compiledValue(name: string, text: string): unknown {
  known ??= existsSync(COMPILED) ? (JSON.parse(readFileSync(COMPILED, 'utf8')) as CompiledRules) : {}
  const entry = Object.hasOwn(known, name) ? known[name]! : null
  return entry !== null && entry.text === digest(text) ? entry.value : null
}

/** What the build writes as `compiled-rules.json`; a file that JSON cannot tell whole is left out. */
export function compileRules(dir: string): CompiledRules {
  const entries = readdirSync(dir)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const text = readFileSync(`${dir}/${file}`, 'utf8')
      const { value, faults } = parseYaml(text, file)
      return { name: file.slice(0, -'.yaml'.length), text: digest(text), value, isPlain: faults.length === 0 }
    })
  return Object.fromEntries(
    entries.filter((e) => e.isPlain && isJson(e.value)).map(({ name, text, value }) => [name, { text, value }]),
  )
}
