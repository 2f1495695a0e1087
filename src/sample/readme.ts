/** The one page that goes with a sample: what the files are and what the truth means. */

import { AS_OF } from './calendar.ts'
import type { Sample } from './generate.ts'
import type { WrittenFile } from './write-sample.ts'

export function sampleReadme(sample: Sample, files: readonly WrittenFile[]): string {
  const table = files.map((file) => `| \`${file.path}\` | ${file.rows} | ${WHAT[file.path] ?? ''} |`).join('\n')
  return `# An invented acquisition, with the truth

Made by \`goldpan sample DIR --people ${sample.people} --seed ${sample.seed}\`; the same arguments give the same bytes.
Everything is told as of **${AS_OF}** (\`goldpan run DIR --as-of ${AS_OF}\`). Nobody here exists: names, addresses and numbers
are drawn at random, so never send or dial anything. One group has bought three companies and found some leads:
**Fernnetz**, an internet provider in DE, AT and CH; **Hartwell**, a shop in the US and GB with a French sister;
**Panorama**, a magazine of a Dutch publisher; and a prize draw, a fair and a box of business cards.

| file | rows | what it is |
|---|---|---|
${table}

## The truth

- \`truth.csv\`: which records are the same person. \`source\` is the file's name without extensions, \`record_id\` the
  source's own key; \`tradeshow-cards\` has none, there it is the number of the data row, from 1.
- \`truth-damage.csv\`: the same, and what is wrong with each record (\`nickname\`, \`old_address\`, \`birth_name\`,
  \`email_typo\`, \`duplicate\` = second record in the same source …).
- \`truth-emails.csv\`: every cell where another address was typed than intended; \`email_broken\` is no address any more.
- \`truth-people.csv\`, one row per person:
  - \`state\` is the liveliest of \`isp_state\`, \`shop_state\`, \`magazine_state\` in the order contract_running, active, new,
    slipping, lapsed, lost, never_active; \`prospect\` has no relation but a lead. A buyer alive is \`slipping\` after a silence of
    1.5 own mean gaps; a dead one is \`lapsed\`, after two years \`lost\`; contracts that ended likewise.
  - \`died_on\`: the day after which they would never have bought again (empty: alive, or never bought); \`mean_gap_days\` is
    their own true rate, \`last_purchase\` the last order (refunds do not count).
  - \`email_blocked\`: 1 after a complaint, an unsubscribe anywhere in the group, or when every address they gave is wrong or
    bounced. Soft bounces and \`sendgrid-blocks\` (the sender's reputation) block nobody. \`call_blocked\`: a number of theirs is on
    \`do-not-call\`, or Panorama was told "Geen telefoon". \`letter_blocked\`: on \`robinsonliste\`, or "Geen post".
    These are facts only; missing consent is not a block.
  - \`best_channel\`: email where not blocked and lawful (US: opt-out; elsewhere consent with a date or, except DE, AT, CH, an own
    sale), else letter, else call by consent; nothing after a complaint.
  - \`note\`: household, twin, junior (father and son of one name), namesake, moved, married, shared_email, company.
`
}

const WHAT: Readonly<Record<string, string>> = {
  'fernnetz-kunden.csv': 'customers; `;`, windows-1252, DD.MM.YYYY',
  'fernnetz-nutzung.csv.gz': 'last use per customer and service; never used: no row',
  'fernnetz-vertraege.csv': 'contracts; no end: open',
  'hartwell-customers.csv': 'customers; UTF-8, birth dates MM/DD/YYYY',
  'hartwell-orders.csv': 'orders, refunds negative',
  'hartwell-fr-clients.jsonl': 'customers of the French shop',
  'hartwell-fr-commandes.csv': 'their orders; `;`, decimal comma, DD/MM/YYYY',
  'hartwell-complaints.csv': 'complaints about service; no end: open',
  'hartwell-contacts.csv': 'who was sent what',
  'panorama-abonnees.txt': 'subscribers; UTF-16, tabs, "Surname, First", one address column',
  'panorama-contracten.sqlite': 'table `contracten`: subscriptions',
  'contest-leads.csv': 'prize draw, typed by hand; some ragged rows, mixed dates',
  'messe-leads.json': 'leads of a fair, consents partly',
  'tradeshow-cards.csv': 'business cards, scanned; `|`, no key',
  'sendgrid-bounces.csv': 'Hartwell: bounces, hard and soft',
  'sendgrid-blocks.csv': 'Hartwell: refused for our reputation, no suppressions',
  'sendgrid-spam-reports.csv': 'Hartwell: spam complaints',
  'sendgrid-unsubscribes.csv': 'Hartwell: unsubscribes',
  'subscribed_members_export_a81f3c.csv': 'Mailchimp (Fernnetz, Panorama, leads): opt-ins with times',
  'unsubscribed_members_export_a81f3c.csv': 'Mailchimp: unsubscribes',
  'cleaned_members_export_a81f3c.csv': 'Mailchimp: bounced',
  'truth/truth.csv': 'see below',
  'truth/truth-damage.csv': 'see below',
  'truth/truth-emails.csv': 'see below',
  'truth/truth-people.csv': 'see below',
  'do-not-call.csv': 'phone numbers not to call',
  'robinsonliste.csv': 'names and addresses not to write to; spelled in variants',
}
