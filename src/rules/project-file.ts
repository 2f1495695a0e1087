/** Reads `goldpan.yaml`: the project, or all its faults at once with line and column. */

import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, isAbsolute, join, normalize, resolve } from 'node:path'
import { FaultList, UserError } from '../base/errors.ts'
import { parseIsoDate } from '../record/dates.ts'
import { CONSENT_FIELDS } from '../record/fields.ts'
import type { IsoDate } from '../record/ids.ts'
import type { Deal, Project, Role, SourceFormat, SourceSpec } from '../record/project.ts'
import { sortedJson } from './canonical-json.ts'
import { checkYaml } from './check.ts'
import { type ProjectYaml, projectSchema, type SourceYaml, sourceSchema } from './project-schema.ts'
import { didYouMean } from './suggest.ts'
import { parseYaml, type YamlFile } from './yaml-file.ts'

export const PROJECT_FILE = 'goldpan.yaml'

/**
 * The project of a folder.
 * @throws UserError where there is no goldpan.yaml, FaultList with everything that is wrong in it.
 */
export function loadProject(dir: string): Project {
  const path = join(dir, PROJECT_FILE)
  if (!existsSync(path))
    throw new UserError('There is no goldpan.yaml in this folder.', {
      place: resolve(dir),
      wayOut: 'Run `goldpan init` there first, or name the folder that holds your files.',
    })
  return parseProject(readFileSync(path, 'utf8'), dir, path)
}

/** The same from a text that is not on disk yet; `place` is the path that faults name. */
export function parseProject(text: string, dir: string, place: string): Project {
  const yaml = parseYaml(text, place)
  const checked = checkYaml(yaml, projectSchema)
  // Faults between sources are listed together with those within one, so that all are mended in one go.
  const readable = 'value' in checked ? checked.value.sources.map(whole) : readableSources(yaml.value)
  const between = readable.flatMap((source, i) => sourceFaults(source, i, readable, dir, yaml))
  const faults = [...checked.faults, ...modelFaults(yaml, dir), ...between]
  if (!('value' in checked) || faults.length > 0) throw new FaultList('The project file', faults)
  return toProject(checked.value, resolve(dir))
}

/** A source as far as it can be read, and the keys that cannot. */
interface ReadableSource {
  readonly source: SourceYaml
  readonly broken: ReadonlySet<PropertyKey>
}

const whole = (source: SourceYaml): ReadableSource => ({ source, broken: new Set() })

function readableSources(value: unknown): readonly ReadableSource[] {
  const sources = typeof value === 'object' && value !== null && 'sources' in value ? value.sources : []
  if (!Array.isArray(sources)) return []
  return sources.map((raw: unknown) => {
    const first = sourceSchema.safeParse(raw)
    if (first.success) return whole(first.data)
    const broken = new Set(first.error.issues.map((issue) => issue.path[0] ?? ''))
    const given = typeof raw === 'object' && raw !== null ? Object.entries(raw) : []
    const kept = given.filter(([key]) => !broken.has(key) && key in sourceSchema.shape)
    const second = sourceSchema.safeParse({ ...UNREADABLE, ...Object.fromEntries(kept) })
    return { source: second.success ? second.data : UNREADABLE, broken: second.success ? broken : EVERY_KEY }
  })
}

const UNREADABLE: SourceYaml = { name: 'unreadable', file: '.', role: 'customers' }
const EVERY_KEY: ReadonlySet<PropertyKey> = new Set(Object.keys(sourceSchema.shape))

/** A provider's list of those who are subscribed: people, whose presence claims an opt-in. */
const isSubscriberList = (source: SourceYaml): boolean =>
  source.means === 'subscribed' && (source.role === 'customers' || source.role === 'leads')

/** Canonical JSON of what decides how a source is read; the file's contents are not in it. */
export function sourceSpecJson(spec: SourceSpec): string {
  return sortedJson(spec)
}

function modelFaults(yaml: YamlFile, dir: string): string[] {
  const given = projectSchema.shape.match.safeParse(
    typeof yaml.value === 'object' && yaml.value !== null && 'match' in yaml.value ? yaml.value.match : undefined,
  )
  const fault = given.data === undefined ? null : faultOfFile(given.data.model, dir)
  return fault === null ? [] : [`${yaml.place(['match', 'model'])} ${fault}`]
}

