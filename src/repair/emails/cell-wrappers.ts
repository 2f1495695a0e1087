/** Takes off what stands around an address: names, comments, brackets, mailto:, links, quotes, stray signs. */

import emailAddresses from 'email-addresses'
import { replace, step, type Work } from '../cell-work.ts'

const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g
/** What a header may hold besides an address: only then is its grammar asked. */
const HEADER_SIGNS = /[<>(":;,]/
const HEADER_LONGEST = 320

export function unwrap(work: Work): void {
  replace(work, INVISIBLE, '', 'email.invisible')
  replace(work, /[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0), 'email.full-width')
  replace(work, /[\u3002\uff0e\uff61]/g, '.', 'email.full-width')
  replace(work, /[\u00a0\u2000-\u200a\u202f\u3000]+/g, ' ', 'email.invisible')
  work.text = work.text.replace(/\s+/gu, ' ').trim()
  replace(work, /^\[[^\]]*\]\(\s*(?:mailto:)?([^()\s]+)\s*\)$/i, '$1', 'email.wrapped')
  replace(work, /^(?:e-?mail|mail|courriel|correo)\s*:\s*/i, '', 'email.wrapped')
  replace(work, /^<?\s*mailto\s*:\s*(?:\/\/)?\s*/i, '', 'email.mailto')
  if (work.rule === 'email.mailto') work.text = work.text.replace(/\?[^@]*$/, '')
  readHeader(work)
  takeBracket(work)
  takeAfterName(work)
  if (/^"(?:[^"\\]|\\.)+"@/.test(work.text)) return
  replace(work, /^(['`])(.*)\1$/, '$2', 'email.punctuation')
  replace(work, /^[\s"“”„‘’«»<([{,;:]+(?=[^\s@]*[^\s])/u, '', 'email.punctuation')
  replace(work, /[\s"'“”„‘’«»>)\]},;:!?.|*`´\\]+$/u, '', 'email.punctuation')
}

/** One mailbox by the grammar of mail headers (RFC 5322, 6532): `"Other, Ann" <ann@acme.com>`, `ann@acme.com (Ann)`, groups. */
function readHeader(work: Work): void {
  if (work.text.length > HEADER_LONGEST || !HEADER_SIGNS.test(work.text) || !work.text.includes('@')) return
  const boxes = plainBox(work.text) ?? mailboxes(work.text)
  if (boxes.length !== 1 || boxes[0] === work.text) return
  const isWhole = work.text.includes(boxes[0]!)
  work.text = boxes[0]!
  step(work, 'email.display-name', isWhole ? null : 'a comment within the address')
}

const ATOMS = String.raw`[\w+-]+(?:\.[\w+-]+)*`
const IN_BRACKETS = new RegExp(`^<(${ATOMS}@${ATOMS})>$`)
const COMMA_IN_DOMAIN = new RegExp(`^${ATOMS}@[\\w.-]*,[\\w.-]*\\w$`)

/** What the grammar says of the commonest forms, told quickly: `<ann@acme.com>` is one box, `ann@acme,com` none. */
function plainBox(text: string): readonly string[] | null {
  const inner = IN_BRACKETS.exec(text)?.[1]
  if (inner !== undefined) return [inner]
  return COMMA_IN_DOMAIN.test(text) ? [] : null
}

function mailboxes(text: string): readonly string[] {
  const parsed = emailAddresses({ input: text, rfc6532: true, commaInDisplayName: true })
  const list = parsed?.addresses.flatMap((entry) => (entry.type === 'group' ? entry.addresses : [entry])) ?? []
  return list.map((box) => `${rawLocal(box.parts.local)}@${box.domain}`)
}

/** The local part as it was written: the parser takes quotes off. */
function rawLocal({ tokens, semantic }: { readonly tokens: string; readonly semantic: string }): string {
  return /"(?:[^"\\]|\\.)*"/.exec(tokens)?.[0] ?? semantic
}

/** "Name <address>" beyond the grammar: what stands in the brackets is meant, whatever the name looks like. */
function takeBracket(work: Work): void {
  const bracket = /^([^<>]*)<\s*([^<>\s]+@[^<>\s]+)\s*>[\s,;.]*$/.exec(work.text)
  if (bracket === null || /@[^\s@]+\.[^\s@]/.test(bracket[1]!.replaceAll(bracket[2]!, ''))) return
  work.text = bracket[2]!
  step(work, 'email.display-name')
}

/** `Ann Other ann14@acme.com`: words in capitals are a name, an address in small letters follows. */
function takeAfterName(work: Work): void {
  const found = /^(?:\p{Lu}[\p{L}'’.-]*,? ){2,4}[-–:,]? ?([\p{Ll}\p{N}._+-]+@\S+)$/u.exec(work.text)
  if (found === null) return
  work.text = found[1]!
  step(work, 'email.display-name')
}
