import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recogniseProvider } from '../../../src/ingest/providers/recognise-provider.ts'
import { makeRecogniser, type TableGuess } from '../../../src/ingest/recognise/recognise-table.ts'
import { COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS } from '../../../src/ingest/recognise/rules.ts'
import { loadRules } from '../../../src/rules/load-rules.ts'
import { HEADER_SETS } from './header-sets.ts'
import { sampleValue } from './sample-values.ts'

const { rules } = loadRules([COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS], null)
const words = { columns: rules.get(COLUMN_WORDS), roles: rules.get(ROLE_WORDS), values: rules.get(VALUE_WORDS) }
const recogniser = makeRecogniser(words, recogniseProvider)

type Columns = readonly (readonly [header: string, kind: string])[]

function look(path: string, columns: Columns, rows = 200, header = true) {
  const cells = Array.from({ length: rows }, (_, row) => columns.map(([, kind]) => sampleValue(kind, row)))
  return recogniser.recognise({ path, table: null, columns: columns.map(([name]) => name), header, rows: cells })
}

function guess(path: string, columns: Columns, rows = 200, header = true): TableGuess {
  const result = look(path, columns, rows, header)
  if ('skip' in result) throw new Error(`skipped: ${result.skip}`)
  return result.guess
}

const mapped = (g: TableGuess) => Object.fromEntries(g.columns.map((c) => [c.column, c.field ?? '-']))

