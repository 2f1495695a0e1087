/** Countries of the sample: their towns with postcodes and area codes, and how their phone numbers are built. */

import type { CultureCode } from './culture.ts'
import { Weighted, zipf } from './rng.ts'

export type CountryCode = 'DE' | 'AT' | 'CH' | 'US' | 'GB' | 'FR' | 'NL' | 'IT'

export interface Town {
  readonly name: string
  /** State, where addresses show one. */
  readonly region: string
  readonly areaCode: string
  readonly postcodeLow: number
  readonly postcodeHigh: number
  /** Great Britain: postcode area (`LS`). */
  readonly postcodeArea: string
}

export interface Country {
  readonly code: CountryCode
  readonly callingCode: string
  readonly towns: Weighted<Town>
  /** Whose names people have here. */
  readonly cultures: Weighted<CultureCode>
  /** Of street names and conventions. */
  readonly language: CultureCode
  /** Mobile prefix and how many digits follow. */
  readonly mobiles: readonly (readonly [prefix: string, digits: number])[]
  /** Digits after the area code of a landline. */
  readonly localDigits: readonly number[]
}

/** `name|area code|lowest postcode|highest` per line; US adds the state, GB the postcode area in front. */
function towns(text: string): Weighted<Town> {
  const list = text
    .trim()
    .split('\n')
    .map((line): Town => {
      const [name, areaCode, low, high, extra] = line.trim().split('|')
      return {
        name: name!,
        areaCode: areaCode!,
        postcodeLow: Number(low),
        postcodeHigh: Number(high),
        region: extra ?? '',
        postcodeArea: extra ?? '',
      }
    })
  return zipf(list, 0.75, 2)
}

function shares(...pairs: readonly (readonly [CultureCode, number])[]): Weighted<CultureCode> {
  return new Weighted(
    pairs.map(([code]) => code),
    (i) => pairs[i]![1],
  )
}

const DE = towns(`Berlin|30|10115|14199
Hamburg|40|20095|22769
München|89|80331|81929
Köln|221|50667|51149
Frankfurt am Main|69|60306|60599
Stuttgart|711|70173|70629
Düsseldorf|211|40210|40629
Leipzig|341|4103|4357
Dortmund|231|44135|44388
Essen|201|45127|45359
Bremen|421|28195|28779
Dresden|351|1067|1328
Hannover|511|30159|30659
Nürnberg|911|90402|90491
Duisburg|203|47051|47279
Bochum|234|44787|44894
Wuppertal|202|42103|42399
Bielefeld|521|33602|33739
Bonn|228|53111|53229
Münster|251|48143|48167
Karlsruhe|721|76131|76229
Mannheim|621|68159|68309
Augsburg|821|86150|86199
Wiesbaden|611|65183|65207
Braunschweig|531|38100|38126
Kiel|431|24103|24159
Chemnitz|371|9111|9247
Aachen|241|52062|52080
Magdeburg|391|39104|39130
Freiburg im Breisgau|761|79098|79117
Erfurt|361|99084|99099
Mainz|6131|55116|55131
Rostock|381|18055|18147
Kassel|561|34117|34134
Saarbrücken|681|66111|66133
Regensburg|941|93047|93059
Würzburg|931|97070|97084
Ulm|731|89073|89081
Göttingen|551|37073|37085
Konstanz|7531|78462|78467
Passau|851|94032|94036
Bamberg|951|96047|96052
Rosenheim|8031|83022|83026
Kempten (Allgäu)|831|87435|87439
Flensburg|461|24937|24944
Tübingen|7071|72070|72076
Lüneburg|4131|21335|21339
Marburg|6421|35037|35043`)

const AT = towns(`Wien|1|1010|1230
Graz|316|8010|8055
Linz|732|4020|4040
Salzburg|662|5020|5026
Innsbruck|512|6020|6026
Klagenfurt|463|9020|9029
Villach|4242|9500|9524
Wels|7242|4600|4606
St. Pölten|2742|3100|3109
Dornbirn|5572|6850|6853
Steyr|7252|4400|4407
Leoben|3842|8700|8704`)

const CH = towns(`Zürich|44|8001|8064
Genève|22|1201|1209
Basel|61|4001|4059
Bern|31|3004|3027
Lausanne|21|1003|1018
Winterthur|52|8400|8411
Luzern|41|6003|6015
St. Gallen|71|9000|9016
Lugano|91|6900|6918
Biel/Bienne|32|2502|2505
Thun|33|3600|3608
Chur|81|7000|7007
Fribourg|26|1700|1708`)

