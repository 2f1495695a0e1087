/** The rules that `goldpan match` obeys: the shipped ones, as the build checked them where they are unchanged. */

import type { ColumnWords, RoleWords, ValueWords } from '../ingest/recognise/rules.ts'
import type { MatchRules, Nicknames } from '../match/rules.ts'
import type { EmailDomainRules } from '../repair/emails/email-domain-file.ts'
import type { AddressRules, NameRules, RepairRules, ValueRules } from '../repair/rules.ts'
import { checkedRule } from '../rules/checked-rules.ts'

export interface MatchRuleFiles {
  readonly columns: ColumnWords
  readonly roles: RoleWords
  readonly values: ValueWords
  readonly 'email-domains': EmailDomainRules
  readonly names: NameRules
  readonly addresses: AddressRules
  readonly repair: ValueRules
  readonly match: MatchRules
  readonly nicknames: Nicknames
}

export type MatchRuleFile = keyof MatchRuleFiles

/** @throws FaultList where one was changed and has faults. */
export async function readMatchRules<Name extends MatchRuleFile>(
  names: readonly Name[],
): Promise<Pick<MatchRuleFiles, Name>> {
  const checked = names.map((name) => [name, checkedRule(name)] as const)
  const values = checked.some(([, value]) => value === null)
    ? (await import('./match-rule-files.ts')).loadMatchRules(names)
    : Object.fromEntries(checked)
  // By the schema of the rule file of that name, in the build or just now.
  return values as Pick<MatchRuleFiles, Name>
}

export const REPAIR_FILES = ['email-domains', 'names', 'addresses', 'repair'] as const
export const RECOGNISE_FILES = ['columns', 'roles', 'values'] as const

export const repairRules = (rules: Pick<MatchRuleFiles, (typeof REPAIR_FILES)[number]>): RepairRules => ({
  emails: rules['email-domains'],
  names: rules.names,
  addresses: rules.addresses,
  values: rules.repair,
})
