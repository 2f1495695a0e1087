import { describe, expect, it } from 'vitest'
import { brandHint } from '../../../src/ingest/recognise/name-source.ts'
import { ROLE_WORDS } from '../../../src/ingest/recognise/rules.ts'
import { loadRules } from '../../../src/rules/load-rules.ts'

const words = loadRules([ROLE_WORDS], '.').rules.get(ROLE_WORDS)
const brand = (path: string) => brandHint(path, words)?.brand ?? null

describe('whose a file is', () => {
  it.each([
    ['mg.acme.co.uk_bounces.csv', 'acme'],
    ['mailgun/news.hart-well.de/unsubscribes.json', 'hart-well'],
    ['mail.acme.example-complaints.csv.gz', 'acme'],
    ['acme/customers.csv', 'acme'],
    ['subscribed_members_export_1f2e3d.csv', null],
    ['mailchimp-audience.zip', null],
    ['sendgrid-suppression_bounces.csv', null],
    ['ses-sns.jsonl', null],
    ['export.2024.csv', null],
    ['dr.smith_customers.csv', 'dr-smith'],
    ['cafe-customers.csv', 'cafe'],
  ])('%s: %s', (path, expected) => expect(brand(path)).toBe(expected))
})
