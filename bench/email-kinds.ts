/**
 * Typed e-mail addresses with known truth: `npx tsx bench/email-kinds.ts DIR [--rows N] [--seed S] [--shares FILE]` writes
 * DIR/positives.csv, negatives.csv and ambiguous.csv for `bench/email-score.ts`. Slips of the fingers by the shares seen
 * in real addresses (letters swapped 37 %, left out 34 %, endings 24 %, neighbouring keys 4 %) and whole-cell faults,
 * each kind as often as the others so that the rare ones are measured too. What two people would answer differently
 * (an ending that exists, a tie, a short name) goes to ambiguous.csv. FILE: domain,share; else the shipped rules.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse as parseCsv } from 'csv-parse/sync'
import { parse as parseDomain } from 'tldts'
import { emailDomainRules } from '../src/repair/emails/email-domain-file.ts'
import { knownDomains } from '../src/repair/emails/email-rules.ts'
import { loadRules } from '../src/rules/load-rules.ts'
import { Rng } from '../src/sample/rng.ts'
import { osaDistance } from './osa-distance.ts'
import { realAddresses } from './real-addresses.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    shares: { type: 'string' },
  },
})
const rows = Number(options.rows)
const rng = new Rng(options.seed, 'email-kinds')
const known = knownDomains(loadRules([emailDomainRules], null).rules.get(emailDomainRules))

interface Domain {
  readonly domain: string
  readonly name: string
  readonly ending: string
  readonly share: number
}

function domainOf(domain: string, share: number): Domain {
  const ending = parseDomain(domain).publicSuffix ?? ''
  return { domain, name: domain.slice(0, -ending.length - 1), ending, share }
}
const providers: readonly Domain[] =
  options.shares === undefined
    ? [...known.byDomain.values()].map(({ domain, share }) => domainOf(domain, share))
    : (parseCsv(readFileSync(options.shares), { columns: true }) as { domain: string; share: string }[]).map((r) =>
        domainOf(r.domain, Number(r.share)),
      )
const byDomain = new Map(providers.map((p) => [p.domain, p]))

const KEYS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
function neighbour(letter: string): string {
  const row = KEYS.findIndex((keys) => keys.includes(letter))
  if (row < 0) return letter === '-' ? '_' : /\d/.test(letter) ? String((Number(letter) + 1) % 10) : `${letter},`
  const at = KEYS[row]!.indexOf(letter)
  const near = [KEYS[row]![at - 1], KEYS[row]![at + 1], KEYS[row - 1]?.[at], KEYS[row + 1]?.[at]]
  return rng.pick(near.filter((k) => k !== undefined))
}
const place = (text: string) => rng.between(0, text.length - 1)
const SLIPS: Readonly<Record<string, (text: string) => string>> = {
  transposition(text) {
    const i = rng.between(0, Math.max(0, text.length - 2))
    return text.slice(0, i) + (text[i + 1] ?? '') + text[i] + text.slice(i + 2)
  },
  omission(text) {
    const i = place(text)
    return text.slice(0, i) + text.slice(i + 1)
  },
  substitution(text) {
    const i = place(text)
    return text.slice(0, i) + neighbour(text[i]!) + text.slice(i + 1)
  },
  duplication(text) {
    const i = place(text)
    return text.slice(0, i + 1) + text.slice(i)
  },
  insertion(text) {
    const i = place(text)
    return text.slice(0, i + 1) + neighbour(text[i]!) + text.slice(i + 1)
  },
}
const TYPICAL = [
  ...Array<string>(37).fill('transposition'),
  ...Array<string>(34).fill('omission'),
  ...Array<string>(4).fill('substitution'),
]
const anySlip = (text: string) => SLIPS[rng.pick(Object.keys(SLIPS))]!(text)
/** A slip within one label of the ending (`co.uk` → `co.ik`). */
function endingSlip(ending: string): string {
  const labels = ending.split('.')
  const at = rng.between(0, labels.length - 1)
  labels[at] = anySlip(labels[at]!)
  return labels.join('.')
}

