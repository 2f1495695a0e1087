/** What name servers said about domains. Outlives every run, and is written as answers come, so that a killed run goes on. */

import type { AskedDomain, MailHostAnswer } from '../record/mail-host.ts'
import type { Store } from './store.ts'
import { Table } from './table.ts'

/** `answer`: MailHostAnswer; `asked_on`: the day of the run that asked (ISO). */
export interface MailHostRow {
  readonly domain: string
  readonly answer: string
  readonly asked_on: string
}

export const mailHosts = new Table<MailHostRow>(
  'mail_host',
  { domain: 'TEXT NOT NULL', answer: 'TEXT NOT NULL', asked_on: 'TEXT NOT NULL' },
  { primaryKey: ['domain'] },
)

/** By domain. */
export function readMailHosts(store: Store): readonly AskedDomain[] {
  return [...mailHosts.all(store, ['domain'])].map(({ domain, answer, asked_on }) => ({
    domain,
    answer: answer as MailHostAnswer, // written by goldpan only
    askedOn: asked_on as AskedDomain['askedOn'],
  }))
}

/** Writes at once; a newer answer takes the place of an older one. Not within a stage's transaction. */
export function mailHostWriter(store: Store): (asked: AskedDomain) => void {
  const write = store.db.prepare(
    'INSERT INTO mail_host (domain, answer, asked_on) VALUES (?, ?, ?) ON CONFLICT (domain) DO UPDATE SET answer = excluded.answer, asked_on = excluded.asked_on',
  )
  return ({ domain, answer, askedOn }) => {
    write.run(domain, answer, askedOn)
  }
}
