import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CleanField } from '../../../src/record/fields.ts'
import { createNameRepairer } from '../../../src/repair/names/repair-name.ts'
import { rules } from '../rules-for-tests.ts'

const names = createNameRepairer(rules.names)
type Values = Partial<Record<CleanField, string>>

const present = (values: object): Values =>
  Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null && v !== '')) as Values

/** `first|middle|last`, then what stands apart. */
const name = (text: string, apart: Values = {}): Values => {
  const [first_name = '', middle_name = '', last_name = ''] = text.split('|')
  return present({ first_name, middle_name, last_name, ...apart })
}

const fullNames: readonly (readonly [cell: string, country: string | null, values: Values])[] = [
  // Particles
  ['Ludwig van Beethoven', null, name('Ludwig||van Beethoven')],
  ['Beethoven, Ludwig van', 'DE', name('Ludwig||van Beethoven')],
  ['Jan van der Berg', 'NL', name('Jan||van der Berg')],
  ["Jan van 't Hoff", 'NL', name("Jan||van 't Hoff")],
  ['VAN DER BERG, JAN', 'NL', name('Jan||van der Berg')],
  ['JAN VAN DER BERG', null, name('Jan||van der Berg')],
  ['Juan de la Cruz', null, name('Juan||de la Cruz')],
  ['Maria Anna von und zu Guttenberg', 'DE', name('Maria|Anna|von und zu Guttenberg')],
  [
    'Karl-Theodor Freiherr von und zu Guttenberg',
    'DE',
    name('Karl-Theodor||von und zu Guttenberg', { title: 'Freiherr' }),
  ],
  ['Mohammed bin Salman al-Saud', null, name('Mohammed||bin Salman al-Saud')],
  ['van Gogh', null, name('||van Gogh')],
  ['Van Morrison', null, name('Van||Morrison')],
  ['BEN AFFLECK', null, name('Ben||Affleck')],
  ['marine le pen', 'FR', name('Marine||Le Pen')],
  ['LEONARDO DICAPRIO', null, name('Leonardo||DiCaprio')],
  ['GIOVANNI DELLA VALLE', 'IT', name('Giovanni||Della Valle')],
  // Case
  ['patrick o’brien', null, name('Patrick||O’Brien')],
  ["SINEAD O'CONNOR", 'IE', name("Sinead||O'Connor")],
  ['JOHN MCDONALD-SMITH', null, name('John||McDonald-Smith')],
  ['FLORA MACDONALD', 'GB', name('Flora||MacDonald')],
  ['ANA MACHADO', 'PT', name('Ana||Machado')],
  ['LEBRON JAMES', 'US', name('LeBron||James')],
  ['Lebron James', 'US', name('Lebron||James')],
  ['ANNE-MARIE D’ANGELO', null, name('Anne-Marie||D’Angelo')],
  ['PIET IJSSELMEER', 'NL', name('Piet||IJsselmeer')],
  ['ИВАН ПЕТРОВ', null, name('Иван||Петров')],
  ['Γιώργος Παπαδόπουλος', null, name('Γιώργος||Παπαδόπουλος')],
  // Titles and salutations
  ['Herr Dr. Dr. h.c. Hans Müller', 'DE', name('Hans||Müller', { title: 'Herr Dr. Dr. h.c.', sex: 'm' })],
  ['Prof.Dr.med. Eva Maier', 'DE', name('Eva||Maier', { title: 'Prof. Dr. med.' })],
  ['Dipl.-Ing. (FH) Karl Huber', 'AT', name('Karl||Huber', { title: 'Dipl.-Ing. (FH)' })],
  ['Frau Mag.a Anna Gruber', 'AT', name('Anna||Gruber', { title: 'Frau Mag.a', sex: 'f' })],
  ['Müller, Hans, Prof. Dr.', 'DE', name('Hans||Müller', { title: 'Prof. Dr.' })],
  ['Sehr geehrter Herr Müller', 'DE', name('||Müller', { title: 'Herr', sex: 'm' })],
  ['Mme Marie Dupont', 'FR', name('Marie||Dupont', { title: 'Mme', sex: 'f' })],
  ['M. Dupont', 'FR', name('||Dupont', { title: 'M.', sex: 'm' })],
  ['M. Peters', 'DE', name('M.||Peters')],
  ['Sig.ra Rossi', 'IT', name('||Rossi', { title: 'Sig.ra', sex: 'f' })],
  ['Dott.ssa Chiara Bianchi', 'IT', name('Chiara||Bianchi', { title: 'Dott.ssa', sex: 'f' })],
  ['Sra. Carmen Ruiz Soto', 'ES', name('Carmen||Ruiz Soto', { title: 'Sra.', sex: 'f' })],
  ['Dhr. P. de Vries', 'NL', name('P.||de Vries', { title: 'Dhr.', sex: 'm' })],
  ['Don Johnson', 'US', name('Don||Johnson')],
  ['Mr. John Smith', 'GB', name('John||Smith', { title: 'Mr.', sex: 'm' })],
  ['Familie Müller', 'DE', name('||Müller', { title: 'Familie' })],
  // Suffixes
  ['John Smith, Jr.', 'US', name('John||Smith', { suffix: 'Jr.' })],
  ['Smith Jr., John Q', 'US', name('John|Q|Smith', { suffix: 'Jr.' })],
  ['Smith, John, MD, PhD', 'US', name('John||Smith', { suffix: 'MD PhD' })],
  ['William Henry Gates III', 'US', name('William|Henry|Gates', { suffix: 'III' })],
  ['Amartya Kumar Sen', null, name('Amartya|Kumar|Sen')],
  ['Hans Müller sen.', 'DE', name('Hans||Müller', { suffix: 'sen.' })],
  ['Abdul Khan Md', null, name('Abdul|Khan|Md')],
  // Given names of Spain, Portugal, Hungary
  ['José Luis Rodríguez', 'ES', name('José|Luis|Rodríguez')],
  ['María del Carmen García López', 'ES', name('María|del Carmen|García López')],
  ['José Ortega y Gasset', 'ES', name('José||Ortega y Gasset')],
  ['Santiago Ramón y Cajal', 'ES', name('Santiago||Ramón y Cajal')],
  ['María José García López', 'ES', name('María|José|García López')],
  ['GARCÍA LÓPEZ, MARÍA', 'ES', name('María||García López')],
  ['Nagy János', 'HU', name('János||Nagy')],
  // Beside the name
  ['Robert (Bob) Smith', 'US', name('Robert||Smith')],
  ['Robert "Bob" Smith', 'US', name('Robert||Smith')],
  ['Maria Müller geb. Schmidt', 'DE', name('Maria||Müller', { birth_name: 'Schmidt' })],
  ['Marie Dupont (née Martin)', 'FR', name('Marie||Dupont', { birth_name: 'Martin' })],
  ['John Smith <john@x.com>', null, name('John||Smith')],
  ['John Smith 12345', null, name('John||Smith')],
  ['Hans Müller c/o Schmidt', 'DE', name('Hans||Müller')],
  ['Hans Müller (Müller GmbH)', 'DE', name('Hans||Müller', { company: 'Müller GmbH' })],
  // Two people
  ['Hans und Maria Müller', 'DE', name('Hans||Müller')],
  ['Hans u. Maria von der Heide', 'DE', name('Hans||von der Heide')],
  ['Hans & Maria Müller', 'DE', name('Hans||Müller')],
  ['Hans/Maria Müller', 'DE', name('Hans||Müller')],
  ['Müller, Hans und Maria', 'DE', name('Hans||Müller')],
  ['Hans Müller und Maria Schmidt', 'DE', name('Hans||Müller')],
  ['HANS UND MARIA MÜLLER', 'DE', name('Hans||Müller')],
  ['Mr & Mrs Smith', 'GB', name('||Smith', { title: 'Mr', sex: 'm' })],
  ['Mr. and Mrs. John Smith', 'US', name('John||Smith', { title: 'Mr.', sex: 'm' })],
  ['Herr und Frau Müller', 'DE', name('||Müller', { title: 'Herr', sex: 'm' })],
  ['M. et Mme Dupont', 'FR', name('||Dupont', { title: 'M.', sex: 'm' })],
  ['Sig. e Sig.ra Rossi', 'IT', name('||Rossi', { title: 'Sig.', sex: 'm' })],
  ['Jan en Maria de Vries', 'NL', name('Jan||de Vries')],
  ['Juan y María García', 'ES', name('Juan||García')],
  ['Jean et Marie Dupont', 'FR', name('Jean||Dupont')],
  ['John E Smith', 'US', name('John|E|Smith')],
  // Companies and bodies
  ['Müller GmbH & Co. KG', 'DE', { company: 'Müller GmbH & Co. KG' }],
  ['Acme, Inc.', 'US', { company: 'Acme, Inc.' }],
  ['Turnverein Köln 1843', 'DE', { company: 'Turnverein Köln 1843' }],
  ['Freunde der Oper e.V.', 'DE', { company: 'Freunde der Oper e.V.' }],
  ['Renault Automobiles SA', 'FR', { company: 'Renault Automobiles SA' }],
  ['Smith & Sons', 'GB', { company: 'Smith & Sons' }],
  ['Müller GmbH, Hans Müller', 'DE', name('Hans||Müller', { company: 'Müller GmbH' })],
  ['MARIA DE SA', 'PT', name('Maria||de Sa')],
  ['Charlotte Church', 'GB', name('Charlotte||Church')],
  // Fillers
  ['Test Test', null, {}],
  ['asdf', null, {}],
  ['xxx', null, {}],
  ['N/A', null, {}],
  ['unbekannt', null, {}],
  ['someone@example.com', null, {}],
  ['-', null, {}],
]

