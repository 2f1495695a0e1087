import { describe, expect, it } from 'vitest'
import { recognisePeople } from '../../../src/ingest/recognise/recognise-people.ts'
import { COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS } from '../../../src/ingest/recognise/rules.ts'
import { loadRules } from '../../../src/rules/load-rules.ts'

const { rules } = loadRules([COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS], null)
const words = { columns: rules.get(COLUMN_WORDS), roles: rules.get(ROLE_WORDS), values: rules.get(VALUE_WORDS) }

function look(columns: readonly string[], ...rows: readonly (readonly string[])[]) {
  const { fields, described } = recognisePeople({ columns, header: true, rows }, 0, words)
  return columns.map((_, i) => fields.get(i) ?? described.get(i) ?? null)
}

describe('recognising the columns of people', () => {
  it('says what columns describe that no field is for, in several languages', () => {
    const en = ['id', 'full_name', 'birth_place', 'occupation', 'birth year', 'notes']
    expect(look(en, ['1', 'Ann Lee', 'devon', 'painter', '1951', 'vip'])).toEqual([
      null,
      'full_name',
      'birth_place',
      'occupation',
      'birth_year',
      null,
    ])
    const de = ['Nr', 'Vorname', 'Nachname', 'Geburtsort', 'Beruf', 'Jahrgang']
    expect(look(de, ['1', 'Anna', 'Koch', 'Ulm', 'Malerin', '1951']).slice(3)).toEqual([
      'birth_place',
      'occupation',
      'birth_year',
    ])
  })

  it('reads headers in Cyrillic and Greek letters', () => {
    const ru = ['id', 'Имя', 'Фамилия', 'Дата рождения', 'Индекс', 'Город', 'Телефон', 'Место рождения']
    const ann = ['1', 'Анна', 'Котова', '05.08.1993', '224043', 'Минск', '976689041', 'Брест']
    expect(look(ru, ann)).toEqual([
      null,
      'first_name',
      'last_name',
      'birth_date',
      'postcode',
      'city',
      'phone',
      'birth_place',
    ])
    const el = ['id', 'Όνομα', 'Επώνυμο', 'Πόλη', 'Τηλέφωνο']
    expect(look(el, ['1', 'Άννα', 'Παππά', 'Πάτρα', '2610123456'])).toEqual([
      null,
      'first_name',
      'last_name',
      'city',
      'phone',
    ])
  })

  it('takes a column of whole names for names, though its header may mean a key', () => {
    const rows = ['LEE, Ann M.', 'Peter Koch', 'MOORE, Jim', 'Eva Maria Klein'].map((name, i) => [`${i}`, name])
    expect(look(['id', 'customer'], ...rows)).toEqual([null, 'full_name'])
    expect(look(['id', 'customer'], ['0', '10023'], ['1', '10024'])).toEqual([null, 'customer_id'])
  })

  it('finds a birth date in three columns, where they hold such numbers', () => {
    const parts = (columns: readonly string[], ...rows: readonly (readonly string[])[]) =>
      recognisePeople({ columns, header: true, rows }, 0, words).birth
    const rldata = ['id', 'fname_c1', 'lname_c1', 'by', 'bm', 'bd']
    expect(parts(rldata, ['1', 'CARSTEN', 'MEIER', '1949', '7', '22'])).toEqual({ year: 3, month: 4, day: 5 })
    const de = ['Nr', 'Nachname', 'Geburtstag', 'Geburtsmonat', 'Geburtsjahr']
    expect(parts(de, ['1', 'Koch', '03', '11', '1951'])).toEqual({ year: 4, month: 3, day: 2 })
    expect(parts(de, ['1', 'Koch', '03.11.1951', '11', '1951'])).toBeNull()
    expect(parts(['id', 'name', 'by', 'bm', 'bd'], ['1', 'Ann Lee', 'web', '7', '22'])).toBeNull()
  })

  it('takes years for no postcodes, and an unknown column beside whole names for no name', () => {
    const rows = ['1951', '1948', '1951', '1930'].map((year, i) => [
      `${i}`,
      'Ann Lee',
      year,
      i % 2 ? 'smith' : 'weaver',
    ])
    expect(look(['id', 'name', 'yr', 'craft'], ...rows)).toEqual([null, 'full_name', null, null])
    expect(look(['id', 'name', 'byear', 'occ'], ...rows)).toEqual([null, 'full_name', 'birth_year', 'occupation'])
  })
})
