/** Mends the form of what stands after the @: blanks, commas, dots, www., a domain or an ending written twice. */

import { parse } from 'tldts'
import { step, type Work } from '../cell-work.ts'
import type { KnownDomains } from './email-rules.ts'

/** A plain address may still hold what {@link mendDomain} mends. */
export function needsDomainWork(domain: string, known: KnownDomains): boolean {
  return (
    known.dotless.has(domain.replaceAll('.', '')) ||
    domain.startsWith('www.') ||
    doubled(domain) !== null ||
    withoutDoubledEnding(domain) !== null ||
    providerBeforeCom(domain, known) !== null ||
    /^-|-$|\.-|-\./.test(domain)
  )
}

export function mendDomain(raw: string, work: Work, known: KnownDomains): string {
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
  apply(domain.replace(/\.{2,}/g, '.').replace(/^\.+|[.-]+$/g, ''), 'email.dots')
  const dottedSign = signForDot(domain, known)
  if (dottedSign !== null) apply(dottedSign, 'email.sign-for-dot')
  apply(domain.replace(/[/\\].*$/, ''), 'email.punctuation')
  if (/^www\.[^.]+\./.test(domain))
    apply(domain.slice(4), 'email.www', known.isKnown(domain.slice(4)) ? null : 'www. may be part of the domain')
  const once = onceOnly(domain, known)
  if (once !== null) apply(once.domain, 'email.doubled-domain', once.doubt)
  const dotted = known.dotless.get(domain.replaceAll('.', ''))
  const isSafe = dotted !== undefined && dotted.length >= 7 && /[a-z]{4}/.test(dotted)
  if (!known.isKnown(domain) && dotted !== undefined)
    apply(dotted, 'email.lost-dot', isSafe ? null : 'short names are near many others')
  return domain
}

/** `gmail/com`, `web_de`, `mail-ru`: known with dots instead, and no domain as it stands. */
function signForDot(domain: string, known: KnownDomains): string | null {
  if (!/[/\\_]/.test(domain) && (domain.includes('.') || !domain.includes('-'))) return null
  const dotted = domain
    .replace(/[/\\_-](?=[a-z]{2,3}(?:[/\\_.-][a-z]{2})?$)/g, '.')
    .replace(/[/\\_-](?=[a-z]{2}$)/, '.')
  return known.isKnown(dotted) ? dotted : null
}

/** The domain without what was typed twice, and what is doubtful about it; null where nothing is doubled. */
function onceOnly(
  domain: string,
  known: KnownDomains,
): { readonly domain: string; readonly doubt: string | null } | null {
  const once = doubled(domain)
  if (once !== null) return { domain: once, doubt: null }
  const shorter = withoutDoubledEnding(domain)
  if (shorter !== null && known.isKnown(shorter)) return { domain: shorter, doubt: null }
  const provider = providerBeforeCom(domain, known)
  if (provider === null) return null
  // gb.com, de.com and the like are sold as endings of their own.
  const isSold = parse(domain, { allowPrivateDomains: true }).isPrivate === true
  return { domain: provider, doubt: isSold ? 'the ending is sold as one of its own' : null }
}

/** `hotmail.es.hotmail.es`, `gmail.comgmail.com` → once; null where nothing is doubled. */
function doubled(domain: string): string | null {
  const half = domain.length >> 1
  const second = domain.length % 2 === 0 ? half : domain[half] === '.' ? half + 1 : -1
  const first = domain.slice(0, half)
  return second > 0 && first.includes('.') && first === domain.slice(second) ? first : null
}

/** `x.com.com` → `x.com`, `x.co.uk.uk` and `x.co.uk.co.uk` → `x.co.uk`. */
function withoutDoubledEnding(domain: string): string | null {
  const labels = domain.split('.')
  const n = labels.length
  if (n >= 5 && labels[n - 1] === labels[n - 3] && labels[n - 2] === labels[n - 4]) return labels.slice(0, -2).join('.')
  return n >= 3 && labels[n - 1] === labels[n - 2] ? labels.slice(0, -1).join('.') : null
}

/** `talktalk.net.com` → `talktalk.net`. */
function providerBeforeCom(domain: string, known: KnownDomains): string | null {
  if (!domain.endsWith('.com')) return null
  const before = domain.slice(0, -4)
  return known.isKnown(before) ? before : null
}
