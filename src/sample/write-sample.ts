/** Writes a sample into a folder: the companies' files as they would hand them over, and the truth apart. */

import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { type Progress, silentProgress } from '../base/progress.ts'
import type { Sample } from './generate.ts'
import type { LineEncoding, LineStore } from './line-store.ts'
import type { ContractRow } from './panorama.ts'
import { sampleReadme } from './readme.ts'
import { TRUTH_PEOPLE_HEADER, truthId } from './truth-people.ts'

/** What was written. */
export interface WrittenFile {
  /** Relative to the folder, with `/`. */
  readonly path: string
  readonly rows: number
}

type Parts = Iterable<Buffer>

/** Writes all files under `dir` (made where absent); each appears whole or not at all. */
export function writeSample(dir: string, sample: Sample, progress: Progress = silentProgress): WrittenFile[] {
  mkdirSync(join(dir, 'truth'), { recursive: true })
  const written: WrittenFile[] = []
  const put = (path: string, rows: number, parts: Parts) => {
    writeWhole(join(dir, path), parts)
    written.push({ path, rows })
    progress.tick(1)
  }
  const lines = (
    path: string,
    header: string,
    store: LineStore,
    encoding: LineEncoding = 'utf8',
    prefix: ((rank: number) => string) | null = null,
  ) => put(path, store.count, withHeader(header, encoding, store.sorted(prefix)))

  const { fernnetz, hartwell, panorama, leads, suppressions } = sample
  progress.start('writing files', null, 'files')
  lines('fernnetz-kunden.csv', fernnetz.headers.customers, fernnetz.customers.lines, 'latin1')
  put(
    'fernnetz-nutzung.csv.gz',
    fernnetz.usage.count,
    gzip(withHeader(fernnetz.headers.usage, 'latin1', fernnetz.usage.sorted())),
  )
  lines(
    'fernnetz-vertraege.csv',
    fernnetz.headers.contracts,
    fernnetz.contracts,
    'latin1',
    (rank) => `V${400_000 + rank}`,
  )
  lines('hartwell-customers.csv', hartwell.headers.customers, hartwell.customers.lines)
  lines('hartwell-orders.csv', hartwell.headers.orders, hartwell.orders, 'utf8', (rank) => `HW-${1_000_000 + rank}`)
  lines('hartwell-fr-clients.jsonl', '', hartwell.clients.lines)
  lines(
    'hartwell-fr-commandes.csv',
    hartwell.headers.commandes,
    hartwell.commandes,
    'utf8',
    (rank) => `FR${500_000 + rank}`,
  )
  lines('hartwell-complaints.csv', hartwell.headers.complaints, hartwell.complaints, 'utf8', (rank) =>
    String(7000 + rank),
  )
  lines('hartwell-contacts.csv', hartwell.headers.contacts, hartwell.contacts)
  lines('panorama-abonnees.txt', panorama.header, panorama.subscribers.lines, 'utf16le')
  writeContracts(join(dir, 'panorama-contracten.sqlite'), panorama.contracts)
  written.push({ path: 'panorama-contracten.sqlite', rows: panorama.contracts.length })
  lines('contest-leads.csv', leads.headers.contest, leads.contest.lines)
  put('messe-leads.json', leads.fair.count, jsonArray(leads.fair.lines))
  lines('tradeshow-cards.csv', leads.headers.cards, leads.cards.lines)
  lines('sendgrid-bounces.csv', suppressions.headers.bounces, suppressions.sendgridBounces)
  lines('sendgrid-blocks.csv', suppressions.headers.bounces, suppressions.sendgridBlocks)
  lines('sendgrid-spam-reports.csv', suppressions.headers.spam, suppressions.sendgridSpam)
  lines('sendgrid-unsubscribes.csv', suppressions.headers.unsubscribes, suppressions.sendgridUnsubscribes)
  lines('subscribed_members_export_a81f3c.csv', suppressions.headers.subscribed, suppressions.mailchimpSubscribed)
  lines('unsubscribed_members_export_a81f3c.csv', suppressions.headers.unsubscribed, suppressions.mailchimpUnsubscribed)
  lines('cleaned_members_export_a81f3c.csv', suppressions.headers.cleaned, suppressions.mailchimpCleaned)
  lines('do-not-call.csv', suppressions.headers.doNotCall, suppressions.doNotCall)
  lines('robinsonliste.csv', suppressions.headers.robinson, suppressions.robinson, 'latin1')
  lines('truth/truth-people.csv', TRUTH_PEOPLE_HEADER, sample.truthPeople)
  put(
    'truth/truth.csv',
    sample.sources.reduce((sum, source) => sum + source.count, 0),
    truthRecords(sample, false),
  )
  put(
    'truth/truth-damage.csv',
    sample.sources.reduce((sum, source) => sum + source.count, 0),
    truthRecords(sample, true),
  )
  const emails = [...truthEmails(sample)]
  put('truth/truth-emails.csv', emails.length - 1, batched(emails))
  written.sort((l, r) => (l.path < r.path ? -1 : 1))
  put('README.md', 0, [Buffer.from(sampleReadme(sample, written))])
  progress.done()
  return written
}

