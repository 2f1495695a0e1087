/** Addresses at domains that exist or well may: firms, universities, countries' providers, mail brands, traps, unusual local parts. */

import { german } from '../src/sample/names-de.ts'
import { english } from '../src/sample/names-en.ts'
import { french } from '../src/sample/names-fr.ts'
import { italian } from '../src/sample/names-it.ts'
import type { Rng } from '../src/sample/rng.ts'

const ENDINGS = `com net org de co.uk fr it nl es ch at be pl com.br com.au ca se dk no fi cz sk hu ro bg gr pt ie ru ua
  com.tr co.il co.za co.nz co.in in jp co.jp kr co.kr cn com.cn com.mx com.ar cl com.co pe info biz eu io me tv co ai app
  dev shop online store agency berlin london nyc paris photography consulting cloud email group ltd gmbh wien swiss us uk
  lt lv ee si hr rs ba mk al lu li mt cy is com.sg com.my com.ph com.vn co.th co.id com.hk com.tw ae sa com.sa qa ma tn dz
  ng com.ng ke co.ke gh tz ug zm asia mobi name pro travel om cm ne.jp or.jp ac gd st to fm am ly gg sh cx ws`.split(
  /\s+/,
)
const TRADES = `bau tec tools design media consult legal garage dental travel foods solar logistics garden print optik
  marine energy systems labs studio partners foods`.split(/\s+/)
const CITIES = `berlin munich vienna graz zurich bern paris lyon nantes lille rome milano torino madrid sevilla lisboa
  porto gent leuven leiden delft lund oslo bergen turku praha brno krakow lodz boston austin denver tucson davis irvine
  leeds york bath exeter cardiff kyoto osaka tokyo pune delhi lima quito bogota sydney perth otago accra nairobi`.split(
  /\s+/,
)
/** Words, surnames and brands a letter or two from a provider's name. */
const NEAR =
  `charger charted chapter chatter carter outlooks outlaw outlet yahya yoho yazoo yahtzee gmale gamal email-it
  libera liberty liber libra librero freebie freed freer three tree fred fee frees orang orangen range oranges grange
  wand wander  granada laporte lapostelle poste laponte  hotel hotels hotman  hotwire hostmail
  hostel gotmail  notmail botmail coldmail  coxs cook coz cos coxinet at atto btt bellsmith bellnorth
  frontiers frontera windstorm windstar earthling earthlink-it century centurion centurylife juno-x june junior jung
  optimus optima opton optonic videon  rogue roger rodgers shaws show shawl tellus telos  sympatia
  bigfood bigbond bigpool optus opus optics telia-x delia celia amelia teli selma skype skylab skies tesla telex telenor
  telemat proxima maximus planeta plant planets ziggy zigzag hotnet homer homes home-x chalet cello bellow blueway
  bluewing bluebin sunrise-x arcos acor ancor arbor arkor freehand freenom freeway tiscal fiscal tuscan virgin-x vergilio
  vigilio virgil alica alicia malice slice alive inbox-it  unbox  seznam-x  centro centra central
  volna volta vole volvo  atlant interna interior inter onet-x oneto monet bonet gazette gazeta-x rambles ramblers
  ramble    mailer mails mall mayl maily mailbag mailbox-x male malle smile prot protone protons proto
  fastmale fastnet zohomes yoho naves navel never nave daumen dauma hansmail hanmaille nat note nates sino sinai sinal
   fotomail foxtail  redmail rediff icould cloud iclouds cloudy livet lived liver olive alive lives life
  msm mns mds ms passports  talktall  skyer skyline sky-net  telenett telnet  walla-x wallah
  wall waller maktub sapos sapa sago cliff click clix-x terran terre tera serra sierra bolt bold boll folk uols ufo
  globa global globe sfrs sfx neufs neuve noosa nous voile viola viol numeric cegel club-inter  oranje`.split(/\s+/)
const LOCALS = [
  "o'brien",
  'jürgen.müller',
  'a+b+c',
  '"ann other"',
  'x',
  '_ann_',
  'ann-',
  '1234567',
  'ANN.Other',
  'a.b.c.d',
  'ann!other',
  '用户',
  'ann=other',
  'info',
  'gmail.com',
  'at.ann',
  'ann#1',
  'ann%other',
  '{ann}',
  'mailto',
]

