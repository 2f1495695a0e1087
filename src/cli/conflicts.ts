/** `goldpan conflicts`: lists that several divisions prepared, held against one another and against the merged base. */

import { basename } from 'node:path'
import { Command } from 'commander'
import { CheckFailed, UserError } from '../base/errors.ts'
import { fromOfferRow, offerRows } from '../gate/conflict-rows.ts'
import { listColumns } from '../gate/list-columns.ts'
import { type OfferConflict, offerConflicts } from '../gate/offer-conflicts.ts'
import { GATE_RULES } from '../gate/open-gate.ts'
import { readList } from '../gate/read-list.ts'
import { COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS } from '../ingest/recognise/rules.ts'
import { addressRules, emailDomainRules, nameRules, valueRules } from '../repair/rules.ts'
import { loadRules } from '../rules/load-rules.ts'
import { loadProject } from '../rules/project-file.ts'
import { openCsv } from '../sinks/csv.ts'
import { readStageState } from '../store/stage-state.ts'
import type { Io } from './io.ts'
import { oneTable } from './one-table.ts'
import { openExistingStore, requireFolder } from './open-project.ts'
import { parseMap } from './parse-map.ts'

interface Flags {
  readonly dir: string
  readonly newcomers?: string
  readonly value?: string
  readonly map?: string
  readonly out?: string
  readonly json?: boolean
}

const COLUMNS = [
  'kind',
  'person_id',
  'likeness',
  'newcomer_is_better',
  'list_l',
  'row_l',
  'offer_l',
  'list_r',
  'row_r',
  'offer_r',
]

export function conflictsCommand(io: Io): Command {
  return new Command('conflicts')
    .description(
      "Find who would get a renewal and a newcomer's offer at once, in lists that several divisions prepared.",
    )
    .argument('<lists...>', 'CSV, JSON, XLSX or SQLite files')
    .option('--dir <DIR>', 'project folder', '.')
    .option(
      '--newcomers <lists>',
      "lists with newcomers' offers, with commas (default: by offer, else by the file's name)",
    )
    .option(
      '--value <list=amount,…>',
      'what the offer of a list is worth (default: value_minor of the offer in offers.yaml)',
    )
    .option('--map <a=b,…>', 'column a holds field b')
    .option('--out <file>', 'CSV of the conflicts', 'conflicts.csv')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan conflicts renewals.csv welcome.csv --newcomers welcome.csv --dir acquisition/ --out conflicts.csv\n\nExits with 3 when there are conflicts. A column "offer" of a list may name the offer row by row.',
    )
    .action((lists: string[], flags: Flags) => conflicts(lists, flags, io))
}

async function conflicts(lists: readonly string[], flags: Flags, io: Io): Promise<void> {
  const names = lists.map((path) => basename(path))
  if (new Set(names).size < names.length)
    throw new UserError('Two lists have the same name.', {
      place: 'LIST',
      wayOut: 'Rename one: the name tells them apart.',
    })
  const folder = requireFolder(flags.dir)
  const project = loadProject(folder)
  const store = openExistingStore(folder)
  try {
    if (readStageState(store, 'segment') === null)
      throw new UserError('Nobody has worked out yet who is a customer.', {
        place: flags.dir,
        wayOut: `Run: goldpan run ${flags.dir}`,
      })
    const { rules } = loadRules([...GATE_RULES, COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS], folder)
    const words = { columns: rules.get(COLUMN_WORDS), roles: rules.get(ROLE_WORDS), values: rules.get(VALUE_WORDS) }
    const repair = {
      emails: rules.get(emailDomainRules),
      names: rules.get(nameRules),
      addresses: rules.get(addressRules),
      values: rules.get(valueRules),
    }
    const kinds = newcomerLists(flags.newcomers, names)
    const values = valuesOf(flags.value, names)
    const rows = []
    for (const [i, path] of lists.entries()) {
      io.progress.start(`conflicts: ${names[i]}`, null, 'rows')
      const info = await oneTable(path)
      const columns = await listColumns(info, parseMap(flags.map), words)
      const list = await readList(info, columns, columns.country ?? project.country, repair)
      const told = await fromOfferRow(info)
      const of = { name: names[i]!, isForNewcomers: kinds.get(names[i]!) ?? null, value: values.get(names[i]!) ?? null }
      rows.push(...offerRows(store, list, { ...of, offerAt: told }, rules))
    }
    io.progress.done()
    for (const name of names)
      if (rows.every((row) => row.list !== name || row.sure.length + row.maybe.length === 0))
        io.progress.note(`${name}: no row gives an address by which anybody could be known`)
    finish(offerConflicts(rows), rows, flags, io)
  } finally {
    io.progress.done()
    store.close()
  }
}

