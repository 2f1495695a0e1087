/** Blocks of header fields, as messages and reports have them: `Name: value`, folded lines, blank lines between blocks. */

export interface HeaderFields {
  /** The first of that name (lower-case), trimmed; '' where there is none. */
  get(name: string): string
  all(name: string): readonly string[]
}

const MAX_BLOCKS = 10_000

export function readHeaders(headers: readonly { readonly key: string; readonly value: string }[]): HeaderFields {
  const fields = new Map<string, string[]>()
  for (const { key, value } of headers) {
    const name = key.toLowerCase()
    const values = fields.get(name)
    if (values === undefined) fields.set(name, [value.trim()])
    else values.push(value.trim())
  }
  return { get: (name) => fields.get(name)?.[0] ?? '', all: (name) => fields.get(name) ?? [] }
}

/** Lines that are neither a field nor the rest of one are passed over. */
export function headerBlocks(text: string): readonly HeaderFields[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/, MAX_BLOCKS)
    .map(fieldsOf)
    .filter((fields) => fields.length > 0)
    .map(readHeaders)
}

function fieldsOf(block: string): { key: string; value: string }[] {
  const fields: { key: string; value: string }[] = []
  for (const line of block.split('\n')) {
    if (/^[ \t]/.test(line)) {
      const last = fields.at(-1)
      if (last !== undefined) last.value += ` ${line.trim()}`
      continue
    }
    const field = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line)
    if (field !== null) fields.push({ key: field[1]!, value: field[2]! })
  }
  return fields
}
