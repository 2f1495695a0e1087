/** Names, brands and dates that stand in paths: `acme/customers_2024-03-01.csv` is acme's, of that day. */

import { parse } from 'tldts'
import { makeIsoDate } from '../../record/dates.ts'
import type { IsoDate } from '../../record/ids.ts'
import { fold } from '../../text/fold.ts'
import { headerTokens } from './header-tokens.ts'
import type { RoleWords } from './rules.ts'

/** `[a-z0-9-]`, at most 48 characters, never empty. */
export function slug(text: string): string {
  const ascii = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return ascii.slice(0, 48).replace(/-+$/, '') || 'source'
}

/** A name for the source of a table; folders and the table in the file become part of it. */
export function sourceName(path: string, table: string | null, taken: ReadonlySet<string>): string {
  const inside = (table ?? '').replace(/\.(?:csv|tsv|txt|tab|json|jsonl|ndjson|xlsx|sqlite3?|db)(?=!|$)/i, '')
  const base = slug(`${path.replace(/\.[a-z0-9]{1,7}(\.(?:gz|zip))?$/i, '')} ${inside}`)
  let name = base
  for (let n = 2; taken.has(name); n++) name = `${base}-${n}`
  return name
}

/** The day in a file's name (`2024-03-01`, `20240301`, `01.03.2024`), or null. */
export function dateInName(path: string): IsoDate | null {
  const name = path.split(/[\\/]/).at(-1) ?? ''
  const ymd = /(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)/.exec(name)
  if (ymd) return makeIsoDate(Number(ymd[1]), Number(ymd[2]), Number(ymd[3]))
  const dmy = /(?<!\d)(\d\d)[-_.](\d\d)[-_.](20\d\d)(?!\d)/.exec(name)
  return dmy ? makeIsoDate(Number(dmy[3]), Number(dmy[2]), Number(dmy[1])) : null
}

export interface BrandHint {
  readonly brand: string
  /** A folder of its own says it more plainly than a part of a name. */
  readonly isFolder: boolean
}

/** Whose the file is, by its folder, else by what its name holds beside roles and noise; null where nothing says it. */
export function brandHint(path: string, words: RoleWords): BrandHint | null {
  const parts = path.split(/[\\/]/)
  const ignored = ignoredWords(words)
  for (const [i, part] of parts.entries()) {
    const brand = brandOfDomain(part, ignored)
    if (brand !== null) return { brand, isFolder: i < parts.length - 1 }
  }
  for (const folder of parts.slice(0, -1)) {
    const rest = restOf(folder, ignored, 1)
    if (rest !== '') return { brand: rest, isFolder: true }
  }
  const rest = restOf((parts.at(-1) ?? '').replace(/\.[a-z0-9]{1,7}(\.(?:gz|zip))?$/i, ''), ignored, 2)
  return rest === '' ? null : { brand: rest, isFolder: false }
}

const ENDING = /\.(csv|tsv|txt|json|jsonl|ndjson|xlsx|zip|eml|mbox|gz|sqlite3?|db)$/i

/** A sending domain says whose mail it was: `mg.acme.co.uk_bounces.csv` is acme's. */
function brandOfDomain(part: string, ignored: ReadonlySet<string>): string | null {
  const bare = part.replace(/\.gz$/i, '').replace(ENDING, '')
  const host = /(?<![a-z0-9.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?![a-z0-9.])/i.exec(bare)?.[0]
  if (host === undefined || ENDING.test(host)) return null
  const { domainWithoutSuffix: name, publicSuffix, isIcann } = parse(host, { allowPrivateDomains: false })
  if (!name || (isIcann !== true && publicSuffix !== 'example')) return null
  // `customers.live` and `export.de` are no domains; with a third part, or a usual ending, it is one.
  const isUsual = /^(..|com|net|org|info|example)(\.|$)/.test(publicSuffix ?? '') || host.split('.').length > 2
  return isUsual && !ignored.has(name) ? slug(name) : null
}

function ignoredWords(words: RoleWords): ReadonlySet<string> {
  const lists = [...Object.values(words.roles), ...Object.values(words.means), words.noise, words.answers]
  return new Set(lists.flatMap((list) => list.flatMap((word) => headerTokens(word))))
}

function restOf(part: string, ignored: ReadonlySet<string>, minLength: number): string {
  const isKept = (t: string) => !/^\d+$/.test(t) && t.length >= minLength && !ignored.has(t)
  const kept = headerTokens(part.replace(HASH, ' ')).filter(isKept)
  return kept.length === 0 ? '' : slug(kept.join(' '))
}

/** `1f2e3d`: numbers of exports that look like words. */
const HASH = /(?<![a-z0-9])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{5,64}(?![a-z0-9])/gi
