import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countDomains } from '../../../src/repair/emails/count-domains.ts'
import { createEmailRepairer } from '../../../src/repair/emails/repair-email.ts'
import { rules } from '../rules-for-tests.ts'

const plain = createEmailRepairer(rules.emails, new Map())
const providers = rules.emails.providers.flatMap(({ name, endings }) => endings.map((ending) => `${name}.${ending}`))
const outcome = (cell: string) => {
  const { decision, email, suggestion } = plain.repair(cell)
  return [decision, decision === 'ok' ? email : suggestion]
}

describe('createEmailRepairer', () => {
  it.each([
    ['ann@gmial.com', 'ann@gmail.com'],
    ['ann@hotmial.co.uk', 'ann@hotmail.co.uk'],
    ['ann@outlok.de', 'ann@outlook.de'],
    ['ann@t-onlin.de', 'ann@t-online.de'],
    ['ann@gmail.con', 'ann@gmail.com'],
    ['ann@acme-tools.con', 'ann@acme-tools.com'],
    ['ann@gmailcom', 'ann@gmail.com'],
    ['ann@gmail,com', 'ann@gmail.com'],
    ['ann@@web.de', 'ann@web.de'],
    ['ann@web.de.de', 'ann@web.de'],
    ['ann@www.gmx.de', 'ann@gmx.de'],
    ['Ann Other <ann@acme.com>', 'ann@acme.com'],
    ['mailto:ann@acme.com?subject=x', 'ann@acme.com'],
    ['ann (at) acme (dot) com', 'ann@acme.com'],
    ['ann#gmail.com', 'ann@gmail.com'],
    ['ann.othergmail.com', 'ann.other@gmail.com'],
    ['ann@gm\u00adail.com', 'ann@gmail.com'],
    ['ann@gmаil.com', 'ann@gmail.com'], // Cyrillic а
    ['ｊｉｍ＠ｇｍａｉｌ．ｃｏｍ', 'jim@gmail.com'],
    ['"Other, Ann" <ann@acme.com>', 'ann@acme.com'],
    ['ann@acme.com (Ann (Annie) Other)', 'ann@acme.com'],
    ['Sales team: ann@acme.com;', 'ann@acme.com'],
    ['Ann Other <"ann other"@acme.com>', '"ann other"@acme.com'],
    ['Ann Other ann14@acme.com', 'ann14@acme.com'],
    ['[ann@acme.com](mailto:ann@acme.com)', 'ann@acme.com'],
    ['ann. other@acme.com', 'ann.other@acme.com'],
    ['ann@talktalk.net.com', 'ann@talktalk.net'],
    ['ann@icooud.copm', 'ann@icloud.com'], // name and ending
    ['ann@club_internet.fr', 'ann@club-internet.fr'],
    ['ann@g]mail.com', 'ann@gmail.com'],
    ['ann@-online.de', 'ann@t-online.de'],
    ['ann@yahoo.vo.jp', 'ann@yahoo.co.jp'],
    ['ann#snet.net', 'ann@snet.net'], // real, though no provider of its own
    ['ann@sunrisе.net', 'ann@sunrise.net'], // Cyrillic е
    ['ann@plus.net.com', 'ann@plus.net'],
    ['ann@gmail.com, ann@gmail.com', 'ann@gmail.com'],
    ['Ann@gmial.com;ann@gmial.com', 'Ann@gmail.com'],
    ['ann@gmail/com', 'ann@gmail.com'],
    ['ann@bluewin.ch.con', 'ann@bluewin.ch'], // one fault behind the other
    ['ann@yahoo/co.uk', 'ann@yahoo.co.uk'],
    ['ann@web_de', 'ann@web.de'],
    ['ann@mail-ru', 'ann@mail.ru'],
  ])('repairs %s', (cell, meant) => expect(outcome(cell)).toEqual(['repaired', meant]))

  it.each([
    'ann@gmail.co', // the ending exists
    'ann@yahoo.net',
    'ann@vmail.com', // as most x-mail.com
    'ann@gmz.de', // three letters
    'ann@hot-mail.com',
    'ann2gmail.com', // 2 may be the @ key
    'ann@gmail.com, bob@yahoo.com',
    'ann@gmail.com@yahoo.com',
    'www.ann@gmail.com',
    'ann other@gmail.com',
    'ann(work)@gmail.com', // a comment by the grammar, perhaps part of the name
    "'ann@gmail.com",
    'ann@web.de.com', // de.com is sold as an ending
    'ann@gmail.co.br',
    'ann@comcast.org',
    'ann@charger.net', // a word
    'ann12arcor.de',
    'ann.other#acme-tools.com', // a domain that nobody knows
    'ann@hornmail.com', // Mr Horn’s, two letters from hotmail
    'ann@bc.sympatico.ca', // a subdomain of the provider’s own
    'ann@winternet.com', // another word
    'mariaaol.com', // the name of two providers, or of a firm
  ])('asks a person about %s and keeps it', (cell) => {
    const found = plain.repair(cell)
    expect(found.decision).toBe('review')
    expect(found.email?.toLowerCase()).toBe(cell.toLowerCase())
  })

  it('suggests the provider’s own domain where only the ending is another’s', () => {
    for (const typed of ['gmail.it', 'gmail.be', 'gmail.co.za', 'gmail.pl'])
      expect(outcome(`ann@${typed}`)).toEqual(['review', 'ann@gmail.com'])
    expect(outcome('ann@gmx.dk')).toEqual(['review', 'ann@gmx.de'])
  })

  it.each([
    '',
    'ann',
    'ann@',
    '@gmail.com',
    'ann@acme.localhostx',
    'a\ud800n@gmial.com',
    'a\ufffdn@gmial.com',
    'ann@-',
    'a'.repeat(65).concat('@gmail.com'),
    'x'.repeat(10_000_000),
  ])('says that nothing can be saved of a hopeless cell (%#)', (cell) =>
    expect(plain.repair(cell).decision).toBe('invalid'),
  )

  it('keeps all addresses of a cell that holds several', () => {
    expect(plain.repair('Ann@Gmail.com; Bob <bob@yahoo.com> ann@gmail.com')).toMatchObject({
      decision: 'review',
      several: ['Ann@gmail.com', 'bob@yahoo.com'],
    })
    expect(plain.repair('ann@gmail.com@yahoo.com')).toMatchObject({ decision: 'review', several: [] })
  })

  it('keeps the local part to the byte', () => {
    for (const local of [
      "O'Brien",
      'a+b',
      'jürgen',
      'UPPER.case',
      '"john smith"',
      '用户',
      '2bob',
      '_x_',
      'gmail.com',
    ]) {
      expect(outcome(`${local}@gmail.com`)).toEqual(['ok', `${local}@gmail.com`])
      expect(outcome(`${local}@gmail.con`)).toEqual(['repaired', `${local}@gmail.com`])
    }
  })

  it('never changes a known domain', () => {
    for (const domain of [...providers, ...Object.values(rules.emails.real).flat(), ...rules.emails.disposable]) {
      const found = plain.repair(`ann.other@${domain}`)
      expect([domain, found.decision, found.email]).toEqual([domain, 'ok', `ann.other@${domain}`])
    }
  })

  it('leaves real domains of other scripts alone', () => {
    for (const domain of ['börse.de', 'genève.ch', 'президент.рф', 'straße.de', 'münchen.de'])
      expect(outcome(`a@${domain}`)).toEqual(['ok', `a@${domain}`])
  })

  it('asks about a slip that is frequent in the data', () => {
    const cells = Array.from({ length: 500 }, (_, i) => `p${i}@${i < 300 ? 'gmaik.com' : 'web.de'}`)
    const repairer = createEmailRepairer(rules.emails, countDomains([cells]))
    expect(plain.repair('p1@gmaik.com').decision).toBe('repaired')
    expect(repairer.repair('p1@gmaik.com').decision).toBe('review')
  })

  it('repairs only to what is ok itself, for slips of any kind', () => {
    const domain = fc.constantFrom(...providers)
    const edit = fc.record({
      at: fc.nat(30),
      kind: fc.constantFrom('swap', 'omit', 'double', 'replace'),
      letter: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz.-0'),
    })
    fc.assert(
      fc.property(domain, fc.array(edit, { maxLength: 2 }), (right, edits) => {
        const found = plain.repair(`ann.other@${edits.reduce(slip, right)}`)
        if (found.decision !== 'repaired') return
        expect(plain.repair(found.email!)).toMatchObject({ decision: 'ok', email: found.email })
      }),
      { numRuns: 3000 },
    )
  })

  it('never throws, and cleaning twice is cleaning once', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc
        .array(
          fc.constantFrom(
            '@',
            '.',
            ' ',
            '<',
            '>',
            'gmail',
            'com',
            '"',
            ',',
            '(',
            ')',
            'at',
            'mailto:',
            '\u200b',
            '\ud800',
            'x',
          ),
          { maxLength: 14 },
        )
        .map((p) => p.join('')),
    )
    fc.assert(
      fc.property(hostile, (cell) => {
        const once = plain.repair(cell)
        if (once.email === null || once.email === '') return
        const twice = plain.repair(once.email)
        expect(twice.email).toBe(once.email)
        if (once.decision === 'repaired') expect(twice.decision).toBe('ok')
      }),
      { numRuns: 3000 },
    )
  })
})

