/** What `goldpan repair` writes beside an e-mail address and a phone number. */

import type { Progress } from '../base/progress.ts'
import { DomainCounter } from '../repair/domain-counter.ts'
import { createDomainJudge } from '../repair/email-domain.ts'
import { emailDomainRules } from '../repair/email-rules.ts'
import { type EmailRepairer, emailRepairer } from '../repair/repair-email.ts'
import { loadRules } from '../rules/load-rules.ts'
import type { Cell } from '../sinks/csv.ts'
import { readTable, type TableInfo } from '../sources/source.ts'

/** Makes the added cells of a row from one of its cells. */
export interface AddedColumns {
  readonly names: readonly string[]
  /** Cells for `names`; all null where the cell is blank. */
  readonly cellsOf: (cell: string) => readonly Cell[]
  /** Place of the decision among `names`. */
  readonly decisionAt: number
  /** Columns at the far end of the row, so that scripts find the others where they were; empty where there are none. */
  readonly lastNames: readonly string[]
  readonly lastCellsOf: (cells: readonly Cell[], cell: string) => readonly Cell[]
}

export interface CellRepairs {
  readonly email: { readonly at: number; readonly columns: AddedColumns } | null
  readonly phone: { readonly at: number; readonly columns: AddedColumns } | null
}

/** The first pass over the file: which domains are frequent in it. Holds nothing per row. */
export async function learnEmails(
  path: string,
  info: TableInfo,
  at: number,
  progress: Progress,
): Promise<EmailRepairer> {
  const rules = loadRules([emailDomainRules], null).rules.get(emailDomainRules)
  const judge = createDomainJudge(rules)
  const counter = new DomainCounter(judge)
  progress.start('repair: reading', null, 'rows')
  for await (const { rows } of readTable(path, info, () => {})) {
    for (const cells of rows) counter.add(cells[at]!)
    progress.tick(rows.length)
  }
  progress.done()
  return emailRepairer(rules, judge, counter.finish())
}

const NO_EMAIL: readonly Cell[] = [null, null, null, null]

export function emailColumns(repairer: EmailRepairer): AddedColumns {
  return {
    names: ['email_repaired', 'email_decision', 'email_confidence', 'email_reason'],
    decisionAt: 1,
    cellsOf(cell) {
      if (isBlank(cell)) return NO_EMAIL
      const { decision, email, suggestion, rule, confidence, evidence } = repairer.repair(cell)
      if (decision === 'ok') return [email, decision, 1, null]
      return [suggestion, decision, Math.round(confidence * 1000) / 1000, `${rule}: ${evidence}`]
    },
    lastNames: ['email_labels'],
    lastCellsOf(cells, cell) {
      if (cells[1] === null) return [null]
      const { role, disposable } = repairer.label((cells[0] as string | null) ?? cell.trim())
      return [role ? (disposable ? 'role disposable' : 'role') : disposable ? 'disposable' : null]
    },
  }
}

const isBlank = (cell: string): boolean => cell === '' || cell.trim() === ''
