/** Cuts a JSON text into the elements of its array (or its lines), as bytes, holding no more than one element. */

import { MAX_ELEMENT_BYTES } from './limits.ts'

/** The text of one element and its place; `broken` says why it can be none. */
export interface JsonElement {
  readonly line: number
  readonly text: string
  readonly broken: string | null
}

const QUOTE = 34
const COMMA = 44
const OPEN_BRACKET = 91
const BACKSLASH = 92
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125
const LF = 10

/** How the reason begins where the file ends in the middle of what it says. */
export const CUT_OFF = 'the JSON text ends before'

const tooLong = `an element is longer than ${MAX_ELEMENT_BYTES} bytes`

/**
 * Elements of the array whose `[` is at byte `arrayOffset`; null: values that stand one after another, with or without
 * line breaks. `line` is the line an element starts on. Ends with a broken element when the text ends before the array
 * (or the last value) does.
 */
export async function* arrayElements(
  chunks: AsyncIterable<Buffer>,
  arrayOffset: number | null,
): AsyncGenerator<JsonElement[]> {
  let carry: Buffer = Buffer.alloc(0)
  let toSkip = arrayOffset === null ? 0 : arrayOffset + 1
  let line = 1
  const cutter = new ElementCutter(arrayOffset === null)
  for await (const chunk of chunks) {
    let bytes = chunk
    if (toSkip > 0) {
      const skipped = Math.min(toSkip, bytes.length)
      line += countLines(bytes, 0, skipped)
      bytes = bytes.subarray(skipped)
      toSkip -= skipped
    }
    const whole = carry.length === 0 ? bytes : Buffer.concat([carry, bytes])
    const elements = cutter.cut(whole, line)
    line = cutter.line
    if (elements.length > 0) yield elements
    if (cutter.isDone) return
    carry = Buffer.from(whole.subarray(cutter.start))
    cutter.rebase()
    if (carry.length > MAX_ELEMENT_BYTES) {
      yield [
        {
          line: cutter.startLine,
          text: carry.toString('utf8', 0, 65_536),
          broken: `${tooLong}; the rest of the file is not read`,
        },
      ]
      return
    }
  }
  const text = carry.toString('utf8')
  const rest = text.trim()
  if (arrayOffset === null && rest === '') return
  const restLine = cutter.startLine + countText(text, text.length - text.trimStart().length)
  const broken = `${CUT_OFF} its ${arrayOffset === null ? 'last value' : 'array'} does`
  // The last element may be whole and only the bracket lost.
  if (isJson(rest))
    yield [
      { line: restLine, text: rest, broken: null },
      { line: cutter.line, text: '', broken },
    ]
  else yield [{ line: restLine, text: rest, broken }]
}

/** Follows strings and depth through the bytes; keeps its state between chunks. */
class ElementCutter {
  /** Where the element being read begins in the bytes given. */
  start = 0
  startLine = 1
  line = 1
  isDone = false
  #at = 0
  #depth = 0
  #isInString = false
  readonly #areValues: boolean

  /** `areValues`: an element ends with its own bracket, not with a comma or the array's end. */
  constructor(areValues: boolean) {
    this.#areValues = areValues
  }

