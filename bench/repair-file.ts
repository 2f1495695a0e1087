/**
 * A customer file with mistyped e-mail addresses, for measuring `goldpan repair`:
 * `npx tsx bench/repair-file.ts ROWS FILE [SEED]`. Ten columns; 76 % of addresses at providers by their share, the rest
 * spread over 50,000 domains of firms; one address in a hundred has a slip in its domain, one in two hundred a fault of form.
 */

import { closeSync, openSync, writeSync } from 'node:fs'
import { emailDomainRules } from '../src/repair/emails/email-domain-file.ts'
import { knownDomains } from '../src/repair/emails/email-rules.ts'
import { loadRules } from '../src/rules/load-rules.ts'
import { english } from '../src/sample/names-en.ts'
import { Rng, Weighted } from '../src/sample/rng.ts'

const [rowsArg, path, seed = '1'] = process.argv.slice(2) as [string, string, string?]
const rng = new Rng(seed, 'repair-file')
const known = knownDomains(loadRules([emailDomainRules], null).rules.get(emailDomainRules))
const providers = new Weighted([...known.byDomain.values()], (_, provider) => provider.share)
const ENDINGS = ['com', 'de', 'co.uk', 'net', 'fr', 'it', 'nl', 'ch', 'at', 'org']
const TRADES = ['bau', 'tec', 'media', 'group', 'tools', 'legal']
const lower = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '')
const firms = Array.from(
  { length: 50_000 },
  (_, i) => `${lower(english.surname(rng))}-${rng.pick(TRADES)}${i % 97}.${rng.pick(ENDINGS)}`,
)

function slip(domain: string): string {
  const i = rng.int(domain.length - 1)
  return rng.chance(0.5)
    ? domain.slice(0, i) + domain.slice(i + 1)
    : domain.slice(0, i) + domain[i + 1] + domain[i] + domain.slice(i + 2)
}

function address(first: string, last: string, i: number): string {
  const local = `${lower(first)}.${lower(last)}${i}`
  const domain = rng.chance(0.76) ? providers.draw(rng).domain : rng.pick(firms)
  if (rng.chance(0.01)) return `${local}@${slip(domain)}`
  if (rng.chance(0.005))
    return rng.pick([
      `${first} ${last} <${local}@${domain}>`,
      `${local}@@${domain}`,
      `${local}@${domain};`,
      `mailto:${local}@${domain}`,
    ])
  return rng.chance(0.04) ? '' : `${local}@${domain}`
}

const file = openSync(path, 'w')
let lines = 'id,first_name,last_name,email,phone,street,house_number,postcode,city,birth_date\n'
const quote = (cell: string) => (/[",]/.test(cell) ? `"${cell}"` : cell)
for (let i = 0; i < Number(rowsArg); i++) {
  const [first, last] = [english.firstName(rng, 'f'), english.surname(rng)]
  const street = `${english.surname(rng)} Street`
  lines += `c${i},${first},${last},${quote(address(first, last, i))},+4930${1_000_000 + (i % 999_983)},${street},${i % 200},${10_000 + (i % 90_000)},${english.surname(rng)}ton,19${50 + (i % 50)}-0${1 + (i % 9)}-1${i % 10}\n`
  if (lines.length > 1 << 16) {
    writeSync(file, lines)
    lines = ''
  }
}
writeSync(file, lines)
closeSync(file)
