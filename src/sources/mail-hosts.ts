/** Asks name servers whether a domain takes mail: its mail hosts (MX), else its own addresses (A, AAAA). */

import { Resolver } from 'node:dns/promises'
import type { MailHostAnswer } from '../record/mail-host.ts'

export interface NameServers {
  /** `IP` or `IP:port`, IPv6 in brackets where a port follows; null: those of the machine. */
  readonly server: string | null
  readonly timeoutMs: number
  readonly tries: number
}

/** Never throws: what cannot be learned is `no_answer`. */
export type AskMailHost = (domain: string) => Promise<MailHostAnswer>

export function createMailHosts({ server, timeoutMs, tries }: NameServers): AskMailHost {
  const resolver = new Resolver({ timeout: timeoutMs, tries })
  if (server !== null) resolver.setServers([server])
  return async (domain) => {
    // A dot at the end: no search list of the machine makes another name of it.
    const name = `${domain}.`
    const mx = await read(() => resolver.resolveMx(name))
    if (mx === 'failed') return 'no_answer'
    if (mx === 'no such name') return 'nothing'
    if (mx.length > 0) return mx.every(({ exchange }) => exchange === '' || exchange === '.') ? 'null_mx' : 'mx'
    const [v4, v6] = await Promise.all([read(() => resolver.resolve4(name)), read(() => resolver.resolve6(name))])
    if ([v4, v6].some((found) => Array.isArray(found) && found.length > 0)) return 'address'
    return v4 === 'failed' || v6 === 'failed' ? 'no_answer' : 'nothing'
  }
}

/** The records of a kind, none where there are none of it; or that the name does not exist; or that nothing can be said. */
async function read<Found>(ask: () => Promise<Found[]>): Promise<Found[] | 'no such name' | 'failed'> {
  try {
    return await ask()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENODATA') return []
    return code === 'ENOTFOUND' ? 'no such name' : 'failed'
  }
}