function finish(
  found: readonly OfferConflict[],
  rows: readonly { readonly list: string; readonly isForNewcomers: boolean }[],
  flags: Flags,
  io: Io,
): void {
  const out = flags.out ?? 'conflicts.csv'
  const csv = openCsv(out, COLUMNS, { guardFormulas: true })
  try {
    for (const { kind, likeness, l, r, isBetter } of found) {
      const better = isBetter === null ? null : isBetter ? 'yes' : 'no'
      const person = [...l.sure, ...l.maybe].find((id) => id.startsWith('p')) ?? null
      csv.write([
        kind,
        person,
        likeness,
        better,
        l.list,
        l.row,
        l.offer,
        r?.list ?? null,
        r?.row ?? null,
        r?.offer ?? null,
      ])
    }
    csv.close()
  } finally {
    csv.abort()
  }
  const count = (kind: OfferConflict['kind']): number => found.filter((c) => c.kind === kind).length
  const newcomers = [...new Set(rows.filter((row) => row.isForNewcomers).map((row) => row.list))]
  const counts = {
    rows: rows.length,
    conflicts: found.length,
    renewal_and_newcomer: count('renewal_and_newcomer'),
    newcomer_offer_to_customer: count('newcomer_offer_to_customer'),
    two_offers: count('two_offers'),
  }
  if (flags.json) io.out(`${JSON.stringify({ ...counts, newcomers, out })}\n`)
  else
    io.out(
      `${[
        `${counts.rows} rows compared; newcomers' offers: ${newcomers.join(', ') || 'none'}`,
        `${counts.renewal_and_newcomer} times a newcomer's offer beside another one to the same person or household`,
        `${counts.newcomer_offer_to_customer} newcomers' offers to existing customers, possible ones, or their households`,
        `${counts.two_offers} times two offers to one person`,
        `Written to ${out}`,
      ].join('\n')}\n`,
    )
  if (found.length > 0)
    throw new CheckFailed(`${found.length} conflicts between the lists.`, {
      place: out,
      wayOut: `Take one of the two out of its list; goldpan scrub LIST --offer new-customer takes existing customers out of one.`,
    })
}

/** List → whether it is for newcomers, where the user said so. */
function newcomerLists(text: string | undefined, names: readonly string[]): ReadonlyMap<string, boolean> {
  if (text === undefined) return new Map()
  const given = text.split(',').map((name) => basename(name.trim()))
  for (const name of given) if (!names.includes(name)) throw noList(name, '--newcomers', names)
  return new Map(names.map((name) => [name, given.includes(name)]))
}

function valuesOf(text: string | undefined, names: readonly string[]): ReadonlyMap<string, number> {
  const values = new Map<string, number>()
  if (text === undefined) return values
  for (const part of text.split(',')) {
    const at = part.lastIndexOf('=')
    const [list, value] = [basename(part.slice(0, at).trim()), Number(part.slice(at + 1))]
    if (at < 1 || part.slice(at + 1).trim() === '' || !(value >= 0))
      throw new UserError('That is no value of a list.', {
        place: '--value',
        wayOut: 'Write welcome.csv=25, several with commas.',
      })
    if (!names.includes(list)) throw noList(list, '--value', names)
    values.set(list, value)
  }
  return values
}

const noList = (name: string, place: string, names: readonly string[]): UserError =>
  new UserError(`${name} is none of the lists.`, { place, wayOut: `The lists are ${names.join(', ')}.` })
