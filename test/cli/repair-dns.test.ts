import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { silentProgress } from '../../src/base/progress.ts'
import { repairCommand } from '../../src/cli/repair.ts'
import { type DnsServer, startDnsServer } from '../dns-server.ts'
import { tempDir } from '../temp-dir.ts'

const dir = tempDir()
const cache = join(dir, 'answers.csv')
let server: DnsServer
beforeAll(async () => {
  server = await startDnsServer({
    'vmail.com': { mx: [[0, '']] },
    'coxx.net': { mx: [[10, 'mx.squatter.test']] },
    'acme-tools.com': { mx: [[10, 'mx.acme-tools.com']] },
    'broken-tools.com': { rcode: 2 },
    'host-tools.com': { a: ['192.0.2.7'] },
  })
})
afterAll(() => server.close())
beforeEach(() => {
  server.asked.length = 0
  rmSync(cache, { force: true })
})

const CELLS = [
  'ann@gmail.com', // known
  'ann@gmial.com', // a known slip, whoever sits on it
  'ann@gmail.co', // a giant with one domain, elsewhere: nobody's says the server
  'ann@yahoo.abc', // a giant with many: which one is meant?
  'ann@vmail.com', // null MX
  'ann@acme-tools.com',
  'ann@broken-tools.com',
  'ann@host-tools.com',
  'ann@gone-tools.com', // no such name, and nothing near
  'Ann <ANN@Gone-Tools.COM>',
  'ann@company.con', // the ending does not exist: nothing to ask
  'ann@bücher-tools.de',
]

async function repair(more: readonly string[], today = '2026-06-30') {
  const notes: string[] = []
  const file = join(dir, 'list.csv')
  const out = join(dir, 'out.csv')
  writeFileSync(file, `email\n${CELLS.join('\n')}\n`)
  await repairCommand({
    out: () => {},
    progress: { ...silentProgress, note: (text) => notes.push(text) },
    stdin: Readable.from([]),
    today: () => today,
    setExitCode: () => {},
  }).parseAsync([file, '--out', out, ...more], { from: 'user' })
  const rows: string[][] = parse(readFileSync(out, 'utf8'))
  return { notes, text: readFileSync(out, 'utf8'), of: new Map(rows.slice(1).map((row) => [row[0]!, row.slice(1, 5)])) }
}
const withServer = (...more: string[]) => ['--dns', '--dns-server', server.address, ...more]

describe('goldpan repair --dns', () => {
  it('asks nobody unless it is told to', async () => {
    await repair([])
    await repair(['--no-dns', '--dns-server', server.address])
    expect(server.asked).toEqual([])
  })

  it('takes it as evidence that nobody takes mail at a domain, and nothing else', async () => {
    const before = (await repair([])).of
    const { of } = await repair(withServer())
    const changed = [...of].flatMap(([cell, after]) =>
      after[1] === before.get(cell)![1] ? [] : [[cell, ...after.slice(0, 2)]],
    )
    expect(changed).toEqual([
      ['ann@gmail.co', 'ann@gmail.com', 'repaired'],
      ['ann@vmail.com', 'ann@gmail.com', 'repaired'],
      ['ann@gone-tools.com', '', 'review'],
      ['Ann <ANN@Gone-Tools.COM>', 'ANN@gone-tools.com', 'review'],
      ['ann@bücher-tools.de', '', 'review'],
    ])
    expect(of.get('ann@gone-tools.com')![3]).toMatch(/^email\.no-mail: .*name servers/)
    expect(of.get('ann@vmail.com')![3]).toContain('says that it takes no mail')
    expect(of.get('ann@yahoo.abc')![1]).toBe('review')
  })

  it('asks about distinct domains that nobody knows, each once', async () => {
    await repair(withServer())
    expect(server.asked.filter((question) => question.endsWith(' MX')).sort()).toEqual([
      'acme-tools.com MX',
      'broken-tools.com MX',
      'gmail.co MX',
      'gone-tools.com MX',
      'host-tools.com MX',
      'vmail.com MX',
      'xn--bcher-tools-thb.de MX',
      'yahoo.abc MX',
    ])
  })

  it('keeps answers in a file, private, and asks again when they have grown old', async () => {
    const first = await repair(withServer('--dns-cache', cache))
    expect(statSync(cache).mode & 0o777).toBe(0o600)
    server.asked.length = 0
    expect((await repair(withServer('--dns-cache', cache))).text).toBe(first.text)
    expect((await repair(withServer('--dns-cache', cache), '2026-07-30')).text).toBe(first.text)
    expect(server.asked).toEqual(['broken-tools.com MX'])
    await repair(withServer('--dns-cache', cache), '2026-08-15')
    expect(server.asked.filter((question) => question.startsWith('acme-tools.com')).length).toBe(1)
  })

  it('goes on where a killed run stopped, a line cut off included', async () => {
    const whole = await repair(withServer('--dns-cache', cache))
    const lines = readFileSync(cache, 'utf8').trimEnd().split('\n')
    writeFileSync(cache, `${lines.slice(0, 4).join('\n')}\n${lines[4]!.slice(0, 9)}`)
    server.asked.length = 0
    expect((await repair(withServer('--dns-cache', cache))).text).toBe(whole.text)
    expect(server.asked.filter((question) => question.endsWith(' MX')).length).toBe(lines.length - 4)
  })

  it('goes on without a name server, and says so', async () => {
    const gone = await startDnsServer({})
    await gone.close()
    const { notes, text } = await repair(['--dns-server', gone.address, '--dns-cache', cache])
    expect(text).toBe((await repair([])).text)
    expect(notes.join()).toContain('no answer')
    expect(readFileSync(cache, 'utf8')).toBe('')
  })

  it('names the place of a mistake, and touches no file that is not its own', async () => {
    for (const wrong of ['nowhere.invalid:53', '127.0.0.1:99999', 'a b', ''])
      await expect(repair(['--dns-server', wrong])).rejects.toMatchObject({ place: '--dns-server' })
    await expect(repair(withServer('--as-of', '30.6.2026'))).rejects.toMatchObject({ place: '--as-of' })
    writeFileSync(cache, 'id,email\n1,ann@web.de\n')
    await expect(repair(withServer('--dns-cache', cache))).rejects.toMatchObject({ place: cache })
    expect(readFileSync(cache, 'utf8')).toBe('id,email\n1,ann@web.de\n')
    await expect(repair(withServer('--dns-cache', join(dir, 'no', 'such')))).rejects.toMatchObject({ exitCode: 2 })
    expect(existsSync(join(dir, 'no'))).toBe(false)
  })
})
