/** Repair: source records in, cleaned records and the trail of every change out. */

import { digest } from '../base/hash.ts'
import { builtFile } from '../base/package-files.ts'
import { canUseThreads, inTaskOrder } from '../base/task-threads.ts'
import { isGoodOn } from '../record/mail-host.ts'
import { unpackRows } from '../record/row-block.ts'
import { askDomains } from '../sources/ask-domains.ts'
import { createMailHosts } from '../sources/mail-hosts.ts'
import type { Stage, StageContext, StageSummary } from '../stage.ts'
import { mailHostWriter, readMailHosts } from '../store/mail-host-table.ts'
import { recordRanges } from '../store/record-ranges.ts'
import { readRepairOrders } from '../store/repair-decisions.ts'
import { changes, cleaned, facts, mendedAddresses, sourceRecords, sources } from '../store/tables.ts'
import { answerDays, askingNotes, hintsOfAnswers } from './emails/name-servers.ts'
import {
  listUnknownDomains,
  type RepairCounts,
  type RepairEvent,
  type RepairTask,
  repairSources,
  type SourceTask,
} from './repair-worker.ts'
import { addressRules, emailDomainRules, nameRules, type RepairRules, valueRules } from './rules.ts'

export const repairStage: Stage = {
  name: 'repair',
  does: 'mend e-mails, phones, names, dates and addresses; nothing is overwritten, every change has its reason',
  reads: [sources.name, sourceRecords.name, facts.name],
  writes: [cleaned.name, changes.name, mendedAddresses.name],
  rules: [emailDomainRules, nameRules, addressRules, valueRules],
  usesAsOf: 'year',
  outputs: [],
  version: 9,
  alsoRestsOn: ({ store, project, asOf, rules }) => {
    const orders = readRepairOrders(store)
    const hints = hintsOfAnswers(readMailHosts(store), asOf, rules.get(valueRules))
    return {
      ...(orders.length === 0 ? {} : { 'repairs taken back': digest(JSON.stringify(orders)) }),
      ...(project.disregard === undefined ? {} : { 'disregarded sources': digest(...project.disregard) }),
      ...(project.knownDomains === undefined ? {} : { known_domains: digest(...[...project.knownDomains].sort()) }),
      ...(hints.length === 0 ? {} : { 'answers of name servers': digest(JSON.stringify(hints)) }),
    }
  },
  gather,
  run: repair,
}

/** Asks name servers about the domains that nobody knows, where the user wants it: see docs/decisions/0013. */
async function gather(context: StageContext): Promise<void> {
  const { store, project, rules, asOf, progress, dns } = context
  if (!dns) return
  const { name_servers } = rules.get(valueRules)
  const days = answerDays(name_servers)
  const good = new Set(readMailHosts(store).flatMap((asked) => (isGoodOn(asOf, asked, days) ? [asked.domain] : [])))
  const domains = listUnknownDomains(store, sourceTasks(context), rules.get(emailDomainRules))
  for (const own of project.knownDomains ?? []) good.add(own)
  const toAsk = domains.filter((domain) => !good.has(domain))
  const write = mailHostWriter(store)
  progress.start('repair: asking name servers', toAsk.length, 'domains')
  const ask = createMailHosts({ server: dns.server, timeoutMs: name_servers.timeout_ms, tries: name_servers.tries })
  const { failed, left } = await askDomains(toAsk, {
    ask,
    atOnce: name_servers.at_once,
    remember: (domain, answer) => write({ domain, answer, askedOn: asOf }),
    tick: (count) => progress.tick(count),
  })
  progress.done()
  for (const note of askingNotes({ failed, left })) progress.note(note)
}

async function repair(context: StageContext): Promise<StageSummary> {
  const { store, progress, threads } = context
  const tasks = shareOut(context, canUseThreads ? threads : 1)
  const records = sourceRecords.count(store)
  progress.start('repair', records, 'rows')
  const taker = new Taker(context)
  const [only] = tasks
  if (tasks.length === 1)
    await repairSources(store, only!, { say: (event) => taker.take(event), share: async (own) => [own] })
  else {
    const script = builtFile('repair/repair-worker.js')
    for await (const { event } of inTaskOrder<RepairTask, RepairEvent>(script, tasks, tasks.length)) taker.take(event)
  }
  progress.done()
  const { review, mended, ...others } = taker.counts
  const counts = { records, ...others, to_review: review, mended_opt_outs: mended }
  return { counts, notes: [...taker.notes].sort() }
}

function sourceTasks({ store, project }: StageContext): readonly SourceTask[] {
  const all = new Map([...sources.all(store)].map((source) => [source.source_no, source]))
  return recordRanges(store, [...all.keys()]).map(({ source_no, from, to }) => {
    const { spec, columns, country } = all.get(source_no)!
    return { spec, columns, country: country ?? project.country, from, to }
  })
}

/** Whole sources to each task, the largest first to whoever has least. */
function shareOut(context: StageContext, threads: number): readonly RepairTask[] {
  const { store, project, rules, asOf } = context
  const ranges = sourceTasks(context)
  const loads = Array.from({ length: Math.max(1, Math.min(threads, ranges.length)) }, () => ({
    rows: 0,
    sources: [] as SourceTask[],
  }))
  for (const range of [...ranges].sort((l, r) => r.to - r.from - (l.to - l.from) || l.from - r.from)) {
    const load = loads.reduce((least, other) => (other.rows < least.rows ? other : least))
    load.sources.push(range)
    load.rows += range.to - range.from
  }
  const parsed: RepairRules = {
    emails: rules.get(emailDomainRules),
    names: rules.get(nameRules),
    addresses: rules.get(addressRules),
    values: rules.get(valueRules),
  }
  const common = {
    path: store.path,
    rules: parsed,
    asOf: endOfYear(asOf),
    ownDomains: project.knownDomains ?? [],
    disregard: project.disregard ?? [],
    orders: readRepairOrders(store),
  }
  const hints = hintsOfAnswers(readMailHosts(store), asOf, parsed.values)
  return loads.map((load, no) => {
    const isLast = no === loads.length - 1
    return { ...common, sources: load.sources, withFacts: isLast, hints: isLast ? hints : [] }
  })
}

/** What repair makes of a date changes with the year only, so that a run on the next day finds everything in place. */
function endOfYear(day: string): string {
  return `${day.slice(0, 4)}-12-31`
}

/** Stores what the tasks say. */
class Taker {
  readonly counts = { repaired: 0, review: 0, invalid: 0, revoked: 0, undone: 0, dismissed: 0, mended: 0 }
  readonly notes = new Set<string>()
  readonly #context: StageContext
  readonly #insertCleaned
  readonly #rows

  constructor(context: StageContext) {
    const { store } = context
    this.#context = context
    this.#insertCleaned = cleaned.blockInserter(store)
    this.#rows = { change: changes.bulkInserter(store), mended: mendedAddresses.bulkInserter(store) }
  }

  take(event: RepairEvent): void {
    if (event.kind === 'cleaned') {
      this.#insertCleaned(event.block, event.blockNo)
      this.#context.progress.tick(event.block.rows)
    } else if (event.kind === 'end') {
      for (const key of Object.keys(this.counts) as (keyof RepairCounts)[]) this.counts[key] += event.counts[key]
      for (const note of event.notes) this.notes.add(note)
    } else {
      const bulk = this.#rows[event.kind]
      for (const row of unpackRows(event.block)) bulk.insert(row)
      bulk.end()
    }
  }
}