const parts: readonly (readonly [field: CleanField, cell: string, values: Values])[] = [
  ['first_name', 'ANNA-LENA', { first_name: 'Anna-Lena' }],
  ['first_name', 'BEN', { first_name: 'Ben' }],
  ['first_name', 'Hans und Maria', { first_name: 'Hans' }],
  ['first_name', 'Hans & Maria', { first_name: 'Hans' }],
  ['first_name', 'Dr. Hans', { first_name: 'Hans', title: 'Dr.' }],
  ['first_name', 'Frau Anna', { first_name: 'Anna', title: 'Frau', sex: 'f' }],
  ['first_name', 'Robert (Bob)', { first_name: 'Robert' }],
  ['first_name', 'M. Peter', { first_name: 'M. Peter' }],
  ['first_name', 'Anna3', { first_name: 'Anna' }],
  ['first_name', 'Pau1', { first_name: 'Pau1' }],
  ['first_name', 'aaa', {}],
  ['first_name', 'Na', { first_name: 'Na' }],
  ['last_name', 'Null', { last_name: 'Null' }],
  ['last_name', 'VON DER LEYEN', { last_name: 'von der Leyen' }],
  ['last_name', 'LE GOFF', { last_name: 'Le Goff' }],
  ['last_name', 'Müller geb. Schmidt', { last_name: 'Müller', birth_name: 'Schmidt' }],
  ['last_name', 'Smith Jr.', { last_name: 'Smith', suffix: 'Jr.' }],
  ['last_name', 'Dr. Müller', { last_name: 'Müller', title: 'Dr.' }],
  ['last_name', 'Müller GmbH', { company: 'Müller GmbH' }],
  ['last_name', 'Ortega y Gasset', { last_name: 'Ortega y Gasset' }],
  ['last_name', 'M1ller', { last_name: 'M1ller' }],
  ['last_name', 'unknown', {}],
  ['suffix', 'Jr.', { suffix: 'Jr.' }],
]