function sourceFaults(
  { source, broken }: ReadableSource,
  index: number,
  readable: readonly ReadableSource[],
  dir: string,
  yaml: YamlFile,
): string[] {
  const faults: string[] = []
  const fault = (key: string, what: string) => {
    if (!broken.has(key)) faults.push(`${yaml.place(['sources', index, key])} ${what}`)
  }
  const sources = readable.map((r) => r.source)
  const first = sources.findIndex((s) => s.name === source.name)
  if (first !== index) fault('name', `two sources are called "${source.name}", expected a name of its own for each`)
  const fileFault = faultOfFile(source.file, dir, source.format === 'mail')
  if (fileFault !== null) fault('file', fileFault)
  if (source.of !== undefined) {
    const people = sources.filter((s) => s.role === 'customers' || s.role === 'leads').map((s) => s.name)
    if (source.of === source.name) fault('of', 'the source refers to itself, expected another source')
    else if (!people.includes(source.of))
      fault('of', `"${source.of}" is no source of customers or leads${didYouMean(source.of, people)}`)
  }
  const isRoleKnown = !broken.has('role')
  if (isRoleKnown && source.means !== undefined && source.role !== 'suppressions' && !isSubscriberList(source))
    fault('means', `means is given for the role ${source.role}, expected it only for suppressions`)
  if (source.role === 'suppressions' && source.means === undefined && source.provider === undefined)
    fault('role', 'a suppression list needs to say what its rows mean, expected means: unsubscribed, bounced, …')
  const compare = Object.entries(source.compare ?? {})
  if (isRoleKnown && compare.length > 0 && source.role !== 'customers' && source.role !== 'leads')
    fault('compare', `compare is given for the role ${source.role}, expected it only for customers and leads`)
  for (const [i, [column, name]] of compare.entries())
    if (compare.findIndex(([, other]) => other === name) !== i)
      faults.push(
        `${yaml.place(['sources', index, 'compare', column])} the name ${name} is given twice, expected one column for it`,
      )
  const columns = Object.entries(source.columns ?? {})
  for (const [i, [column, field]] of columns.entries()) {
    // Several columns may speak of consent: each of them becomes facts.
    if (isConsent(field)) continue
    const earlier = columns.slice(0, i).find(([, f]) => f === field)
    if (earlier !== undefined)
      faults.push(
        `${yaml.place(['sources', index, 'columns', column])} the field ${field} is given twice, expected one column for it`,
      )
  }
  return faults
}

const consentFields: ReadonlySet<string> = new Set(CONSENT_FIELDS)
const isConsent = (field: string): boolean => consentFields.has(field)

function faultOfFile(file: string, dir: string, mayBeFolder = false): string | null {
  const outside = isAbsolute(file) || /^[A-Za-z]:|^\\/.test(file) || normalize(file).split(/[\\/]/).includes('..')
  if (outside) return 'the path leaves the project folder, expected a path below it'
  if (file.includes('\0')) return 'the path holds a character no path may hold'
  const path = join(dir, file)
  if (!existsSync(path)) return `"${file}" does not exist, expected a file below the project folder`
  const found = statSync(path)
  return found.isFile() || (mayBeFolder && found.isDirectory()) ? null : `"${file}" is a folder, expected a file`
}

function toProject(yaml: ProjectYaml, dir: string): Project {
  const name = yaml.name ?? basename(dir)
  return {
    dir,
    name,
    asOf: isoDate(yaml.as_of),
    country: yaml.country ?? null,
    currency: yaml.currency ?? null,
    ...(yaml.match === undefined ? {} : { match: yaml.match }),
    ...(yaml.known_domains === undefined ? {} : { knownDomains: yaml.known_domains }),
    ...(yaml.dns === undefined || yaml.dns === false ? {} : { dns: yaml.dns === true ? { server: null } : yaml.dns }),
    ...(yaml.send_date === undefined ? {} : { sendDate: parseIsoDate(yaml.send_date)! }),
    ...(yaml.disregard === undefined ? {} : { disregard: yaml.disregard }),
    ...(yaml.confirm_suppressions === undefined ? {} : { confirmSuppressions: yaml.confirm_suppressions }),
    sources: yaml.sources.map((source) => toSpec(source, name)),
  }
}

function toSpec(source: SourceYaml, projectName: string): SourceSpec {
  return {
    name: source.name,
    file: source.file,
    table: source.table ?? null,
    format: source.format ?? formatOf(source.file),
    encoding: source.encoding ?? null,
    delimiter: source.delimiter ?? null,
    header: source.header ?? true,
    role: source.role,
    brand: source.brand ?? projectName,
    country: source.country ?? null,
    deal: source.deal ?? dealOf(source.role),
    dealDate: isoDate(source.deal_date),
    exportedAt: isoDate(source.exported_at),
    ...(source.list === undefined ? {} : { list: source.list }),
    ...fetchedAt(source.fetched_at),
    key: source.key ?? null,
    of: source.of ?? null,
    columns: source.columns ?? {},
    ...(source.compare === undefined ? {} : { compare: source.compare }),
    means: source.means ?? null,
    provider: source.provider ?? null,
    channel: source.channel ?? null,
    free_of_duplicates: source.free_of_duplicates ?? false,
  }
}

function fetchedAt(text: string | undefined): { fetchedAt?: IsoDate } {
  const date = isoDate(text)
  return date === null ? {} : { fetchedAt: date }
}

const isoDate = (text: string | undefined) => (text === undefined ? null : parseIsoDate(text))

/** Leads came in at an event unless the file says otherwise; everyone else is one's own customer. */
export function dealOf(role: Role): Deal {
  return role === 'leads' ? 'event' : 'own'
}

/** The format that a file's ending tells. */
export function formatOf(file: string): SourceFormat {
  const ending = /\.([a-z0-9]+)(\.gz)?$/i.exec(file)?.[1]?.toLowerCase() ?? ''
  if (ending === 'json') return 'json'
  if (ending === 'jsonl' || ending === 'ndjson') return 'jsonl'
  if (ending === 'xlsx') return 'xlsx'
  if (ending === 'eml' || ending === 'mbox' || ending === 'mbx') return 'mail'
  return ['db', 'sqlite', 'sqlite3', 'db3'].includes(ending) ? 'sqlite' : 'csv'
}
