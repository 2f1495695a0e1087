/** How it was done, and what the stages want a person to know. */

import { type Html, html } from '../../html/escape.ts'
import type { PageSection } from '../../html/page.ts'
import type { ReportData } from '../report-data.ts'
import { wasMatched } from './matching-section.ts'

export function methodSection(data: ReportData): PageSection {
  return { id: 'method', title: 'Notes and method', short: 'Notes', body: body(data) }
}

function body(data: ReportData): Html {
  // What flag has to say stands where contactability is.
  const notes = data.stageNotes
    .filter(({ stage }) => stage !== 'flag')
    .map(
      ({ stage, notes: texts }) => html`<h3>Notes from ${stage}</h3>
<ul class="plain">${texts.map((t) => html`<li><bdi>${t}</bdi></li>\n`)}</ul>
`,
    )
  return html`${notes}<h3>How people were found</h3>
<p>Records are compared field by field. How much each agreement counts was learned from this data, without examples marked by hand: agreeing on a rare name says more than on a common one (the Fellegi–Sunter model). Pairs above the upper threshold are one person; pairs between the thresholds are only possible, and are never merged.${wasMatched(data) ? html` <a href="#matching">How matching decided</a> shows the weights and thresholds.` : null}</p>
<h3>How contact was decided</h3>
<p>Opt-outs, complaints, bounces and consents are kept as events and never overwritten. Whether a person may be contacted is worked out from all events of all their records each time; merging people can only close channels, never open one. Facts about an address stay with the address; facts about a person follow the person. A closed channel says why, since when, and which other lawful channel is open.</p>
<h3>How value was judged</h3>
<p>States follow the business’s own purchase cycle, with people who may still come back counted as such. Expected net is people × (added response × margin − cost of a contact) − fixed cost, with a 90 % interval; where own results are missing, the added response is prior knowledge of the trade and is marked so.</p>
<p class="small">The same inputs, rules and day give this page again, byte for byte. Amounts are ${
    data.currency === null ? 'in the currency of the data' : html`in ${data.currency}`
  }.</p>
`
}
