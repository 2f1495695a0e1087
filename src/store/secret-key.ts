/** Secrets of a workspace, each in a file of its own beside it, so that a copy of the database gives none away. */

import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Store } from './store.ts'

/** `erasure`: what tombstones are hashed with. `campaign`: what tokens are made with. */
type Secret = 'erasure' | 'campaign'

/** In hex; made when it is first needed. */
export function secretKey(store: Store, secret: Secret): string {
  const path = keyPath(store, secret)
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  chmodSync(path, 0o600)
  return read(path)
}

/** Null where it was never made, or is gone. */
export function knownSecretKey(store: Store, secret: Secret): string | null {
  const path = keyPath(store, secret)
  return existsSync(path) ? read(path) : null
}

const keyPath = (store: Store, secret: Secret): string => join(dirname(store.path), `${secret}.key`)
const read = (path: string): string => readFileSync(path, 'utf8').trim()
