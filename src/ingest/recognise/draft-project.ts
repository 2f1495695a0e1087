/** Recognised tables → a project: names, brands, countries, and which events belong to which customers. */

import { compareText } from '../../base/order.ts'
import { CONSENT_FIELDS, type Field } from '../../record/fields.ts'
import type { Project, SourceFormat, SourceSpec } from '../../record/project.ts'
import type { ExternalListRules } from '../../rules/external-lists.ts'
import { dealOf } from '../../rules/project-file.ts'
import type { SourceRemarks } from '../../rules/project-text.ts'
import { SURE_SCORE } from './assign-fields.ts'
import { asExternalList, externalList } from './external-list.ts'
import { type KeyedSource, type KeySketch, linkSource } from './link-sources.ts'
import { brandHint, dateInName, sourceName } from './name-source.ts'
import type { TableGuess } from './recognise-table.ts'
import type { RecogniseRules } from './rules.ts'

/** One table that was recognised. */
export interface FoundTable {
  /** Relative to the project folder. */
  readonly path: string
  readonly table: string | null
  readonly format: SourceFormat
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly header: boolean
  readonly columns: readonly string[]
  readonly dialect: string | null
  readonly rowsLookedAt: number
  readonly guess: TableGuess
  /** Keys of its people, or the customers its events name; null where no column holds them. */
  readonly keys: KeySketch | null
}

export interface Draft {
  readonly sources: readonly SourceSpec[]
  readonly remarks: ReadonlyMap<string, SourceRemarks>
}

/** The column whose keys decide which sources belong together: the own key of people, the customer of events. */
export function linkColumn(guess: TableGuess): string | null {
  if (isPeople(guess)) return guess.key
  return guess.columns.find((c) => c.field === 'customer_id')?.column ?? null
}

/** Deterministic in the set of tables: they are taken in the order of their paths. */
export function draftSources(
  tables: readonly FoundTable[],
  projectName: string,
  rules: RecogniseRules,
  lists: ExternalListRules,
): Draft {
  const ordered = [...tables].sort((l, r) => compareText(l.path, r.path) || compareText(l.table ?? '', r.table ?? ''))
  const brands = chooseBrands(ordered, projectName, rules)
  const taken = new Set<string>()
  const named = ordered.map((found, i) => {
    const isOnly = tables.every((other) => other === found || other.path !== found.path)
    const name = sourceName(found.path, isOnly ? null : found.table, taken)
    taken.add(name)
    return { found, name, brand: brands[i]! }
  })
  const people = named.flatMap(({ found, name, brand }) =>
    isPeople(found.guess) && found.keys !== null ? [{ name, brand: brand ?? projectName, keys: found.keys }] : [],
  )
  const remarks = new Map<string, SourceRemarks>()
  const sources = named.map(({ found, name, brand }) => {
    const link =
      isPeople(found.guess) || found.keys === null
        ? null
        : linkSource({ name, brand: brand ?? '', keys: found.keys }, people)
    const fields: Record<string, string> = {}
    if (link?.isClose) fields.of = unsure('another source holds these keys as well')
    if (link === null && found.keys !== null && !isPeople(found.guess))
      fields.name = 'no source of customers holds its customer ids'
    if (found.guess.role.confidence < 0.5) fields.role = unsure(found.guess.role.reason)
    if (found.guess.isMeaningUnsure) fields.means = unsure('nothing says what the rows mean')
    if (brand === null && found.guess.role.role === 'suppressions')
      fields.brand = 'counts for all brands; name one where it concerns only that'
    remarks.set(name, {
      about: [about(found)],
      fields,
      columns: columnRemarks(found),
      raw: found.guess.columns.flatMap(({ column, field }) =>
        field === null && found.guess.described[column] === undefined ? [column] : [],
      ),
    })
    const spec = toSpec(
      found,
      name,
      brandOf(brand, link?.of ?? null, found.guess, people, projectName),
      link?.of ?? null,
    )
    const list = externalList(spec, lists)
    if (list === null) return spec
    fields.list = `a copy holds for ${lists.lists[list]!.max_age_days} days`
    fields.role = 'a list that others keep; fetched_at says when this copy was fetched'
    if (spec.exportedAt === null)
      fields.name = 'its file name gives no day: add fetched_at, since a list of unknown age closes its channel'
    return asExternalList(spec, list, lists)
  })
  return { sources, remarks }
}