function* withHeader(header: string, encoding: LineEncoding, parts: Parts): Generator<Buffer> {
  if (header !== '') yield Buffer.from(header, encoding)
  yield* parts
}

function* jsonArray(store: LineStore): Generator<Buffer> {
  yield Buffer.from('[\n')
  yield* store.sorted((rank) => (rank === 0 ? '' : ',\n'))
  yield Buffer.from('\n]\n')
}

/** Byte 9 names the operating system that zipped: 255 (unknown) makes the bytes the same everywhere. */
function* gzip(parts: Parts): Generator<Buffer> {
  const zipped = gzipSync(Buffer.concat([...parts]), { level: 6 })
  zipped[9] = 255
  yield zipped
}

function* truthRecords(sample: Sample, withDamage: boolean): Generator<Buffer> {
  yield* batched(truthLines(sample, withDamage))
}

function* truthLines(sample: Sample, withDamage: boolean): Generator<string> {
  yield withDamage ? 'source,record_id,true_id,damage\n' : 'source,record_id,true_id\n'
  for (const source of sample.sources) {
    for (const { recordId, personNo, damage } of source.truth()) {
      yield `${source.name},${recordId},${truthId(personNo)}${withDamage ? `,${damage}` : ''}\n`
    }
  }
}

function* truthEmails(sample: Sample): Generator<string> {
  yield 'source,record_id,true_id,typed,intended,kind\n'
  for (const source of sample.sources) {
    for (const { recordId, personNo, typed, intended, kind } of source.emails()) {
      yield `${source.name},${recordId},${truthId(personNo)},"${typed}",${intended},${kind}\n`
    }
  }
}

function* batched(lines: Iterable<string>): Generator<Buffer> {
  let batch: string[] = []
  for (const line of lines) {
    if (batch.push(line) < 8192) continue
    yield Buffer.from(batch.join(''))
    batch = []
  }
  if (batch.length > 0) yield Buffer.from(batch.join(''))
}

/** To a temporary name first, so that a killed run leaves no half file. */
function writeWhole(path: string, parts: Parts): void {
  const temporary = join(dirname(path), `.${path.slice(dirname(path).length + 1)}.part`)
  const file = openSync(temporary, 'w')
  try {
    for (const part of parts) for (let done = 0; done < part.length; ) done += writeSync(file, part, done)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
  renameSync(temporary, path)
}

function writeContracts(path: string, rows: readonly ContractRow[]): void {
  const temporary = `${path}.part`
  rmSync(temporary, { force: true })
  const db = new Database(temporary)
  try {
    db.pragma('journal_mode = OFF')
    db.exec(
      'CREATE TABLE contracten (contractnummer TEXT PRIMARY KEY, abonneenummer TEXT NOT NULL, titel TEXT, begindatum TEXT, einddatum TEXT, prijs_cent INTEGER) WITHOUT ROWID',
    )
    const insert = db.prepare('INSERT INTO contracten VALUES (?, ?, ?, ?, ?, ?)')
    db.transaction(() => {
      for (const row of rows) insert.run(...row)
    })()
    db.exec('VACUUM')
  } finally {
    db.close()
  }
  renameSync(temporary, path)
}
