/** What a file is, by its first bytes and only then by its name. */

import { UserError } from '../base/errors.ts'
import { isFormBody } from './form-body.ts'

export type FileKind = 'zip' | 'xlsx' | 'sqlite' | 'json' | 'jsonl' | 'csv' | 'mail'

const DATA_ENDINGS = /\.(csv|tsv|tab|txt|psv|dat|json|jsonl|ndjson|xlsx|xlsm|sqlite3?|db3?|eml|mbox|mbx|gz|zip)$/i
/** Names that are no data whatever their ending, and endings of texts that only look like tables. */
const NOT_DATA_NAMES =
  /^(readme|license|licence|copying|changelog|contributing|notice|authors|\.|~\$|thumbs\.db$|desktop\.ini$)/i
const NOT_DATA_ENDINGS =
  /\.(md|markdown|rst|adoc|pdf|png|jpe?g|gif|svg|webp|ico|html?|css|js|ts|mjs|cjs|py|r|sql|sh|bat|ya?ml|toml|ini|cfg|conf|xml|docx?|pptx?|log|lock|msg|mp[34]|mov|exe|dll|so|pem|key|crt|db-wal|db-shm|sqlite-wal|sqlite-shm)$/i

/** Whether a file's name (without folders) promises data. A guess: {@link inspectFile} looks inside. */
export function isDataFile(name: string): boolean {
  return DATA_ENDINGS.test(name) && !isNoData(name)
}

export function isNoData(name: string): boolean {
  return NOT_DATA_NAMES.test(name) || NOT_DATA_ENDINGS.test(name.replace(/\.gz$/i, ''))
}

const MAGIC_OF_NO_DATA: readonly string[] = [
  '%PDF-',
  '\x89PNG',
  'GIF8',
  '\xff\xd8\xff',
  '\x7fELF',
  'MZ\x90',
  '<!DOCTYPE',
  '<html',
  '<?xml',
  '{\\rtf',
  'RIFF',
  'OggS',
  'ID3',
]

/** Files that hold tables but that goldpan does not read, with what to do instead. */
const UNREAD: readonly { readonly magic: string; readonly what: string; readonly wayOut: string }[] = [
  {
    magic: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    what: 'an old Excel or an encrypted workbook',
    wayOut: 'save it as .xlsx without a password, or as CSV',
  },
  { magic: 'PAR1', what: 'a Parquet file', wayOut: 'export it as CSV' },
  { magic: 'BZh', what: 'a bzip2 archive', wayOut: 'unpack it' },
  { magic: '7z\xbc\xaf\x27\x1c', what: 'a 7-Zip archive', wayOut: 'unpack it' },
  { magic: '\xfd7zXZ', what: 'an xz archive', wayOut: 'unpack it' },
  { magic: '\x28\xb5\x2f\xfd', what: 'a zstd archive', wayOut: 'unpack it' },
  { magic: 'Rar!', what: 'a RAR archive', wayOut: 'unpack it' },
]

/**
 * @param head the first bytes, gunzipped, without byte order mark; text already in UTF-8
 * @returns null for what is no data
 * @throws UserError for tables of a kind that is not read
 */
export function identify(head: Buffer, name: string, place: string): FileKind | null {
  const start = head.toString('latin1', 0, 512)
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip'
  if (start.startsWith('SQLite format 3\0')) return 'sqlite'
  for (const { magic, what, wayOut } of UNREAD)
    if (start.startsWith(magic)) throw new UserError(`${what} is not read`, { place, wayOut })
  if (MAGIC_OF_NO_DATA.some((magic) => start.toLowerCase().startsWith(magic.toLowerCase()))) return null
  if (isBinary(head)) return null
  return identifyText(head, name)
}

function identifyText(head: Buffer, name: string): FileKind {
  const bare = name.replace(/\.(gz|zip)$/i, '')
  if (isFormBody(head.toString('latin1', 0, 4096).trimStart())) return 'jsonl'
  if (/\.(csv|tsv|tab|psv)$/i.test(bare)) return 'csv'
  if (/\.(jsonl|ndjson)$/i.test(bare)) return 'jsonl'
  const text = head.toString('utf8', 0, 65_536).trimStart()
  if (/\.(eml|mbox|mbx)$/i.test(bare) || isMail(text)) return 'mail'
  if (text.startsWith('[') && /^\[\s*([[{"\]\d-]|true|false|null|$)/.test(text)) return 'json'
  if (!/^\{\s*("|\}|$)/.test(text)) return 'csv'
  return isJsonLines(text) ? 'jsonl' : 'json'
}

/** Begins as a message does: an mbox's line, or three header fields of which one is every message's. */
function isMail(text: string): boolean {
  const [first, ...below] = text.slice(0, 8192).split(/\r?\n/)
  const lines = first!.startsWith('From ') ? below : [first!, ...below]
  const end = lines.findIndex((line) => !/^([!-9;-~]+:|[ \t])/.test(line))
  const header = lines.slice(0, end < 0 ? lines.length : end)
  if (header.filter((line) => /^[!-9;-~]+: ?/.test(line)).length < 3) return false
  return header.some((line) =>
    /^(return-path|received|delivered-to|message-id|mime-version|content-type|from):/i.test(line),
  )
}

/** The first line is an object of its own and another object follows. */
function isJsonLines(text: string): boolean {
  const end = text.indexOf('\n')
  if (end < 0) return false
  if (!text.slice(end).trimStart().startsWith('{')) return false
  try {
    JSON.parse(text.slice(0, end))
    return true
  } catch {
    return false
  }
}

/** More than one in ten bytes is a control character that no text has. NULs are left to the reader. */
function isBinary(head: Buffer): boolean {
  const sample = head.subarray(0, 8192)
  let odd = 0
  for (const byte of sample)
    if (
      byte < 32 &&
      byte > 0 &&
      byte !== 9 &&
      byte !== 10 &&
      byte !== 13 &&
      byte !== 12 &&
      byte !== 27 &&
      byte !== 31 &&
      byte !== 30 &&
      byte !== 1
    )
      odd++
  return odd * 10 > sample.length
}