const US = towns(`New York|212|10001|10282|NY
Los Angeles|213|90001|90089|CA
Chicago|312|60601|60661|IL
Houston|713|77002|77099|TX
Phoenix|602|85003|85054|AZ
Philadelphia|215|19102|19154|PA
San Antonio|210|78201|78266|TX
San Diego|619|92101|92139|CA
Dallas|214|75201|75254|TX
Austin|512|78701|78759|TX
Jacksonville|904|32202|32258|FL
Columbus|614|43201|43235|OH
Charlotte|704|28202|28278|NC
Indianapolis|317|46201|46260|IN
San Francisco|415|94102|94134|CA
Seattle|206|98101|98199|WA
Denver|303|80202|80249|CO
Nashville|615|37201|37221|TN
Boston|617|2108|2137|MA
Detroit|313|48201|48243|MI
Portland|503|97201|97233|OR
Memphis|901|38103|38141|TN
Louisville|502|40202|40245|KY
Baltimore|410|21201|21239|MD
Milwaukee|414|53202|53233|WI
Albuquerque|505|87102|87123|NM
Tucson|520|85701|85757|AZ
Fresno|559|93701|93730|CA
Sacramento|916|95811|95838|CA
Kansas City|816|64105|64157|MO
Atlanta|404|30303|30342|GA
Omaha|402|68102|68164|NE
Raleigh|919|27601|27617|NC
Miami|305|33125|33196|FL
Minneapolis|612|55401|55419|MN
Tampa|813|33602|33647|FL
New Orleans|504|70112|70131|LA
Cleveland|216|44102|44144|OH
Pittsburgh|412|15201|15243|PA
Cincinnati|513|45202|45249|OH
St. Louis|314|63101|63147|MO
Springfield|413|1103|1129|MA
Springfield|217|62701|62712|IL
Burlington|802|5401|5408|VT
Boise|208|83702|83716|ID
Salt Lake City|801|84101|84124|UT`)

const GB = towns(`London|20|1|20|SW
London|20|1|22|N
London|20|1|28|SE
Birmingham|121|1|45|B
Leeds|113|1|19|LS
Glasgow|141|1|46|G
Sheffield|114|1|20|S
Manchester|161|1|25|M
Edinburgh|131|1|17|EH
Liverpool|151|1|20|L
Bristol|117|1|16|BS
Cardiff|29|3|24|CF
Leicester|116|1|9|LE
Nottingham|115|1|16|NG
Newcastle upon Tyne|191|1|7|NE
Brighton|1273|1|3|BN
Hull|1482|1|9|HU
Plymouth|1752|1|9|PL
Reading|118|1|8|RG
Derby|1332|1|3|DE
Swansea|1792|1|7|SA
Southampton|23|14|19|SO
Norwich|1603|1|8|NR
Oxford|1865|1|4|OX
Cambridge|1223|1|5|CB
York|1904|1|32|YO
Ipswich|1473|1|5|IP
Exeter|1392|1|4|EX
Aberdeen|1224|10|25|AB
Chester|1244|1|4|CH
Bath|1225|1|2|BA
Belfast|28|1|17|BT`)

const FR = towns(`Paris|1|75001|75020
Marseille|4|13001|13016
Lyon|4|69001|69009
Toulouse|5|31000|31000
Nice|4|6000|6300
Nantes|2|44000|44300
Montpellier|4|34000|34090
Strasbourg|3|67000|67200
Bordeaux|5|33000|33300
Lille|3|59000|59800
Rennes|2|35000|35700
Reims|3|51100|51100
Saint-Étienne|4|42000|42100
Le Havre|2|76600|76620
Toulon|4|83000|83200
Grenoble|4|38000|38100
Dijon|3|21000|21000
Angers|2|49000|49100
Nîmes|4|30000|30900
Clermont-Ferrand|4|63000|63100
Tours|2|37000|37200
Limoges|5|87000|87280
Amiens|3|80000|80090
Metz|3|57000|57070
Besançon|3|25000|25000
Perpignan|4|66000|66100
Orléans|2|45000|45100
Brest|2|29200|29200
Pau|5|64000|64000
Annecy|4|74000|74940`)

