import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CleanField } from '../../../src/record/fields.ts'
import { createAddressRepairer } from '../../../src/repair/places/repair-address.ts'
import { rules } from '../rules-for-tests.ts'

const addresses = createAddressRepairer(rules.addresses)
type Values = Partial<Record<CleanField, string>>

const present = (values: object): Values =>
  Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null && v !== '')) as Values

/** `street|number|unit|extra`. */
const line = (text: string): Values => {
  const [street = '', house_number = '', unit = '', address_extra = ''] = text.split('|')
  return present({ street, house_number, unit, address_extra })
}

const streets: readonly (readonly [country: string | null, cell: string, parts: string])[] = [
  ['DE', 'Hauptstr. 5', 'Hauptstraße|5'],
  ['DE', 'HAUPTSTR. 5A', 'Hauptstraße|5A'],
  ['DE', 'Straße des 17. Juni 135', 'Straße des 17. Juni|135'],
  ['DE', 'Hauptstr.5', 'Hauptstraße|5'],
  ['DE', 'Am Markt 3 a', 'Am Markt|3a'],
  ['DE', 'Hauptstr. 12-14', 'Hauptstraße|12-14'],
  ['DE', 'Hauptstr. 12 - 14', 'Hauptstraße|12-14'],
  ['DE', 'Hauptstr. 12/14', 'Hauptstraße|12/14'],
  ['DE', 'Hauptstr. Nr. 5', 'Hauptstraße|5'],
  ['DE', 'Hauptstr. 5, 2. OG links', 'Hauptstraße|5|2. OG links'],
  ['DE', 'Hauptstr. 5 // Whg 12', 'Hauptstraße|5|Whg 12'],
  ['DE', 'Hauptstr. 5 Hinterhaus', 'Hauptstraße|5|Hinterhaus'],
  ['DE', 'c/o Müller, Hauptstr. 5', 'Hauptstraße|5||c/o Müller'],
  ['DE', 'Hauptstr. 5, c/o Müller', 'Hauptstraße|5||c/o Müller'],
  ['DE', 'Postfach 12 34', 'Postfach 12 34'],
  ['DE', 'Straße 52', 'Straße 52'],
  ['DE', 'Q7, 24', 'Q7|24'],
  ['DE', '5 Hauptstraße', 'Hauptstraße|5'],
  ['DE', 'Am Block 5', 'Am Block|5'],
  ['AT', 'Mariahilfer Str. 12/3/7', 'Mariahilfer Straße|12|3/7'],
  ['AT', 'Mariahilfer Straße 12/7', 'Mariahilfer Straße|12|7'],
  ['AT', 'Mariahilfer Str. 12/Top 7', 'Mariahilfer Straße|12|Top 7'],
  ['AT', 'Linzer G. 4, Stiege 2, Tür 7', 'Linzer Gasse|4|Stiege 2 Tür 7'],
  ['CH', 'Bahnhofstr. 1', 'Bahnhofstrasse|1'],
  ['CH', 'Rue du 8 Mai 1945 3', 'Rue du 8 Mai 1945|3'],
  ['CH', 'Av. de la Gare 12', 'Avenue de la Gare|12'],
  ['CH', 'Case postale 123', 'Case postale 123'],
  ['US', '123 Main St Apt 4B', 'Main Street|123|Apt 4B'],
  ['US', '123 Main St. #4B', 'Main Street|123|#4B'],
  ['US', '123 Main St, Suite 200', 'Main Street|123|Suite 200'],
  ['US', '123 5th Ave', '5th Avenue|123'],
  ['US', '123-45 67th Ave', '67th Avenue|123-45'],
  ['US', '123 1/2 N Main Blvd', 'N Main Boulevard|123 1/2'],
  ['US', '123 N Main St Apt 4B', 'N Main Street|123|Apt 4B'],
  ['US', '5 E 42nd St', 'E 42nd Street|5'],
  ['US', '12 a Main St', 'Main Street|12a'],
  ['US', 'P.O. Box 1234', 'PO Box 1234'],
  ['US', '4500 Highway 61', 'Highway 61|4500'],
  ['US', 'Highway 61', 'Highway 61'],
  ['GB', '10 Downing St', 'Downing Street|10'],
  ['GB', 'Flat 2, 12 High St', 'High Street|12|Flat 2'],
  ['GB', 'Flat 2 12 High St', 'High Street|12|Flat 2'],
  ['GB', '12a High Street, Flat B', 'High Street|12a|Flat B'],
  ['GB', 'Rose House, 12 High St', 'High Street|12||Rose House'],
  ['GB', 'Rose Cottage, Church Lane', 'Rose Cottage, Church Lane'],
  ['GB', '12, High Street', 'High Street|12'],
  ['GB', '12 May Street', 'May Street|12'],
  ['GB', "1 St Mary's Rd", "St Mary's Road|1"],
  ['FR', '12 bis rue de la Paix', 'rue de la Paix|12 bis'],
  ['FR', '12bis, av. Foch', 'Avenue Foch|12 bis'],
  ['FR', '5 bd Voltaire Bât. A', 'Boulevard Voltaire|5|Bât. A'],
  ['FR', '5 rue du Bac, Appt 12', 'rue du Bac|5|Appt 12'],
  ['FR', 'Résidence Les Lilas, 12 rue du Bac', 'rue du Bac|12||Résidence Les Lilas'],
  ['FR', 'Rue du 8 Mai 1945', 'Rue du 8 Mai 1945'],
  ['FR', 'Rue du 8 Mai 1945 3', 'Rue du 8 Mai 1945|3'],
  ['FR', '3 rue du 11 Novembre', 'rue du 11 Novembre|3'],
  ['FR', 'BP 123', 'BP 123'],
  ['ES', 'C/ Mayor 5, 2º B', 'Calle Mayor|5|2º B'],
  ['ES', 'C/Mayor, 5', 'Calle Mayor|5'],
  ['ES', 'Calle Mayor, nº 5, 3º izq.', 'Calle Mayor|5|3º izq.'],
  ['ES', 'Avda. de América 12 bajo', 'Avenida de América|12|bajo'],
  ['ES', 'Pza. Mayor s/n', 'Plaza Mayor'],
  ['ES', 'C/ Mayor 5 Esc. B 2º 1ª', 'Calle Mayor|5|Esc. B 2º 1ª'],
  ['ES', 'Apdo. de Correos 123', 'Apartado 123'],
  ['ES', 'Calle 5', 'Calle 5'],
  ['IT', 'Via Roma, 12/A', 'Via Roma|12/A'],
  ['IT', 'V.le Europa 12 int. 4', 'Viale Europa|12|int. 4'],
  ['IT', 'P.za Garibaldi, 3, scala B', 'Piazza Garibaldi|3|scala B'],
  ['IT', 'C.so Italia 12 bis', 'Corso Italia|12 bis'],
  ['IT', 'Via IV Novembre 12', 'Via IV Novembre|12'],
  ['IT', 'Via Roma snc', 'Via Roma'],
  ['NL', 'Keizersgracht 123', 'Keizersgracht|123'],
  ['NL', '1e Hugo de Grootstraat 12-III', '1e Hugo de Grootstraat|12|III'],
  ['NL', 'Keizersgr. 12 hs', 'Keizersgracht|12|hs'],
  ['NL', 'Dorpsstr. 12-A', 'Dorpsstraat|12A'],
  ['NL', 'Dorpsstraat 12-2', 'Dorpsstraat|12|2'],
  ['NL', 'Dorpsstraat 12-14', 'Dorpsstraat|12-14'],
  ['NL', '1e Dorpsstraat', '1e Dorpsstraat'],
  ['NL', 'Postbus 123', 'Postbus 123'],
  ['BE', 'Rue de la Loi 16 bte 3', 'Rue de la Loi|16|bte 3'],
  ['BE', 'Wetstraat 16 bus 3', 'Wetstraat|16|bus 3'],
  ['AU', '2/12 High St', 'High Street|12|2'],
  [null, 'Bachweg 12', 'Bachweg|12'],
  [null, '12 High Street', 'High Street|12'],
  [null, '12 Straße 5', '12 Straße 5'],
  ['DE', '12345', '12345'],
]

