/** The rule files of `goldpan match` with their schemas: for the build, and for rules changed since. */

import { COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS } from '../ingest/recognise/rules.ts'
import { matchRules, nicknames } from '../match/rules.ts'
import { addressRules, emailDomainRules, nameRules, valueRules } from '../repair/rules.ts'
import { loadRules } from '../rules/load-rules.ts'
import type { RuleSpec } from '../rules/rule-file.ts'
import type { MatchRuleFile, MatchRuleFiles } from './match-rules.ts'

const SPECS: { readonly [Name in MatchRuleFile]: RuleSpec<MatchRuleFiles[Name]> } = {
  columns: COLUMN_WORDS,
  roles: ROLE_WORDS,
  values: VALUE_WORDS,
  'email-domains': emailDomainRules,
  names: nameRules,
  addresses: addressRules,
  repair: valueRules,
  match: matchRules,
  nicknames,
}

export const MATCH_RULE_FILES = Object.keys(SPECS) as MatchRuleFile[]

/** @throws FaultList with every fault of every file. */
export function loadMatchRules(names: readonly MatchRuleFile[]): Partial<MatchRuleFiles> {
  const specs = names.map((name): RuleSpec<unknown> => SPECS[name])
  const { rules } = loadRules(specs, null)
  return Object.fromEntries(specs.map((spec) => [spec.name, rules.get(spec)]))
}
