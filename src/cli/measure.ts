/** `goldpan measure`: results of a campaign back in; what it brought against its control group, learned for the next plan. */

import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { postStratify } from '../base/post-stratify.ts'
import { type CampaignCell, campaignCells, sumArms } from '../campaign/campaign-arms.ts'
import { type Contacted, type Tally, tallyResults } from '../campaign/tally-results.ts'
import { tokenMaker } from '../campaign/token.ts'
import { GATE_RULES } from '../gate/open-gate.ts'
import { COST_RULES } from '../plan/costs.ts'
import { measureLift, measureSpend, sampleRatioTest } from '../plan/lift.ts'
import { OFFER_RULES, type OfferRules } from '../plan/offers.ts'
import { fromDayNo, toDayNo } from '../record/dates.ts'
import type { SourceSpec } from '../record/project.ts'
import { loadRules } from '../rules/load-rules.ts'
import { loadProject } from '../rules/project-file.ts'
import { didYouMean } from '../rules/suggest.ts'
import { sentCampaigns } from '../store/campaign-people.ts'
import { learnResponses, sentContacts, uidsOfPeople } from '../store/campaign-results.ts'
import { addLapseReasons, type LapseReasonRow } from '../store/lapse-reason-table.ts'
import { takeLock } from '../store/lock.ts'
import { appendOwnFacts, type NewOwnFact } from '../store/own-fact-table.ts'
import { secretKey } from '../store/secret-key.ts'
import type { Store } from '../store/store.ts'
import { sources } from '../store/tables.ts'
import { withInputFile } from './input-file.ts'
import type { Io } from './io.ts'
import { measureAsJson, measureAsText } from './measure-layout.ts'
import { chooseAsOf, openExistingStore, requireFolder } from './open-project.ts'
import { RESULT_RULES, type ResultFlags, type Results, readResults } from './read-results.ts'

interface Flags extends ResultFlags {
  readonly dir: string
  readonly days?: string
  readonly asOf?: string
  readonly json?: boolean
}

/** What is printed. */
export interface Measured {
  readonly campaign: string
  readonly cells: readonly CampaignCell[]
  readonly total: Omit<CampaignCell, 'segment' | 'channel' | 'offer'>
  readonly lift: ReturnType<typeof measureLift> | null
  readonly stratified: ReturnType<typeof postStratify>
  readonly spend: ReturnType<typeof measureSpend>
  /** p-value of the arms' sizes; null where none were meant to be held out. */
  readonly sampleRatio: number | null
  readonly counts: Tally['counts']
  readonly stated: Tally['stated']
  readonly unreadable: number
  readonly minorPerUnit: number
  readonly sunset: number
  /** Last day on which responses count (ISO), and whether it has passed. */
  readonly until: string
  readonly isOver: boolean
}

export function measureCommand(io: Io): Command {
  return new Command('measure')
    .description('Take the results of a campaign back in: lift against its control group, learned for the next plan.')
    .argument('<campaign>', 'name of the campaign that was exported')
    .argument('<results>', 'CSV, JSON, XLSX or SQLite file of responses or purchases; - for standard input')
    .option('--dir <DIR>', 'project folder', '.')
    .option(
      '--days <n>',
      'how many days after the export a response counts (default: hold_out_days of rules/costs.yaml)',
    )
    .option('--token <column>', 'column with the token of the lists (default: the one called so)')
    .option('--responded <column>', 'column that says who responded (default: every row is a response)')
    .option('--amount <column>', 'column with what was spent')
    .option('--date <column>', 'column with the day of the response')
    .option('--reason <column>', 'column with the reason people give, as answers of a survey do')
    .option('--map <a=b,…>', 'column a holds field b, as in Mail=email,Nr=customer_id')
    .option('--as-of <date>', 'the day of the measurement, YYYY-MM-DD (default: as_of in goldpan.yaml, else today)')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan measure welcome-back orders-june.csv --dir acquisition/ --amount Total',
    )
    .action((campaign: string, results: string, flags: Flags) =>
      withInputFile(results, io.stdin, (path) => measure(campaign, path, flags, io)),
    )
}

async function measure(campaign: string, path: string, flags: Flags, io: Io): Promise<void> {
  const folder = requireFolder(flags.dir)
  const project = loadProject(folder)
  const { rules } = loadRules([...GATE_RULES, ...RESULT_RULES, COST_RULES], folder)
  const store = openExistingStore(folder)
  try {
    requireSent(store, campaign, flags)
    const today = toDayNo(chooseAsOf(flags.asOf, project, io))
    const costs = rules.get(COST_RULES)
    const windowDays = wholeDays(flags.days) ?? costs.hold_out_days
    const contacts = readContacts(store, campaign)
    io.progress.start('measure: reading results', null, 'rows')
    const country = project.country
    const results = await readResults(path, store, flags, { rules, country, keySources: keySources(store) })
    requireBothArms(contacts, results, path)
    const tally = tallyResults(contacts, results.rows, windowDays)
    const untilDay = Math.max(...contacts.map((contact) => contact.day)) + windowDays
    const isOver = today > untilDay
    const release = takeLock(folder, 'measure')
    let measured: Measured
    try {
      const cells = campaignCells(tally.outcomes)
      learn(store, campaign, cells, today)
      addLapseReasons(store, reasonRows(campaign, tally, today))
      const sunset = isOver ? leaveInPeace(store, campaign, tally, rules.get(OFFER_RULES), today, io.today()) : 0
      const until = fromDayNo(untilDay)
      measured = { ...compare(campaign, cells, costs.control_share), ...tally, ...results, sunset, until, isOver }
    } finally {
      release()
    }
    io.progress.done()
    for (const note of results.notes) io.progress.note(note)
    if (results.undated > 0)
      io.progress.note(`${results.undated} days could not be read; those rows count without one.`)
    io.out(flags.json ? `${JSON.stringify(measureAsJson(measured))}\n` : measureAsText(measured, flags.dir))
  } finally {
    io.progress.done()
    store.close()
  }
}

