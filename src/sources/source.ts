/** Any file of tables: which tables it holds, and their rows. */

import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { UserError } from '../base/errors.ts'
import type { SourceFormat } from '../record/project.ts'
import { readHead } from './bytes.ts'
import { csvFormat } from './csv-format.ts'
import { detectEncoding } from './encoding.ts'
import { type Format, type Location, placeOf, type Takers } from './format.ts'
import { identify, isNoData } from './identify.ts'
import { jsonFormat, jsonlFormat } from './json-format.ts'
import { ENCODED_BYTES, HEAD_BYTES } from './limits.ts'
import { ALL_MESSAGES, isMessageName } from './mail-messages.ts'
import {
  Mendings,
  type OnNote,
  type OnReject,
  type RowBatch,
  type RowPieces,
  type TableInfo,
  type TableSpec,
} from './table.ts'
import { headToUtf8 } from './transcode.ts'
import { encrypted, listMembers } from './zip.ts'

export { isDataFile } from './identify.ts'
export type { OddRow, OnReject, Reject, RowBatch, RowPieces, TableInfo, TableSpec } from './table.ts'

/** What reads workbooks, databases and mail is loaded when there is one. */
const FORMATS: Readonly<Record<SourceFormat, () => Format | Promise<Format>>> = {
  csv: () => csvFormat,
  json: () => jsonFormat,
  jsonl: () => jsonlFormat,
  xlsx: async () => (await import('./xlsx-format.ts')).xlsxFormat,
  sqlite: async () => (await import('./sqlite-format.ts')).sqliteFormat,
  mail: async () => (await import('./mail-format.ts')).mailFormat,
}

export interface ReadOptions {
  /** Told at the end what was mended in accepted rows. */
  readonly onNote?: OnNote
  /**
   * Of delimited text: nothing is rejected or mended out of its bytes; rows that strings cannot hold go there instead, in
   * their place among the rows, and a blank line in a table of one column is a row.
   */
  readonly pieces?: RowPieces
  /** Bytes read at a time. */
  readonly chunkBytes?: number
}

/**
 * All tables in a file: one for a text, one per sheet, database table or archive member. Empty for what is no data
 * (a README, a PDF, an image).
 * @throws UserError when the file cannot be read as a whole (damaged, encrypted, empty, of a kind that is not read)
 */
export async function inspectFile(path: string): Promise<readonly TableInfo[]> {
  if (await isFolder(path)) return (await FORMATS.mail()).inspect({ path, member: null }, null)
  if (isNoData(basename(path))) return []
  await checkFile(path)
  const kind = await identifyAt({ path, member: null })
  if (kind === null) return []
  return kind === 'zip' ? inspectArchive(path) : (await FORMATS[kind]()).inspect({ path, member: null }, null)
}

/** Up to `count` rows from the beginning; what cannot be read is passed over. */
export async function sampleRows(info: TableInfo, count: number): Promise<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = []
  if (count <= 0) return rows
  for await (const batch of readTable(info.path, info, () => {})) {
    for (const row of batch.rows) if (rows.push(row) >= count) return rows
  }
  return rows
}

/**
 * The table with its columns, as a project file's spec names it: what {@link readTable} will give for the same spec.
 * @throws UserError when there is no such table
 */
export async function describeTable(path: string, spec: TableSpec): Promise<TableInfo> {
  await checkFile(path, spec)
  const { location } = await locate(path, spec)
  const format = await FORMATS[spec.format]()
  const infos = await format.inspect(location, spec)
  const wanted = infos.find((info) => spec.table === null || info.table === spec.table)
  if (wanted !== undefined) return wanted
  throw new UserError('the file has no such table', {
    place: `${path}!${spec.table}`,
    wayOut: 'run goldpan init to list its tables',
  })
}

/**
 * The rows of one table in batches, in bounded memory (workbooks and packed databases are held as a whole). Every
 * line ends up in a row or in `onReject`; blank lines, the header and what stands before it excepted.
 * @throws UserError when the file or the table cannot be read as a whole
 */
export async function* readTable(
  path: string,
  spec: TableSpec,
  onReject: OnReject,
  options: ReadOptions = {},
): AsyncGenerator<RowBatch> {
  await checkFile(path, spec)
  const { location, inner } = await locate(path, spec)
  const mendings = new Mendings()
  const format = await FORMATS[spec.format]()
  yield* format.read(location, inner, spec, {
    onReject,
    mendings,
    pieces: options.pieces ?? null,
    chunkBytes: options.chunkBytes ?? HEAD_BYTES,
  })
  if (options.onNote) mendings.tell(options.onNote)
}

