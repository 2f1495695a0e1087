/** A thread that reads, cleans and orders the e-mail addresses and phone numbers while the command does the other columns. */

import { once } from 'node:events'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { type ErrorParts, errorFrom, errorParts } from '../base/errors.ts'
import { builtFile } from '../base/package-files.ts'
import { type ContactFeatures, contactFeatures } from '../match/features.ts'
import type { KeyColumns } from '../match/key-columns.ts'
import { PackedTexts } from '../record/packed-texts.ts'
import { loadRules } from '../rules/load-rules.ts'
import { cleanPeople, isContact, REPAIR_SPECS } from './clean-people.ts'
import { encodePeople, type PeoplePlan } from './read-people.ts'

export interface ContactsAside {
  read(plans: readonly PeoplePlan[]): void
  /** Place → row; the features once they are made. */
  finish(order: Uint32Array): Promise<ContactFeatures>
  close(): Promise<void>
}

/** Starts at once, so that the thread is ready when the columns are known. */
export function contactsAside(): ContactsAside {
  const worker = new Worker(builtFile('cli/contacts-worker.js'))
  const done = new Promise<Sent>((resolve, reject) => {
    worker.once('message', (message: Sent | ErrorParts) =>
      'isUsers' in message ? reject(errorFrom(message)) : resolve(message),
    )
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread for contacts ended with ${code}`)))
  })
  // Awaited in the end, and only if nothing else failed before.
  done.catch(() => {})
  return {
    read: (plans) => worker.postMessage(plans),
    async finish(order) {
      worker.postMessage(order)
      return received(await done)
    },
    async close() {
      await worker.terminate()
    },
  }
}

interface SentColumns {
  readonly bytes: Uint8Array
  readonly offsets: Uint32Array
  readonly ids: readonly Uint32Array[]
}

interface Sent {
  readonly emails: SentColumns
  readonly emailLocals: Uint32Array
  readonly phones: SentColumns
  readonly phoneKinds: SentColumns
}

const sent = ({ values, ids }: KeyColumns): SentColumns => ({ bytes: values.bytes, offsets: values.offsets, ids })

function received({ emails, emailLocals, phones, phoneKinds }: Sent): ContactFeatures {
  const columns = ({ bytes, offsets, ids }: SentColumns): KeyColumns => ({
    values: new PackedTexts(bytes, offsets),
    ids,
  })
  return { emails: columns(emails), emailLocals, phones: columns(phones), phoneKinds: columns(phoneKinds) }
}

async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const asked = once(port, 'message')
  const { rules } = loadRules(REPAIR_SPECS, null)
  const [plans] = (await asked) as [readonly PeoplePlan[]]
  const ordered = once(port, 'message')
  const files = []
  for (const plan of plans) files.push(await encodePeople(plan, (name) => isContact(name) || name === 'country'))
  const { table } = cleanPeople(files, rules)
  const [order] = (await ordered) as [Uint32Array]
  const made = contactFeatures(table, order)
  const message: Sent = {
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

if (!isMainThread && parentPort !== null) {
  const port = parentPort
  await work(port).catch((error: unknown) => port.postMessage(errorParts(error)))
}