/** The country that all sources with one share, else null. */
export function sharedCountry(sources: readonly SourceSpec[]): string | null {
  const countries = new Set(sources.flatMap((s) => s.country ?? []))
  return countries.size === 1 ? [...countries][0]! : null
}

/** The currency of purchases that do not name one, by the countries of their sources; null where they differ. */
export function sharedCurrency(project: Pick<Project, 'country' | 'sources'>, rules: RecogniseRules): string | null {
  const countries = new Set(project.sources.flatMap((s) => s.country ?? []))
  const all = new Set([...countries].map((c) => rules.values.currency_of[c] ?? ''))
  if (all.size === 0 && project.country !== null) return rules.values.currency_of[project.country] ?? null
  return all.size === 1 ? [...all][0] || null : null
}

/** Events whose own brand nothing says are those of the customers they speak of. */
function brandOf(
  brand: string | null,
  of: string | null,
  guess: TableGuess,
  people: readonly KeyedSource[],
  projectName: string,
): string {
  if (brand !== null) return brand
  if (guess.role.role === 'suppressions') return ALL_BRANDS
  return people.find((p) => p.name === of)?.brand ?? projectName
}

const ALL_BRANDS = '*'
const unsure = (why: string): string => `unsure: ${why}, please check`
const isPeople = (guess: TableGuess): boolean => guess.role.role === 'customers' || guess.role.role === 'leads'

/**
 * A folder names the brand; a part of a file's name only where it names one of people, or stands in several names. A
 * suppression list whose brand nothing says counts for all: an objection is never narrowed by a guess.
 */
function chooseBrands(tables: readonly FoundTable[], projectName: string, rules: RecogniseRules): (string | null)[] {
  const hints = tables.map((t) => brandHint(t.path, rules.roles))
  const known = new Set<string>()
  for (const [i, hint] of hints.entries()) {
    if (hint === null) continue
    const isRepeated = hints.some((other, k) => tables[k]!.path !== tables[i]!.path && other?.brand === hint.brand)
    const providers = tables[i]!.guess.provider?.split('-') ?? []
    if (providers.includes(hint.brand)) continue
    if (hint.isFolder || isRepeated || (isPeople(tables[i]!.guess) && tables[i]!.guess.role.role === 'customers'))
      known.add(hint.brand)
  }
  const ofPeople = new Set(
    tables.flatMap((t, i) => (isPeople(t.guess) && hints[i] && known.has(hints[i].brand) ? [hints[i].brand] : [])),
  )
  const single = ofPeople.size === 1 ? [...ofPeople][0]! : ofPeople.size === 0 ? projectName : null
  return tables.map((table, i) => {
    const hint = hints[i]
    if (table.guess.role.role !== 'suppressions') return hint && known.has(hint.brand) ? hint.brand : single
    if (hint && ofPeople.has(hint.brand)) return hint.brand
    return single
  })
}

function about(found: FoundTable): string {
  const { guess } = found
  const what = `${guess.role.role} (${guess.role.reason})`
  return [what, found.dialect, `${found.rowsLookedAt} rows looked at`].filter((part) => part !== null).join('; ')
}

function columnRemarks(found: FoundTable): Map<string, string> {
  return new Map(
    found.guess.columns.flatMap((c): [string, string][] =>
      c.field !== null && c.confidence < SURE_SCORE ? [[c.column, unsure(c.reason)]] : [],
    ),
  )
}

function toSpec(found: FoundTable, name: string, brand: string, of: string | null): SourceSpec {
  const { guess } = found
  return {
    name,
    file: found.path,
    table: found.table,
    format: found.format,
    encoding: found.encoding,
    delimiter: found.delimiter,
    header: found.header,
    role: guess.role.role,
    brand,
    country: guess.country,
    deal: dealOf(guess.role.role),
    dealDate: null,
    exportedAt: dateInName(found.path),
    key: guess.key,
    of,
    columns: mapping(guess),
    ...(Object.keys(guess.described).length === 0 ? {} : { compare: guess.described }),
    means: guess.means,
    provider: guess.provider,
    channel: guess.channel,
    free_of_duplicates: false,
  }
}

const consent: ReadonlySet<string> = new Set(CONSENT_FIELDS)

/** One column per field; of consents all columns. */
function mapping(guess: TableGuess): Record<string, Field> {
  const taken = new Set<Field>()
  const entries = guess.columns.flatMap(({ column, field }): [string, Field][] => {
    if (field === null || column === '__proto__' || (taken.has(field) && !consent.has(field))) return []
    taken.add(field)
    return [[column, field]]
  })
  return Object.fromEntries(entries)
}