  cut(bytes: Buffer, line: number): JsonElement[] {
    const elements: JsonElement[] = []
    this.line = line
    if (this.start === 0 && this.#at === 0) this.startLine = line
    // Locals: fields would be read and written once per byte.
    let isInString = this.#isInString
    let depth = this.#depth
    let i = this.#at
    for (; i < bytes.length; i++) {
      if (isInString) {
        while (i < bytes.length && bytes[i] !== QUOTE && bytes[i] !== BACKSLASH) i++
        if (i >= bytes.length) break
        if (bytes[i] === BACKSLASH) i++
        else isInString = false
        continue
      }
      const byte = bytes[i]!
      if (byte === QUOTE) isInString = true
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++
      else if (byte === LF) this.line++
      else if (byte === CLOSE_BRACE || (byte === CLOSE_BRACKET && depth > 0)) {
        depth = Math.max(0, depth - 1)
        if (this.#areValues && depth === 0) this.#take(bytes, i + 1, i + 1, elements)
      } else if (byte === CLOSE_BRACKET || (byte === COMMA && depth === 0)) {
        this.#take(bytes, i, i + 1, elements)
        if (byte === COMMA || this.#areValues) continue
        this.isDone = true
        break
      }
    }
    this.#at = i
    this.#depth = depth
    this.#isInString = isInString
    return elements
  }

  /** The bytes before `start` have been let go. */
  rebase(): void {
    this.#at -= this.start
    this.start = 0
  }

  #take(bytes: Buffer, end: number, next: number, into: JsonElement[]): void {
    const text = bytes.toString('utf8', this.start, end)
    const lead = text.length - text.trimStart().length
    const line = this.startLine + countText(text, lead)
    if (text.length > lead) into.push({ line, text: text.trim(), broken: null })
    this.start = next
    this.startLine = this.line
  }
}

/** Values one after another in a text that is no JSON value as a whole; null where the text ends in the middle of one. */
export function splitValues(text: string): readonly string[] | null {
  const bytes = Buffer.from(text)
  const cutter = new ElementCutter(true)
  const values = cutter.cut(bytes, 1).map((element) => element.text)
  return bytes.toString('utf8', cutter.start).trim() === '' ? values : null
}

/** Whether behind the first object of a text another value begins; only as far as this beginning shows it. */
export function isSeveralValues(head: Buffer): boolean {
  if (head.toString('latin1').trimStart()[0] !== '{') return false
  const first = new ElementCutter(true)
  // All values that end in the beginning are cut; one is enough where something follows it.
  const count = first.cut(head, 1).length
  return count > 1 || (count === 1 && /^\s*,?\s*[[{]/.test(head.toString('utf8', first.start)))
}

/** Lines of JSONL; blank ones are left out, too long ones come broken. */
export async function* jsonLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<JsonElement[]> {
  let carry: Buffer = Buffer.alloc(0)
  let line = 1
  let isSkipping = false
  for await (const chunk of chunks) {
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk])
    const elements: JsonElement[] = []
    let start = 0
    for (let end = bytes.indexOf(LF, carry.length); end >= 0; end = bytes.indexOf(LF, start)) {
      const text = isSkipping ? '' : bytes.toString('utf8', start, end).trim()
      if (text !== '') elements.push({ line, text, broken: null })
      isSkipping = false
      line++
      start = end + 1
    }
    if (elements.length > 0) yield elements
    carry = isSkipping ? Buffer.alloc(0) : Buffer.from(bytes.subarray(start))
    if (carry.length > MAX_ELEMENT_BYTES) {
      yield [{ line, text: carry.toString('utf8', 0, 65_536), broken: tooLong }]
      isSkipping = true
      carry = Buffer.alloc(0)
    }
  }
  const text = isSkipping ? '' : carry.toString('utf8').trim()
  if (text === '') return
  const isCut = text.startsWith('{') && !isJson(text) && splitValues(text) === null
  yield [{ line, text, broken: isCut ? `${CUT_OFF} its last line does` : null }]
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function countLines(bytes: Buffer, from: number, to: number): number {
  let n = 0
  for (let i = bytes.indexOf(LF, from); i >= 0 && i < to; i = bytes.indexOf(LF, i + 1)) n++
  return n
}

function countText(text: string, to: number): number {
  let n = 0
  for (let i = 0; i < to; i++) if (text.charCodeAt(i) === LF) n++
  return n
}

/**
 * Byte offset of the `[` that holds the rows: the text's own array, or the first one of objects inside its objects
 * (`{"data": {"items": [{…`). Null: none in this beginning.
 */
export function findRowArray(head: Buffer): number | null {
  const text = head.toString('latin1')
  const first = text.search(/\S/)
  if (text[first] === '[') return first
  if (text[first] !== '{') return null
  const token = /"(?:[^"\\]|\\.)*"|\[\s*(?:\{|\])|\[|\]/gs
  let depth = 0
  for (let m = token.exec(text); m !== null; m = token.exec(text)) {
    if (m[0].startsWith('"')) continue
    if (m[0] === ']') depth--
    else if (m[0].endsWith(']')) continue
    else if (m[0].endsWith('{') && depth === 0) return m.index
    else depth++
  }
  return null
}