const whole: readonly (readonly [country: string | null, cell: string, values: Values])[] = [
  ['DE', 'Hauptstr. 5 10115 Berlin', { ...line('Hauptstraße|5'), postcode: '10115', city: 'Berlin' }],
  [
    'DE',
    'Hans Müller, Hauptstr. 5, 10115 Berlin',
    { ...line('Hauptstraße|5||Hans Müller'), postcode: '10115', city: 'Berlin' },
  ],
  ['DE', '10115 Berlin, Hauptstr. 5', { ...line('Hauptstraße|5'), postcode: '10115', city: 'Berlin' }],
  [null, 'Am Markt 3a\nD-04109 Leipzig', { ...line('Am Markt|3a'), postcode: '04109', city: 'Leipzig' }],
  [
    null,
    'Linzer Str. 12/3/7, A-4020 Linz, Österreich',
    { ...line('Linzer Straße|12|3/7'), postcode: '4020', city: 'Linz', country: 'AT' },
  ],
  [
    'AT',
    'Linzer Str. 12, 4020 Linz, Oberösterreich',
    { ...line('Linzer Straße|12'), postcode: '4020', city: 'Linz', region: 'Oberösterreich' },
  ],
  [
    'US',
    '123 Main St, Springfield, IL 62704-1234, USA',
    { ...line('Main Street|123'), city: 'Springfield', region: 'IL', postcode: '62704-1234', country: 'US' },
  ],
  [
    'US',
    '123 Main St Springfield IL 62704',
    { ...line('Main Street|123'), city: 'Springfield', region: 'IL', postcode: '62704' },
  ],
  [
    'US',
    '123 Main St, Springfield IL 62704 USA',
    { ...line('Main Street|123'), city: 'Springfield', region: 'IL', postcode: '62704', country: 'US' },
  ],
  [
    'GB',
    'Flat 2, 10 High St, Leeds, LS1 4AP',
    { ...line('High Street|10|Flat 2'), city: 'Leeds', postcode: 'LS1 4AP' },
  ],
  ['GB', '10 High St, Leeds ls14ap', { ...line('High Street|10'), city: 'Leeds', postcode: 'LS1 4AP' }],
  [
    'FR',
    '12 rue de la Paix 75002 Paris France',
    { ...line('rue de la Paix|12'), postcode: '75002', city: 'Paris', country: 'FR' },
  ],
  [
    'ES',
    'C/ Mayor 5, 2º B, 28013 Madrid (Madrid)',
    { ...line('Calle Mayor|5|2º B'), postcode: '28013', city: 'Madrid', region: 'Madrid' },
  ],
  [
    'IT',
    'Via Roma 12, 00184 Roma (RM), Italia',
    { ...line('Via Roma|12'), postcode: '00184', city: 'Roma', region: 'RM', country: 'IT' },
  ],
  [
    'NL',
    'Keizersgracht 123 1015CJ Amsterdam',
    { ...line('Keizersgracht|123'), postcode: '1015 CJ', city: 'Amsterdam' },
  ],
  [
    'NL',
    'Keizersgracht 12-III, 1015 CJ AMSTERDAM, Nederland',
    { ...line('Keizersgracht|12|III'), postcode: '1015 CJ', city: 'Amsterdam', country: 'NL' },
  ],
  ['CH', 'Bahnhofstr. 1, CH-8001 Zürich', { ...line('Bahnhofstrasse|1'), postcode: '8001', city: 'Zürich' }],
  ['AU', '2/12 High St, Perth WA 6000', { ...line('High Street|12|2'), city: 'Perth', region: 'WA', postcode: '6000' }],
]

