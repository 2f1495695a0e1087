/** A name server on loopback that speaks DNS over UDP (RFC 1035), for tests: answers by a table, and remembers what it was asked. */

import { createSocket } from 'node:dgram'
import { once } from 'node:events'

export interface Zone {
  /** Preference and host; '' is the root, as in the null MX. */
  readonly mx?: readonly (readonly [number, string])[]
  readonly a?: readonly string[]
  /** As eight groups of hexadecimal digits. */
  readonly aaaa?: readonly string[]
  /** 2: SERVFAIL, 5: REFUSED. */
  readonly rcode?: number
  readonly isSilent?: boolean
}

export interface DnsServer {
  /** `127.0.0.1:port` */
  readonly address: string
  /** `NAME TYPE`, in the order in which they came. */
  readonly asked: string[]
  close(): Promise<void>
}

const TYPES: Readonly<Record<number, 'A' | 'MX' | 'AAAA'>> = { 1: 'A', 15: 'MX', 28: 'AAAA' }

/** Names that are not in `zones` do not exist. */
export async function startDnsServer(zones: Readonly<Record<string, Zone>>): Promise<DnsServer> {
  const socket = createSocket('udp4')
  const asked: string[] = []
  socket.on('message', (query, from) => {
    const { name, type, end } = readQuestion(query)
    asked.push(`${name} ${TYPES[type] ?? type}`)
    const zone = Object.hasOwn(zones, name) ? zones[name]! : null
    if (zone?.isSilent) return
    const answers = zone === null ? [] : recordsOf(zone, type)
    const rcode = zone === null ? 3 : (zone.rcode ?? 0)
    const header = Buffer.alloc(12)
    query.copy(header, 0, 0, 2)
    header.writeUInt16BE(0x8180 | rcode, 2)
    header.writeUInt16BE(1, 4)
    header.writeUInt16BE(answers.length, 6)
    socket.send(Buffer.concat([header, query.subarray(12, end), ...answers]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => new Promise((done) => socket.close(() => done())),
  }
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = 12
  while (query[at] !== 0) {
    const length = query[at]!
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}

function recordsOf({ mx = [], a = [], aaaa = [] }: Zone, type: number): Buffer[] {
  if (TYPES[type] === 'MX')
    return mx.map(([preference, host]) => {
      const data = Buffer.concat([Buffer.from([preference >> 8, preference & 255]), nameBytes(host)])
      return record(type, data)
    })
  if (TYPES[type] === 'A') return a.map((ip) => record(type, Buffer.from(ip.split('.').map(Number))))
  if (TYPES[type] === 'AAAA')
    return aaaa.map((ip) =>
      record(
        type,
        Buffer.from(
          ip
            .split(':')
            .map((g) => g.padStart(4, '0'))
            .join(''),
          'hex',
        ),
      ),
    )
  return []
}

/** The name is a pointer to the question's; a minute to live. */
function record(type: number, data: Buffer): Buffer {
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, 0])
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function nameBytes(name: string): Buffer {
  const labels = name === '' ? [] : name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]))
  return Buffer.concat([...labels, Buffer.from([0])])
}
