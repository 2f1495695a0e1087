/** `goldpan scrub`: the gate before a mailing; who may not be contacted is taken out of a list, with the reason. */

import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { CheckFailed, UserError } from '../base/errors.ts'
import { CHANNEL_RULES } from '../flag/rules.ts'
import { listColumns } from '../gate/list-columns.ts'
import { GATE_RULES, openGate } from '../gate/open-gate.ts'
import type { Asked } from '../gate/person-answers.ts'
import { readList } from '../gate/read-list.ts'
import { STALE } from '../gate/stale-registers.ts'
import { COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS } from '../ingest/recognise/rules.ts'
import { isForNewcomers, OFFER_RULES, type OfferRules } from '../plan/offers.ts'
import { toDayNo } from '../record/dates.ts'
import { CHANNELS, type Channel, type Project } from '../record/project.ts'
import { addressRules, emailDomainRules, nameRules, valueRules } from '../repair/rules.ts'
import { EXTERNAL_LIST_RULES } from '../rules/external-lists.ts'
import { loadRules } from '../rules/load-rules.ts'
import { loadProject } from '../rules/project-file.ts'
import type { Rules } from '../rules/rule-file.ts'
import { didYouMean } from '../rules/suggest.ts'
import { readStageState } from '../store/stage-state.ts'
import type { Store } from '../store/store.ts'
import { sources } from '../store/tables.ts'
import { changedSources, describeChanged, requireUnchanged } from './changed-sources.ts'
import { requireChecked, staleOn } from './fresh-lists.ts'
import { withInputFile } from './input-file.ts'
import type { Io } from './io.ts'
import { oneTable } from './one-table.ts'
import { chooseAsOf, openExistingStore, requireFolder } from './open-project.ts'
import { parseMap } from './parse-map.ts'
import { type Scrubbed, writeScrubbed } from './scrub-rows.ts'

interface Flags {
  readonly channel: Channel
  readonly brand?: string
  readonly purpose?: string
  readonly offer?: string
  readonly dir: string
  readonly out: string
  readonly rejected: string
  readonly strict?: boolean
  readonly map?: string
  readonly country?: string
  readonly asOf?: string
  readonly json?: boolean
}

export function scrubCommand(io: Io): Command {
  return new Command('scrub')
    .description('The gate before a mailing: take out of a list whoever may not be contacted, each with the reason.')
    .argument('<list>', 'CSV, JSON, XLSX or SQLite file; - for standard input')
    .addOption(
      new Option('--channel <channel>', 'how they are to be contacted').choices(CHANNELS).makeOptionMandatory(),
    )
    .option('--brand <brand>', 'in whose name (default: whoever may not be contacted by any one brand is out)')
    .option('--purpose <purpose>', 'topic or purpose (default: all marketing)')
    .option('--offer <offer>', 'new-customer: existing customers, who may be one, and their households are out too')
    .option('--dir <DIR>', 'project folder', '.')
    .requiredOption('--out <file>', 'CSV of the rows that pass, as they are')
    .requiredOption('--rejected <file>', 'CSV of the others: reason, since, evidence, alternate_channel')
    .option('--strict', 'exit with 3 when anything was rejected, or a source changed since the last run')
    .option('--map <a=b,…>', 'column a holds field b, as in Mail=email,Nr=customer_id')
    .option('--country <code>', 'country of numbers and addresses that name none, such as DE')
    .option('--as-of <date>', 'the day of sending, YYYY-MM-DD (default: as_of in goldpan.yaml, else today)')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan scrub spring.csv --channel email --brand hartwell --dir acquisition/ --out clean.csv --rejected rejected.csv',
    )
    .action((list: string, flags: Flags) => withInputFile(list, io.stdin, (path) => scrub(path, list, flags, io)))
}

