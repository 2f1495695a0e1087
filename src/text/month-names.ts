/** Names of months in the languages customer files come in, folded to ASCII. */

import { fold } from './fold.ts'

/** One line per month: English, German (Austria too), French, Spanish, Italian, Dutch, Portuguese, Nordic, Polish. */
const NAMES = [
  'january januar jänner jaenner janvier enero gennaio januari janeiro januar stycznia styczeń',
  'february februar feber février febrero febbraio februari fevereiro lutego luty',
  'march märz mars marzo maart março marts marca marzec mrz mrt maerz',
  'april avril abril aprile kwietnia kwiecień',
  'may mai mayo maggio mei maio maj maja',
  'june juni juin junio giugno junho czerwca czerwiec',
  'july juli juillet julio luglio julho lipca lipiec',
  'august août agosto augustus augusti sierpnia sierpień',
  'september septembre septiembre setiembre settembre setembro września wrzesień',
  'october oktober octobre octubre ottobre outubro października październik',
  'november novembre noviembre novembro listopada listopad',
  'december dezember décembre diciembre dicembre dezembro desember grudnia grudzień',
].map((line) => line.split(' ').map(fold))

const byWord = collect()

/** 1–12 for a month's name or an abbreviation of at least three letters that fits one month only; else null. */
export function monthOf(word: string): number | null {
  return byWord.get(fold(word)) ?? null
}

function collect(): ReadonlyMap<string, number> {
  const months = new Map<string, number | null>()
  NAMES.forEach((names, index) => {
    for (const name of names)
      for (let length = 3; length <= name.length; length++) {
        const prefix = name.slice(0, length)
        const before = months.get(prefix)
        // 'jui' may be juin or juillet: no month at all.
        months.set(prefix, before === undefined || before === index + 1 ? index + 1 : null)
      }
  })
  // A whole name always counts, even where it begins another month's name.
  NAMES.forEach((names, index) => {
    for (const name of names) months.set(name, index + 1)
  })
  return new Map([...months].filter((entry): entry is [string, number] => entry[1] !== null))
}