const NL = towns(`Amsterdam|20|1011|1109
Rotterdam|10|3011|3089
Den Haag|70|2491|2597
Utrecht|30|3511|3585
Eindhoven|40|5611|5658
Groningen|50|9711|9747
Tilburg|13|5011|5049
Almere|36|1311|1363
Breda|76|4811|4847
Nijmegen|24|6511|6546
Apeldoorn|55|7311|7339
Haarlem|23|2011|2037
Arnhem|26|6811|6846
Enschede|53|7511|7548
Zwolle|38|8011|8045
Leiden|71|2311|2334
Maastricht|43|6211|6229
Dordrecht|78|3311|3329
Delft|15|2611|2629
Leeuwarden|58|8911|8941
Deventer|570|7411|7433
Middelburg|118|4331|4341`)

const IT = towns(`Roma|06|118|199
Milano|02|20121|20162
Napoli|081|80121|80147
Torino|011|10121|10156
Palermo|091|90121|90151
Genova|010|16121|16167
Bologna|051|40121|40141
Firenze|055|50121|50145
Bari|080|70121|70132
Catania|095|95121|95131
Venezia|041|30121|30176
Verona|045|37121|37142
Padova|049|35121|35143
Trieste|040|34121|34151
Brescia|030|25121|25136
Parma|0521|43121|43126`)

const mobiles = (text: string, digits: number) => text.split(' ').map((prefix) => [prefix, digits] as const)

export const COUNTRIES: Readonly<Record<CountryCode, Country>> = {
  DE: {
    code: 'DE',
    callingCode: '49',
    towns: DE,
    language: 'de',
    cultures: shares(
      ['de', 0.89],
      ['ru', 0.03],
      ['it', 0.02],
      ['es', 0.01],
      ['fr', 0.015],
      ['en', 0.02],
      ['nl', 0.015],
    ),
    mobiles: [...mobiles('151 152 157 159', 8), ...mobiles('160 162 163 170 171 172 173 174 175 176 177 178 179', 7)],
    localDigits: [6, 7, 7],
  },
  AT: {
    code: 'AT',
    callingCode: '43',
    towns: AT,
    language: 'de',
    cultures: shares(['de', 0.92], ['ru', 0.03], ['it', 0.03], ['en', 0.02]),
    mobiles: mobiles('664 676 650 660 699 680 681', 7),
    localDigits: [6, 7],
  },
  CH: {
    code: 'CH',
    callingCode: '41',
    towns: CH,
    language: 'de',
    cultures: shares(['de', 0.66], ['fr', 0.2], ['it', 0.1], ['en', 0.04]),
    mobiles: mobiles('76 77 78 79', 7),
    localDigits: [7],
  },
  US: {
    code: 'US',
    callingCode: '1',
    towns: US,
    language: 'en',
    cultures: shares(['en', 0.77], ['ru', 0.01], ['es', 0.13], ['de', 0.03], ['it', 0.04], ['nl', 0.01], ['fr', 0.01]),
    mobiles: [],
    localDigits: [7],
  },
  GB: {
    code: 'GB',
    callingCode: '44',
    towns: GB,
    language: 'en',
    cultures: shares(['en', 0.95], ['it', 0.01], ['es', 0.01], ['fr', 0.02], ['de', 0.01]),
    mobiles: mobiles('7400 7412 7503 7712 7723 7734 7745 7756 7767 7778 7789 7811 7850 7900 7912 7946 7980', 6),
    localDigits: [7],
  },
  FR: {
    code: 'FR',
    callingCode: '33',
    towns: FR,
    language: 'fr',
    cultures: shares(['fr', 0.93], ['it', 0.03], ['es', 0.03], ['de', 0.01]),
    mobiles: mobiles('6', 8),
    localDigits: [8],
  },
  NL: {
    code: 'NL',
    callingCode: '31',
    towns: NL,
    language: 'nl',
    cultures: shares(['nl', 0.94], ['de', 0.03], ['en', 0.02], ['es', 0.01]),
    mobiles: mobiles('61 62 63 64 65', 7),
    localDigits: [7],
  },
  IT: {
    code: 'IT',
    callingCode: '39',
    towns: IT,
    language: 'it',
    cultures: shares(['it', 0.96], ['es', 0.02], ['fr', 0.02]),
    mobiles: mobiles('320 328 333 338 340 347 349 366 380 392', 7),
    localDigits: [7],
  },
}
