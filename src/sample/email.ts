/** Email addresses: built from names as people build them, at each country's usual providers, no two people alike. */

import { fold } from '../text/fold.ts'
import type { CountryCode } from './places.ts'
import { type Rng, Weighted } from './rng.ts'

const PROVIDERS: Readonly<Record<CountryCode, string>> = {
  DE: 'gmail.com:24 web.de:19 gmx.de:18 t-online.de:10 yahoo.de:4 hotmail.com:4 gmx.net:6 outlook.de:3 freenet.de:4 icloud.com:4 posteo.de:2 googlemail.com:2 arcor.de:2 aol.com:1',
  AT: 'gmail.com:38 gmx.at:25 aon.at:9 hotmail.com:9 outlook.com:6 chello.at:4 icloud.com:4 yahoo.com:3 a1.net:3',
  CH: 'gmail.com:36 bluewin.ch:24 gmx.ch:12 hotmail.com:10 sunrise.ch:4 icloud.com:6 outlook.com:5 hispeed.ch:3',
  US: 'gmail.com:52 yahoo.com:18 hotmail.com:8 aol.com:6 icloud.com:6 outlook.com:5 comcast.net:4 verizon.net:2 att.net:2 sbcglobal.net:2 msn.com:2',
  GB: 'gmail.com:42 hotmail.co.uk:12 hotmail.com:10 yahoo.co.uk:11 btinternet.com:8 outlook.com:6 icloud.com:5 sky.com:3 talktalk.net:2 live.co.uk:2',
  FR: 'gmail.com:36 orange.fr:18 hotmail.fr:9 free.fr:8 wanadoo.fr:7 yahoo.fr:7 laposte.net:6 sfr.fr:5 outlook.fr:4 hotmail.com:4 icloud.com:3',
  NL: 'gmail.com:38 hotmail.com:18 ziggo.nl:8 kpnmail.nl:7 outlook.com:6 live.nl:6 home.nl:4 planet.nl:4 xs4all.nl:3 icloud.com:4 hetnet.nl:3',
  IT: 'gmail.com:42 libero.it:20 hotmail.it:8 virgilio.it:7 alice.it:6 yahoo.it:6 tiscali.it:4 outlook.it:4 icloud.com:3',
}

const providers = new Map<CountryCode, Weighted<string>>()
for (const [country, text] of Object.entries(PROVIDERS)) {
  const pairs = text.split(' ').map((entry) => entry.split(':'))
  const list = pairs.map(([domain]) => domain!)
  providers.set(country as CountryCode, new Weighted(list, (i) => Number(pairs[i]![1])))
}

const NICKS =
  'sunshine star tiger blue happy coffee garden rock music bike wolf rose sky dragon soccer cat angel river moon pixel lucky maxi fox bear honey'.split(
    ' ',
  )

export interface Named {
  readonly first: string
  readonly last: string
  readonly birthYear: number
  readonly country: CountryCode
}

/** Gives out addresses and remembers them, since an address belongs to one person (or to one household on purpose). */
export class MailboxRegister {
  readonly #taken = new Set<string>()

  fresh(rng: Rng, who: Named): string {
    const domain = rng.chance(0.03) ? ownDomain(rng, who) : providers.get(who.country)!.draw(rng)
    const local = localPart(rng, who)
    let address = `${local}@${domain}`
    while (this.#taken.has(address)) address = `${local}${rng.between(1, 9999)}@${domain}`
    this.#taken.add(address)
    return address
  }

  /** A company's shared mailbox. */
  role(rng: Rng, company: string, country: CountryCode): string {
    const name = asciiWord(company.replace(/ (GmbH|AG|KG|Ltd|Inc|LLC|SARL|BV|Srl|& Co\.?).*$/, '')).slice(0, 24)
    const ending = country === 'US' ? 'com' : country === 'GB' ? 'co.uk' : country.toLowerCase()
    return `${rng.pick(['info', 'office', 'sales', 'kontakt', 'buchhaltung', 'admin'])}@${name || 'firma'}.${ending}`
  }
}

function ownDomain(rng: Rng, who: Named): string {
  const ending = who.country === 'US' ? 'com' : who.country === 'GB' ? 'co.uk' : who.country.toLowerCase()
  return `${asciiWord(who.last)}${rng.pick(['', '', '-online', '-family'])}.${ending}`
}

/** ä → ae in German addresses, other accents off, nothing but letters and digits. */
function asciiWord(text: string): string {
  const german = text.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue')
  return fold(german).replace(/[^a-z0-9]/g, '')
}

function localPart(rng: Rng, who: Named): string {
  const first = asciiWord(who.first.split(/[ -]/)[0]!)
  const last = asciiWord(who.last)
  const year = String(who.birthYear)
  const style = rng.int(100)
  if (style < 30) return `${first}.${last}`
  if (style < 42) return first + last
  if (style < 52) return `${first[0]}${last}`
  if (style < 59) return `${first[0]}.${last}`
  if (style < 66) return `${first}.${last}${year.slice(2)}`
  if (style < 71) return `${first}_${last}`
  if (style < 76) return `${first}${year}`
  if (style < 80) return `${last}.${first}`
  if (style < 84) return `${last}${rng.between(1, 999)}`
  if (style < 88) return `${first}${rng.between(1, 9999)}`
  return `${rng.pick(NICKS)}${rng.pick(['', '-', '_', '.'])}${rng.pick(NICKS)}${rng.between(1, 99)}`
}
