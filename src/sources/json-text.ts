/** JSON elements as rows: numbers kept exactly, nested objects flattened to `a.b`, arrays kept as JSON text. */

import { MAX_FLATTEN_DEPTH } from './limits.ts'

const LONG_INTEGER = /\d{16}/
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs

/** As JSON.parse, but integers past 2^53 come as strings, so that long ids survive. @throws SyntaxError */
export function parseExactly(text: string): unknown {
  if (!LONG_INTEGER.test(text)) return JSON.parse(text)
  JSON.parse(text) // judge the text as it came, before numbers in it are quoted
  return JSON.parse(text.replace(STRING_OR_NUMBER, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token)))
}

/** One element as column → cell. A scalar becomes the column `value`, an array `column 1` …. Nulls are left out. */
export function flatten(element: unknown): Map<string, string> {
  const cells = new Map<string, string>()
  if (Array.isArray(element)) for (const [i, item] of element.entries()) put(cells, `column ${i + 1}`, cellOf(item))
  else if (isObject(element)) flattenInto(cells, '', element, 1)
  else put(cells, 'value', cellOf(element))
  return cells
}

function flattenInto(cells: Map<string, string>, prefix: string, object: object, depth: number): void {
  for (const [key, value] of Object.entries(object)) {
    if (isObject(value) && depth < MAX_FLATTEN_DEPTH) flattenInto(cells, `${prefix}${key}.`, value, depth + 1)
    else put(cells, prefix + key, cellOf(value))
  }
}

/** A literal `a.b` beside a nested one is kept under another name. */
function put(cells: Map<string, string>, name: string, cell: string): void {
  const base = name.trim() === '' ? '(no name)' : name
  let free = base
  for (let n = 2; cells.has(free); n++) free = `${base} (${n})`
  cells.set(free, cell.includes('\0') ? cell.replaceAll('\0', '') : cell)
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
