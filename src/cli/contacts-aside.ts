/** Another thread for the e-mail addresses and phone numbers, and when it is worth its start. */

import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { type ErrorParts, errorFrom } from '../base/errors.ts'
import { builtFile, isCompiled } from '../base/package-files.ts'
import type { KeyColumns } from '../match/blocking/key-columns.ts'
import type { ContactFeatures } from '../match/features.ts'
import { PackedTexts } from '../record/packed-texts.ts'
import type { SentColumns, SentContacts } from './contacts-thread.ts'
import type { PeoplePlan } from './read-people.ts'

/** Bytes from which on a second thread is worth its start: it loads and warms up all code once more. */
const LARGE = 5_000_000

export interface ContactsAside {
  read(plans: readonly PeoplePlan[]): void
  /** Place → row; the features once they are made. */
  finish(order: Uint32Array): Promise<ContactFeatures>
  close(): Promise<void>
}

/** Starts at once, so that the thread is ready when the columns are known. */
export function contactsAside(): ContactsAside {
  const worker = new Worker(builtFile('cli/contacts-worker.js'))
  const done = new Promise<SentContacts>((resolve, reject) => {
    worker.once('message', (message: SentContacts | ErrorParts) =>
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
      const sent = await done
      // Its memory is wanted for what comes next.
      void worker.terminate()
      return received(sent)
    },
    async close() {
      await worker.terminate()
    },
  }
}

/** Whether the files together are worth another thread; one that is not there is complained of when it is read. */
export async function isLarge(paths: readonly string[]): Promise<boolean> {
  if (!isCompiled) return false
  const sizes = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        (found) => found.size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0) >= LARGE
}

function received({ emails, emailLocals, phones, phoneKinds }: SentContacts): ContactFeatures {
  const columns = ({ bytes, offsets, ids }: SentColumns): KeyColumns => ({
    values: new PackedTexts(bytes, offsets),
    ids,
  })
  return { emails: columns(emails), emailLocals, phones: columns(phones), phoneKinds: columns(phoneKinds) }
}
