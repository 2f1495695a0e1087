/** What `goldpan repair` writes beside an e-mail address and a phone number. */

import type { Progress } from '../base/progress.ts'
import type { IsoDate } from '../record/ids.ts'
import { isGoodOn } from '../record/mail-host.ts'
import { DomainCounter } from '../repair/emails/domain-counter.ts'
import { type DomainHint, hintsByDomain, withHints } from '../repair/emails/domain-hints.ts'
import { createDomainJudge } from '../repair/emails/email-domain.ts'
import { emailDomainRules } from '../repair/emails/email-domain-file.ts'
import { answerDays, askingNotes, hintsOfAnswers, UnknownDomains } from '../repair/emails/name-servers.ts'
import { type EmailRepairer, emailRepairer } from '../repair/emails/repair-email.ts'
import { type ValueRules, valueRules } from '../repair/rules.ts'
import { loadRules } from '../rules/load-rules.ts'
import type { Cell } from '../sinks/csv.ts'
import { askDomains } from '../sources/ask-domains.ts'
import { createMailHosts } from '../sources/mail-hosts.ts'
import { readTable, type TableInfo } from '../sources/source.ts'
import type { DnsSettings } from '../stage.ts'
import type { DnsCache } from './dns-cache.ts'

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
  /** The cells of both where the cell is far too long to be looked at. */
  readonly tooLong: { readonly first: readonly Cell[]; readonly last: readonly Cell[] }
}

export interface CellRepairs {
  readonly email: { readonly at: number; readonly columns: AddedColumns } | null
  readonly phone: { readonly at: number; readonly columns: AddedColumns } | null
}

/** Name servers to ask, and where to keep what they say. */
export interface DnsUse {
  readonly settings: DnsSettings
  readonly asOf: IsoDate
  /** Null: kept for this run only. */
  readonly cache: DnsCache | null
}

/** The first pass over the file: which domains are frequent in it, and what name servers say of those that nobody knows. */
export async function learnEmails(
  path: string,
  info: TableInfo,
  at: number,
  { progress, dns }: { readonly progress: Progress; readonly dns: DnsUse | null },
): Promise<EmailRepairer> {
  const { rules } = loadRules([emailDomainRules, valueRules], null)
  const emails = rules.get(emailDomainRules)
  const judge = createDomainJudge(emails)
  const counter = new DomainCounter(judge)
  const unknown = dns === null ? null : new UnknownDomains(judge)
  progress.start('repair: reading', null, 'rows')
  for await (const { rows } of readTable(path, info, () => {})) {
    for (const cells of rows) {
      counter.add(cells[at]!)
      unknown?.add(cells[at]!)
    }
    progress.tick(rows.length)
  }
  progress.done()
  const hints =
    dns === null || unknown === null ? [] : await askAll(unknown.finish(), dns, rules.get(valueRules), progress)
  return emailRepairer(emails, withHints(judge, hintsByDomain(hints)), counter.finish())
}

async function askAll(
  domains: readonly string[],
  { settings, asOf, cache }: DnsUse,
  rules: ValueRules,
  progress: Progress,
): Promise<readonly DomainHint[]> {
  const days = answerDays(rules.name_servers)
  const known = new Map(
    (cache?.known ?? []).filter((asked) => isGoodOn(asOf, asked, days)).map((asked) => [asked.domain, asked]),
  )
  const toAsk = domains.filter((domain) => !known.has(domain))
  const { timeout_ms, tries, at_once } = rules.name_servers
  progress.start('repair: asking name servers', toAsk.length, 'domains')
  const outcome = await askDomains(toAsk, {
    ask: createMailHosts({ server: settings.server, timeoutMs: timeout_ms, tries }),
    atOnce: at_once,
    remember: (domain, answer) => {
      const asked = { domain, answer, askedOn: asOf }
      known.set(domain, asked)
      cache?.remember(asked)
    },
    tick: (count) => progress.tick(count),
  })
  progress.done()
  for (const note of askingNotes(outcome)) progress.note(note)
  return hintsOfAnswers(known.values(), asOf, rules)
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
      return [repairer.label((cells[0] as string | null) ?? cell.trim())]
    },
    tooLong: { first: [null, 'invalid', 1, `email.syntax: ${TOO_LONG}`], last: [null] },
  }
}

/** Said of a cell that was not looked at. */
export const TOO_LONG = 'the cell is far too long; it stands here as it was'

const isBlank = (cell: string): boolean => cell === '' || cell.trim() === ''
