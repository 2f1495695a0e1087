/**
 * Processor time of the repair of e-mail addresses alone: `npx tsx bench/repair-email.ts FILE` with a file by
 * `bench/repair-file.ts`; its addresses are in memory before the clock starts.
 */

import { countDomains } from '../src/repair/emails/count-domains.ts'
import { emailDomainRules } from '../src/repair/emails/email-domain-file.ts'
import { createEmailRepairer } from '../src/repair/emails/repair-email.ts'
import { loadRules } from '../src/rules/load-rules.ts'
import { inspectFile, readTable } from '../src/sources/source.ts'

const path = process.argv[2]!
const info = (await inspectFile(path))[0]!
const at = info.columns.indexOf('email')
const cells: string[] = []
for await (const { rows } of readTable(path, info, () => {}))
  for (const row of rows) if (row[at] !== '') cells.push(row[at]!)
const distinct = new Set(cells.map((cell) => cell.slice(cell.lastIndexOf('@') + 1).toLowerCase()))
const start = process.cpuUsage()
const rules = loadRules([emailDomainRules], null).rules.get(emailDomainRules)
const repairer = createEmailRepairer(rules, countDomains([cells]))
const counts: Record<string, number> = {}
for (const cell of cells) {
  const { decision } = repairer.repair(cell)
  counts[decision] = (counts[decision] ?? 0) + 1
}
const { user, system } = process.cpuUsage(start)
process.stdout.write(
  `${cells.length} addresses, ${distinct.size} distinct domains: ${((user + system) / 1e6).toFixed(2)} s of processor time; ${JSON.stringify(counts)}\n`,
)
