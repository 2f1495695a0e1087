/** Makes sure that there is an @, where what stands in its place leaves no doubt. */

import { parse } from 'tldts'
import { replace, step, type Work } from '../cell-work.ts'
import type { KnownDomains, Provider } from './email-rules.ts'

const DOT_WORD = /\s*[([{<]\s*(?:dot|punkt|punto|point)\s*[)\]}>]\s*|\s+dot\s+/gi

export function mendAt(work: Work, known: KnownDomains): void {
  if (!work.text.includes('@')) {
    replace(work, /\s*[([{<]\s*(?:at|@|ät|arroba|chez)\s*[)\]}>]\s*/i, '@', 'email.at-word')
    if (!work.text.includes('@') && /^\S+\s+at\s+\S+(?:\s*\S+)*$/i.test(work.text))
      replace(work, /\s+at\s+/i, '@', 'email.at-word')
    if (!work.text.includes('@')) replace(work, /\s*[-_*]+at[-_*]+\s*(?=[^\s@]+\.[a-z]{2,}$)/i, '@', 'email.at-word')
  }
  replace(work, DOT_WORD, '.', 'email.at-word')
  replace(work, /\s*@(?:\s*@)+\s*/g, '@', 'email.double-at')
  if (!work.text.includes('@')) findLostAt(work, known)
}

/** `john#gmail.com`, `johngmail.com`, `john2gmail.com`: certain only before a domain that is known. */
function findLostAt(work: Work, known: KnownDomains): void {
  const text = work.text
  for (let cut = 1; cut < text.length - 3; cut++) {
    const domain = text.slice(cut).toLowerCase()
    const [before, sign] = [text.slice(0, cut), text[cut - 1]!]
    if (/[^\p{L}\p{N}._+-]/u.test(sign) && known.isKnown(domain)) {
      if (!/\s/.test(before.trim())) putSignForAt(work, before, domain, null)
      return
    }
    const provider = known.byDomain.get(domain)
    if (provider === undefined || provider.name.length < 5 || /\s/.test(before)) continue
    putLostAt(work, before, provider, known)
    return
  }
  if (!putBeforeShortName(work, known)) trySignForAt(work)
}

/** `mariaaol.com`: may be a domain as it stands, and the name may end elsewhere. */
function putBeforeShortName(work: Work, known: KnownDomains): boolean {
  const found = /^([\p{L}\p{N}._+-]{3,64}?)([a-z0-9]{2,4}(?:\.[a-z]{2,3}){1,2})$/iu.exec(work.text)
  if (found === null || /^www\b/i.test(work.text)) return false
  for (let cut = found[1]!.length; cut < work.text.length - 3; cut++) {
    const domain = work.text.slice(cut).toLowerCase()
    const provider = known.byDomain.get(domain)
    if (provider === undefined || known.brandShare(provider.name) < MUCH_USED) continue
    work.text = `${work.text.slice(0, cut)}@${domain}`
    step(work, 'email.lost-at', 'a short name of a provider may end any word')
    return true
  }
  return false
}

/** Part of all addresses from which on a short name is worth asking about. */
const MUCH_USED = 0.002

function trySignForAt(work: Work): void {
  const other = SIGN_FOR_AT.exec(work.text)
  if (other !== null && parse(other[2]!, { allowPrivateDomains: false }).isIcann === true)
    putSignForAt(work, other[1]!, other[2]!.toLowerCase(), 'the sign may stand for @')
}

/** A name, one of the signs on or beside the key of @, and a domain. */
const SIGN_FOR_AT = /^([\w.+-]{2,64}[#"!$&§€])([a-z0-9-]{3,63}(?:\.[a-z0-9-]{2,63}){1,3})$/i

function putSignForAt(work: Work, before: string, domain: string, doubt: string | null): void {
  work.text = `${before.slice(0, -1).trim()}@${domain}`
  step(work, 'email.sign-for-at', doubt)
}

function putLostAt(work: Work, before: string, provider: Provider, known: KnownDomains): void {
  const sign = before.at(-1)
  if (sign === '2' || sign === '.') {
    // Behind another digit the 2 is likelier to belong to the name.
    const kept = /\d2$/.test(before) ? before : before.slice(0, -1)
    work.text = `${kept}@${provider.domain}`
    const what = sign === '2' ? 'the 2 may be the @ key without shift' : 'the dot may stand for @'
    step(work, 'email.sign-for-at', `${what} or be part of the name`)
    return
  }
  work.text = `${before}@${provider.domain}`
  const looksLikeName = before.length >= 5 || /[._\d]/.test(before)
  const isSure = looksLikeName && known.brandShare(provider.name) >= 0.002
  step(work, 'email.lost-at', isSure ? null : 'a word before the provider may be part of a web address')
}