describe('createNameRepairer', () => {
  it.each(fullNames)('takes %s (%s) apart', (cell, country, values) =>
    expect(present(names.repairFullName(cell, country).values)).toEqual(values),
  )

  it.each(parts)('cleans %s %s', (field, cell, values) =>
    expect(present(names.repairPart(cell, field).values)).toEqual(values),
  )

  it.each([
    ['Hans und Maria Müller', ['name.two-people repaired', 'name.second-person review']],
    ['Robert (Bob) Smith', ['name.nickname repaired']],
    ['John Smith <john@x.com>', ['name.email repaired']],
    ['Test User', ['name.filler invalid']],
    ['Jennifer Null', ['name.doubtful review']],
    ['John Smith', []],
    ['DR. JOHN SMITH JR.', []],
  ])('tells of %s in the trail', (cell, trail) =>
    expect(names.repairFullName(cell, null).changes.map((c) => `${c.rule} ${c.decision}`)).toEqual(trail),
  )

  it('shows what a name with a misread letter may be', () => {
    expect(names.repairPart('Wa1ter', 'first_name').changes).toMatchObject([{ after: 'Walter', decision: 'review' }])
    expect(names.repairPart('M4rk', 'first_name').changes).toMatchObject([{ after: '', decision: 'review' }])
  })

  it('shows the second person for review', () => {
    const { changes } = names.repairFullName('Hans und Maria Müller', 'DE')
    expect(changes.map((c) => c.after)).toEqual(['Hans Müller', 'Maria Müller'])
  })

  const word = fc.constantFrom(
    ...[
      'Herr',
      'Dr.',
      'M.',
      'Sig.',
      'van',
      'der',
      'y',
      'und',
      '&',
      '/',
      'MÜLLER',
      'anna',
      "O'BRIEN",
      'MCDONALD',
      'GmbH',
    ],
    ...[
      'Jr.',
      'III',
      'Sen',
      ',',
      '(Bob)',
      '"',
      'geb.',
      'née',
      'c/o',
      'a@b.de',
      '12',
      'x1',
      'Test',
      'null',
      'AG',
      '\ud800',
    ],
    ...[
      'Freiherr',
      'José',
      'Luis',
      'del',
      'Carmen',
      'İ',
      'ß',
      'ij',
      "d'",
      'Dr.med.',
      'Müller',
      '(FH)',
      'An',
      'Hotel',
      '-',
    ],
  )
  const cell = fc.oneof(
    fc.array(word, { maxLength: 7 }).map((w) => w.join(' ')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  const country = fc.constantFrom(null, 'DE', 'FR', 'ES', 'IT', 'HU', 'US')

  it('cleans the parts of a name once for all', () => {
    const fields = ['first_name', 'middle_name', 'last_name', 'birth_name', 'suffix'] as const
    fc.assert(
      fc.property(cell, country, fc.constantFrom(...fields, null), (text, where, field) => {
        const once = present(
          (field === null ? names.repairFullName(text, where) : names.repairPart(text, field)).values,
        )
        for (const part of fields)
          if (once[part] !== undefined)
            expect(present(names.repairPart(once[part], part).values)).toEqual({ [part]: once[part] })
      }),
      { numRuns: 30000 },
    )
  })

  it.each(['(', '"a" ', 'c/o ', 'a@', 'van ', 'und ', 'Dr.', "'a ", '1', 'née '])('bears 100,000 of %j', (piece) => {
    for (const field of ['first_name', 'last_name'] as const) names.repairPart(piece.repeat(100_000), field)
    const { values } = names.repairFullName(piece.repeat(100_000), 'DE')
    for (const value of Object.values(values)) expect(value?.length ?? 0).toBeLessThanOrEqual(150)
  })
})
