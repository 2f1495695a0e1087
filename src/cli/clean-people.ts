/** Files of people cleaned together and put on top of one another. */

import { CONTACT_FIELDS } from '../match/features.ts'
import { stackTables } from '../match/stack-tables.ts'
import type { CleanedTable } from '../record/cleaned.ts'
import type { PackedTexts } from '../record/packed-texts.ts'
import { cleanPacked } from '../repair/clean-tables.ts'
import { addressRules, emailDomainRules, nameRules, valueRules } from '../repair/rules.ts'
import type { Rules } from '../rules/rule-file.ts'
import type { PeopleFile } from './read-people.ts'

export const REPAIR_SPECS = [emailDomainRules, nameRules, addressRules, valueRules]

export const isContact = (name: string): boolean => CONTACT_FIELDS.has(name)

export function cleanPeople(
  files: readonly PeopleFile[],
  rules: Rules,
): { readonly table: CleanedTable<PackedTexts>; readonly notes: readonly string[] } {
  const { tables, notes } = cleanPacked(
    files.map((file) => file.table),
    {
      emails: rules.get(emailDomainRules),
      names: rules.get(nameRules),
      addresses: rules.get(addressRules),
      values: rules.get(valueRules),
    },
    { flags: false },
  )
  return { table: stackTables(tables), notes }
}
