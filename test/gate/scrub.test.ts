import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { goldpan, isBuilt } from '../end-to-end/goldpan.ts'
import { tempDir } from '../temp-dir.ts'
import { makeProject, scrub } from './project.ts'

const dir = tempDir()

describe.skipIf(!isBuilt)('goldpan scrub', () => {
  beforeAll(() => makeProject(dir))

  it('keeps rows that may be contacted as they are and in order, and says why others may not', () => {
    const { code, clean, rejectedRows, cleanText } = scrub(
      dir,
      `nr,E-Mail,note
1,anna.archer@gmail.com,=1+1
2,bob.archer@gmail.com,"b, b"
3,New.Person@gmail.com, kept
4,derek@ellsworth.com,
5,carla.dunham@yahoo.com,x
`,
      '--channel',
      'email',
      '--brand',
      'acme',
    )
    expect(code).toBe(0)
    expect(clean).toEqual(['1', '3', '5'])
    expect(cleanText.split('\n').slice(0, 3)).toEqual([
      'nr,E-Mail,note',
      '1,anna.archer@gmail.com,=1+1',
      '3,New.Person@gmail.com," kept"',
    ])
    expect(rejectedRows).toEqual([
      {
        nr: '2',
        'E-Mail': 'bob.archer@gmail.com',
        note: 'b, b',
        reason: 'unsubscribed_channel',
        since: '2026-01-15',
        evidence: 'unsubscribed: unsubscribed 2026-01-15',
        alternate_channel: 'letter',
      },
      {
        nr: '4',
        'E-Mail': 'derek@ellsworth.com',
        note: '',
        reason: 'bounce_hard',
        since: '2026-03-01',
        evidence: expect.stringContaining('bounces: bounce_hard 2026-03-01'),
        alternate_channel: 'letter',
      },
    ])
  })

  it('finds a suppressed address behind its typos, its case, and people whom only a list knows', () => {
    const { clean, rejected } = scrub(
      dir,
      `nr,email
typo,bob.archer@gmial.com
case,BOB.Archer@Gmail.com
listed,stranger@example-mail.org
free,bob.archer2@gmail.com
`,
      '--channel',
      'email',
      '--brand',
      'acme',
    )
    expect(clean).toEqual(['free'])
    expect(rejected).toEqual({
      typo: 'unsubscribed_channel',
      case: 'unsubscribed_channel',
      listed: 'unsubscribed_channel',
    })
  })

  it('keeps brands apart, and asks them all where none is named', () => {
    const list = 'nr,email\na,stranger@example-mail.org\nb,carla.dunham@yahoo.com\n'
    expect(scrub(dir, list, '--channel', 'email', '--brand', 'bazaar').clean).toEqual(['a', 'b'])
    expect(scrub(dir, list, '--channel', 'email').rejected).toEqual({ a: 'unsubscribed_channel' })
  })

  it('knows a person by name and address and by our ids, and another address of theirs is no way around a refusal', () => {
    const id = goldpan('explain', 'crm:2', '--dir', dir, '--json')
    const personId = (JSON.parse(id.out) as { person_id: string }).person_id
    const { rejected } = scrub(
      dir,
      `nr,email,first name,last name,street,zip,person id
name,bob@another.org,Bob,Archer,1 Oak Street,62701,
id,bob@third.org,,,,,${personId}
wife,annie@another.org,Anna,Archer,1 Oak Street,62701,
moved,derek@new-address.org,Derek,Ellsworth,9 Elm Road,37062,
`,
      '--channel',
      'email',
      '--brand',
      'acme',
    )
    expect(rejected).toEqual({ name: 'unsubscribed_channel', id: 'unsubscribed_channel' })
  })

  it('checks letters by name and address at the low threshold, and leaves the household alone', () => {
    const { clean, rejected } = scrub(
      dir,
      `nr,Name,Street,City,ZIP
1,Elaine Fitzgerld,77 Lake Dr,Fairview,37062
2,E. Fitzgerald,77 Lake Drive,Fairview,37062
3,Marcus Fitzgerald,77 Lake Drive,Fairview,37062
4,Zoë Quimby,12 Birch Court,Salem,97301
5,Carla Dunham,22 Pine Avenue,Springfield,62702
`,
      '--channel',
      'letter',
      '--brand',
      'acme',
    )
    expect(clean).toEqual(['3', '5'])
    expect(Object.keys(rejected)).toEqual(['1', '2', '4'])
    expect(Object.values(rejected).every((reason) => reason.startsWith('dnc_external'))).toBe(true)
  })

  it('checks numbers whatever way they are written', () => {
    const list = 'nr,phone\n1,(415) 555-0107\n2,001 415 555 0107\n3,415-555-0199\n'
    // Where the country is guessed wrong, digits that are those of a refused number are enough.
    for (const country of ['US', 'DE']) {
      const { clean, rejected } = scrub(dir, list, '--channel', 'call', '--brand', 'acme', '--country', country)
      expect([country, clean, Object.keys(rejected)]).toEqual([country, ['3'], ['1', '2']])
    }
  })

  it('takes existing customers, and those who live with one, out of an offer for newcomers', () => {
    const { clean, rejected } = scrub(
      dir,
      `nr,email,first_name,last_name,street,postcode,city
buyer,bob@work.org,Bob,Archer,1 Oak Street,62701,Springfield
home,tom.archer@gmail.com,Tom,Archer,1 Oak Street,62701,Springfield
new,tom.archer77@gmail.com,Tom,Archer,1 Oak Street,53703,Madison
`,
      '--channel',
      'letter',
      '--offer',
      'new-customer',
      '--brand',
      'acme',
    )
    expect([clean, rejected]).toEqual([['new'], { buyer: 'existing_customer', home: 'household_is_customer' }])
  })

  it('counts, speaks JSON, and says no with --strict', () => {
    const list = 'email\nbob.archer@gmail.com\nnobody.known@gmail.com\n'
    const { code, out, err } = scrub(dir, list, '--channel', 'email', '--brand', 'acme', '--json', '--strict')
    expect(code).toBe(3)
    expect(err).toContain('1 of 2 rows may not be contacted')
    expect(JSON.parse(out)).toMatchObject({
      rows: 2,
      clean: 1,
      rejected: 1,
      unknown: 1,
      reasons: { unsubscribed_channel: 1 },
      columns: { email: 'email' },
    })
    expect(existsSync(join(dir, 'rejected.csv'))).toBe(true)
  })

  it('passes nothing that it cannot check', () => {
    const { clean, rejected } = scrub(
      dir,
      'nr,email\n1,\n2,not an address\n3,carla.dunham@yahoo.com\n4,"x@y.org\n',
      '--channel',
      'email',
      '--brand',
      'acme',
    )
    expect(clean).toEqual(['3'])
    expect(rejected['1']).toBe('no_address')
    expect(rejected['2']).toBe('invalid')
    expect(Object.values(rejected)).toContain('unreadable')
  })

  it('reads other formats and standard input, and columns that only the user can name', () => {
    const list = join(dir, 'list.json')
    writeFileSync(list, '[{"contact":"bob.archer@gmail.com","x":1},{"contact":"","x":2}]')
    const files = ['--out', join(dir, 'c.csv'), '--rejected', join(dir, 'r.csv'), '--dir', dir]
    const ran = goldpan('scrub', list, '--channel', 'email', '--brand', 'acme', '--map', 'contact=email', ...files)
    expect(ran.code).toBe(0)
    expect(readFileSync(join(dir, 'r.csv'), 'utf8')).toContain('bob.archer@gmail.com,1,unsubscribed_channel')
  })

  it('names the place of a mistake', () => {
    const list = 'a,b\n1,2\n'
    const faults = [
      scrub(dir, list, '--channel', 'email'),
      scrub(dir, list, '--channel', 'email', '--map', 'c=email'),
      scrub(dir, list, '--channel', 'email', '--map', 'a=e-mail'),
      scrub(dir, list, '--channel', 'email', '--brand', 'acne', '--map', 'a=email'),
      scrub(dir, list, '--channel', 'push', '--map', 'a=email'),
      scrub(dir, list, '--channel', 'email', '--offer', 'welcom', '--map', 'a=email'),
      scrub(dir, list, '--channel', 'fax'),
    ]
    expect(faults.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2, 2])
    expect(faults[3]!.err).toContain('did you mean "acme"?')
    for (const { err } of faults) expect(err).not.toContain('bug')
  })
})
