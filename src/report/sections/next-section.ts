/** What to do next, in the order in which it should be done. */

import { type Html, html } from '../../html/escape.ts'
import { formatCount, formatMoney, formatNumberOf, formatPercent } from '../../html/numbers.ts'
import type { PageSection } from '../../html/page.ts'
import type { ReportData } from '../report-data.ts'
import { measureReach } from './contact-section.ts'
import { moneyLabel, sortedMoney } from './money-section.ts'

const NAMED = 3

export function nextSection(data: ReportData): PageSection {
  const steps = nextSteps(data)
  return {
    id: 'next',
    title: 'What to do next',
    short: 'Next steps',
    body: html`<ol class="steps">${steps.map((s) => html`<li>${s}</li>\n`)}</ol>`,
  }
}

/** The steps this data calls for; the last two are always the same. */
function nextSteps(data: ReportData): Html[] {
  return [...mendSteps(data), ...moneySteps(data), ...habitSteps()]
}

function mendSteps(data: ReportData): Html[] {
  const steps: Html[] = []
  const rejected = data.sources.reduce((sum, s) => sum + s.rejected, 0)
  const worst = data.rejects[0]
  if (rejected > 0) {
    steps.push(
      html`<strong>Mend what could not be read.</strong> ${formatNumberOf(rejected, 'row is', 'rows are')} in quarantine.csv${
        worst ? html`, most of them from <bdi>${worst.source}</bdi> (<bdi>${worst.reason}</bdi>)` : null
      }. A row left out may hold an opt-out, so do this before any mailing.`,
    )
  }
  if (data.people.possibleMatches > 0) {
    steps.push(
      html`<strong>Decide the possible matches.</strong> ${formatNumberOf(
        data.people.possibleMatches,
        'pair of people',
        'pairs of people',
      )} may be one. Until someone decides, they are kept apart and share their opt-outs: <code>goldpan review</code> opens a page for that.`,
    )
  }
  const suggested = data.changes.filter((c) => c.decision === 'review').reduce((sum, c) => sum + c.n, 0)
  if (suggested > 0) {
    steps.push(
      html`<strong>Look at the suggested repairs.</strong> ${formatNumberOf(
        suggested,
        'value has',
        'values have',
      )} a suggestion in repairs.csv (decision “review”) that was too uncertain to apply; <code>goldpan review</code> shows them one by one.`,
    )
  }
  const reach = measureReach(data.contact)
  if (reach.emailClosedLetter + reach.emailClosedOther > 0) {
    steps.push(
      html`<strong>Write to those whom e-mail does not reach.</strong> ${formatNumberOf(
        reach.emailClosedLetter + reach.emailClosedOther,
        'person has',
        'people have',
      )} no open e-mail, but another lawful channel is open: see alternate_channel in contactability.csv.`,
    )
  }
  return steps
}

function moneySteps(data: ReportData): Html[] {
  const rows = sortedMoney(data)
  const money = (minor: number) => html`<span class="nowrap">${formatMoney(minor, data.currency)}</span>`
  const named = (verdict: string) =>
    rows.filter((m) => m.verdict === verdict && (verdict === 'dont' || m.outcome === 'planned')).slice(0, NAMED)
  return [
    ...named('do').map(
      (m) =>
        html`<strong>Send <bdi>${moneyLabel(m)}</bdi></strong> to ${formatNumberOf(m.planned_people, 'person', 'people')}: ${money(
          m.net_minor,
        )} expected net (${money(m.net_low_minor)} to ${money(m.net_high_minor)}); it pays from ${formatPercent(
          m.break_even,
          2,
        )} added response.`,
    ),
    ...named('test').map(
      (m) =>
        html`<strong>Test <bdi>${moneyLabel(m)}</bdi> first</strong>${
          m.test_size === null ? null : ` with ${formatNumberOf(m.test_size, 'person', 'people')}`
        }: the outcome is too uncertain (${money(m.net_low_minor)} to ${money(m.net_high_minor)}) to send to all ${formatCount(
          m.people,
        )}.`,
    ),
    ...named('dont')
      .slice(0, 1)
      .map(
        (m) =>
          html`<strong>Leave out <bdi>${moneyLabel(m)}</bdi>:</strong> on what is known it would bring ${money(
            m.net_minor,
          )}. Not sending is also a result.`,
      ),
  ]
}

function habitSteps(): Html[] {
  return [
    html`<strong>Write the lists</strong> with <code>goldpan export</code>, which looks once more as they leave; hold lists of others against the workspace with <code>goldpan scrub</code>: opt-outs arrive daily.`,
    html`<strong>Bring the results back</strong> with <code>goldpan measure</code>: it compares with the control group, and makes the next plan better than prior knowledge.`,
  ]
}