describe('laws of any cell', () => {
  const local = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'abzAZ09._+-=!#&ü用'), minLength: 1, maxLength: 20 }),
    fc.constantFrom('"a b"', "o'brien", 'x+y', 'Ann.Other'),
  )
  const edit = fc.record({
    at: fc.nat(30),
    kind: fc.constantFrom('swap', 'omit', 'double', 'replace'),
    letter: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz.-0 ,'),
  })
  const typed = fc
    .tuple(fc.constantFrom(...providers), fc.array(edit, { maxLength: 2 }))
    .map(([right, edits]) => edits.reduce(slip, right))

  it('keeps the local part to the byte whenever only the domain is repaired, and what it repaired is ok', () => {
    fc.assert(
      fc.property(local, typed, (name, domain) => {
        fc.pre(!/\.\.|^\.|\.$|^www\./i.test(name))
        const found = plain.repair(`${name}@${domain}`)
        if (found.decision !== 'repaired') return
        expect(found.email!.slice(0, found.email!.lastIndexOf('@'))).toBe(name)
        expect(plain.repair(found.email!)).toMatchObject({ decision: 'ok', email: found.email })
      }),
      { numRuns: 3000 },
    )
  })

  it('changes nothing of what is ok but blanks around it and the case of the domain', () => {
    fc.assert(
      fc.property(local, typed, fc.constantFrom('', ' ', '\t'), (name, domain, blank) => {
        const cell = `${blank}${name}@${domain.toUpperCase()}${blank}`
        const found = plain.repair(cell)
        if (found.decision === 'ok') expect(found.email).toBe(`${name}@${domain.trim().toLowerCase()}`)
        if (found.decision === 'review') expect(found.email?.toLowerCase()).toBe(cell.trim().toLowerCase())
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    '('.repeat(5000),
    `${'('.repeat(300)}ann@gmail.com`,
    `${'(a'.repeat(150)}@b.com`,
    '"'.repeat(1000),
    `"${'\\'.repeat(60)}"@gmail.com`,
    '@'.repeat(1200),
    'a@'.repeat(600),
    `a@${'b.'.repeat(500)}com`,
    '<'.repeat(319),
    'ann\u0000@gmail.com',
    '\ud800@gmail.com',
    '\u202eann@gmail.com\u202c',
    'x'.repeat(10_000_000),
  ])('answers at once for a hostile cell (%#)', (cell) => {
    const found = plain.repair(cell)
    const again = found.email === null || found.email === '' ? found : plain.repair(found.email)
    expect(again.email).toBe(found.email)
  })
})

function slip(word: string, { at, kind, letter }: { at: number; kind: string; letter: string }): string {
  const i = at % word.length
  if (kind === 'omit') return word.slice(0, i) + word.slice(i + 1)
  if (kind === 'double') return word.slice(0, i) + word[i] + word.slice(i)
  if (kind === 'replace') return word.slice(0, i) + letter + word.slice(i + 1)
  return word.slice(0, i) + (word[i + 1] ?? '') + word[i] + word.slice(i + 2)
}
