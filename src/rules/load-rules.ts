/** Reads rule files: the shipped one, or the project's own of the same name; all faults of all files at once. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FaultList } from '../base/errors.ts'
import { digest } from '../base/hash.ts'
import { compareText } from '../base/order.ts'
import { packageFile } from '../base/package-files.ts'
import { canonicalJson } from './canonical-json.ts'
import { checkYaml } from './check.ts'
import { compiledValue } from './compiled-rules.ts'
import type { RuleSpec, Rules } from './rule-file.ts'
import { didYouMean } from './suggest.ts'
import { parseYaml } from './yaml-file.ts'

export interface LoadedRules {
  readonly rules: Rules
  /** Rule file name → SHA-256 of what it says; comments and layout do not count, the order of keys does. */
  readonly fingerprints: ReadonlyMap<string, string>
}

/** The package's own. */
const SHIPPED = fileURLToPath(packageFile('rules/'))

/**
 * Loads the rule files of `specs`. A file `projectDir/rules/<name>.yaml` replaces the shipped one whole.
 * @throws FaultList with every fault of every file.
 */
export function loadRules(specs: readonly RuleSpec<unknown>[], projectDir: string | null): LoadedRules {
  const faults = projectDir === null ? [] : strayFiles(projectDir, specs)
  const values = new Map<RuleSpec<unknown>, unknown>()
  const fingerprints = new Map<string, string>()
  for (const spec of [...new Set(specs)].sort((l, r) => compareText(l.name, r.name))) {
    const path = pathOf(spec.name, projectDir)
    if (path === null) {
      faults.push(`rules/${spec.name}.yaml is missing, expected it in the package or the project`)
      continue
    }
    const text = readFileSync(path, 'utf8')
    const compiled = compiledValue(spec.name, text)
    const shipped = compiled === null ? null : spec.schema.safeParse(compiled)
    const read = shipped?.success ? { raw: compiled, value: shipped.data } : readYaml(text, path, spec, faults)
    if (read === null) continue
    values.set(spec, read.value)
    // Both sides: a schema's default may change, and what it makes of the text need not be plain data.
    fingerprints.set(spec.name, digest(canonicalJson(read.raw), canonicalJson(read.value)))
  }
  if (faults.length > 0) throw new FaultList('The rule set', [...new Set(faults)])
  return { rules: { get: (spec) => lookUp(values, spec) }, fingerprints }
}

function readYaml(
  text: string,
  path: string,
  spec: RuleSpec<unknown>,
  faults: string[],
): { readonly raw: unknown; readonly value: unknown } | null {
  const yaml = parseYaml(text, path)
  const checked = checkYaml(yaml, spec.schema)
  faults.push(...checked.faults)
  return 'value' in checked ? { raw: yaml.value, value: checked.value } : null
}

function lookUp<T>(values: ReadonlyMap<RuleSpec<unknown>, unknown>, spec: RuleSpec<T>): T {
  if (!values.has(spec)) throw new Error(`rule file ${spec.name} was not listed among the stage's rules`)
  // Put there by this very spec's schema.
  return values.get(spec) as T
}

function pathOf(name: string, projectDir: string | null): string | null {
  const candidates = projectDir === null ? [] : [join(projectDir, 'rules', `${name}.yaml`)]
  return [...candidates, join(SHIPPED, `${name}.yaml`)].find((path) => existsSync(path)) ?? null
}

/** A file in the project's rules/ that no one would read is a mistyped name. */
function strayFiles(projectDir: string, specs: readonly RuleSpec<unknown>[]): string[] {
  const dir = join(projectDir, 'rules')
  if (!existsSync(dir)) return []
  const shipped = existsSync(SHIPPED) ? readdirSync(SHIPPED) : []
  const known = new Set([...shipped, ...specs.map((s) => `${s.name}.yaml`)])
  return readdirSync(dir)
    .filter((file) => /\.ya?ml$/i.test(file) && !known.has(file))
    .sort(compareText)
    .map((file) => `${join(dir, file)}:1:1 is no rule file of goldpan${didYouMean(file, known)}`)
}