/**
 * The rows of {@link readTable}, cell by cell to the takers of their columns.
 * @throws UserError when the file or the table cannot be read as a whole
 */
export async function encodeTable(path: string, spec: TableSpec, takers: Takers, onReject: OnReject): Promise<void> {
  await checkFile(path)
  const { location, inner } = await locate(path, spec)
  const format = await FORMATS[spec.format]()
  const context = { onReject, mendings: new Mendings(), pieces: null, chunkBytes: ENCODED_BYTES }
  if (format.encode) return format.encode(location, inner, spec, takers, context)
  for await (const { rows } of format.read(location, inner, spec, context))
    for (const row of rows) for (let c = 0; c < takers.length; c++) takers[c]?.takeText(row[c]!)
}

/** Only messages may come as a folder. */
async function checkFile(path: string, spec: Pick<TableSpec, 'format'> | null = null): Promise<void> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new UserError('the file is not there', { place: path, wayOut: 'check the name', cause })
  })
  if (spec?.format === 'mail' && found.isDirectory()) return
  if (!found.isFile()) throw new UserError('this is not a file', { place: path, wayOut: 'name a file' })
  if (found.size === 0)
    throw new UserError('the file is empty', { place: path, wayOut: 'export it again, or take it out' })
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found?.isDirectory() === true
}

async function identifyAt(at: Location): Promise<'zip' | SourceFormat | null> {
  const { bytes, isWhole } = await readHead(at.path, at.member, HEAD_BYTES)
  const { encoding } = detectEncoding(bytes, isWhole)
  const text = encoding.startsWith('utf-16') ? headToUtf8(bytes, encoding, placeOf(at)) : bytes
  const kind = identify(text, basename(at.member ?? at.path), placeOf(at))
  if (kind !== 'zip') return kind
  return (await isWorkbook(at)) ? 'xlsx' : at.member === null ? 'zip' : null
}

async function isWorkbook(at: Location): Promise<boolean> {
  if (at.member !== null) return /\.xls[xm]$/i.test(at.member)
  return (await listMembers(at.path)).some((member) => member.name === 'xl/workbook.xml')
}

/** Every member that holds tables; archives in archives are passed over. */
async function inspectArchive(path: string): Promise<TableInfo[]> {
  const infos: TableInfo[] = []
  const members = await listMembers(path)
  if (members.some((member) => isMessageName(member.name)))
    infos.push(...(await (await FORMATS.mail()).inspect({ path, member: ALL_MESSAGES }, null)))
  for (const member of members) {
    const name = basename(member.name)
    if (isMessageName(name)) continue
    if (isNoData(name) || member.name.startsWith('__MACOSX/') || member.bytes === 0) continue
    const at = { path, member: member.name }
    if (member.isEncrypted) throw encrypted(placeOf(at))
    const kind = await identifyAt(at)
    if (kind !== null && kind !== 'zip') infos.push(...(await (await FORMATS[kind]()).inspect(at, null)))
  }
  return infos
}

/** Where a table is: the archive's member, and the sheet or database table in it. */
async function locate(path: string, spec: TableSpec): Promise<{ location: Location; inner: string | null }> {
  const { table } = spec
  if (spec.format === 'mail' && (await isFolder(path))) return { location: { path, member: null }, inner: null }
  if (table === ALL_MESSAGES) return { location: { path, member: ALL_MESSAGES }, inner: null }
  const isArchive = (await identifyAt({ path, member: null })) === 'zip'
  if (!isArchive) return { location: { path, member: null }, inner: table }
  const members = (await listMembers(path)).map((m) => m.name).filter((name) => !isNoData(basename(name)))
  const member = table === null ? (members.length === 1 ? members[0] : undefined) : longestMember(members, table)
  if (member === undefined)
    throw new UserError(
      table === null ? `the archive holds ${members.length} files` : 'the archive has no such member',
      {
        place: table === null ? path : `${path}!${table}`,
        wayOut: 'name one as "table" in goldpan.yaml; goldpan init lists them',
      },
    )
  const inner = table === null || table.length === member.length ? null : table.slice(member.length + 1)
  return { location: { path, member }, inner }
}

function longestMember(members: readonly string[], table: string): string | undefined {
  const fitting = members.filter((name) => table === name || table.startsWith(`${name}!`))
  return fitting.sort((l, r) => r.length - l.length)[0]
}
