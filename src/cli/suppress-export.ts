/** `goldpan suppress export`: what the workspace knows, so that the brand's own tools learn it too. */

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { UserError } from '../base/errors.ts'
import { CHANNEL_RULES } from '../flag/rules.ts'
import { knownEmails } from '../gate/known-emails.ts'
import { GATE_RULES, openGate } from '../gate/open-gate.ts'
import { groupOf, type ListFile, PROVIDER_FORMATS, type Suppression } from '../gate/provider-lists.ts'
import { toDayNo } from '../record/dates.ts'
import type { Project } from '../record/project.ts'
import { loadRules } from '../rules/load-rules.ts'
import { loadProject } from '../rules/project-file.ts'
import { didYouMean } from '../rules/suggest.ts'
import { writeFileAtomic } from '../sinks/atomic.ts'
import { openCsv } from '../sinks/csv.ts'
import { readStageState } from '../store/stage-state.ts'
import type { Store } from '../store/store.ts'
import type { Io } from './io.ts'
import { chooseAsOf, openExistingStore, requireFolder } from './open-project.ts'

interface Flags {
  readonly format: string
  readonly brand: string
  readonly out: string
  readonly dir: string
  readonly asOf?: string
  readonly json?: boolean
}

export function suppressExportCommand(io: Io): Command {
  return new Command('export')
    .description('write the e-mail addresses a brand may not write to, in the form its provider takes in')
    .addOption(
      new Option('--format <provider>', 'whose form').choices(Object.keys(PROVIDER_FORMATS)).makeOptionMandatory(),
    )
    .requiredOption('--brand <brand>', 'in whose name nothing is to be sent')
    .requiredOption('--out <DIR2>', 'folder to write to')
    .option('--dir <DIR>', 'project folder', '.')
    .option('--as-of <date>', 'the day, YYYY-MM-DD (default: as_of in goldpan.yaml, else today)')
    .option('--json', 'one JSON object on standard output')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan suppress export --format mailchimp --brand hartwell --dir acquisition/ --out to-mailchimp/',
    )
    .action((flags: Flags) => exportSuppressions(flags, io))
}

function exportSuppressions(flags: Flags, io: Io): void {
  const folder = requireFolder(flags.dir)
  const project = loadProject(folder)
  const brands = [...new Set(project.sources.map((s) => s.brand))].filter((brand) => brand !== '' && brand !== '*')
  if (!brands.includes(flags.brand))
    throw new UserError(
      `There is no brand "${flags.brand}"${didYouMean(flags.brand, brands)}`.replace(/([^?])$/, '$1.'),
      { place: '--brand', wayOut: `The brands are ${brands.join(', ')}.` },
    )
  const store = openExistingStore(folder)
  try {
    if (readStageState(store, 'flag') === null)
      throw new UserError('Nobody has worked out yet who may be contacted.', {
        place: flags.dir,
        wayOut: `Run: goldpan run ${flags.dir}`,
      })
    const { found, suspected } = suppressions(store, project, folder, flags, io)
    const { files, how } = PROVIDER_FORMATS[flags.format]!
    mkdirSync(flags.out, { recursive: true, mode: 0o700 })
    const written = files.map((file) => ({ file: join(flags.out, file.name), rows: writeList(flags.out, file, found) }))
    if (suspected > 0)
      io.progress.note(
        `${suspected} addresses of people who only may be the same were left out; goldpan scrub rejects them`,
      )
    const total = { addresses: found.length, suspected_left_out: suspected }
    if (flags.json) io.out(`${JSON.stringify({ ...total, files: written })}\n`)
    else
      io.out(
        `${[...written.map(({ file, rows }) => `${rows} addresses: ${file}`), `Take them in by: ${how}`].join('\n')}\n`,
      )
  } finally {
    store.close()
  }
}

/** By address. */
function suppressions(
  store: Store,
  project: Project,
  folder: string,
  flags: Flags,
  io: Io,
): { readonly found: readonly Suppression[]; readonly suspected: number } {
  const { rules } = loadRules(GATE_RULES, folder)
  const { list, addresses } = knownEmails(store)
  const day = toDayNo(chooseAsOf(flags.asOf, project, io))
  const alternateOrder = rules.get(CHANNEL_RULES).alternate_order
  const judge = openGate(store, list, {
    asked: { channel: 'email', brand: flags.brand, purpose: 'marketing', day, alternateOrder },
    rules,
    isForNewcomers: false,
    hasOurCustomerIds: false,
    disregard: project.disregard ?? [],
  })
  const found: Suppression[] = []
  let suspected = 0
  for (const [row, email] of addresses.entries()) {
    const { refusal } = judge(row)
    const group = refusal === null ? null : groupOf(refusal.reason)
    if (refusal === null || group === null) continue
    const { reason, sinceDay, evidence } = refusal
    if (refusal.suspected) suspected++
    else found.push({ email, group, reason, sinceDay, evidence })
  }
  return { found, suspected }
}

/** For tools, which must find the very address: cells are not guarded against spreadsheets. */
function writeList(folder: string, file: ListFile, all: readonly Suppression[]): number {
  const rows = all.filter(({ group }) => file.groups.includes(group))
  const path = join(folder, file.name)
  if (file.columns === null) {
    writeFileAtomic(path, rows.map((row) => `${file.cells(row)[0]}\n`).join(''))
    return rows.length
  }
  const csv = openCsv(path, file.columns)
  try {
    for (const row of rows) csv.write(file.cells(row))
    csv.close()
  } finally {
    csv.abort()
  }
  return rows.length
}
