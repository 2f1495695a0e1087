/** Finds the one address in a cell: wrappers off, signs that stand for @ and dot mended, the local part kept as it is. */

import type { KnownDomains } from './email-rules.ts'

export interface CellReading {
  readonly local: string
  /** Lower-cased. */
  readonly domain: string
  /** The rule of the farthest-reaching step; null where the cell was plain. */
  readonly rule: string | null
  /** Why a person must look, null where every step is certain. */
  readonly doubt: string | null
}

/** `none`: no address can be made out; `several`: more than one address or domain, to be kept and reviewed. */
export type CellOutcome = CellReading | 'none' | 'several'

const PLAIN =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g
const ADDRESS = /[^\s@<>,;:"()[\]|\\/]+@[^\s@<>,;:"()[\]|\\/]+\.[^\s@<>,;:"()[\]|\\/.]{2,}/g
const LONGEST = 320

/** Reads one cell; total and bounded for any string. */
export function readEmailCell(cell: string, known: KnownDomains): CellOutcome {
  if (cell.length <= 254 && PLAIN.test(cell) && !/^www\./i.test(cell)) {
    const at = cell.indexOf('@')
    const domain = cell.slice(at + 1).toLowerCase()
    // A domain written twice or begun with www. is plain to the eye, but not here.
    if (at <= 64 && (known.isKnown(domain) || !needsDomainWork(domain, known)))
      return { local: cell.slice(0, at), domain, rule: null, doubt: null }
  }
  const work: Work = { text: cell, rule: null, doubt: null }
  if (cell.length > LONGEST * 4) return 'none'
  unwrap(work)
  if (work.text.length > LONGEST) return 'none'
  if (severalAddresses(work.text)) return 'several'
  mendAt(work, known)
  const quoted = /^"(?:[^"\\]|\\.)*"(?=@)/.exec(work.text)?.[0]
  const parts = (quoted === undefined ? work.text : work.text.slice(quoted.length)).split('@')
  if (parts.length === 3) {
    const [l, m, r] = parts.map((p) => p.trim().toLowerCase()) as [string, string, string]
    if (l === '' || m === '' || r === '') return 'none'
    if (m !== r) return 'several'
    parts.pop()
    step(work, 'email.doubled-domain')
  }
  if (parts.length !== 2) return 'none'
  const local = quoted ?? mendLocal(parts[0]!, parts[1]!, work)
  const domain = mendDomain(parts[1]!, work, known)
  if (local === null || local === '' || local.length > 64 || domain === '' || local.length + domain.length > 253)
    return 'none'
  return { local, domain, rule: work.rule, doubt: work.doubt }
}

interface Work {
  text: string
  rule: string | null
  doubt: string | null
}

function step(work: Work, rule: string, doubt: string | null = null): void {
  work.rule = rule
  work.doubt ??= doubt
}

