/** `goldpan export`: the lists of a campaign, per channel, checked against everything the workspace knows at that moment. */

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { goldpanVersion } from '../base/version.ts'
import { checkRecipients } from '../campaign/check-recipients.ts'
import { EXPORT_RULES, type ExportRules } from '../campaign/export-rules.ts'
import { findRecipients, type Recipient } from '../campaign/recipients.ts'
import { tokenMaker } from '../campaign/token.ts'
import { type Campaign, countArms, writeLists, writeText } from '../campaign/write-lists.ts'
import { CHANNEL_RULES } from '../flag/rules.ts'
import { GATE_RULES } from '../gate/open-gate.ts'
import { STALE } from '../gate/stale-registers.ts'
import { formatCount } from '../html/numbers.ts'
import { isForNewcomers, OFFER_RULES } from '../plan/offers.ts'
import { toDayNo } from '../record/dates.ts'
import type { IsoDate } from '../record/ids.ts'
import { EXTERNAL_LIST_RULES, type StaleList } from '../rules/external-lists.ts'
import { loadRules } from '../rules/load-rules.ts'
import { loadProject } from '../rules/project-file.ts'
import type { Rules } from '../rules/rule-file.ts'
import { didYouMean } from '../rules/suggest.ts'
import { hashFile } from '../sources/hash-file.ts'
import { campaignPeople, plannedCampaigns, sentCampaigns } from '../store/campaign-people.ts'
import { takeLock } from '../store/lock.ts'
import { rememberCampaign } from '../store/remember-campaign.ts'
import { secretKey } from '../store/secret-key.ts'
import { readStageState } from '../store/stage-state.ts'
import type { Store } from '../store/store.ts'
import { changedSources, describeChanged, requireUnchanged } from './changed-sources.ts'
import { staleNote, staleOn } from './fresh-lists.ts'
import type { Io } from './io.ts'
import { chooseAsOf, openExistingStore, requireFolder } from './open-project.ts'

interface Flags {
  readonly dir: string
  readonly out: string
  readonly asOf?: string
  readonly strict?: boolean
  readonly json?: boolean
}

export function exportCommand(io: Io): Command {
  return new Command('export')
    .description(
      'Write the lists of a campaign of the plan, one per channel; only whom one may contact at this moment.',
    )
    .argument('<campaign>', 'name of the campaign, as in plan.csv')
    .option('--dir <DIR>', 'project folder', '.')
    .requiredOption('--out <DIR2>', 'folder for the lists')
    .option('--as-of <date>', 'the day of sending, YYYY-MM-DD (default: as_of in goldpan.yaml, else today)')
    .option('--strict', 'write nothing and exit with 3 when a source changed since the last run')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExample:\n  goldpan export welcome-back --dir acquisition/ --out welcome-back/')
    .action((campaign: string, flags: Flags) => exportCampaign(campaign, flags, io))
}

async function exportCampaign(name: string, flags: Flags, io: Io): Promise<void> {
  const folder = requireFolder(flags.dir)
  const project = loadProject(folder)
  const asOf = chooseAsOf(flags.asOf, project, io)
  const { rules } = loadRules([...GATE_RULES, EXPORT_RULES, EXTERNAL_LIST_RULES], folder)
  const store = openExistingStore(folder)
  try {
    requireCampaign(store, name, flags)
    const changed = await changedSources(project, store)
    if (flags.strict) requireUnchanged(changed, flags.dir)
    if (changed.length > 0) io.progress.note(describeChanged(changed))
    const out = prepareFolder(flags.out, name)
    const release = takeLock(folder, 'export')
    try {
      const stale = staleOn(project.sources, rules, toDayNo(asOf))
      const campaign = gather(store, name, { asOf, rules, disregard: project.disregard ?? [], stale }, io)
      io.progress.start('export: writing', null, 'people')
      // Remembered first: a list that goes out unremembered would be sent twice, one remembered in vain only waits.
      rememberCampaign(store, name, campaign.recipients, toDayNo(asOf))
      const manifest = await write(out, campaign, asOf, store, rules.get(EXPORT_RULES))
      io.progress.done()
      const held = manifest.left_out[STALE] ?? 0
      if (held > 0) io.progress.note(staleNote(held, stale))
      tell(io, flags, { campaign, manifest, changed }, rules.get(EXPORT_RULES))
    } finally {
      release()
    }
  } finally {
    io.progress.done()
    store.close()
  }
}

function requireCampaign(store: Store, name: string, { dir }: Flags): void {
  if (readStageState(store, 'plan') === null)
    throw new UserError('There is no plan yet.', { place: dir, wayOut: `Run: goldpan run ${dir}` })
  const planned = plannedCampaigns(store)
  const sent = sentCampaigns(store)
  if (planned.has(name) || sent.has(name)) return
  const names = [...new Set([...planned.keys(), ...sent.keys()])].sort()
  const listed = [...planned].map(([campaign, people]) => `${campaign} (${formatCount(people)} people)`)
  throw new UserError(`The plan has no campaign "${name}"${didYouMean(name, names)}`.replace(/([^?])$/, '$1.'), {
    place: dir,
    wayOut:
      listed.length > 0
        ? `It has ${listed.join(', ')}.`
        : `It sends nothing to anybody: see the money page of the report, or goldpan whatif ${dir}`,
  })
}