/** Slips in the domain: the domain typed. */
const DOMAIN_KINDS: Readonly<Record<string, (d: Domain) => string>> = {
  ...Object.fromEntries(
    Object.entries(SLIPS).map(([kind, slip]) => [kind, (d: Domain) => `${slip(d.name)}.${d.ending}`]),
  ),
  typical: (d) => `${SLIPS[rng.pick(TYPICAL)]!(d.name)}.${d.ending}`,
  tld_typo: (d) => `${d.name}.${endingSlip(d.ending)}`,
  two_errors: (d) => `${anySlip(d.name)}.${rng.between(0, 1) === 0 ? endingSlip(d.ending) : anySlip(d.ending)}`,
  missing_dot: (d) => d.domain.replace('.', ''),
  doubled_domain: (d) =>
    rng.pick([`${d.domain}.${d.domain}`, `${d.domain}.${d.ending}`, `${d.domain}${d.domain}`, `${d.domain}.com`]),
  comma_dot: (d) => d.domain.replace('.', ','),
  double_dot: (d) => d.domain.replace('.', '..'),
  www_prefix: (d) => `www.${d.domain}`,
  inner_blank: (d) => d.domain.replace('.', rng.pick([' .', '. ', ' . '])),
  homoglyph: (d) => d.domain.replace(/[aeocpi]/, (c) => ({ a: 'а', e: 'е', o: 'о', c: 'с', p: 'р', i: 'і' })[c]!),
}
/** Faults of the whole cell: what stands in it. */
const CELL_KINDS: Readonly<Record<string, (local: string, domain: string) => string>> = {
  at_word: (l, d) =>
    rng.pick([
      `${l}(at)${d}`,
      `${l} at ${d}`,
      `${l}[at]${d.replaceAll('.', '[dot]')}`,
      `${l} (at) ${d.replaceAll('.', ' (dot) ')}`,
      `${l}_at_${d}`,
    ]),
  char_for_at: (l, d) => `${l}${rng.pick(['#', '"', '!', '$', '&'])}${d}`,
  double_at: (l, d) => `${l}@@${d}`,
  missing_at: (l, d) => `${l}${d}`,
  mailto: (l, d) =>
    rng.pick([`mailto:${l}@${d}`, `mailto: ${l}@${d}`, `mailto:${l}@${d}?subject=Hello`, `MAILTO:${l}@${d}`]),
  wrapped: (l, d) =>
    rng.pick([
      `<${l}@${d}>`,
      `"${l}@${d}"`,
      `'${l}@${d}'`,
      `(${l}@${d})`,
      `Ann Other <${l}@${d}>`,
      `"Other, Ann" <${l}@${d}>`,
      `[${l}@${d}](mailto:${l}@${d})`,
      `${l}@${d} (Ann Other)`,
      `E-Mail: ${l}@${d}`,
      `Ann Other ${l}@${d}`,
    ]),
  trailing_punct: (l, d) =>
    `${l}@${d}${rng.pick(['.', ',', ';', ':', '!', ')', '>', '"', "'", '/', '`', '|', '\\', '?', '*'])}`,
  leading_punct: (l, d) => `${rng.pick(['.', ',', ';', ':', '(', '<', '"', "'", '`'])}${l}@${d}`,
  invisible: (l, d) =>
    rng.pick([`\u200b${l}@${d}`, `${l}@${d}\ufeff`, `${l}\u00ad@${d}`, `${l}@\u200e${d}`, `\u00a0${l}@${d}`]),
  full_width: (l, d) => rng.pick([`${l}＠${d}`, `${l}@${d.replaceAll('.', '．')}`, `${l}@${d.replaceAll('.', '。')}`]),
  space: (l, d) => rng.pick([`${l} @${d}`, `${l}@ ${d}`, `${l} @ ${d}`, `${l}@${d}  `]),
  local_dot: (l, d) => rng.pick([`${l}.@${d}`, `${l}@.${d}`]),
}

const FIRST = [
  'ann',
  'peter',
  'maria',
  'jose',
  'lukas',
  'sofia',
  'oleg',
  'yuki',
  'amir',
  'chloe',
  'tom',
  'ingrid',
  'wei',
  'fatma',
  'nils',
  'paula',
]
const LAST = [
  'other',
  'berg',
  'costa',
  'dupont',
  'evans',
  'fischer',
  'garcia',
  'horvat',
  'ito',
  'jansen',
  'kaya',
  'lopez',
  'novak',
  'olsen',
  'popov',
  'rossi',
]
function localPart(): string {
  const [first, last] = [rng.pick(FIRST), rng.pick(LAST)]
  return rng.pick([
    `${first}.${last}`,
    `${first}${last}`,
    `${first[0]}${last}`,
    `${first}${rng.between(1, 99)}`,
    `${first}_${last}`,
    `${last}-${first}`,
    `${first}.${last}+news`,
  ])
}

