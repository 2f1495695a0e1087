/** One YAML text: its value, where each part of it stands, and every fault as `file:line:column what`. */

import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

export type Path = readonly PropertyKey[]

export interface YamlFile {
  /** Plain value; undefined where the text is not YAML. */
  readonly value: unknown
  /** Faults of the syntax, ready to show. */
  readonly faults: readonly string[]
  /** `file:line:column` of the value (or, with `ofKey`, the key) at a path; the nearest parent where there is none. */
  place(path: Path, ofKey?: boolean): string
}

/** Rules and projects are written by people: more than this is not one of them. */
const MAX_CHARS = 8_000_000
/** Aliases that expand to more than this many nodes are refused (a "YAML bomb"). */
const MAX_ALIASES = 100
/** Deeper nesting than this is no rule file; the parser recurses, so refuse before the stack ends. */
const MAX_DEPTH = 200

/** Parses YAML 1.2 (core schema: `no` and dates stay texts). Never throws for what stands in the text. */
export function parseYaml(text: string, file: string): YamlFile {
  const failed = (fault: string): YamlFile => ({ value: undefined, faults: [fault], place: () => `${file}:1:1` })
  if (text.length > MAX_CHARS) return failed(`${file}:1:1 is too large, expected at most 8 MB`)
  if (flowDepth(text) > MAX_DEPTH)
    return failed(`${file}:1:1 is nested too deeply, expected at most ${MAX_DEPTH} levels`)
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true, prettyErrors: false })
    const at = (offset: number): string => {
      const { line, col } = lines.linePos(offset)
      return `${file}:${Math.max(1, line)}:${Math.max(1, col)}`
    }
    const faults = [...document.errors, ...document.warnings].map((e) => `${at(e.pos[0])} ${sentence(e.message)}`)
    if (faults.length > 0) return { value: undefined, faults, place: () => `${file}:1:1` }
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES })
    return { value, faults: [], place: (path, ofKey = false) => at(offsetOf(document, path, ofKey)) }
  } catch (error) {
    // Two ways a hostile text gets here: too many aliases (ReferenceError) or block nesting past the stack (RangeError).
    const what = error instanceof RangeError ? 'is nested too deeply' : 'has aliases that expand without end'
    return failed(`${file}:1:1 ${what}, expected a plain file`)
  }
}

function sentence(message: string): string {
  const first = message.split('\n', 1)[0]!.replace(/ at line \d+.*$/, '')
  return first === 'Map keys must be unique' ? 'the same key is given twice, expected once' : first
}

/** Most `[` and `{` open at once; quotes and comments are not taken apart, so it can only overestimate. */
function flowDepth(text: string): number {
  let depth = 0
  let deepest = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x5b || c === 0x7b) deepest = Math.max(deepest, ++depth)
    else if ((c === 0x5d || c === 0x7d) && depth > 0) depth--
  }
  return deepest
}

function offsetOf(document: Document, path: Path, ofKey: boolean): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const [i, step] of path.entries()) {
    const last = i === path.length - 1
    if (isMap(node)) {
      const pair = node.items.find((p) => String(isScalar(p.key) ? p.key.value : p.key) === String(step))
      if (pair === undefined) return offset
      offset = (last && ofKey ? startOf(pair.key) : (startOf(pair.value) ?? startOf(pair.key))) ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
      offset = startOf(node) ?? offset
    } else return offset
  }
  return offset
}

function startOf(node: unknown): number | null {
  const range = (node as Node | null | undefined)?.range
  return range ? range[0] : null
}