/** Rows of address, domain, group. */
export function realAddresses(rng: Rng, rows: number, localPart: () => string): string[][] {
  const cultures = [english, french, german, italian]
  const name = () => {
    const person = rng.pick(cultures).surname(rng)
    return person
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase()
  }
  const makers: Readonly<Record<string, () => string>> = {
    firm: () =>
      `${rng.pick([name(), `${name()}${rng.pick(['', '-'])}${rng.pick(TRADES)}`, `${name()[0]}${name()[0]}${name()[0]}`, `${name()}-${name()}`])}.${rng.pick(ENDINGS)}`,
    short_firm: () => `${name().slice(0, rng.between(2, 5))}.${rng.pick(ENDINGS)}`,
    university: () =>
      rng.pick([
        () => `uni-${rng.pick(CITIES)}.de`,
        () => `${rng.pick(CITIES)}.edu`,
        () => `u-${rng.pick(CITIES)}.fr`,
        () => `univ-${rng.pick(CITIES)}.fr`,
        () => `${name().slice(0, 3)}.edu`,
        () =>
          `${name().slice(0, 4)}.edu.${rng.pick(['co', 'au', 'br', 'mx', 'ar', 'pe', 'cn', 'in', 'pk', 'sa', 'tr', 'pl'])}`,
        () => `stud.${rng.pick(['uni', 'tu', 'fh', 'hs'])}-${rng.pick(CITIES)}.de`,
        () =>
          `${rng.pick(['cs', 'math', 'alumni', 'student', 'mail'])}.${rng.pick(CITIES)}.ac.${rng.pick(['uk', 'jp', 'in', 'nz', 'za', 'id', 'th', 'il'])}`,
        () => `unı${rng.pick(CITIES)}.edu.tr`.replace('ı', 'i'),
        () => `${rng.pick(CITIES)}.${rng.pick(['no', 'se', 'dk', 'fi', 'ca', 'it'])}`,
      ])(),
    near_word: () =>
      `${rng.pick(NEAR)}.${rng.pick(['com', 'com', 'net', 'de', 'fr', 'it', 'es', 'co.uk', 'org', 'com.br', 'nl', 'be', 'ch', 'pl', 'cz', 'ru', 'ca', 'com.au'])}`,
    mail_brand: () =>
      rng.pick([
        () => `${name()}mail.${rng.pick(['com', 'net', 'org', 'de', 'fr'])}`,
        () => `mail2${name()}.com`,
        () => `mail.${name()}.${rng.pick(ENDINGS)}`,
        () =>
          `${rng.pick([...'abcdefhijklmnopqrstuvwxz'])}mail.${rng.pick(['com', 'net', 'org', 'co', 'in', 'de', 'es', 'fr', 'it'])}`,
        () =>
          `${rng.pick(['my', 'e', 'i', 'fast', 'free', 'web', 'go', 'pro', 'x', 'the', 'net', 'post', 'hot', 'cool', 'best'])}${rng.pick(['mail', 'post', 'inbox', 'box'])}.${rng.pick(['com', 'net', 'org', 'de', 'hu', 'ua'])}`,
      ])(),
    subdomain: () =>
      `${rng.pick(['mail', 'post', 'students', 'it', 'berlin', 'sales', 'hq'])}.${name()}.${rng.pick(ENDINGS)}`,
    other_ending: () =>
      `${rng.pick(['yahoo', 'hotmail', 'live', 'outlook', 'gmx', 'web', 'orange', 'free', 'online', 'post', 'terra', 'tele2', 'planet', 'home', 'sky', 'mail', 'email', 'inbox', 'aol', 'gmail'])}.${rng.pick(ENDINGS)}`,
    idn: () =>
      rng.pick([
        'müller-bau.de',
        'münchen.de',
        'café-lyon.fr',
        'søndergaard.dk',
        '中国互联网.中国',
        'пример.рф',
        'señor.es',
        'straße.at',
        'żabka.pl',
        'παράδειγμα.ελ',
        '例え.jp',
        'bücher.ch',
      ]),
  }
  const groups = Object.keys(makers)
  const list: string[][] = []
  for (let i = 0; i < rows; i++) {
    const group = rng.pick(groups)
    const domain = makers[group]!()
    if (/^[^.]+\./.test(domain)) list.push([`${localPart()}@${domain}`, domain, group])
  }
  for (const local of LOCALS)
    for (const domain of ['gmail.com', 'acme-tools.com', 'web.de'])
      list.push([`${local}@${domain}`, domain, 'local_part'])
  return list
}
