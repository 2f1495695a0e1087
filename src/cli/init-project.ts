/** Looks at a folder and writes its `goldpan.yaml`. */

import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { UserError } from '../base/errors.ts'
import { recogniseProvider } from '../ingest/providers/recognise-provider.ts'
import {
  draftSources,
  type FoundTable,
  linkColumn,
  sharedCountry,
  sharedCurrency,
} from '../ingest/recognise/draft-project.ts'
import { KeySketch } from '../ingest/recognise/link-sources.ts'
import { slug } from '../ingest/recognise/name-source.ts'
import {
  makeRecogniser,
  type Recognised,
  type Recogniser,
  type TableSample,
} from '../ingest/recognise/recognise-table.ts'
import { COLUMN_WORDS, type RecogniseRules, ROLE_WORDS, VALUE_WORDS } from '../ingest/recognise/rules.ts'
import { sharedKeys } from '../ingest/recognise/shared-keys.ts'
import type { Project } from '../record/project.ts'
import { EXTERNAL_LIST_RULES, type ExternalListRules } from '../rules/external-lists.ts'
import { loadRules } from '../rules/load-rules.ts'
import { PROJECT_FILE, parseProject } from '../rules/project-file.ts'
import { projectText } from '../rules/project-text.ts'
import { writeFileAtomic } from '../sinks/atomic.ts'
import { inspectFile, readTable, sampleRows, type TableInfo } from '../sources/source.ts'
import type { Io } from './io.ts'
import { listFiles } from './list-files.ts'
import { printable } from './printable.ts'

export interface InitOptions {
  /** Overwrite an existing goldpan.yaml. */
  readonly force?: boolean
  /** ISO 3166 alpha-2 for sources that do not show their country. */
  readonly country?: string
}

export interface InitResult {
  /** Absolute path of the file written. */
  readonly path: string
  readonly project: Project
  /** For people: files passed over with the reason, and what to check. */
  readonly notes: readonly string[]
  readonly tables: readonly FoundTable[]
}

const SAMPLE_ROWS = 2_000
/** Rows of a file whose keys are compared with those of the others. */
const KEY_ROWS = 300_000

/**
 * Recognises every file below `dir` and writes `dir/goldpan.yaml`.
 * @throws UserError where the file exists already or nothing was recognised.
 */
export async function initProject(dir: string, options: InitOptions, io: Io): Promise<InitResult> {
  const root = resolve(dir)
  const path = join(root, PROJECT_FILE)
  if (!existsSync(root)) throw new UserError('There is no such folder.', { place: root })
  if (existsSync(path) && options.force !== true)
    throw new UserError('There is a goldpan.yaml already.', {
      place: path,
      wayOut: 'Edit it, or overwrite it with: goldpan init --force',
    })
  const country = checkCountry(options.country)
  const { rules, lists } = loadRecogniseRules(root)
  const recogniser = makeRecogniser(rules, recogniseProvider)
  const notes: string[] = []
  const pass: Pass = (where, why) => notes.push(`${printable(where)} is passed over: ${why}`)
  const sampled: Sampled[] = []
  const files = listFiles(root)
  io.progress.start('look at', files.length, 'files')
  for (const file of files) {
    if (file !== PROJECT_FILE) sampled.push(...(await lookAt(root, file, pass)))
    io.progress.tick(1)
  }
  io.progress.done()
  const tables = recogniseAll(sampled, recogniser, pass)
  if (tables.length === 0) throw nothingFound(root, files.length, notes)
  const name = slug(basename(root))
  const draft = draftSources(await withKeys(root, tables), name, rules, lists)
  const known = country ?? sharedCountry(draft.sources)
  const currency = sharedCurrency({ country: known, sources: draft.sources }, rules)
  const project: Project = { dir: root, name, asOf: null, country: known, currency, sources: draft.sources }
  const text = projectText(project, {
    about: ABOUT,
    fields: currency === null ? {} : { currency: 'of amounts that do not name one' },
    sources: draft.remarks,
  })
  const written = parseProject(text, root, path)
  writeFileAtomic(path, text)
  return { path, project: written, notes, tables }
}

const ABOUT = [
  'What goldpan found in this folder. Please look at the lines that say "unsure", then run: goldpan run',
  'Columns map to fields; those under compare count, as they are, when records are matched; others are only kept.',
]

