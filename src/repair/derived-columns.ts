/** What follows from clean values alone and is kept beside them: kinds of line, labels of addresses. */

import type { CleanedTable } from '../record/cleaned.ts'
import type { CleanField } from '../record/fields.ts'
import { phoneType } from '../text/phone-type.ts'
import type { EmailDomainRules } from './emails/email-domain-file.ts'
import { emailLabeller } from './emails/email-labels.ts'

/** The value by row; null where the table has nothing it follows from. */
export type DerivedColumn = ((row: number) => string | null) | null

/** In the order of the columns of `cleaned` behind the fields; each worked out once per distinct value. */
export function derivedColumns({ columns }: CleanedTable, rules: EmailDomainRules): readonly DerivedColumn[] {
  const derive = (field: CleanField, make: (value: string) => string | null): DerivedColumn => {
    const column = columns[field]
    if (column === undefined) return null
    const made = column.values.map((value) => (value === null ? null : make(value)))
    return (row) => made[column.ids[row]!]!
  }
  return [derive('phone', phoneType), derive('mobile', phoneType), derive('email', emailLabeller(rules))]
}
