/** The secret that tokens of campaigns are made with: a file of its own, so that copies of the workspace give none away. */

import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Store } from './store.ts'

/** Made when it is first needed. */
export function campaignKey(store: Store): string {
  const path = join(dirname(store.path), 'campaign.key')
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  chmodSync(path, 0o600)
  return readFileSync(path, 'utf8').trim()
}
