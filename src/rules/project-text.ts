/** A project as the text of `goldpan.yaml`: short, defaults left out, with a comment wherever a person should look. */

import type { Project, SourceSpec } from '../record/project.ts'
import { dealOf, formatOf } from './project-file.ts'

export interface SourceRemarks {
  /** What it is taken for and why; a line above the source. */
  readonly about: readonly string[]
  /** Source field (`role`, `means`, `of` …) → remark behind its line. */
  readonly fields: Readonly<Record<string, string>>
  /** Column → remark behind its line. */
  readonly columns: ReadonlyMap<string, string>
  /** Columns that are not mapped. */
  readonly raw: readonly string[]
}

export interface ProjectRemarks {
  readonly about: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  readonly sources: ReadonlyMap<string, SourceRemarks>
}

/** The text; `parseProject` gives the same project back. */
export function projectText(project: Project, remarks: ProjectRemarks): string {
  const lines = remarks.about.map(comment)
  const put = (key: string, value: string | null) => {
    if (value !== null) lines.push(withRemark(`${key}: ${scalar(value)}`, remarks.fields[key]))
  }
  put('name', project.name)
  put('as_of', project.asOf)
  put('country', project.country)
  put('currency', project.currency)
  if (project.match !== undefined) lines.push(`match: { model: ${scalar(project.match.model)} }`)
  if (project.knownDomains !== undefined) lines.push(`known_domains: [${project.knownDomains.map(scalar).join(', ')}]`)
  if (project.dns !== undefined)
    lines.push(project.dns.server === null ? 'dns: true' : `dns: { server: ${scalar(project.dns.server)} }`)
  lines.push('', 'sources:')
  for (const source of project.sources)
    lines.push(...sourceLines(source, project, remarks.sources.get(source.name)), '')
  return `${lines.join('\n').trimEnd()}\n`
}

function sourceLines(source: SourceSpec, project: Project, remarks: SourceRemarks | undefined): string[] {
  const lines: string[] = []
  const put = (key: string, value: string | boolean | null, isDefault = false) => {
    if (value === null || isDefault) return
    const text = typeof value === 'boolean' ? String(value) : scalar(value)
    lines.push(withRemark(`${lines.length === 0 ? '  - ' : '    '}${key}: ${text}`, remarks?.fields[key]))
  }
  put('name', source.name)
  put('file', source.file)
  put('table', source.table)
  put('format', source.format, source.format === formatOf(source.file))
  put('encoding', source.encoding)
  put('delimiter', source.delimiter)
  put('header', source.header, source.header)
  put('role', source.role)
  put('means', source.means)
  put('channel', source.channel)
  put('provider', source.provider)
  put('brand', source.brand, source.brand === project.name)
  put('country', source.country)
  put('deal', source.deal, source.deal === dealOf(source.role))
  put('deal_date', source.dealDate)
  put('exported_at', source.exportedAt)
  put('list', source.list ?? null)
  put('fetched_at', source.fetchedAt ?? null)
  put('key', source.key)
  put('of', source.of)
  put('free_of_duplicates', source.free_of_duplicates, !source.free_of_duplicates)
  const columns = Object.entries(source.columns)
  if (columns.length > 0) {
    lines.push('    columns:')
    for (const [column, field] of columns)
      lines.push(withRemark(`      ${mapKey(column)}: ${field}`, remarks?.columns.get(column)))
  }
  const compare = Object.entries(source.compare ?? {})
  if (compare.length > 0) {
    lines.push('    compare:')
    for (const [column, name] of compare) lines.push(`      ${mapKey(column)}: ${name}`)
  }
  const raw = remarks?.raw ?? []
  if (raw.length > 0) lines.push(`    ${comment(`kept raw: ${raw.join(', ')}`)}`)
  return [...(remarks?.about ?? []).map((line) => `  ${comment(line)}`), ...lines]
}

function withRemark(line: string, remark: string | undefined): string {
  return remark === undefined ? line : `${line} ${comment(remark)}`
}

/** Headers come from files: nothing in them may end the comment. */
function comment(text: string): string {
  return `# ${text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, 2000)}`
}

const PLAIN = /^[\p{L}_][\p{L}\p{M}\p{N}_/()+-]*(?:[ .][\p{L}\p{M}\p{N}_/()+-]+)*$/u
const RESERVED = /^(null|true|false|~|y|n|yes|no|on|off|[.]?(nan|inf))$/i

function scalar(text: string): string {
  return (PLAIN.test(text) && !RESERVED.test(text)) || /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : quoted(text)
}

/** JSON's strings are YAML's double-quoted ones; what YAML does not print is escaped as well. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Keys longer than 1,024 characters need the explicit form in YAML. */
function mapKey(text: string): string {
  const key = scalar(text)
  return key.length > 900 ? `? ${key}\n      ` : key
}
