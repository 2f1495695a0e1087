/** `goldpan suppress list`: what was entered by command, with the ids by which it can be withdrawn. */

import { Command } from 'commander'
import { fromDayNo } from '../record/dates.ts'
import { type OwnFactHistory, ownFactHistory } from '../store/own-fact-history.ts'
import type { Io } from './io.ts'
import { openExistingStore, requireFolder } from './open-project.ts'
import { printable } from './printable.ts'

interface Flags {
  readonly dir: string
  readonly json?: boolean
}

export function suppressListCommand(io: Io): Command {
  return new Command('list')
    .description('show what came by command and not by a file: id, what, whom, when, by whom; withdrawn entries too')
    .option('--dir <DIR>', 'project folder', '.')
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', '\nExample:\n  goldpan suppress list --dir acquisition/')
    .action((flags: Flags) => {
      const store = openExistingStore(requireFolder(flags.dir))
      try {
        const entries = ownFactHistory(store)
        if (flags.json) io.out(JSON.stringify({ entries: entries.map(entryOf) }))
        else io.out(entries.length === 0 ? 'Nothing came by command.' : entries.flatMap(linesOf).join('\n'))
      } finally {
        store.close()
      }
    })
}

function entryOf({ fact_no, kind, day, identity, withdrawn, ...fact }: OwnFactHistory) {
  return {
    id: fact_no,
    reason: kind,
    ...fact,
    identity: identity === null ? null : (JSON.parse(identity) as Record<string, string>),
    since: day === null ? null : fromDayNo(day),
    withdrawn,
  }
}

function linesOf(fact: OwnFactHistory): string[] {
  const by = fact.added_by === null ? '' : ` by ${fact.added_by}`
  return [
    `${fact.fact_no}  ${ownFactWords(fact)}: ${whom(fact)} (${fact.origin}, entered ${fact.added_on}${by})`,
    ...(fact.detail === null ? [] : [`   ${fact.detail}`]),
    ...(fact.withdrawn === null ? [] : [`   ${withdrawalWords(fact.withdrawn)}`]),
  ].map(printable)
}

/** `unsubscribed 2026-06-01, email, acme`: kind and day, then its scope where it has one. */
export function ownFactWords({ kind, day, channel, brand, purpose }: OwnFactHistory): string {
  const said = day === null ? kind : `${kind} ${fromDayNo(day)}`
  return [said, channel ?? 'every channel', brand ?? 'every brand', ...(purpose === null ? [] : [purpose])].join(', ')
}

export function withdrawalWords(withdrawn: NonNullable<OwnFactHistory['withdrawn']>): string {
  const { withdrawn_on, withdrawn_by, reason, proof } = withdrawn
  return `withdrawn ${withdrawn_on} by ${withdrawn_by}: ${reason}${proof === null ? '' : ` (shown by: ${proof})`}`
}

function whom({ uid, email, phone, identity }: OwnFactHistory): string {
  const named = identity === null ? [] : Object.values(JSON.parse(identity) as Record<string, string>)
  return [uid, email, phone, named.length === 0 ? null : named.join(' ')].filter((text) => text !== null).join(', ')
}