async function scrub(path: string, list: string, flags: Flags, io: Io): Promise<void> {
  if (resolve(flags.out) === resolve(flags.rejected))
    throw new UserError('Both lists would be one file.', { place: '--out, --rejected', wayOut: 'Give two names.' })
  const folder = requireFolder(flags.dir)
  const project = loadProject(folder)
  const store = openExistingStore(folder)
  try {
    const { rules } = loadRules([...GATE_RULES, COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS, EXTERNAL_LIST_RULES], folder)
    const asked = askedBy(flags, project, store, rules, io)
    const changed = await changedSources(project, store)
    if (changed.length > 0) io.progress.note(describeChanged(changed))
    const stale = staleOn(project.sources, rules, asked.day)
    const info = await oneTable(path)
    const map = parseMap(flags.map)
    const columns = await listColumns(info, map, {
      columns: rules.get(COLUMN_WORDS),
      roles: rules.get(ROLE_WORDS),
      values: rules.get(VALUE_WORDS),
    })
    requireMeans(columns.at, [...map.values()], asked.channel, info.columns, list)
    io.progress.start('scrub: reading', null, 'rows')
    const country = flags.country?.trim().toUpperCase() ?? columns.country ?? countryOf(project, asked.brand)
    const read = await readList(info, columns, country, {
      emails: rules.get(emailDomainRules),
      names: rules.get(nameRules),
      addresses: rules.get(addressRules),
      values: rules.get(valueRules),
    })
    io.progress.start('scrub: checking', read.rows, 'rows')
    const judge = openGate(store, read, {
      disregard: project.disregard ?? [],
      stale,
      country,
      asked,
      rules,
      isForNewcomers: asksForNewcomers(flags.offer, rules.get(OFFER_RULES)),
      hasOurCustomerIds: [...map.values()].includes('customer_id'),
    })
    const done = await writeScrubbed(info, judge, flags, (rows) => io.progress.tick(rows))
    io.progress.done()
    for (const note of [...info.notes, ...read.notes, ...done.notes]) io.progress.note(note)
    if (asked.brand === null && brandsOf(store).length > 1)
      io.progress.note('no --brand: whoever may not be contacted in the name of any one brand was rejected')
    tell(io, flags, columns.at, info.columns, done, changed)
    requireChecked(done.byReason.get(STALE) ?? 0, done.rows, stale, asked.channel)
    if (flags.strict) requireUnchanged(changed, flags.dir)
    if (flags.strict && done.rejected > 0)
      throw new CheckFailed(`${done.rejected} of ${done.rows} rows may not be contacted.`, {
        place: list,
        wayOut: `Use ${flags.out}; the reasons stand in ${flags.rejected}.`,
      })
  } finally {
    io.progress.done()
    store.close()
  }
}

function askedBy(flags: Flags, project: Project, store: Store, rules: Rules, io: Io): Asked {
  if (readStageState(store, 'flag') === null)
    throw new UserError('Nobody has worked out yet who may be contacted.', {
      place: flags.dir,
      wayOut: `Run: goldpan run ${flags.dir}`,
    })
  const { channels, alternate_order } = rules.get(CHANNEL_RULES)
  if (!channels.includes(flags.channel))
    throw new UserError(`The channel ${flags.channel} is not in use.`, {
      place: '--channel',
      wayOut: `Those in use are ${channels.join(', ')} (rules/channels.yaml); add it and run again.`,
    })
  const brands = brandsOf(store)
  if (flags.brand !== undefined && !brands.includes(flags.brand))
    throw new UserError(
      `There is no brand "${flags.brand}"${didYouMean(flags.brand, brands)}`.replace(/([^?])$/, '$1.'),
      {
        place: '--brand',
        wayOut: `The brands are ${brands.join(', ')}.`,
      },
    )
  const offer = rules.get(OFFER_RULES).offers.find((o) => o.id === flags.offer)
  return {
    channel: flags.channel,
    brand: flags.brand ?? (brands.length === 1 ? brands[0]! : null),
    purpose: flags.purpose ?? offer?.purpose ?? 'marketing',
    day: toDayNo(chooseAsOf(flags.asOf, project, io)),
    alternateOrder: alternate_order,
  }
}