const postcodes: readonly (readonly [country: string | null, cell: string, postcode: string, rule: string | null])[] = [
  ['DE', 'D-10115', '10115', null],
  ['DE', '10 115', '10115', null],
  ['DE', '4109', '04109', 'postcode.leading-zero'],
  ['DE', "'04109", '04109', null],
  ['DE', '1O115', '10115', 'postcode.letter'],
  ['DE', '10115 Berlin', '10115', 'postcode.with-place'],
  ['DE', '00123', '00123', 'postcode.form'],
  ['DE', '1011', '01011', 'postcode.leading-zero'],
  ['US', '2134', '02134', 'postcode.leading-zero'],
  ['US', '601', '00601', 'postcode.leading-zero'],
  ['US', '2134-1234', '02134-1234', 'postcode.leading-zero'],
  ['US', '627041234', '62704-1234', null],
  ['US', '62704.0', '62704', null],
  ['FR', '1000', '01000', 'postcode.leading-zero'],
  ['FR', '75 002', '75002', null],
  ['IT', '184', '00184', 'postcode.leading-zero'],
  ['ES', '8001', '08001', 'postcode.leading-zero'],
  ['ES', '58001', '58001', 'postcode.form'],
  ['GB', 'sw1a1aa', 'SW1A 1AA', null],
  ['GB', 'LS1 4AP', 'LS1 4AP', null],
  ['GB', 'SW1A OAA', 'SW1A 0AA', 'postcode.letter'],
  ['GB', 'QQ1 1AA', 'QQ1 1AA', 'postcode.form'],
  ['NL', '1015cj', '1015 CJ', null],
  ['NL', 'NL-1015 CJ', '1015 CJ', null],
  ['NL', '1015', '1015', 'postcode.form'],
  ['AT', 'A-1010', '1010', null],
  ['AT', '0101', '0101', 'postcode.form'],
  ['CH', 'CH-8001', '8001', null],
  ['PL', '00123', '00-123', null],
  [null, '2134', '2134', null],
]

