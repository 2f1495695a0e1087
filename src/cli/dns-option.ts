/** `--dns` and `--dns-server`: whether name servers may be asked, and which. */

import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Command } from 'commander'
import { UserError } from '../base/errors.ts'
import type { DnsSettings } from '../stage.ts'

export interface DnsFlags {
  /** Undefined where neither --dns nor --no-dns was given. */
  readonly dns?: boolean
  readonly dnsServer?: string
}

export function addDnsOptions(command: Command, off: string): Command {
  return command
    .option('--dns', 'ask name servers which mail domains that nobody knows take mail (off unless asked for)')
    .option('--no-dns', off)
    .option('--dns-server <host:port>', 'the name server to ask instead of those of the machine; means --dns')
}

/** Null where nobody may be asked. `wanted`: what the project file says. */
export async function chooseDns({ dns, dnsServer }: DnsFlags, wanted: DnsSettings | null): Promise<DnsSettings | null> {
  if (dns === false || (dns === undefined && dnsServer === undefined && wanted === null)) return null
  if (dnsServer !== undefined) return { server: await serverAddress(dnsServer, '--dns-server') }
  if (wanted === null || wanted.server === null) return { server: null }
  return { server: await serverAddress(wanted.server, 'dns in goldpan.yaml') }
}

/** `host`, `host:port`, `1.2.3.4:53`, `[::1]:53`, `::1` → what the resolver takes. */
async function serverAddress(text: string, place: string): Promise<string> {
  const fault = () =>
    new UserError(`"${text}" is no name server.`, {
      place,
      wayOut: 'Write it as HOST or HOST:PORT, such as 127.0.0.1:5353.',
    })
  const m = isIP(text) === 6 ? ([text, text, undefined] as const) : /^\[?([^[\]\s]+?)\]?(?::(\d{1,5}))?$/.exec(text)
  if (m === null) throw fault()
  const port = m[2] === undefined ? 53 : Number(m[2])
  if (port < 1 || port > 65_535) throw fault()
  const found =
    isIP(m[1]!) > 0
      ? m[1]!
      : await lookup(m[1]!).then(
          ({ address }) => address,
          () => null,
        )
  if (found === null) throw fault()
  return isIP(found) === 6 ? `[${found}]:${port}` : `${found}:${port}`
}
