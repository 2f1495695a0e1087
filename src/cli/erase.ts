/** `goldpan erase`: a person's data out of the workspace and its outputs for good, with a tombstone against their return. */

import { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import { keyedHash } from '../base/keyed-hash.ts'
import { emailKey, phoneKey } from '../flag/facts/address-book.ts'
import { erasureOf } from '../record/erased.ts'
import type { Project } from '../record/project.ts'
import { createEmailRepairer } from '../repair/emails/repair-email.ts'
import { repairPhone } from '../repair/phones/repair-phone.ts'
import { emailDomainRules } from '../repair/rules.ts'
import { loadRules } from '../rules/load-rules.ts'
import { loadProject } from '../rules/project-file.ts'
import { outDirOf } from '../run.ts'
import { eraseRows, shredFreePages } from '../store/erase-rows.ts'
import { takeLock } from '../store/lock.ts'
import { secretKey } from '../store/secret-key.ts'
import type { Store } from '../store/store.ts'
import { files, sources } from '../store/tables.ts'
import { appendTombstone, readErased } from '../store/tombstone-table.ts'
import {
  emailTrace,
  keyTrace,
  nameTraces,
  personIdTrace,
  phoneTrace,
  sharedEmailTrace,
} from '../text/tombstone-keys.ts'
import { eraseOutputs } from './erase-outputs.ts'
import { type EraseSubject, eraseSubject, peopleMeant, personIdOf } from './erase-subject.ts'
import type { Io } from './io.ts'
import { openExistingStore, requireFolder } from './open-project.ts'
import { typosOf } from './typos-of.ts'

interface Flags {
  readonly reason: string
  readonly dir: string
  readonly json?: boolean
}

export function eraseCommand(io: Io): Command {
  return new Command('erase')
    .description(
      'Erase one person for good: every table, the outputs, free pages; a keyed hash keeps them from coming back.',
    )
    .argument('<WHO>', 'person id, SOURCE:RECORD_ID, e-mail address or telephone number')
    .requiredOption('--reason <text>', 'why, for the record; no personal data')
    .option('--dir <DIR>', 'project folder', '.')
    .option('--json', 'one JSON object on standard output')
    .addHelpText(
      'after',
      '\nExample:\n  goldpan erase crm:10442 --reason "request of 3 June, ticket 881" --dir acquisition/',
    )
    .action((who: string, flags: Flags) => erase(who, flags, io))
}

async function erase(who: string, flags: Flags, io: Io): Promise<void> {
  const folder = requireFolder(flags.dir)
  const project = loadProject(folder)
  const store = openExistingStore(folder)
  try {
    const release = takeLock(folder, 'erase')
    try {
      store.db.pragma('secure_delete = ON')
      const subject = findSubject(store, who, project)
      if (subject === null) return tell(io, flags, await eraseUnknown(store, who, flags, project, io))
      // In this order: an erasure that is killed half-way still finds its person when it is called again.
      const outputs = await eraseOutputs(outDirOf(project), marksOf(subject), rowsOf(subject))
      const touched = store.db.transaction(() => {
        bury(store, subject, flags, io)
        return eraseRows(store, subject.person)
      })()
      shredFreePages(store)
      const still = holdingSources(store, touched)
      tell(io, flags, {
        erased: true,
        already: false,
        records: subject.person.recs.size,
        still,
        ...outputs,
        possible: subject.possible,
      })
    } finally {
      release()
    }
  } finally {
    store.close()
  }
}

interface Done {
  readonly erased: boolean
  readonly already: boolean
  readonly records: number
  /** Files that still hold the person. */
  readonly still: readonly string[]
  readonly mended: readonly string[]
  readonly removed: readonly string[]
  readonly possible: readonly string[]
}

/** Null where nobody of the workspace is meant. @throws UserError where several are, or an id is nobody's */
function findSubject(store: Store, who: string, project: Project): EraseSubject | null {
  if (isBuried(store, personIdTrace(who))) return null
  const people = peopleMeant(store, who, project.country)
  if (people.length > 1)
    throw new UserError(`That stands for ${people.length} people.`, {
      place: 'WHO',
      wayOut: `Give one of: ${people.map((no) => personIdOf(store, no)).join(', ')} (goldpan explain shows who they are).`,
    })
  return people.length === 0 ? null : eraseSubject(store, people[0]!)
}

function isBuried(store: Store, trace: string): boolean {
  const erased = readErased(store)
  return erased !== null && erasureOf(erased)([trace]) !== null
}

/** Nobody has the address today: it is remembered, so that nobody gets it by a later import. */
async function eraseUnknown(store: Store, who: string, flags: Flags, project: Project, io: Io): Promise<Done> {
  const none: Done = { erased: false, already: true, records: 0, still: [], mended: [], removed: [], possible: [] }
  const phone = phoneKey(repairPhone(who, project.country, 'phone').values.phone ?? null)
  const trace = who.includes('@') ? emailTrace(emailKey(who)) : phoneTrace(phone)
  if (isBuried(store, personIdTrace(who)) || isBuried(store, trace)) {
    shredFreePages(store)
    return none
  }
  const traces = who.includes('@') ? emailTraces(emailKey(who)) : [trace]
  const person = { personNo: null, personId: null, recs: new Set<number>(), uids: new Set<string>(), together: [] }
  const marks = [who.includes('@') ? emailKey(who) : phone].filter((mark) => mark.length >= 7)
  const outputs = await eraseOutputs(outDirOf(project), marks, () => false)
  const touched = store.db.transaction(() => {
    append(store, traces, flags, io)
    return eraseRows(store, { ...person, marks, customerRefs: new Map() })
  })()
  shredFreePages(store)
  return { ...none, erased: true, already: false, still: holdingSources(store, touched), ...outputs }
}

function bury(store: Store, subject: EraseSubject, flags: Flags, io: Io): void {
  const { person, traces, ownEmails, ownPhones } = subject
  const names = traces.map((trace) => trace.name)
  const emails = new Set(traces.flatMap((trace) => trace.emails))
  append(
    store,
    [
      ...(person.personId === null ? [] : [personIdTrace(person.personId)]),
      ...[...ownEmails].flatMap(emailTraces),
      ...[...emails].filter((e) => !ownEmails.has(e)).flatMap((e) => names.map((name) => sharedEmailTrace(e, name))),
      ...[...ownPhones].map(phoneTrace),
      ...traces.flatMap(nameTraces),
      ...traces.flatMap((trace) => trace.keys.map(({ source, key }) => keyTrace(source, key))),
    ],
    flags,
    io,
  )
}

function append(store: Store, traces: readonly string[], flags: Flags, io: Io): void {
  const hash = keyedHash(secretKey(store, 'erasure'))
  const hashes = [...new Set(traces.map(hash))].sort()
  appendTombstone(store, { erased_on: io.today(), reason: flags.reason, hashes: JSON.stringify(hashes) })
}

/** The address, and every slip of it that repair would read as it. */
function emailTraces(email: string): string[] {
  const rules = loadRules([emailDomainRules], null).rules.get(emailDomainRules)
  const repairer = createEmailRepairer(rules, new Map())
  const isMeant = (typed: string): boolean => emailKey(repairer.repair(typed).suggestion) === email
  return [email, ...typosOf(email).filter(isMeant)].map(emailTrace)
}

function marksOf({ person }: EraseSubject): string[] {
  return [...person.marks, ...(person.personId === null ? [] : [person.personId])]
}

/** Rows of membership.csv and repairs.csv name a record, not a person. */
function rowsOf({ person, traces }: EraseSubject) {
  const keys = new Set(traces.flatMap((trace) => trace.keys.map(({ source, key }) => `${source}\n${key}`)))
  return (columns: readonly string[], row: readonly string[]): boolean => {
    const at = (name: string): string => row[columns.indexOf(name)] ?? ''
    if (keys.has(`${at('source')}\n${at('record_id')}`)) return true
    const text = row.join('\n').toLowerCase()
    return person.together.some((words) => words.every((word) => text.includes(word)))
  }
}

function holdingSources(store: Store, touched: ReadonlySet<number>): string[] {
  const names = new Map([...sources.all(store)].map((source) => [source.source_no, source.name]))
  const held = [...files.all(store, ['source_no'])].filter((file) => touched.has(file.source_no))
  return held.map((file) => `${names.get(file.source_no)} (${file.path})`)
}

function tell(io: Io, flags: Flags, done: Done): void {
  if (flags.json) {
    const { still, possible, ...rest } = done
    io.out(`${JSON.stringify({ ...rest, still_held_by: still, possible_matches: possible })}\n`)
    return
  }
  if (done.already) {
    io.out('That person was erased already; nothing was left to do.\n')
    return
  }
  const lines = [
    done.records === 0
      ? 'Nobody of the workspace has it; it is remembered as a keyed hash, and no import brings it in.'
      : `Erased: ${done.records} record${done.records === 1 ? '' : 's'} of one person, and all that hung on them.`,
    ...(done.mended.length > 0 ? [`Taken out of goldpan-out: ${done.mended.join(', ')}`] : []),
    ...(done.removed.length > 0
      ? [`Removed from goldpan-out: ${done.removed.join(', ')} (goldpan run writes them again)`]
      : []),
    ...(done.still.length > 0
      ? [
          `Your own files still hold the person, and are yours to change: ${done.still.join(', ')}. Their rows are left out from now on.`,
        ]
      : []),
    ...(done.possible.length > 0 ? [`Not erased, but may be the same person: ${done.possible.join(', ')}`] : []),
    `Files made earlier elsewhere (lists, exports, backups) are not touched. Next: goldpan run ${flags.dir}`,
  ]
  io.out(`${lines.join('\n')}\n`)
}
