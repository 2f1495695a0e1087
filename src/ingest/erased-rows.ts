/** Rows about people who were erased on request: they are not read in again, whichever source brings them. */

import { type Erased, erasureOf } from '../record/erased.ts'
import type { Field } from '../record/fields.ts'
import type { SourceSpec } from '../record/project.ts'
import { emailTrace, tracesOf } from '../text/tombstone-keys.ts'
import { readEmails, readPhone } from './facts/subject.ts'
import { fieldCells } from './field-cells.ts'

/** `keysIn`: the sources that the column of customer numbers refers to. */
export function erasedRows(
  erased: Erased,
  spec: SourceSpec,
  columns: readonly string[],
  keysIn: readonly string[],
  country: string | null,
): (row: readonly string[]) => boolean {
  const cells = fieldCells(spec, columns)
  const readers = (fields: readonly Field[]) => fields.map((field) => cells.reader(field))
  const [emails, phones] = [readers(['email', 'email_2']), readers(['phone', 'mobile'])]
  const [first, last, full] = readers(['first_name', 'last_name', 'full_name'])
  const [birth, postcode, customer] = readers(['birth_date', 'postcode', 'customer_id'])
  const [house, street, address] = readers(['house_number', 'street', 'address'])
  const ownKey = spec.key === null ? -1 : columns.indexOf(spec.key)
  const dayOf = erasureOf(erased)
  return (row) => {
    const own = ownKey < 0 ? '' : (row[ownKey] ?? '').trim()
    const ref = customer!(row)
    const line = [house!(row), street!(row), address!(row)].filter((text) => text !== null).join(' ')
    const traces = tracesOf({
      emails: emails.flatMap((read) => readEmails(read(row) ?? '')),
      phones: phones.flatMap((read) => readPhone(read(row) ?? '', country) ?? []),
      name: full!(row) ?? `${first!(row) ?? ''} ${last!(row) ?? ''}`,
      birthDate: birth!(row) ?? '',
      postcode: postcode!(row) ?? /\b\d{4,5}\b(?=\D*$)/.exec(line)?.[0] ?? '',
      street: line,
      keys: [
        ...(own === '' ? [] : [{ source: spec.name, key: own }]),
        ...(ref === null ? [] : keysIn.map((source) => ({ source, key: ref }))),
      ],
    })
    return dayOf(traces) !== null
  }
}

/** Whether a text that is no row names an e-mail address of somebody who was erased. */
export function erasedTexts(erased: Erased): (text: string) => boolean {
  const dayOf = erasureOf(erased)
  return (text) =>
    dayOf([...text.toLowerCase().matchAll(/[^\s;,|<>"'()]+@[^\s;,|<>"'()]+/g)].map(([m]) => emailTrace(m))) !== null
}