describe('createAddressRepairer', () => {
  it.each(streets)('takes the line apart as in %s: %s', (country, cell, parts) =>
    expect(present(addresses.repairStreet(cell, country, true).values)).toEqual(line(parts)),
  )

  it.each(whole)('takes the whole address apart as in %s: %s', (country, cell, values) =>
    expect(present(addresses.splitAddress(cell, country).values)).toEqual(values),
  )

  it.each(postcodes)('gives a postcode the form of %s: %s', (country, cell, postcode, rule) => {
    const { values, changes } = addresses.repairPostcode(cell, country)
    expect(values).toEqual({ postcode })
    expect(changes.map((c) => c.rule)).toEqual(rule === null ? [] : [rule])
  })

  it.each([
    ['Deutschland', 'DE'],
    ['GERMANY', 'DE'],
    ['Allemagne', 'DE'],
    ['UK', 'GB'],
    ['uk', 'GB'],
    ['Schottland', null],
    ['Reino Unido', 'GB'],
    ['Estados Unidos', 'US'],
    ['U.S.A.', 'US'],
    ['Österreich', 'AT'],
    ['Pays-Bas', 'NL'],
    ['Svizzera', 'CH'],
  ])('knows the country %s', (text, code) => expect(addresses.countryOf(text)).toBe(code))

  const word = fc.constantFrom(
    ...[
      'Hauptstr.',
      'STR',
      'Flat',
      '2',
      '12',
      '12a',
      '12/3/7',
      'bis',
      '-',
      '–',
      ',',
      '/',
      '//',
      'Apt 4B',
      '#',
      '2º B',
      'EG',
    ],
    ...[
      'c/o',
      'Postfach',
      'PO Box',
      '1e',
      '17.',
      'Juni',
      '1945',
      'III',
      'hs',
      'C/',
      'Av.',
      's/n',
      'nº',
      'Highway',
      'High',
      'St',
    ],
    ...[
      '10115',
      'Berlin',
      'IL',
      '62704',
      'SW1A 1AA',
      'USA',
      '\n',
      ';',
      '(RM)',
      'D-',
      '1015',
      'CJ',
      '|',
      'Top',
      '\ud800',
      'º',
    ],
  )
  const cell = fc.oneof(
    fc.array(word, { maxLength: 8 }).map((w) => w.join(' ')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  const country = fc.constantFrom(null, 'DE', 'AT', 'CH', 'FR', 'ES', 'IT', 'NL', 'GB', 'US', 'AU', 'BE', 'XX')

  it('reads a line, or what is left of it, once for all', () => {
    fc.assert(
      fc.property(cell, country, (text, where) => {
        const once = present(addresses.repairStreet(text, where, true).values)
        const again = present(addresses.repairStreet(once.street ?? '', where, once.house_number === undefined).values)
        expect(again).toEqual(once.street === undefined ? {} : { street: once.street })
      }),
      { numRuns: 20000 },
    )
  })

  it('shapes a postcode once for all', () => {
    const typed = fc.oneof(cell, fc.stringMatching(/^[A-Z]{0,2}-?\d{0,5}[ -]?[\dA-Z]{0,4}$/))
    fc.assert(
      fc.property(typed, country, (text, where) => {
        const once = addresses.repairPostcode(text, where).values
        expect(addresses.repairPostcode(once.postcode ?? '', where).values).toEqual(once)
      }),
      { numRuns: 5000 },
    )
  })

  it('never throws on whole addresses', () => {
    fc.assert(
      fc.property(cell, country, (text, where) => {
        for (const value of Object.values(addresses.splitAddress(text, where).values))
          expect(value?.length ?? 0).toBeLessThanOrEqual(200)
      }),
      { numRuns: 5000 },
    )
  })

  it.each(['(', '1 ', '12-', 'Flat 2 ', '2º ', 'a, ', '10115 ', 'a1 ', '/', 'c/o '])('bears 100,000 of %j', (piece) => {
    const long = piece.repeat(100_000)
    for (const where of ['DE', 'AT', 'US', 'GB', 'ES', 'NL', null]) {
      addresses.repairPostcode(long, where)
      for (const outcome of [addresses.repairStreet(long, where, true), addresses.splitAddress(long, where)])
        for (const value of Object.values(outcome.values)) expect(value?.length ?? 0).toBeLessThanOrEqual(200)
    }
  })
})