function unwrap(work: Work): void {
  replace(work, INVISIBLE, '', 'email.invisible')
  replace(work, /[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0), 'email.full-width')
  replace(work, /[\u3002\uff0e\uff61]/g, '.', 'email.full-width')
  replace(work, /[\u00a0\u2000-\u200a\u202f\u3000]+/g, ' ', 'email.invisible')
  work.text = work.text.replace(/\s+/gu, ' ').trim()
  replace(work, /^\[[^\]]*\]\(\s*(?:mailto:)?([^()\s]+)\s*\)$/i, '$1', 'email.wrapped')
  // "Name <address>": what stands in the brackets is meant, whatever the name looks like.
  const bracket = /^([^<>]*)<\s*([^<>\s]+@[^<>\s]+)\s*>[\s,;.]*$/.exec(work.text)
  if (bracket !== null && !/@[^\s@]+\.[^\s@]/.test(bracket[1]!.replaceAll(bracket[2]!, ''))) {
    work.text = bracket[2]!
    step(work, 'email.display-name')
  }
  replace(work, /^(?:e-?mail|mail|courriel|correo)\s*:\s*/i, '', 'email.wrapped')
  replace(work, /^<?\s*mailto\s*:\s*(?:\/\/)?\s*/i, '', 'email.mailto')
  if (work.rule === 'email.mailto') work.text = work.text.replace(/\?[^@]*$/, '')
  if (/^"(?:[^"\\]|\\.)+"@/.test(work.text)) return
  replace(work, /^[\s"'“”„‘’«»<([{,;:]+(?=[^\s@]*[^\s])/u, '', 'email.punctuation')
  replace(work, /[\s"'“”„‘’«»>)\]},;:!?.]+$/u, '', 'email.punctuation')
}

function replace(work: Work, pattern: RegExp, by: string | ((match: string) => string), rule: string): void {
  const next = typeof by === 'string' ? work.text.replace(pattern, by) : work.text.replace(pattern, by)
  if (next === work.text) return
  work.text = next
  step(work, rule)
}

function severalAddresses(text: string): boolean {
  const found = new Set<string>()
  for (const [address] of text.matchAll(ADDRESS)) found.add(address.toLowerCase())
  return found.size > 1
}

/** Makes sure that there is an @, where what stands in its place leaves no doubt. */
function mendAt(work: Work, known: KnownDomains): void {
  if (!work.text.includes('@')) {
    replace(work, /\s*[([{<]\s*(?:at|@|ät|arroba|chez)\s*[)\]}>]\s*/i, '@', 'email.at-word')
    if (!work.text.includes('@') && /^\S+\s+at\s+\S+(?:\s*\S+)*$/i.test(work.text))
      replace(work, /\s+at\s+/i, '@', 'email.at-word')
    if (!work.text.includes('@')) replace(work, /\s*[-_*]+at[-_*]+\s*(?=[^\s@]+\.[a-z]{2,}$)/i, '@', 'email.at-word')
  }
  if (/[([{<]\s*(?:dot|punkt|punto|point)\s*[)\]}>]|\sdot\s/i.test(work.text))
    replace(work, /\s*[([{<]\s*(?:dot|punkt|punto|point)\s*[)\]}>]\s*|\s+dot\s+/gi, '.', 'email.at-word')
  replace(work, /\s*@(?:\s*@)+\s*/g, '@', 'email.double-at')
  if (!work.text.includes('@')) findLostAt(work, known)
}

/** `john#gmail.com`, `johngmail.com`, `john2gmail.com`: only before a provider that is known. */
function findLostAt(work: Work, known: KnownDomains): void {
  const text = work.text
  for (let cut = 1; cut < text.length - 3; cut++) {
    const provider = known.byDomain.get(text.slice(cut).toLowerCase())
    if (provider === undefined) continue
    const [before, sign] = [text.slice(0, cut), text[cut - 1]!]
    if (/[^\p{L}\p{N}._+-]/u.test(sign)) {
      if (/\s/.test(before.trim())) return
      work.text = `${before.slice(0, -1).trim()}@${provider.domain}`
      step(work, 'email.sign-for-at')
      return
    }
    if (provider.name.length < 5 || provider.share < 0.001 || /\s/.test(before)) continue
    if (sign === '2' || sign === '.') {
      work.text = `${before.slice(0, -1)}@${provider.domain}`
      step(
        work,
        'email.sign-for-at',
        sign === '2' ? 'the 2 may be the @ key without shift or part of the name' : 'the dot may be part of the name',
      )
      return
    }
    work.text = `${before}@${provider.domain}`
    const looksLikeName = before.length >= 5 || /[._\d]/.test(before)
    step(
      work,
      'email.lost-at',
      looksLikeName && provider.share >= 0.002 ? null : 'a short word before the provider may be part of a web address',
    )
    return
  }
}

/** Mobile operators in Japan gave out addresses with dots side by side. */
const DOTS_ALLOWED = /(?:docomo|ezweb|softbank|vodafone)\.ne\.jp$/i

function mendLocal(raw: string, domain: string, work: Work): string | null {
  let local = raw.trim()
  if (local !== raw) step(work, 'email.blank')
  if (!DOTS_ALLOWED.test(domain)) {
    const dots = local.replace(/^\.+|\.+$/g, '').replace(/\.{2,}/g, '.')
    if (dots !== local) step(work, 'email.dots')
    local = dots
  }
  if (/\s/.test(local)) {
    step(work, 'email.blank', 'a blank within the name')
    local = local.replace(/\s+/g, '')
  }
  if (/[<>()[\]\\,;:"]/.test(local)) {
    step(work, 'email.local', 'a sign that no name may hold')
    local = local.replace(/,/g, '.')
    if (/[<>()[\]\\;:"]/.test(local)) return null
  }
  if (/^www\.\S/i.test(local)) {
    step(work, 'email.www', 'www. may belong to the name')
    local = local.slice(4)
  }
  return local
}

function needsDomainWork(domain: string, known: KnownDomains): boolean {
  return (
    known.dotless.has(domain.replaceAll('.', '')) ||
    domain.startsWith('www.') ||
    undouble(domain, () => false) !== null ||
    /^-|-$|\.-|-\./.test(domain) ||
    hasDoubledEnding(domain)
  )
}

function mendDomain(raw: string, work: Work, known: KnownDomains): string {
  let domain = raw.trim().toLowerCase()
  if (domain !== raw.toLowerCase()) step(work, 'email.blank')
  if (known.isKnown(domain)) return domain
  const apply = (next: string, rule: string, doubt: string | null = null) => {
    if (next === domain || next === '') return
    domain = next
    step(work, rule, doubt)
  }
  const hadInnerBlank = /[^\s.]\s+[^\s.]/.test(domain)
  apply(domain.replace(/\s+/g, ''), 'email.blank')
  if (hadInnerBlank && !known.isKnown(domain)) work.doubt ??= 'a blank within the domain'
  apply(domain.replace(/[,;:·]+/g, '.'), 'email.comma')
  apply(domain.replace(/\.{2,}/g, '.').replace(/^[.-]+|[.-]+$/g, ''), 'email.dots')
  apply(domain.replace(/[/\\].*$/, ''), 'email.punctuation')
  if (/^www\.[^.]+\./.test(domain))
    apply(domain.slice(4), 'email.www', known.isKnown(domain.slice(4)) ? null : 'www. may be part of the domain')
  const once = undouble(domain, known.isKnown)
  if (once !== null) apply(once, 'email.doubled-domain')
  const dotted = known.dotless.get(domain.replaceAll('.', ''))
  if (!known.isKnown(domain) && dotted !== undefined)
    apply(
      dotted,
      'email.lost-dot',
      dotted.length >= 7 && /[a-z]{4}/.test(dotted) ? null : 'short names are near many others',
    )
  return domain
}

/** web.de.de, hotmail.es.hotmail.es, gmail.comgmail.com → once; null where nothing is doubled. */
function undouble(domain: string, isKnown: (domain: string) => boolean): string | null {
  const half = domain.length >> 1
  if (
    domain.length % 2 === 1 &&
    domain[half] === '.' &&
    domain.slice(0, half) === domain.slice(half + 1) &&
    domain.slice(0, half).includes('.')
  )
    return domain.slice(0, half)
  if (domain.length % 2 === 0 && domain.slice(0, half) === domain.slice(half) && domain.slice(0, half).includes('.'))
    return domain.slice(0, half)
  const shorter = withoutDoubledEnding(domain)
  return shorter !== null && isKnown(shorter) ? shorter : null
}

const hasDoubledEnding = (domain: string): boolean => withoutDoubledEnding(domain) !== null

/** `x.com.com` → `x.com`, `x.co.uk.uk` and `x.co.uk.co.uk` → `x.co.uk`. */
function withoutDoubledEnding(domain: string): string | null {
  const labels = domain.split('.')
  const n = labels.length
  if (n >= 5 && labels[n - 1] === labels[n - 3] && labels[n - 2] === labels[n - 4]) return labels.slice(0, -2).join('.')
  return n >= 3 && labels[n - 1] === labels[n - 2] ? labels.slice(0, -1).join('.') : null
}