function requireSent(store: Store, campaign: string, { dir }: Flags): void {
  const sent = sentCampaigns(store)
  if (sent.has(campaign)) return
  const names = [...sent.keys()]
  throw new UserError(
    `The campaign "${campaign}" was never exported${didYouMean(campaign, names)}`.replace(/([^?])$/, '$1.'),
    {
      place: dir,
      wayOut: names.length > 0 ? `Exported were ${names.join(', ')}.` : 'Write its lists first: goldpan export',
    },
  )
}

function wholeDays(text: string | undefined): number | null {
  if (text === undefined) return null
  const days = Number(text)
  if (Number.isInteger(days) && days >= 0 && days < 10_000) return days
  throw new UserError(`"${text}" is no number of days.`, { place: '--days', wayOut: 'For example --days 60.' })
}

function readContacts(store: Store, campaign: string): Contacted[] {
  const tokenOf = tokenMaker(secretKey(store, 'campaign'))
  return sentContacts(store, campaign).map((contact) => ({
    ...contact,
    token: tokenOf(campaign, contact.channel, contact.personId),
  }))
}

function keySources(store: Store): number[] {
  return [...sources.all(store)].flatMap((source) => {
    const { key, role } = JSON.parse(source.spec) as SourceSpec
    return key !== null && (role === 'customers' || role === 'leads') ? [source.source_no] : []
  })
}

/** Vouchers and tokens are only in the hands of those who were contacted: without more, the control group never responds. */
function requireBothArms(contacts: readonly Contacted[], { rows, hasIdentity }: Results, place: string): void {
  if (hasIdentity) return
  const held = new Set(contacts.filter((c) => c.arm === 'control').map((c) => c.token))
  if (held.size === 0 || rows.some((row) => held.has(row.token))) return
  throw new UserError('The results name people by token only, and nobody of the control group is among them.', {
    place,
    wayOut: 'Add the e-mail address, number or customer id of every buyer, so that both arms are matched alike.',
  })
}

/** Cells without a control group teach nothing. */
function learn(store: Store, campaign: string, cells: readonly CampaignCell[], day: number): void {
  const rows = cells.map(({ segment, channel, offer, treated, control }) => ({
    ...{ segment, channel, offer, day },
    treated: treated.people,
    responders: treated.responders,
    control: control.people,
    control_responders: control.responders,
    spend_minor: treated.spendMinor,
    control_spend_minor: control.spendMinor,
  }))
  store.db.transaction(() => learnResponses(store, campaign, rows))()
}

/** An answer without a day is of the day of the measurement. */
function reasonRows(campaign: string, { stated }: Tally, today: number): LapseReasonRow[] {
  return [...stated].map(([{ personId }, { reason, day }]) => ({
    ...{ campaign, person_id: personId, reason, day: day ?? today },
  }))
}

/** Whoever let the last step pass gets no more e-mail: the survey's, or the last chance's where no survey follows it. */
function leaveInPeace(
  store: Store,
  campaign: string,
  { outcomes }: Tally,
  { offers }: OfferRules,
  day: number,
  addedOn: string,
): number {
  const hasSurvey = offers.some((offer) => offer.kind === 'survey')
  const lastKind = hasSurvey ? 'survey' : 'last_chance'
  const last = new Set(offers.filter((offer) => offer.kind === lastKind).map((offer) => offer.id))
  const silent = [...outcomes].flatMap(([contact, { responded }]) =>
    contact.arm !== 'control' && last.has(contact.offer) && !responded && contact.person !== null
      ? [contact.person]
      : [],
  )
  if (silent.length === 0) return 0
  const facts = [...uidsOfPeople(store, silent).values()].sort().map(
    (uid): NewOwnFact => ({
      ...{ origin: `measure ${campaign}`, kind: 'sunset', channel: 'email', brand: null, purpose: null },
      ...{ email: null, phone: null, uid, identity: null, day, detail: 'no response to the last step' },
      ...{ added_on: addedOn, added_by: null },
    }),
  )
  appendOwnFacts(store, facts)
  return facts.length
}

function compare(campaign: string, cells: readonly CampaignCell[], controlShare: number) {
  const treated = sumArms(cells.map((cell) => cell.treated))
  const control = sumArms(cells.map((cell) => cell.control))
  const hasBoth = treated.people > 0 && control.people > 0
  return {
    campaign,
    cells,
    total: { treated, control },
    lift: hasBoth ? measureLift(treated, control) : null,
    stratified: postStratify(cells),
    spend: hasBoth ? measureSpend(treated, control) : null,
    sampleRatio: hasBoth && controlShare > 0 ? sampleRatioTest(treated.people, control.people, controlShare) : null,
  }
}
