import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MailHostAnswer } from '../../src/record/mail-host.ts'
import { askDomains } from '../../src/sources/ask-domains.ts'
import { createMailHosts } from '../../src/sources/mail-hosts.ts'
import { type DnsServer, startDnsServer } from '../dns-server.ts'

const servers: DnsServer[] = []
let server: DnsServer
const ZONES = {
  'mail.test': { mx: [[10, 'mx.mail.test']] },
  'two.test': {
    mx: [
      [0, ''],
      [10, 'mx.mail.test'],
    ],
  },
  'null.test': { mx: [[0, '']], a: ['192.0.2.1'] },
  'host.test': { a: ['192.0.2.1'] },
  'six.test': { aaaa: ['2001:db8:0:0:0:0:0:1'] },
  'empty.test': {},
  'broken.test': { rcode: 2 },
  'refused.test': { rcode: 5 },
  'silent.test': { isSilent: true },
} as const
beforeAll(async () => {
  server = await startDnsServer(ZONES)
  servers.push(server)
})
afterAll(async () => {
  for (const one of servers) await one.close()
})

const mailHosts = () => createMailHosts({ server: server.address, timeoutMs: 100, tries: 1 })

describe('createMailHosts', () => {
  it.each([
    ['mail.test', 'mx'],
    ['two.test', 'mx'],
    ['null.test', 'null_mx'],
    ['host.test', 'address'],
    ['six.test', 'address'],
    ['empty.test', 'nothing'],
    ['nowhere.test', 'nothing'],
    ['broken.test', 'no_answer'],
    ['refused.test', 'no_answer'],
    ['silent.test', 'no_answer'],
  ])('%s: %s', async (domain, answer) => expect(await mailHosts()(domain)).toBe(answer))

  it('asks for addresses only where there is no mail host, and not at all of a name that does not exist', async () => {
    server.asked.length = 0
    for (const domain of ['mail.test', 'null.test', 'nowhere.test', 'host.test']) await mailHosts()(domain)
    expect([...server.asked].sort()).toEqual(
      ['mail.test MX', 'null.test MX', 'nowhere.test MX', 'host.test MX', 'host.test A', 'host.test AAAA'].sort(),
    )
  })

  it('has no answer where nobody listens, or the name is none', async () => {
    const gone = await startDnsServer({})
    await gone.close()
    const ask = createMailHosts({ server: gone.address, timeoutMs: 100, tries: 1 })
    expect(await ask('mail.test')).toBe('no_answer')
    expect(await ask('a'.repeat(300))).toBe('no_answer')
    expect(await ask('')).toBe('no_answer')
  })
})

describe('askDomains', () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `d${i}.test`)
  async function run(domains: readonly string[], ask: (domain: string) => Promise<MailHostAnswer>, atOnce = 4) {
    const answers: [string, string][] = []
    const outcome = await askDomains(domains, {
      ask,
      atOnce,
      remember: (domain, answer) => answers.push([domain, answer]),
      tick: () => {},
    })
    return { ...outcome, answers: new Map(answers) }
  }

  it('asks each once, never more than so many at once', async () => {
    let open = 0
    let most = 0
    const asked: string[] = []
    const { answers, answered } = await run(
      names(50),
      async (domain) => {
        asked.push(domain)
        most = Math.max(most, ++open)
        await new Promise((done) => setTimeout(done, 1))
        open--
        return 'mx'
      },
      7,
    )
    expect(asked).toEqual(names(50))
    expect(most).toBe(7)
    expect([answers.size, answered]).toEqual([50, 50])
  })

  it('remembers a failure among answers, and nothing where no server is there', async () => {
    const some = await run(names(40), async (domain) => (domain === 'd20.test' ? 'no_answer' : 'nothing'))
    expect(some.answers.get('d20.test')).toBe('no_answer')
    expect(some).toMatchObject({ answered: 39, failed: 1, left: 0 })
    const none = await run(names(400), async () => 'no_answer')
    expect(none.answers.size).toBe(0)
    expect(none.left).toBeGreaterThan(300)
    expect(await run(names(5), async () => 'no_answer')).toMatchObject({ answers: new Map(), left: 0 })
  })

  it('keeps what was answered when the server goes away', async () => {
    const { answers, left } = await run(names(400), async (domain) =>
      Number(domain.slice(1, -5)) < 100 ? 'mx' : 'no_answer',
    )
    expect(answers.size).toBe(100)
    expect(left).toBeGreaterThan(200)
  })
})
