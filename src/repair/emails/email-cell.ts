/** Finds the one address in a cell: wrappers off, signs that stand for @ and dot mended, the local part kept as it is. */

import { step, type Work } from '../cell-work.ts'
import { mendAt } from './cell-at.ts'
import { mendDomain, needsDomainWork } from './cell-domain.ts'
import { unwrap } from './cell-wrappers.ts'
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

/** More than one address, to be kept and reviewed; empty where one name stands before two domains. */
export interface SeveralAddresses {
  readonly addresses: readonly string[]
}

/** `none`: no address can be made out. */
export type CellOutcome = CellReading | SeveralAddresses | 'none'

const PLAIN =
  /^[A-Za-z0-9!#$%&*+/=?^_{|}~-][A-Za-z0-9!#$%&'*+/=?^_`{|}~-]*(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/
/** What a reader put for bytes that it could not read: nobody knows which name that was. */
const HALF_CHARACTER = /[\ufffd\p{Cs}]/u
const ADDRESS = /[^\s@<>,;:"()[\]|\\/]+@[^\s@<>,;:"()[\]|\\/]+\.[^\s@<>,;:"()[\]|\\/.]{2,}/g
const LONGEST = 320

/** The domain, lower-cased, of a cell that holds an address and nothing else; null where there is more to read. */
export function plainDomain(cell: string): string | null {
  const at = cell.indexOf('@')
  if (at < 1 || at > 64 || cell.length > 254 || !PLAIN.test(cell) || /^www\./i.test(cell)) return null
  return cell.slice(at + 1).toLowerCase()
}

/** Reads one cell; total and bounded for any string. */
export function readEmailCell(cell: string, known: KnownDomains): CellOutcome {
  const plain = plainDomain(cell)
  if (plain !== null && isWhole(plain, known))
    return { local: cell.slice(0, cell.indexOf('@')), domain: plain, rule: null, doubt: null }
  const work: Work = { text: cell, rule: null, doubt: null }
  if (cell.length > LONGEST * 4) return 'none'
  unwrap(work)
  if (work.text.length > LONGEST) return 'none'
  const addresses = listAddresses(work.text)
  if (addresses.length > 1) return { addresses }
  takeRepeated(work, addresses[0])
  mendAt(work, known)
  const quoted = /^"(?:[^"\\]|\\.)*"(?=@)/.exec(work.text)?.[0]
  const parts = (quoted === undefined ? work.text : work.text.slice(quoted.length)).split('@')
  if (parts.length === 3) {
    const [l, m, r] = parts.map((p) => p.trim().toLowerCase()) as [string, string, string]
    if (l === '' || m === '' || r === '') return 'none'
    if (m !== r) return { addresses: [] }
    parts.pop()
    step(work, 'email.doubled-domain')
  }
  if (parts.length !== 2) return 'none'
  const local = quoted ?? mendLocal(parts[0]!, parts[1]!, work)
  const domain = mendDomain(parts[1]!, work, known)
  if (local === null || local === '' || local.length > 64 || domain === '' || local.length + domain.length > 253)
    return 'none'
  if (HALF_CHARACTER.test(local)) return 'none'
  return { local, domain, rule: work.rule, doubt: work.doubt }
}

/** A domain written twice or begun with www. is plain to the eye, but not here. */
export const isWhole = (domain: string, known: KnownDomains): boolean =>
  known.isKnown(domain) || !needsDomainWork(domain, known)

/** Mobile operators in Japan gave out addresses with dots side by side. */
const DOTS_ALLOWED = /(?:docomo|ezweb|softbank|vodafone)\.ne\.jp$/i

const oneDot = (local: string): string => local.replace(/^\.+|\.+$/g, '').replace(/\.{2,}/g, '.')

function mendLocal(raw: string, domain: string, work: Work): string | null {
  let local = raw.trim()
  if (local !== raw) step(work, 'email.blank')
  if (!DOTS_ALLOWED.test(domain)) {
    const dots = oneDot(local)
    if (dots !== local) step(work, 'email.dots')
    local = dots
  }
  const joined = local.replace(/\s*\.\s*/g, '.')
  if (joined !== local) step(work, 'email.blank')
  local = joined
  if (/^['`]./.test(local)) {
    step(work, 'email.punctuation', 'a quote before the name')
    local = local.slice(1)
  }
  if (/\s/.test(local)) {
    step(work, 'email.blank', 'a blank within the name')
    local = local.replace(/\s+/g, '')
  }
  if (/[<>()[\]\\,;:"]/.test(local)) {
    step(work, 'email.local', 'a sign that no name may hold')
    local = oneDot(local.replace(/,/g, '.'))
    if (/[<>()[\]\\;:"]/.test(local)) return null
  }
  if (/^www\.\S/i.test(local)) {
    step(work, 'email.www', 'www. may belong to the name')
    local = local.slice(4)
  }
  return local
}

/** The distinct addresses that stand in a text, without regard to case. */
/** `ann@acme.com; ann@acme.com`: one address, where nothing else stands between. */
function takeRepeated(work: Work, address: string | undefined): void {
  if (address === undefined) return
  const parts = work.text.split(/[\s,;|/]+/).filter((part) => part !== '')
  if (parts.length < 2 || parts.some((part) => part.toLowerCase() !== address.toLowerCase())) return
  work.text = address
  step(work, 'email.repeated')
}

function listAddresses(text: string): string[] {
  const found = new Map<string, string>()
  for (const [address] of text.matchAll(ADDRESS)) {
    const key = address.toLowerCase()
    if (!found.has(key)) found.set(key, address)
  }
  return [...found.values()]
}
