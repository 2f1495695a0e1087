/** A parsed YAML file against its schema: the value, or every fault with its place, in the words of the file. */

import * as z from 'zod'
import { compareText } from '../base/order.ts'
import { didYouMean } from './suggest.ts'
import type { Path, YamlFile } from './yaml-file.ts'

export type Checked<T> = { readonly value: T; readonly faults: readonly [] } | { readonly faults: readonly string[] }

/** Keys that the schema does not name are faults too, whether or not it is strict about them. */
export function checkYaml<T>(yaml: YamlFile, schema: z.ZodType<T>): Checked<T> {
  if (yaml.faults.length > 0) return { faults: yaml.faults }
  const faults = unknownKeys(yaml.value, schema).map(
    ({ path, key, known }) =>
      `${yaml.place([...path, key], true)} ${name([...path, key])} is not known${didYouMean(key, known) || expectedOne(known)}`,
  )
  const result = schema.safeParse(yaml.value)
  if (!result.success) for (const issue of result.error.issues) faults.push(...explain(issue, [], yaml))
  if (faults.length > 0 || !result.success) return { faults: [...new Set(faults)].sort(byPlace) }
  return { value: result.data, faults: [] }
}

/** `a.b[2].c` */
function name(path: Path): string {
  return path.map((p, i) => (typeof p === 'number' ? `[${p + 1}]` : `${i ? '.' : ''}${String(p)}`)).join('')
}

function expectedOne(of: readonly string[]): string {
  return of.length === 0 ? ', expected nothing here' : `, expected one of ${of.slice(0, 40).join(', ')}`
}

type Issue = z.core.$ZodIssue

function explain(issue: Issue, parents: Path, yaml: YamlFile): string[] {
  const path = [...parents, ...issue.path]
  // Reported by unknownKeys, with a suggestion.
  if (issue.code === 'unrecognized_keys') return []
  if (issue.code === 'invalid_union' && issue.errors.length > 0)
    return nearestBranch(issue.errors).flatMap((inner) => explain(inner, path, yaml))
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element')
    return issue.issues.map((inner) => `${yaml.place(path, true)} ${name(path)}: ${message(inner, undefined)}`)
  const value = valueAt(yaml.value, path)
  if (value === undefined)
    return [`${yaml.place(path)} ${name(path) || 'the file'} is missing, ${message(issue, value)}`]
  return [`${yaml.place(path)} ${name(path) || 'the file'} is ${show(value)}, ${message(issue, value)}`]
}

/** The alternative that went furthest before it failed is the one that was meant. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((i) => i.path.length))
  return [...branches].sort((l, r) => depth(r) - depth(l) || l.length - r.length)[0]!
}

function message(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${article(issue.expected)}`
    case 'invalid_value': {
      const values = issue.values.map(String)
      const near = typeof value === 'string' ? didYouMean(value, values).slice(2) : ''
      return near || expectedOne(values).slice(2)
    }
    case 'too_small':
      return `expected ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unit(issue.origin)}`
    case 'too_big':
      return `expected ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unit(issue.origin)}`
    case 'invalid_format':
      return issue.message.startsWith('Invalid')
        ? `expected ${issue.format === 'regex' ? `the form ${issue.pattern}` : issue.format}`
        : issue.message
    default:
      return issue.message
  }
}

const unit = (origin: string): string =>
  origin === 'string' ? ' characters' : origin === 'array' || origin === 'set' ? ' entries' : ''

const article = (type: string): string =>
  ({
    object: 'a map',
    record: 'a map',
    array: 'a list',
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
  })[type] ?? type

function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (value !== null && typeof value === 'object') return 'a map'
  const text = value === null ? 'empty' : typeof value === 'string' ? JSON.stringify(value) : String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

function valueAt(value: unknown, path: Path): unknown {
  for (const step of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<PropertyKey, unknown>)[step]
  }
  return value
}

interface UnknownKey {
  readonly path: Path
  readonly key: string
  readonly known: readonly string[]
}

type JsonSchema = z.core.JSONSchema.BaseSchema

/** Keys of maps that no alternative of the schema names; walks the schema's JSON form, which shows every object's keys. */
function unknownKeys(value: unknown, schema: z.ZodType): UnknownKey[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', cycles: 'ref' })
  const found: UnknownKey[] = []
  walk(value, [root], [], root, found)
  return found
}

function walk(value: unknown, schemas: readonly JsonSchema[], path: Path, root: JsonSchema, found: UnknownKey[]): void {
  if (value === null || typeof value !== 'object') return
  const open = schemas.flatMap((s) => alternatives(s, root))
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries())
      walk(
        item,
        open.flatMap((s) => itemSchemas(s, i)),
        [...path, i],
        root,
        found,
      )
    return
  }
  const map: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(value))
  const fitting = open.filter((s) => s.type === 'object' && constantsFit(s, map))
  if (fitting.length === 0) return
  const known = new Set(fitting.flatMap((s) => Object.keys(s.properties ?? {})))
  for (const [key, inner] of Object.entries(map)) {
    // A name that JavaScript keeps for itself, and zod's records leave out.
    const next = key === '__proto__' ? [] : fitting.flatMap((s) => schemaOf(s, key))
    if (next.length > 0) walk(inner, next, [...path, key], root, found)
    else if (key === '__proto__' || !fitting.some((s) => s.additionalProperties === true))
      found.push({ path, key, known: [...known].sort(compareText) })
  }
}

function schemaOf(schema: JsonSchema, key: string): JsonSchema[] {
  const named = schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined
  const any = named ?? schema.additionalProperties
  return any !== undefined && typeof any === 'object' ? [any] : []
}

function itemSchemas(schema: JsonSchema, index: number): JsonSchema[] {
  const prefix = schema.prefixItems?.[index]
  const items = prefix ?? schema.items
  return items !== undefined && typeof items === 'object' && !Array.isArray(items) ? [items as JsonSchema] : []
}

function alternatives(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace(/^#\/(\$defs|definitions)\//, '')
    const target = schema.$ref === '#' ? root : root.$defs?.[name]
    return target === undefined ? [] : alternatives(target, root)
  }
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  return [schema, ...inner.flatMap((s) => (typeof s === 'object' ? alternatives(s as JsonSchema, root) : []))]
}

/** In a union told apart by a constant (`kind: a`), only the alternative with that constant counts. */
function constantsFit(schema: JsonSchema, map: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(schema.properties ?? {}).every(
    ([key, s]) => typeof s !== 'object' || s.const === undefined || map[key] === s.const,
  )
}

function byPlace(l: string, r: string): number {
  const at = (fault: string) => /^(.*?):(\d+):(\d+) /.exec(fault)
  const a = at(l)
  const b = at(r)
  if (a === null || b === null) return compareText(l, r)
  return compareText(a[1]!, b[1]!) || Number(a[2]) - Number(b[2]) || Number(a[3]) - Number(b[3]) || compareText(l, r)
}
