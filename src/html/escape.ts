/** HTML that is escaped by default: whatever is put into the template is text, unless it is HTML made the same way. */

const secret: unique symbol = Symbol('html')

/** A piece of HTML that is safe to put into a page. Only {@link html}, {@link joinHtml} and {@link trustedHtml} make one. */
export interface Html {
  readonly [secret]: string
}

export type HtmlValue = Html | string | number | null | false | readonly HtmlValue[]

/** A template whose every interpolation is escaped, in text and in quoted attributes; arrays are joined, null and false are nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = parts[0] ?? ''
  for (const [i, value] of values.entries()) text += toText(value) + parts[i + 1]
  return trustedHtml(text)
}

/** Marks text as HTML without looking at it: only for what our own code or the chart library wrote. */
export function trustedHtml(text: string): Html {
  return { [secret]: text }
}

export function joinHtml(pieces: readonly HtmlValue[], separator: HtmlValue = ''): Html {
  return trustedHtml(pieces.map(toText).join(toText(separator)))
}

/** The text of the page. */
export function htmlText(piece: Html): string {
  return piece[secret]
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/** Escaped for text and quoted attributes; control characters, and those that turn the direction of what follows, are dropped. */
export function escapeText(text: string): string {
  return dropControls(text).replace(/[&<>"'`]/g, (c) => ENTITIES[c] ?? c)
}

/** Without C0/C1 controls (tab and newline stay) and without the marks that reorder foreign text around them. */
export function dropControls(text: string): string {
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
}

function toText(value: HtmlValue): string {
  if (value === null || value === false) return ''
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(toText).join('')
  return secret in value ? value[secret] : ''
}
