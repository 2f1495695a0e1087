/** Postal addresses: made from town, postcode and street as each country writes them, and spelled the way people do. */

import type { CultureCode } from './culture.ts'
import { COUNTRIES, type CountryCode, type Town } from './places.ts'
import type { Rng } from './rng.ts'

export interface Address {
  readonly street: string
  readonly number: string
  /** `Apt 4B`, `Flat 2`; empty for most. */
  readonly unit: string
  readonly postcode: string
  readonly city: string
  readonly region: string
  readonly areaCode: string
  readonly country: CountryCode
}

const words = (text: string) => text.trim().split(/\s+/)

const DE_HEADS =
  words(`Haupt Schul Garten Bahnhof Dorf Berg Birken Linden Kirch Wald Ring Schiller Goethe Mozart Beethoven
  Friedhof Wiesen Feld Amsel Rosen Eichen Mühlen Buchen Tannen Ahorn Tal Jahn Blumen Bach Fichten Lerchen Schloss Sonnen
  Markt Erlen Post Industrie Kastanien Uhland Finken Hermann Kiefern Heide Nelken Flur Bismarck Rathaus Hof Weiher Garten
  Königs Augusten Ludwig Luisen Marien Sedan Hohenzollern Salz Gerber Färber Weber Brunnen Burg Kloster Park See Ufer Hafen`)
const DE_ENDS = ['straße', 'straße', 'straße', 'weg', 'weg', 'gasse', 'platz', 'allee', 'ring', 'steig']
const EN_NAMES =
  words(`High Station Church Park Victoria Green Manor Kings Queens Mill Grange New London Springfield George
  York Chester Oak Maple Cedar Pine Elm Washington Lake Hill Walnut Spring North Ridge Meadow Forest Highland Jackson
  Lincoln Madison Jefferson Franklin River Sunset Railroad Willow Cherry Dogwood Hickory Laurel Chestnut Spruce Broad
  Market Union Center Prospect Pleasant Windsor Albert Alexandra Stanley Clarence Grove Orchard West East South`)
const EN_ENDS_GB = ['Road', 'Road', 'Street', 'Street', 'Lane', 'Avenue', 'Close', 'Drive', 'Gardens', 'Terrace', 'Way']
const EN_ENDS_US = ['Street', 'Street', 'Avenue', 'Avenue', 'Drive', 'Road', 'Lane', 'Court', 'Boulevard', 'Circle']
const FR_KINDS = ['rue', 'rue', 'rue', 'avenue', 'boulevard', 'place', 'chemin', 'impasse', 'allée']
const FR_NAMES =
  `de la République;Victor Hugo;de la Gare;du Général de Gaulle;Pasteur;Jean Jaurès;des Écoles;de l'Église
;de la Mairie;du Moulin;des Lilas;Jules Ferry;de Verdun;des Tilleuls;du Château;Gambetta;de la Liberté;Voltaire;Émile Zola
;du 8 Mai 1945;des Acacias;de la Paix;du Stade;des Vignes;de la Fontaine;Saint-Michel;Anatole France;du Port;des Roses
;Molière;de Bretagne;des Peupliers;du Lavoir;Carnot;de Paris;des Jardins;Lamartine;Jean Moulin;des Cerisiers;Foch;du Parc`
    .replaceAll('\n', '')
    .split(';')
const NL_HEADS =
  words(`Kerk School Molen Dorps Nieuw Juliana Beatrix Wilhelmina Oranje Prins_Hendrik Eiken Beuken Linden
  Berken Kastanje Stations Markt Haven Parallel Industrie Park Sport Konings Meidoorn Esdoorn Tulpen Rozen Vermeer
  Rembrandt Vondel Emma Anjer Lijster Merel Zwaluw Groen Burgemeester Lange Korte Achter`).map((word) =>
    word.replaceAll('_', ' '),
  )
const NL_ENDS = ['straat', 'straat', 'weg', 'laan', 'laan', 'plein', 'hof', 'singel', 'dijk']
const IT_KINDS = ['Via', 'Via', 'Via', 'Viale', 'Piazza', 'Corso', 'Vicolo']
const IT_NAMES = `Roma;Garibaldi;Mazzini;Dante Alighieri;Cavour;Verdi;Marconi;della Repubblica;Matteotti;San Francesco
;della Libertà;Vittorio Emanuele;Leopardi;Galileo Galilei;dei Mille;Torino;Manzoni;Puccini;XX Settembre;IV Novembre
;delle Rose;Carducci;Trieste;del Popolo;Leonardo da Vinci;Petrarca;Kennedy;San Rocco;dei Fiori;Colombo;Gramsci;Diaz`
  .replaceAll('\n', '')
  .split(';')

