/** Campaigns that went out: to whom, and what they brought against the people who were held out. */

import { postStratify, type StratifiedLift, type Stratum } from '../../base/post-stratify.ts'
import { INK } from '../../html/chart.ts'
import { type Html, type HtmlValue, html } from '../../html/escape.ts'
import { figure } from '../../html/figure.ts'
import { intervalChart } from '../../html/interval-chart.ts'
import { formatCount, formatNumberOf, formatPercent, formatShare, formatShort } from '../../html/numbers.ts'
import type { PageSection } from '../../html/page.ts'
import { dataTable } from '../../html/table.ts'
import { fromDayNo } from '../../record/dates.ts'
import type { ReportData } from '../report-data.ts'
import { channelWords } from '../wording.ts'

interface Measured {
  readonly campaign: string
  /** Day number of the measurement. */
  readonly day: number
  readonly treated: Stratum['treated']
  readonly control: Stratum['control']
  /** Null where nobody was held out. */
  readonly lift: StratifiedLift | null
}

/** Null where nothing went out yet. */
export function pastSection(data: ReportData): PageSection | null {
  if (data.campaigns.sent.length === 0) return null
  return { id: 'past', title: 'What past campaigns brought', short: 'Past campaigns', body: body(data) }
}

function body(data: ReportData): Html {
  const { sent } = data.campaigns
  const names = [...new Set(sent.map((s) => s.campaign))]
  const measured = names.flatMap((campaign) => measuredOf(data, campaign) ?? [])
  const open = names.filter((name) => !measured.some((m) => m.campaign === name))
  return html`<p class="lead">${formatNumberOf(names.length, 'campaign has', 'campaigns have')} been exported so far, ${formatCount(
    measured.length,
  )} of them measured. What a campaign brought is what those who were contacted did more than those who were held out; gross response would count people who buy anyway.</p>
${broughtTable(measured)}${liftFigure(measured)}${sentTable(data)}${
  open.length > 0
    ? html`<p class="small">Not measured yet: <bdi>${open.join(', ')}</bdi>. Bring the results in with <code>goldpan measure</code>; the next plan learns from them.</p>`
    : null
}`
}

function measuredOf({ campaigns }: ReportData, campaign: string): Measured | null {
  const cells = campaigns.learned.filter((cell) => cell.campaign === campaign)
  if (cells.length === 0) return null
  const strata = cells.map(
    (cell): Stratum => ({
      treated: { people: cell.treated, responders: cell.responders },
      control: { people: cell.control, responders: cell.control_responders },
    }),
  )
  const sum = (side: 'treated' | 'control') => ({
    people: strata.reduce((n, stratum) => n + stratum[side].people, 0),
    responders: strata.reduce((n, stratum) => n + stratum[side].responders, 0),
  })
  const day = Math.max(...cells.map((cell) => cell.day))
  return { campaign, day, treated: sum('treated'), control: sum('control'), lift: postStratify(strata) }
}

const isSure = ({ interval }: StratifiedLift): boolean => interval.low > 0 || interval.high < 0

function verdictOf({ lift }: Measured): string {
  if (lift === null) return 'Cannot be told: nobody was held out'
  if (!isSure(lift)) return 'May be chance'
  return lift.difference > 0 ? 'It worked: more than chance' : 'It did harm: fewer responses than without contact'
}

function broughtTable(measured: readonly Measured[]): Html | null {
  const response = ({ people, responders }: Stratum['treated']): HtmlValue =>
    html`${formatShare(responders, people)}<br><span class="small">${formatCount(responders)} of ${formatCount(people)}</span>`
  const leftOut = measured.reduce((n, { lift }) => n + (lift?.leftOut ?? 0), 0)
  return dataTable({
    caption: 'Measured campaigns',
    columns: [
      { label: 'Campaign' },
      { label: 'Verdict' },
      { label: 'Response, contacted', numeric: true },
      { label: 'Response, held out', numeric: true },
      { label: 'Lift', numeric: true },
      { label: 'Responders it added', numeric: true },
    ],
    rows: measured.map((m) => [
      html`<span class="wide-cell">${m.campaign}</span><span class="small">measured ${fromDayNo(m.day)}</span>`,
      verdictOf(m),
      response(m.treated),
      response(m.control),
      m.lift === null ? '–' : withRange(m.lift, (share) => formatPercent(share, 2)),
      m.lift === null ? '–' : withRange(m.lift, (share) => formatCount(share * m.treated.people)),
    ]),
    note: `Small figures under lift and responders are 95 % intervals. Lift is taken segment by segment, each weighed by its people, so it need not be the difference of the two responses.${
      leftOut > 0
        ? ` ${formatNumberOf(leftOut, 'person was', 'people were')} in segments with one arm only and tell nothing about lift; the added responders take them to be like the others.`
        : ''
    }`,
  })
}

function withRange({ difference, interval }: StratifiedLift, format: (share: number) => string): Html {
  return html`${format(difference)}<br><span class="small">${format(interval.low)} to ${format(interval.high)}</span>`
}

function liftFigure(measured: readonly Measured[]): Html | null {
  const known = measured.flatMap(({ campaign, lift }) => (lift === null ? [] : [{ name: campaign, lift }]))
  if (known.length === 0) return null
  const ink = (lift: StratifiedLift) => (!isSure(lift) ? INK.gold : lift.difference > 0 ? INK.green : INK.clay)
  return figure({
    title: 'Lift of each campaign, and how sure it is',
    sentence:
      'The dot is the measured lift; the line is where the true one lies in 95 cases of a hundred; a line across zero may be chance.',
    chart: intervalChart(
      'past-lift',
      known.map(({ name, lift }) => ({
        ...{ label: name, best: 100 * lift.difference, ink: ink(lift) },
        ...{ low: 100 * lift.interval.low, high: 100 * lift.interval.high },
      })),
      (percent) => `${formatShort(percent)} %`,
    ),
    numbers: {
      caption: 'Lift by campaign',
      columns: [
        { label: 'Campaign' },
        { label: 'Low', numeric: true },
        { label: 'Lift', numeric: true },
        { label: 'High', numeric: true },
      ],
      rows: known.map(({ name, lift: { difference, interval } }) => [
        name,
        ...[interval.low, difference, interval.high].map((share) => formatPercent(share, 2)),
      ]),
    },
  })
}

function sentTable({ campaigns }: ReportData): Html | null {
  return dataTable({
    caption: 'What went out',
    columns: [
      { label: 'Campaign' },
      { label: 'Exported' },
      { label: 'Channel' },
      { label: 'To contact', numeric: true },
      { label: 'Held out', numeric: true },
    ],
    rows: campaigns.sent.map((s) => [
      html`<span class="wide-cell">${s.campaign}</span>`,
      s.first_day === s.last_day ? fromDayNo(s.first_day) : `${fromDayNo(s.first_day)} to ${fromDayNo(s.last_day)}`,
      channelWords(s.channel),
      formatCount(s.treated),
      formatCount(s.control),
    ]),
  })
}