function checkCountry(country: string | undefined): string | null {
  if (country === undefined) return null
  const code = country.toUpperCase()
  if (!/^[A-Z]{2}$/.test(code))
    throw new UserError(`"${printable(country)}" is no country code.`, {
      place: '--country',
      wayOut: 'Give two letters, as in DE, FR, US.',
    })
  return code
}

function loadRecogniseRules(root: string): { rules: RecogniseRules; lists: ExternalListRules } {
  const { rules } = loadRules([COLUMN_WORDS, ROLE_WORDS, VALUE_WORDS, EXTERNAL_LIST_RULES], root)
  const lists = rules.get(EXTERNAL_LIST_RULES)
  const recognise = { columns: rules.get(COLUMN_WORDS), roles: rules.get(ROLE_WORDS), values: rules.get(VALUE_WORDS) }
  return { rules: recognise, lists }
}

interface Sampled {
  readonly file: string
  readonly info: TableInfo
  readonly rows: readonly (readonly string[])[]
}

async function lookAt(root: string, file: string, pass: Pass): Promise<Sampled[]> {
  try {
    const infos = await inspectFile(join(root, file))
    if (infos.length === 0) pass(file, 'it is no data file')
    const sampled: Sampled[] = []
    for (const info of infos) sampled.push({ file, info, rows: await sampleRows(info, SAMPLE_ROWS) })
    return sampled
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    pass(file, error.message)
    return []
  }
}

type Pass = (where: string, why: string) => void

/** All tables are known before any is settled: what a column is may show in another table. */
function recogniseAll(sampled: readonly Sampled[], recogniser: Recogniser, pass: Pass): FoundTable[] {
  const sampleOf = ({ file, info: { table, columns, header }, rows }: Sampled): TableSample => ({
    ...{ path: file, table, columns, header, rows },
  })
  const alone = sampled.map((each) => recogniser.recognise(sampleOf(each)))
  const isPeople = (result: Recognised) =>
    'guess' in result && (result.guess.role.role === 'customers' || result.guess.role.role === 'leads')
  const keys = sharedKeys(
    sampled.map((each, i) => ({
      ...{ ...sampleOf(each), isPeople: isPeople(alone[i]!), isCut: each.rows.length >= SAMPLE_ROWS },
    })),
  )
  return sampled.flatMap((each, i) => {
    const { file, info, rows } = each
    const sharedKeys = keys[i]!
    const result = sharedKeys.size === 0 ? alone[i]! : recogniser.recognise({ ...sampleOf(each), sharedKeys })
    if ('guess' in result)
      return { ...tableOf(info), path: file, rowsLookedAt: rows.length, guess: result.guess, keys: null }
    pass(info.table === null ? file : `${file} (${info.table})`, result.skip)
    return []
  })
}

function tableOf(info: TableInfo): Omit<FoundTable, 'path' | 'rowsLookedAt' | 'guess' | 'keys'> {
  const { table, format, encoding, delimiter, header, columns, dialect } = info
  return { table, format, encoding, delimiter, header, columns, dialect }
}

/** Reads the keys by which sources belong together, where there is more than one source. */
async function withKeys(root: string, tables: readonly FoundTable[]): Promise<FoundTable[]> {
  const isNeeded = tables.some(
    (t) => t.guess.role.role !== 'customers' && t.guess.role.role !== 'leads' && linkColumn(t.guess) !== null,
  )
  if (!isNeeded) return [...tables]
  const keyed: FoundTable[] = []
  for (const found of tables) {
    const column = linkColumn(found.guess)
    const keys = column === null ? null : await readKeys(join(root, found.path), found, found.columns.indexOf(column))
    keyed.push({ ...found, keys })
  }
  return keyed
}

async function readKeys(path: string, found: FoundTable, index: number): Promise<KeySketch> {
  const keys = new KeySketch()
  let rows = 0
  for await (const batch of readTable(path, found, () => {})) {
    for (const row of batch.rows) keys.add(row[index] ?? '')
    rows += batch.rows.length
    if (rows >= KEY_ROWS) break
  }
  return keys
}

function nothingFound(root: string, files: number, notes: readonly string[]): UserError {
  const looked = files === 0 ? 'The folder holds no files.' : `None of the ${files} files was recognised:`
  const shown = notes.slice(0, 20).map((note) => `\n  ${note}`)
  return new UserError(`${looked}${shown.join('')}${notes.length > 20 ? `\n  and ${notes.length - 20} more` : ''}`, {
    place: root,
    wayOut: 'Put CSV, JSON, XLSX or SQLite files there, or write goldpan.yaml by hand.',
  })
}