/** A street name; skewed, so that every town has its Hauptstraße. */
function makeStreet(rng: Rng, country: CountryCode, language: CultureCode): string {
  const skewed = <T>(list: readonly T[]): T => list[Math.floor(list.length * rng.unit() ** 1.5)]!
  switch (language) {
    case 'de':
      return skewed(DE_HEADS) + rng.pick(DE_ENDS)
    case 'fr':
      return `${rng.pick(FR_KINDS)} ${skewed(FR_NAMES)}`
    case 'nl':
      return skewed(NL_HEADS) + rng.pick(NL_ENDS)
    case 'it':
    case 'es':
    case 'ru':
      return `${rng.pick(IT_KINDS)} ${skewed(IT_NAMES)}`
    case 'en': {
      if (country === 'GB') return `${skewed(EN_NAMES)} ${rng.pick(EN_ENDS_GB)}`
      if (rng.chance(0.2)) return `${ordinal(rng.between(1, 90))} ${rng.pick(['Street', 'Avenue'])}`
      const direction = rng.chance(0.15) ? `${rng.pick(['N', 'S', 'E', 'W'])} ` : ''
      return `${direction}${skewed(EN_NAMES)} ${rng.pick(EN_ENDS_US)}`
    }
  }
}

function ordinal(n: number): string {
  const ten = n % 100
  const end = ten > 10 && ten < 14 ? 'th' : n % 10 === 1 ? 'st' : n % 10 === 2 ? 'nd' : n % 10 === 3 ? 'rd' : 'th'
  return `${n}${end}`
}

export function makeAddress(rng: Rng, country: CountryCode): Address {
  const { towns, language } = COUNTRIES[country]
  const town = towns.draw(rng)
  const swissFrench =
    country === 'CH' && (town.name === 'Genève' || town.name === 'Lausanne' || town.name === 'Fribourg')
  const high = country === 'US' ? 4000 : 120
  const number = String(1 + Math.floor(high * rng.unit() ** 2.2))
  return {
    street: makeStreet(rng, country, swissFrench ? 'fr' : town.name === 'Lugano' ? 'it' : language),
    number: country !== 'US' && rng.chance(0.06) ? number + rng.pick(['a', 'b', 'c']) : number,
    unit: makeUnit(rng, country),
    postcode: makePostcode(rng, country, town),
    city: town.name,
    region: country === 'US' ? town.region : '',
    areaCode: town.areaCode,
    country,
  }
}

function makeUnit(rng: Rng, country: CountryCode): string {
  if (country === 'US') return rng.chance(0.22) ? `Apt ${rng.between(1, 30)}${rng.pick(['', '', 'A', 'B', 'C'])}` : ''
  if (country === 'GB') return rng.chance(0.12) ? `Flat ${rng.between(1, 24)}` : ''
  return ''
}

const INWARD = [...'ABDEFGHJLNPQRSTUWXYZ'] // a British inward code has no C, I, K, M, O or V
const DUTCH = [...'ABCDEGHJKLNPRSTVXZ']

function makePostcode(rng: Rng, country: CountryCode, town: Town): string {
  const number = rng.between(town.postcodeLow, town.postcodeHigh)
  switch (country) {
    case 'GB':
      return `${town.postcodeArea}${number} ${rng.int(9) + 1}${rng.pick(INWARD)}${rng.pick(INWARD)}`
    case 'NL':
      return `${number} ${rng.pick(DUTCH)}${rng.pick(DUTCH)}`
    case 'FR':
      // Only Paris, Lyon and Marseille number their districts; elsewhere codes are round.
      return String(town.postcodeHigh - town.postcodeLow < 20 ? number : Math.floor(number / 100) * 100).padStart(
        5,
        '0',
      )
    case 'AT':
    case 'CH':
      return String(number)
    default:
      return String(number).padStart(5, '0')
  }
}

const ABBREVIATIONS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/straße$/, ['str.', 'strasse', 'str', 'straße']],
  [/platz$/, ['pl.']],
  [/ Street$/, [' St', ' St.', ' str']],
  [/ Road$/, [' Rd', ' Rd.']],
  [/ Avenue$/, [' Ave', ' Ave.', ' Av']],
  [/ Drive$/, [' Dr', ' Dr.']],
  [/ Lane$/, [' Ln']],
  [/ Court$/, [' Ct']],
  [/ Boulevard$/, [' Blvd', ' Blvd.']],
  [/ Close$/, [' Cl']],
  [/ Gardens$/, [' Gdns']],
  [/^avenue /, ['av. ', 'av ', 'Ave ']],
  [/^boulevard /, ['bd ', 'bld ', 'boul. ']],
  [/^rue /, ['Rue ', 'r. ']],
  [/straat$/, ['str.', 'str']],
  [/^Via /, ['V. ', 'via ']],
  [/^Piazza /, ['P.za ', 'P.zza ']],
]

/** The street as another hand would write it: abbreviated or written out. */
export function respellStreet(rng: Rng, street: string): string {
  for (const [pattern, spellings] of ABBREVIATIONS) {
    if (pattern.test(street)) return street.replace(pattern, rng.pick(spellings))
  }
  return street
}

/** Street and number in one line, in the country's order. */
export function streetLine(address: Address, street: string): string {
  const { country, number } = address
  if (country === 'US' || country === 'GB') return `${number} ${street}`
  if (country === 'FR') return `${number} ${street}`
  return `${street} ${number}`
}
