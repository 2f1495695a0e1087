import { cpSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import { initProject } from '../../src/cli/init.ts'
import type { Project, SourceSpec } from '../../src/record/project.ts'
import { tempDir } from '../temp-dir.ts'

const SAMPLE = resolve(import.meta.dirname, '../../sample-data')

describe('goldpan init on the sample acquisition', () => {
  let project: Project
  const source = (name: string): SourceSpec => {
    const found = project.sources.find((s) => s.name === name)
    if (!found) throw new Error(`no source ${name} among ${project.sources.map((s) => s.name).join(', ')}`)
    return found
  }

  beforeAll(async () => {
    const dir = join(tempDir(), 'acquisition')
    cpSync(SAMPLE, dir, { recursive: true })
    for (const made of ['.goldpan', 'goldpan-out', 'goldpan.yaml'])
      rmSync(join(dir, made), { recursive: true, force: true })
    const io = {
      out: () => {},
      progress: silentProgress,
      stdin: Readable.from([]),
      today: () => '2026-01-01',
      setExitCode: () => {},
    }
    project = (await initProject(dir, {}, io)).project
  })

  it('tells every role and what the suppression lists mean', () => {
    const found = Object.fromEntries(
      project.sources.map((s) => [s.name, s.means === null ? s.role : `${s.role}: ${s.means}`]),
    )
    expect(found).toEqual({
      'cleaned-members-export-a81f3c': 'suppressions: bounced',
      'contest-leads': 'leads',
      'do-not-call': 'suppressions: do_not_call',
      'fernnetz-kunden': 'customers',
      'fernnetz-nutzung': 'activity',
      'fernnetz-vertraege': 'contracts',
      'hartwell-complaints': 'complaints',
      'hartwell-contacts': 'contacts',
      'hartwell-customers': 'customers',
      'hartwell-fr-clients': 'customers',
      'hartwell-fr-commandes': 'purchases',
      'hartwell-orders': 'purchases',
      'messe-leads': 'leads',
      'panorama-abonnees': 'customers',
      'panorama-contracten': 'contracts',
      robinsonliste: 'suppressions: do_not_mail',
      'sendgrid-blocks': 'campaign-results',
      'sendgrid-bounces': 'suppressions: bounced',
      'sendgrid-spam-reports': 'suppressions: complaint',
      'sendgrid-unsubscribes': 'suppressions: unsubscribed',
      'subscribed-members-export-a81f3c': 'leads: subscribed',
      'tradeshow-cards': 'leads',
      'unsubscribed-members-export-a81f3c': 'suppressions: unsubscribed',
    })
  })

  it('never takes the answers for a source', () => {
    expect(project.sources.filter((s) => s.file.startsWith('truth/'))).toEqual([])
  })

  it('ties events to their customers and everything to its brand', () => {
    expect(source('hartwell-orders').of).toBe('hartwell-customers')
    expect(source('hartwell-fr-commandes').of).toBe('hartwell-fr-clients')
    expect(source('panorama-contracten').of).toBe('panorama-abonnees')
    expect([source('panorama-contracten').brand, source('panorama-abonnees').brand]).toEqual(['panorama', 'panorama'])
  })

  it('takes a day beside a yes or no for the day of that consent', () => {
    expect(source('fernnetz-kunden').columns['Einwilligung vom']).toBe('consent_at')
    expect(source('fernnetz-kunden').columns['Werbung E-Mail']).toBe('consent_email')
    expect(source('hartwell-fr-clients').columns.newsletter_le).toBe('consent_at')
  })
})
