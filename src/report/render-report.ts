/** The report as one page: the findings in words first, then each part with its charts. */

import { type Html, html } from '../html/escape.ts'
import { formatCount, formatMoney, formatNumberOf, formatShare } from '../html/numbers.ts'
import { renderPage } from '../html/page.ts'
import { statTiles, type Tile } from '../html/tiles.ts'
import type { ReportData } from './report-data.ts'
import { contactSection, measureReach, otherWays } from './sections/contact-section.ts'
import { matchingSection } from './sections/matching-section.ts'
import { methodSection } from './sections/method-section.ts'
import { moneySection, planTotals } from './sections/money-section.ts'
import { nextSection } from './sections/next-section.ts'
import { pastSection } from './sections/past-section.ts'
import { peopleSection } from './sections/people-section.ts'
import { readSection } from './sections/read-section.ts'
import { repairSection } from './sections/repair-section.ts'
import { lapsedPeople, segmentSection } from './sections/segment-section.ts'

/** The text of report.html. Depends on nothing but `data`; every text in it is escaped. */
export function renderReport(data: ReportData): string {
  return renderPage({
    title: data.project,
    eyebrow: `goldpan report · as of ${data.asOf}`,
    intro: html`${headline(data)}${tiles(data)}`,
    sections: [
      readSection(data),
      repairSection(data),
      peopleSection(data),
      contactSection(data),
      segmentSection(data),
      moneySection(data),
      pastSection(data),
      nextSection(data),
      matchingSection(data),
      methodSection(data),
    ].filter((section) => section !== null),
    footer: html`<p class="small">Made by goldpan from the workspace of this project, as of ${data.asOf}. This page holds counts, no addresses of persons; the CSV files beside it do, so keep the folder safe.</p>`,
  })
}

function headline(data: ReportData): Html {
  const { people, records } = data.people
  const reach = measureReach(data.contact)
  const lapsed = lapsedPeople(data)
  const plan = planTotals(data)
  const withPeople = data.sources.filter((s) => s.records > 0).length
  return html`<p class="headline">We found <strong>${formatNumberOf(people, 'person', 'people')}</strong> in ${formatNumberOf(
    records,
    'record',
    'records',
  )} from ${formatNumberOf(withPeople, 'customer source', 'customer sources')}.${
    reach.emailClosed > 0
      ? html` <strong>${formatCount(reach.emailClosed)}</strong> cannot be e-mailed${
          otherWays(reach) ? html`; of these, ${otherWays(reach)}` : null
        }.`
      : null
  }${lapsed ? html` <strong>${lapsed}</strong> used to buy and have gone quiet.` : null}${
    plan.treated > 0
      ? html` The plan contacts <strong>${formatNumberOf(plan.treated, 'person', 'people')}</strong> and expects <strong>${formatMoney(
          plan.netMinor,
          data.currency,
        )}</strong> net.`
      : null
  }</p>
`
}

function tiles(data: ReportData): Html {
  const { people, records, combinations } = data.people
  const reach = measureReach(data.contact)
  const plan = planTotals(data)
  const duplicates = records - people
  const shared = combinations.filter((c) => c.sources.length > 1).reduce((sum, c) => sum + c.people, 0)
  const repaired = data.changes.filter((c) => c.decision === 'repaired').reduce((sum, c) => sum + c.n, 0)
  const shown: (Tile | null)[] = [
    { label: 'People', value: formatCount(people), detail: `in ${formatNumberOf(records, 'record', 'records')}` },
    {
      label: 'Duplicate records',
      value: formatCount(duplicates),
      detail: `${formatShare(duplicates, records)} of all`,
    },
    combinations.length > 1
      ? {
          label: 'Known to several sources',
          value: formatCount(shared),
          detail: `${formatShare(shared, people)} of people`,
        }
      : null,
    { label: 'Values repaired', value: formatCount(repaired) },
    reach.people > 0
      ? {
          label: 'Reachable somehow',
          value: formatCount(reach.people - reach.unreachable),
          detail: `${formatShare(reach.people - reach.unreachable, reach.people)} of people`,
        }
      : null,
    plan.treated > 0
      ? {
          label: 'Expected net of the plan',
          value: formatMoney(plan.netMinor, data.currency),
          detail: `${formatCount(plan.treated)} contacted, ${formatCount(plan.control)} held out`,
        }
      : null,
  ]
  return statTiles(shown.filter((t) => t !== null))
}
