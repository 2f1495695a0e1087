/** Starts a thread for e-mail addresses and phone numbers (`contacts-thread.ts`), from kept bytecode where there is some. */

import { keptCode } from '../base/kept-code.ts'

const kept = keptCode<typeof import('./match-code.ts')>('match')
await (kept ?? (await import('./contacts-thread.ts'))).serveContacts()
