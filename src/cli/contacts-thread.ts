/** A thread that reads, cleans and orders the e-mail addresses and phone numbers while the command does the other columns. */

import { once } from 'node:events'
import { parentPort } from 'node:worker_threads'
import { errorParts } from '../base/errors.ts'
import type { KeyColumns } from '../match/blocking/key-columns.ts'
import { contactFeatures } from '../match/features.ts'
import { cleanPeople, isContact } from './clean-people.ts'
import { REPAIR_FILES, readMatchRules, repairRules } from './match-rules.ts'
import { encodePeople, type PeoplePlan } from './read-people.ts'

export interface SentColumns {
  readonly bytes: Uint8Array
  readonly offsets: Uint32Array
  readonly ids: readonly Uint32Array[]
}

export interface SentContacts {
  readonly emails: SentColumns
  readonly emailLocals: Uint32Array
  readonly phones: SentColumns
  readonly phoneKinds: SentColumns
}

const sent = ({ values, ids }: KeyColumns): SentColumns => ({ bytes: values.bytes, offsets: values.offsets, ids })

async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const asked = once(port, 'message')
  const rules = repairRules(await readMatchRules(REPAIR_FILES))
  const [plans] = (await asked) as [readonly PeoplePlan[]]
  const ordered = once(port, 'message')
  const files = []
  for (const plan of plans) files.push(await encodePeople(plan, (name) => isContact(name) || name === 'country'))
  const { table } = cleanPeople(files, rules)
  const [order] = (await ordered) as [Uint32Array]
  const made = contactFeatures(table, order)
  const message: SentContacts = {
    emails: sent(made.emails),
    emailLocals: made.emailLocals,
    phones: sent(made.phones),
    phoneKinds: sent(made.phoneKinds),
  }
  const buffers = [message.emails, message.phones, message.phoneKinds].flatMap((c) => [c.bytes, c.offsets, ...c.ids])
  port.postMessage(message, [
    ...new Set([...buffers, made.emailLocals].map((numbers) => numbers.buffer as ArrayBuffer)),
  ])
}

/** Does the one task it is sent. */
export async function serveContacts(): Promise<void> {
  if (parentPort === null) throw new Error('this runs in a thread only')
  const port = parentPort
  await work(port).catch((error: unknown) => port.postMessage(errorParts(error)))
}
