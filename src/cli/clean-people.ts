/** Files of people cleaned together and put on top of one another. */

import { CONTACT_FIELDS } from '../match/features.ts'
import { stackTables } from '../match/stack-tables.ts'
import type { CleanedTable } from '../record/cleaned.ts'
import type { PackedTexts } from '../record/packed-texts.ts'
import { cleanPacked } from '../repair/clean-tables.ts'
import type { RepairRules } from '../repair/rules.ts'
import type { PeopleFile } from './read-people.ts'

export const isContact = (name: string): boolean => CONTACT_FIELDS.has(name)

export function cleanPeople(
  files: readonly PeopleFile[],
  rules: RepairRules,
): { readonly table: CleanedTable<PackedTexts>; readonly notes: readonly string[] } {
  const { tables, notes } = cleanPacked(
    files.map((file) => file.table),
    rules,
    { flags: false },
  )
  return { table: stackTables(tables), notes }
}