const MANIFEST = 'manifest.json'

/** Lists of an earlier export of the campaign go: whoever said no since stands in them. */
function prepareFolder(path: string, campaign: string): string {
  const out = resolve(path)
  mkdirSync(out, { recursive: true, mode: 0o700 })
  const manifest = join(out, MANIFEST)
  if (!existsSync(manifest)) return out
  const before = readManifest(manifest)
  if (before === null || before.campaign !== campaign)
    throw new UserError(`The folder holds the lists of ${before === null ? 'something else' : 'another campaign'}.`, {
      place: '--out',
      wayOut: 'Name another folder.',
    })
  for (const { file } of before.files) rmSync(join(out, basename(file)), { force: true })
  rmSync(manifest, { force: true })
  return out
}

interface Manifest {
  readonly campaign: string
  readonly as_of: string
  readonly goldpan: string
  /** Channel → arm → people. */
  readonly people: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly left_out: Readonly<Record<string, number>>
  readonly files: readonly { readonly file: string; readonly rows: number | null; readonly sha256: string }[]
}

function readManifest(path: string): Pick<Manifest, 'campaign' | 'files'> | null {
  try {
    const { campaign, files } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Manifest>
    const isOurs =
      typeof campaign === 'string' && Array.isArray(files) && files.every((f) => typeof f.file === 'string')
    return isOurs ? { campaign, files } : null
  } catch {
    return null
  }
}

interface Given {
  readonly asOf: IsoDate
  readonly rules: Rules
  readonly disregard: readonly string[]
  readonly stale: readonly StaleList[]
}

function gather(store: Store, name: string, { asOf, rules, disregard, stale }: Given, io: Io): Campaign {
  const { offers } = rules.get(OFFER_RULES)
  const known = new Map(offers.map((offer) => [offer.id, offer]))
  const purposeOf = (offer: string): string => known.get(offer)?.purpose ?? 'marketing'
  io.progress.start('export: reading', null, 'people')
  const people = campaignPeople(store, name)
  const { recipients, closed } = findRecipients(store, people, purposeOf)
  io.progress.start('export: checking', recipients.length, 'people')
  const { passed, refused } = checkRecipients(store, recipients, {
    rules,
    day: toDayNo(asOf),
    alternateOrder: rules.get(CHANNEL_RULES).alternate_order,
    purposeOf,
    disregard,
    stale,
    isForNewcomers: (offer) => isForNewcomers(known.get(offer)?.kind),
  })
  return { name, recipients: passed, refused, closed }
}

async function write(
  out: string,
  campaign: Campaign,
  asOf: IsoDate,
  store: Store,
  rules: ExportRules,
): Promise<Manifest> {
  const tokenOf = tokenMaker(secretKey(store, 'campaign'))
  const token = (r: Recipient): string => tokenOf(campaign.name, r.channel, r.personId)
  const written = writeLists(out, campaign, token, rules)
  const files = []
  for (const { file, rows } of written) files.push({ file, rows, sha256: await hashFile(join(out, file)) })
  const manifest: Manifest = {
    campaign: campaign.name,
    as_of: asOf,
    goldpan: goldpanVersion,
    people: countArms(campaign.recipients),
    left_out: countReasons(campaign),
    files,
  }
  writeText(join(out, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

function countReasons({ refused, closed }: Campaign): Record<string, number> {
  const counts = new Map<string, number>(closed.length > 0 ? [['no_open_address', closed.length]] : [])
  for (const { refusal } of refused) counts.set(refusal.reason, (counts.get(refusal.reason) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([l, m], [r, n]) => n - m || (l < r ? -1 : 1)))
}

interface Exported {
  readonly campaign: Campaign
  readonly manifest: Manifest
  /** Sources that changed since the last run. */
  readonly changed: readonly string[]
}

function tell(io: Io, flags: Flags, { campaign, manifest, changed }: Exported, rules: ExportRules): void {
  const emails = manifest.people.email?.treated ?? 0
  if (emails > 0 && rules.unsubscribe_url === null)
    io.progress.note('No unsubscribe_url in rules/export.yaml: the columns for List-Unsubscribe are empty.')
  if (campaign.recipients.length === 0) io.progress.note('Nobody of the campaign may be contacted today.')
  if (flags.json) {
    io.out(`${JSON.stringify({ ...manifest, out: flags.out, changed_sources: changed })}\n`)
    return
  }
  const arms = Object.entries(manifest.people).map(
    ([channel, { treated = 0, control = 0 }]) =>
      `${channel.padEnd(7)} ${formatCount(treated)} to contact, ${formatCount(control)} held out as control group`,
  )
  const left = Object.values(manifest.left_out).reduce((sum, n) => sum + n, 0)
  const reasons = Object.entries(manifest.left_out).map(([reason, n]) => `  ${n} ${reason}`)
  const lines = [
    ...arms,
    ...(left > 0 ? [`${formatCount(left)} left out at the last look:`, ...reasons] : []),
    `${flags.out}: ${[...manifest.files.map(({ file }) => file), MANIFEST].join(', ')}`,
    `Bring the results back with: goldpan measure ${campaign.name} RESULTS.csv --dir ${flags.dir}`,
  ]
  io.out(`${lines.join('\n')}\n`)
}