/** Why two people may answer differently, or null where the slip can be told. */
function ambiguity(typed: string, meant: Domain): string | null {
  const typedDomain = domainOf(typed, 0)
  const exists = parseDomain(typed).isIcann === true
  const distance = osaDistance(typed, meant.domain)
  const tie = providers.find(
    (p) => p.domain !== meant.domain && p.share > meant.share * 0.02 && osaDistance(typed, p.domain) <= distance,
  )
  if (exists && typedDomain.ending !== meant.ending) return typedDomain.name === meant.name ? 'tld' : 'tld+name'
  const nameTyped = exists ? typedDomain.name : typed.slice(0, Math.max(0, typed.indexOf('.')))
  if (nameTyped !== meant.name && meant.name.length <= 4) return 'short'
  if (tie !== undefined) return 'tie'
  if (
    meant.name.endsWith('mail') &&
    meant.name.length <= 6 &&
    /^.{0,3}mail$/.test(nameTyped) &&
    nameTyped !== meant.name
  )
    return 'brand'
  return null
}

const quote = (cell: string) =>
  /[",\n\r]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell
const csv = (header: string, lines: readonly (readonly string[])[]) =>
  `${[header, ...lines.map((line) => line.map(quote).join(','))].join('\n')}\n`

const positives: string[][] = []
const ambiguous: string[][] = []
const kinds = [...Object.keys(DOMAIN_KINDS), ...Object.keys(CELL_KINDS)]
while (positives.length < rows) {
  const kind = rng.pick(kinds)
  const meant = rng.pick(providers)
  const local = localPart()
  const right = `${local}@${meant.domain}`
  const slip = DOMAIN_KINDS[kind]
  if (slip === undefined) {
    const cell = CELL_KINDS[kind]!(local, meant.domain)
    if (kind === 'missing_at' && (meant.name.length < 5 || meant.share < 0.002)) continue
    if (cell !== right) positives.push([cell, right, kind])
    continue
  }
  const typed = slip(meant)
  if (typed === meant.domain || byDomain.has(typed) || known.isKnown(typed)) continue
  const isForm = !(kind in SLIPS) && kind !== 'typical' && kind !== 'tld_typo' && kind !== 'two_errors'
  const why = isForm ? (kind === 'missing_dot' && meant.name.length < 4 ? 'short' : null) : ambiguity(typed, meant)
  if (why === null) positives.push([`${local}@${typed}`, right, kind])
  else if (ambiguous.length < rows / 4) ambiguous.push([`${local}@${typed}`, right, why])
}
for (let i = 0; i < rows / 40; i++) {
  const [l, r] = [rng.pick(providers), rng.pick(providers)]
  const right = `${localPart()}@${l.domain}`
  const other = `${localPart()}@${r.domain}`
  ambiguous.push([`${right}${rng.pick([', ', '; ', ' / ', ' ', ' or '])}${other}`, '', 'two_addresses'])
  if (l !== r) ambiguous.push([`${right}@${r.domain}`, '', 'two_domains'])
  if (l.name.length > 4) ambiguous.push([`${localPart()}2${l.domain}`, '', 'digit_for_at'])
  ambiguous.push([`www.${right}`, right, 'www_local'])
}
const dir = positionals[0]!
mkdirSync(dir, { recursive: true })
writeFileSync(join(dir, 'positives.csv'), csv('typed,intended,kind', positives))
writeFileSync(
  join(dir, 'negatives.csv'),
  csv('address,domain,group', [
    ...providers.map(({ domain }) => [`${localPart()}@${domain}`, domain, 'provider']),
    ...realAddresses(rng, rows, localPart),
  ]),
)
writeFileSync(join(dir, 'ambiguous.csv'), csv('typed,likely,rule', ambiguous))