describe('recognising tables by headers in nine languages', () => {
  for (const set of HEADER_SETS)
    it(`${set.path}: ${set.columns
      .slice(0, 4)
      .map(([name]) => name)
      .join(', ')} …`, () => {
      const columns = set.columns.map(([name, kind]) => [name, kind] as const)
      const found = guess(set.path, columns)
      expect(mapped(found)).toEqual(Object.fromEntries(set.columns.map(([name, , field]) => [name, field])))
      expect(found.role.role).toBe(set.role)
    })

  it('finds the same fields in any order of the columns', () => {
    // A bare `numero` is the house number only because it follows the street.
    const tables = HEADER_SETS.filter((s) => s.columns.length > 6 && s.path !== 'socios.csv')
    const fields = (path: string, columns: Columns) =>
      guess(path, columns, 40)
        .columns.map((c) => c.field ?? '-')
        .sort()
    fc.assert(
      fc.property(fc.constantFrom(...tables), fc.infiniteStream(fc.nat()), (set, stream) => {
        const columns = set.columns.map(([name, kind]) => [name, kind] as const)
        const order = columns.map((c) => ({ c, at: Number(stream.next().value) })).sort((l, r) => l.at - r.at)
        expect(
          fields(
            set.path,
            order.map(({ c }) => c),
          ),
        ).toEqual(fields(set.path, columns))
      }),
      { numRuns: 30 },
    )
  })

  it('never throws, whatever the headers and cells', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.string({ unit: 'binary', maxLength: 30 }),
            fc.array(fc.string({ unit: 'binary' }), { minLength: 3, maxLength: 3 }),
          ),
          { minLength: 1, maxLength: 6 },
        ),
        (drawn) => {
          const rows = [0, 1, 2].map((row) => drawn.map(([, cells]) => cells[row]!))
          recogniser.recognise({
            path: 'x.csv',
            table: null,
            columns: drawn.map(([name], i) => `${name} ${i}`),
            header: true,
            rows,
          })
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('misleading columns', () => {
  it('takes `name` beside a first name for the last name, alone for the whole name, and of firms for the company', () => {
    expect(
      mapped(
        guess('a.csv', [
          ['name', 'last_name'],
          ['vorname', 'first_name'],
          ['email', 'email'],
        ]),
      ),
    ).toMatchObject({ name: 'last_name' })
    expect(
      mapped(
        guess('a.csv', [
          ['name', 'full_name'],
          ['email', 'email'],
        ]),
      ),
    ).toMatchObject({ name: 'full_name' })
    expect(
      mapped(
        guess('a.csv', [
          ['name', 'company'],
          ['email', 'email'],
        ]),
      ),
    ).toMatchObject({ name: 'company' })
  })

  it('takes a date in orders for the day of the order and in customers for a birthday where the years say so', () => {
    expect(
      mapped(
        guess('orders.csv', [
          ['customer_id', 'customer_ref'],
          ['date', 'occurred_at'],
          ['amount', 'amount'],
        ]),
      ),
    ).toMatchObject({ date: 'occurred_at' })
    expect(
      mapped(
        guess('customers.csv', [
          ['id', 'customer_id'],
          ['name', 'full_name'],
          ['created', 'created_at'],
          ['geboren', 'birth_date'],
        ]),
      ),
    ).toMatchObject({ created: 'created_at', geboren: 'birth_date' })
  })

  it('does not believe a header whose values say otherwise', () => {
    const found = mapped(
      guess('customers.csv', [
        ['id', 'customer_id'],
        ['name', 'full_name'],
        ['email', 'flag'],
        ['phone', 'text'],
      ]),
    )
    expect(found.email).not.toBe('email')
    expect(found.phone).not.toBe('phone')
  })

  it('finds a second email and a second phone', () => {
    const found = mapped(
      guess('customers.csv', [
        ['name', 'full_name'],
        ['email', 'email'],
        ['email (2)', 'email'],
        ['phone', 'phone'],
        ['phone 2', 'phone'],
      ]),
    )
    expect(found).toMatchObject({ email: 'email', 'email (2)': 'email_2', phone: 'phone', 'phone 2': 'mobile' })
  })
})

describe('consent and its opposite', () => {
  const field = (header: string, kind = 'flag') =>
    guess('customers.csv', [
      ['id', 'customer_id'],
      ['name', 'full_name'],
      ['email', 'email'],
      [header, kind],
    ]).columns[3]!.field
  it.each([
    'No newsletter',
    'newsletter_opt_out',
    'Newsletter abgemeldet',
    'keine Werbung',
    'Email Opt-Out',
    'unsubscribed',
    'do_not_email',
    'Werbewiderspruch',
    'désabonné',
    'optout_newsletter',
    'geen nieuwsbrief',
    'NL-Sperre',
    'newsletter unsubscribed',
    'Do Not Contact',
    'marketing_refused',
    'no_email_marketing',
    'Newsletter: nicht erwünscht',
  ])('never reads %s as a consent', (header) => {
    expect(field(header)).toMatch(/^opt_out_/)
  })
  it.each([
    'newsletter',
    'email_opt_in',
    'Accepts Email Marketing',
    'Einwilligung Werbung',
    'consentement email',
    'acepta publicidad',
  ])('reads %s as a consent', (header) => {
    expect(field(header)).toMatch(/^consent_/)
  })
  it('keeps every column of objections, also two of one channel', () => {
    const found = guess('customers.csv', [
      ['name', 'full_name'],
      ['email', 'email'],
      ['unsubscribed', 'flag'],
      ['HasOptedOutOfEmail', 'flag01'],
    ])
    expect(found.columns.filter((c) => c.field === 'opt_out_email')).toHaveLength(2)
  })
})

describe('roles, meanings and keys', () => {
  it('reads a bare list of addresses by the name of its file', () => {
    expect(guess('unsubscribes.csv', [['email', 'email']])).toMatchObject({
      role: { role: 'suppressions' },
      means: 'unsubscribed',
      channel: 'email',
    })
    expect(guess('newsletter_subscribers.csv', [['email', 'email']]).role.role).toBe('customers')
    expect(guess('werbesperren.csv', [['Telefon', 'phone']])).toMatchObject({
      role: { role: 'suppressions' },
      means: 'do_not_contact',
      channel: null,
    })
  })

  it('takes the unique column for the key, and none where ids recur', () => {
    expect(
      guess('customers.csv', [
        ['id', 'customer_id'],
        ['name', 'full_name'],
      ]).key,
    ).toBe('id')
    expect(
      guess('customers.csv', [
        ['customer id', 'customer_ref'],
        ['name', 'full_name'],
      ]).key,
    ).toBeNull()
  })

  it('leaves known truth alone', () => {
    expect(
      look('truth.csv', [
        ['record_id', 'customer_id'],
        ['true_id', 'customer_ref'],
      ]),
    ).toHaveProperty('skip')
    expect(
      look('expected/pairs.csv', [
        ['id_l', 'customer_id'],
        ['id_r', 'customer_id'],
      ]),
    ).toHaveProperty('skip')
    expect(
      look('people_truth.csv', [
        ['id', 'customer_id'],
        ['cluster', 'customer_ref'],
      ]),
    ).toHaveProperty('skip')
  })

  it('leaves alone what is about nobody', () => {
    expect(
      look('weather.csv', [
        ['station', 'region'],
        ['rain', 'amount'],
      ]),
    ).toHaveProperty('skip')
  })
})

describe('files without a header', () => {
  it('goes by the values', () => {
    const found = guess(
      'kunden.csv',
      [
        ['column 1', 'customer_id'],
        ['column 2', 'first_name'],
        ['column 3', 'last_name'],
        ['column 4', 'street'],
        ['column 5', 'postcode'],
        ['column 6', 'city'],
        ['column 7', 'email'],
        ['column 8', 'phone'],
        ['column 9', 'birth_date'],
      ],
      300,
      false,
    )
    expect(mapped(found)).toEqual({
      'column 1': 'customer_id',
      'column 2': 'first_name',
      'column 3': 'last_name',
      'column 4': 'street',
      'column 5': 'postcode',
      'column 6': 'city',
      'column 7': 'email',
      'column 8': 'phone',
      'column 9': 'birth_date',
    })
  })

  it('reads orders', () => {
    const found = guess(
      'orders.csv',
      [
        ['column 1', 'customer_ref'],
        ['column 2', 'occurred_at'],
        ['column 3', 'amount'],
      ],
      300,
      false,
    )
    expect(found.role.role).toBe('purchases')
    expect(mapped(found)).toEqual({ 'column 1': 'customer_id', 'column 2': 'occurred_at', 'column 3': 'amount' })
  })
})

describe('a yes-or-no column that no word list knows', () => {
  const flagged = (header: string) =>
    mapped(
      guess('customers.csv', [
        ['id', 'customer_id'],
        ['first_name', 'first_name'],
        ['last_name', 'last_name'],
        ['email', 'email'],
        [header, 'flag'],
      ]),
    )[header]

  it('is a consent where its words name a channel and a wish', () => {
    expect(flagged('email_ads')).toBe('consent_email')
    expect(flagged('Infos erwünscht')).toBe('consent_any')
    expect(flagged('phone_ads')).toBe('consent_call')
  })

  it('is an objection where a word denies, or where a word is unknown: no refusal may be read as a consent', () => {
    expect(flagged('Niente posta')).toBe('opt_out_letter')
    expect(flagged('Zzyzx telefono')).toBe('opt_out_call')
  })

  it('stays raw where it names no channel', () => {
    expect(flagged('has_dog')).toBe('-')
  })
})
