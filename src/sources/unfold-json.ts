/** JSON events as rows: taken out of the envelopes they were sent in, one row for each person they are about. */

import { JSON_EVENTS, type JsonEvent } from './json-events.ts'

/** Envelopes in envelopes: a topic that feeds a topic that feeds a queue is three deep. */
const MAX_ENVELOPES = 6
/** People one message may name; providers send 50 at most. */
const MAX_ROWS = 100_000

/** What becomes of one element: its rows, or why there are none. */
export type Unfolded = readonly unknown[] | { readonly broken: string }

/** Elements that are no event of a kind we know are rows as they are. */
export function unfoldJson(element: unknown): Unfolded {
  const rows: unknown[] = []
  const problem = unfoldInto(rows, element, 0)
  return problem === null ? rows : { broken: problem }
}

/** Whether a whole file that is one object is one event, and not a wrapper around an array of rows. */
export function isJsonEvent(element: unknown): boolean {
  if (!isObject(element)) return false
  const inner = openEnvelope(element)
  return inner === null ? eventOf(element) !== null : inner.length === 1
}

function unfoldInto(rows: unknown[], element: unknown, depth: number): string | null {
  if (Array.isArray(element) && element.length > 0 && element.every(isObject)) {
    for (const item of element) {
      const problem = unfoldInto(rows, item, depth)
      if (problem !== null) return problem
    }
    return null
  }
  const inner = isObject(element) ? openEnvelope(element) : null
  if (inner === null) return addRows(rows, element)
  if (depth >= MAX_ENVELOPES) return `more than ${MAX_ENVELOPES} envelopes around one message`
  for (const item of inner) {
    const problem = unfoldInto(rows, item, depth + 1)
    if (problem !== null) return problem
  }
  return null
}

function addRows(rows: unknown[], element: unknown): string | null {
  const event = isObject(element) ? eventOf(element) : null
  const found = event === null ? [element] : rowsOf(event, element as JsonObject)
  if (typeof found === 'string') return found
  if (rows.length + found.length > MAX_ROWS) return `one message is about more than ${MAX_ROWS} people`
  rows.push(...found)
  return null
}

/** What is inside, or null where it is no envelope. */
function openEnvelope(element: JsonObject): readonly unknown[] | null {
  // Amazon SNS: the message is JSON written as a string.
  if (element.Type === 'Notification' && typeof element.Message === 'string') return parsed(element.Message)
  // Amazon SQS, as its interface and as a function gets it.
  if (typeof element.Body === 'string' && ('MessageId' in element || 'ReceiptHandle' in element))
    return parsed(element.Body)
  if (typeof element.body === 'string' && 'messageId' in element) return parsed(element.body)
  const sns = element.Sns
  if (isObject(sns) && typeof sns.Message === 'string') return parsed(sns.Message)
  if (Array.isArray(element.Records) && Object.keys(element).length === 1) return element.Records
  // Amazon EventBridge.
  if (typeof element['detail-type'] === 'string' && isObject(element.detail)) return [element.detail]
  // Mandrill: a form field with an array written as a string.
  const mandrill = element.mandrill_events
  if (typeof mandrill === 'string') return parsed(mandrill)
  if (Array.isArray(mandrill)) return mandrill
  // SparkPost: { msys: { message_event: {…} } }.
  const kinds = isObject(element.msys) ? Object.values(element.msys) : []
  if (kinds.length > 0 && kinds.every(isObject)) return kinds
  // Mailgun: { signature, event-data }.
  return isObject(element['event-data']) ? [element['event-data']] : null
}

/**
 * Null where the text is no JSON: the envelope is then a row like any other, and names nobody. A text that holds a text
 * was written by two tools in a row.
 */
function parsed(text: string, depth = 0): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'string' && depth < MAX_ENVELOPES) return parsed(value, depth + 1)
    return Array.isArray(value) ? value : isObject(value) ? [value] : null
  } catch {
    return null
  }
}

const eventOf = (element: JsonObject): JsonEvent | null =>
  JSON_EVENTS.find(
    ({ needs, where }) =>
      needs.every((path) => at(element, path) !== undefined) &&
      (where === undefined || where.pattern.test(textOf(at(element, where.path)))),
  ) ?? null

/** One row per item of the first of the event's lists that holds any; else one row. */
function rowsOf(event: JsonEvent, element: JsonObject): readonly unknown[] | string {
  const list = (event.each ?? []).find((path) => {
    const items = at(element, path)
    return Array.isArray(items) && items.length > 0
  })
  if (list === undefined) return [withColumns(event, element, undefined)]
  const items = at(element, list) as readonly unknown[]
  const { path, values } = event.single ?? { path: '', values: [] }
  if (items.length > 1 && values.includes(String(at(element, path))))
    return `the event names ${items.length} recipients and does not say which of them it is about`
  const rest = without(element, list.split('.'))
  return items.map((item) => withColumns(event, rest, item))
}

function withColumns(event: JsonEvent, element: JsonObject, item: unknown): JsonObject {
  const whole = item === undefined ? element : { ...element, item }
  const row: JsonObject = {}
  for (const [name, paths] of Object.entries(event.columns)) {
    const texts = paths.map((path) => textOf(at(whole, path))).filter((text) => text !== '')
    row[name] = (event.joined?.includes(name) ? texts.join(' ') : texts[0]) ?? ''
  }
  return { ...row, ...whole }
}

/** A scalar as text; a list of scalars by its first. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? textOf(value[0]) : ''
  return value === null || value === undefined || typeof value === 'object' ? '' : String(value)
}

function at(value: unknown, path: string): unknown {
  let inner: unknown = value
  for (const key of path.split('.')) {
    if (!isObject(inner) || !Object.hasOwn(inner, key)) return undefined
    inner = inner[key]
  }
  return inner
}

function without(object: JsonObject, [key, ...rest]: readonly string[]): JsonObject {
  if (key === undefined) return object
  const { [key]: inner, ...others } = object
  return rest.length > 0 && isObject(inner) ? { ...others, [key]: without(inner, rest) } : others
}

type JsonObject = Readonly<Record<string, unknown>> & { [key: string]: unknown }

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