const NOBODYS: ReadonlySet<string> = new Set(['', '*'])

function brandsOf(store: Store): string[] {
  const brands = [...sources.all(store)].map((source) => source.brand)
  return [...new Set(brands)].filter((brand) => !NOBODYS.has(brand)).sort()
}

/** `new-customer`, or an offer of rules/offers.yaml that is for newcomers only. */
function asksForNewcomers(offer: string | undefined, { offers }: OfferRules): boolean {
  if (offer === undefined) return false
  if (offer.replaceAll('_', '-') === 'new-customer') return true
  const known = offers.find((o) => o.id === offer)
  if (known !== undefined) return isForNewcomers(known.kind)
  const names = ['new-customer', ...offers.map((o) => o.id)]
  throw new UserError(`There is no offer "${offer}"${didYouMean(offer, names)}`.replace(/([^?])$/, '$1.'), {
    place: '--offer',
    wayOut: `Those known are ${names.join(', ')}.`,
  })
}

function countryOf(project: Project, brand: string | null): string | null {
  const countries = new Set(
    project.sources.flatMap((s) => (s.country !== null && (brand === null || s.brand === brand) ? [s.country] : [])),
  )
  return project.country ?? (countries.size === 1 ? [...countries][0]! : null)
}

/** A list by which nobody can be found must not pass for one in which everybody may be contacted. */
function requireMeans(
  at: ReadonlyMap<string, number>,
  mapped: readonly string[],
  channel: Channel,
  columns: readonly string[],
  place: string,
): void {
  const has = (...names: readonly string[]): boolean => names.some((name) => at.has(name))
  const isNamed = has('last_name', 'full_name', 'company') && has('postcode', 'city', 'address')
  const hasIds = has('person_id', 'record_id') || mapped.includes('customer_id')
  const byChannel =
    channel === 'letter'
      ? isNamed
      : channel === 'sms' || channel === 'call'
        ? has('phone', 'mobile')
        : has('email', 'email_2', 'phone', 'mobile')
  if (byChannel || hasIds || isNamed) return
  const what =
    channel === 'letter'
      ? 'names and postal addresses'
      : channel === 'sms' || channel === 'call'
        ? 'telephone numbers'
        : 'e-mail addresses'
  throw new UserError(`No column of the list holds ${what}.`, {
    place,
    wayOut: `Name it, as in --map ${JSON.stringify(columns[0] ?? 'Column')}=email; the columns are ${columns.join(', ')}.`,
  })
}

function tell(
  io: Io,
  flags: Flags,
  at: ReadonlyMap<string, number>,
  columns: readonly string[],
  done: Scrubbed,
  changed: readonly string[],
): void {
  const reasons = [...done.byReason].sort(([l, m], [r, n]) => n - m || (l < r ? -1 : 1))
  const { rows, clean, rejected, unknown, unreadable, suspected } = done
  if (flags.json) {
    const used = Object.fromEntries([...at].map(([field, i]) => [columns[i]!, field]))
    const counts = { rows, clean, rejected, unknown, unreadable, suspected, reasons: Object.fromEntries(reasons) }
    const files = { out: flags.out, rejected_out: flags.rejected }
    io.out(`${JSON.stringify({ ...counts, columns: used, ...files, changed_sources: changed })}\n`)
    return
  }
  const lines = [
    `${clean} of ${rows} rows pass (${unknown} of them people unknown to the workspace): ${flags.out}`,
    `${rejected} rejected${suspected > 0 ? ` (${suspected} of them suspected)` : ''}: ${flags.rejected}`,
    ...reasons.map(([reason, n]) => `  ${n} ${reason}`),
  ]
  io.out(`${lines.join('\n')}\n`)
}
