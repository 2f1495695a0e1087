import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import { initProject } from '../../src/cli/init.ts'
import type { Io } from '../../src/cli/io.ts'
import { tempDir } from '../temp-dir.ts'

const dir = join(tempDir(), 'verified')
mkdirSync(dir)

/** A customer table as a verification service hands it back: its own columns behind those of the file. */
const LISTS: Readonly<Record<string, readonly [header: string, results: readonly string[]]>> = {
  'crm_zerobounce.csv': [
    'ZB Status,ZB Sub Status,ZB Account,ZB Domain,ZB First Name,ZB Last Name,ZB Gender,ZB Free Email,ZB MX Found,ZB MX Record,ZB SMTP Provider,ZB Did You Mean',
    [
      'valid,,ann,acme.com,,,,False,true,mx.acme.com,,',
      'do_not_mail,role_based,ann,acme.com,,,,False,true,mx.acme.com,,',
    ],
  ],
  'crm_checked.csv': [
    'email_status,bad_syntax,free_email_host,role_account,has_mail_server',
    ['valid,0,0,0,1', 'catchall,0,0,1,1', 'invalid,1,0,0,0'],
  ],
  'crm_kickbox.csv': [
    'Result,Reason,Role,Free,Disposable,Accept All,Did You Mean,Sendex',
    [
      'deliverable,accepted_email,false,false,false,false,,0.95',
      'undeliverable,rejected_email,false,false,false,false,,0',
    ],
  ],
  'crm_bouncer.csv': [
    'Status,Reason,Score,Toxic,Toxicity,Provider,Free Email,Full Mailbox',
    ['deliverable,accepted_email,100,false,0,google.com,yes,no', 'risky,low_deliverability,40,true,5,acme.com,no,no'],
  ],
}

const IO: Io = {
  out: () => {},
  progress: silentProgress,
  stdin: Readable.from([]),
  today: () => '2026-01-01',
  setExitCode: () => {},
}

describe('goldpan init on verified lists', () => {
  it('recognises every service without a mapping, and keeps the opt-outs of the list', async () => {
    for (const [file, [header, results]] of Object.entries(LISTS)) {
      const rows = Array.from(
        { length: 30 },
        (_, i) => `ann.other${i}@acme.com,Ann,Other,${i % 7 === 0 ? 'yes' : ''},${results[i % results.length]}`,
      )
      writeFileSync(join(dir, file), `email,First Name,Last Name,Unsubscribed,${header}\n${rows.join('\n')}\n`)
    }
    const { project } = await initProject(dir, {}, IO)
    const found = project.sources.map(({ file, role, provider, means, channel, columns }) => [
      file,
      role,
      provider,
      means,
      channel,
      columns.email,
      Object.entries(columns).find(([, field]) => field === 'outcome')?.[0],
      columns.Unsubscribed,
    ])
    const said = ['suppressions', 'by_column', 'email', 'email'] as const
    const line = (file: string, provider: string, outcome: string) => [
      file,
      said[0],
      provider,
      said[1],
      said[2],
      said[3],
      outcome,
      'opt_out_email',
    ]
    expect(found.sort()).toEqual([
      line('crm_bouncer.csv', 'bouncer', 'Status'),
      line('crm_checked.csv', 'neverbounce', 'email_status'),
      line('crm_kickbox.csv', 'kickbox', 'Result'),
      line('crm_zerobounce.csv', 'zerobounce', 'ZB Status'),
    ])
  })

  it('takes nothing that a service says of the mailbox for a wish of the person', async () => {
    const lists = join(tempDir(), 'bare')
    mkdirSync(lists)
    for (const [file, [header, results]] of Object.entries(LISTS)) {
      const rows = Array.from({ length: 30 }, (_, i) => `ann.other${i}@acme.com,${results[i % results.length]}`)
      writeFileSync(join(lists, file), `email,${header}\n${rows.join('\n')}\n`)
    }
    const { project } = await initProject(lists, {}, IO)
    expect(project.sources).toHaveLength(4)
    for (const { file, columns } of project.sources)
      expect([file, Object.values(columns).filter((field) => /^(opt_out|consent)_/.test(field))]).toEqual([file, []])
  })
})
