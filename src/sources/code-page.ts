/** Single-byte encodings: their tables, and which one a text without a mark is most likely in. */

/** Upper half of IBM code page 850 (western DOS), which no Node decoder knows. */
const IBM850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

/** 0x80–0x9F of windows-1252; Node 20's own decoder takes it for ISO 8859-1. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** The letters beyond ASCII that texts in this encoding are made of; everything else there is rare. */
const HABITS: readonly { readonly encoding: string; readonly letters: string }[] = [
  { encoding: 'windows-1252', letters: 'äöüßÄÖÜéèêëàâçîïôùûœáíóúñãõåøæÅØÆòìÉÈÀÇÁÍÓÚÑý’–' },
  { encoding: 'windows-1250', letters: 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰöüÖÜäôľĺŕđĐăâîşţŞŢ' },
  { encoding: 'windows-1251', letters: 'абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯёЁіїєІЇЄ' },
  { encoding: 'koi8-r', letters: 'абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ' },
  { encoding: 'windows-1253', letters: 'αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ' },
  { encoding: 'windows-1254', letters: 'çğıöşüÇĞİÖŞÜâîû' },
  { encoding: 'ibm850', letters: 'äöüßÄÖÜéèêëàâçîïôùûáíóúñãõåøæÅØÆòìÉÇÑ' },
  { encoding: 'macintosh', letters: 'äöüßÄÖÜéèêëàâçîïôùûáíóúñãõåøæÅØÆòìÉÇÑ’–' },
]

/** The table of a single-byte encoding: 256 characters, or null when the name is not known. */
export function codePage(encoding: string): string | null {
  const ascii = String.fromCharCode(...Array.from({ length: 128 }, (_, i) => i))
  if (encoding === 'ibm850') return ascii + IBM850
  const upper = Uint8Array.from({ length: 128 }, (_, i) => i + 128)
  const latin1 = Buffer.from(upper).toString('latin1')
  if (encoding === 'iso-8859-1' || encoding === 'latin1') return ascii + latin1
  if (encoding === 'windows-1252' || encoding === 'cp1252') return ascii + WINDOWS_1252 + latin1.slice(32)
  try {
    const text = new TextDecoder(encoding).decode(upper)
    return text.length === 128 ? ascii + text : null
  } catch {
    return null
  }
}

/** The likeliest single-byte encoding; `windows-1252` unless another explains the bytes clearly better. */
export function guessCodePage(sample: Buffer): string {
  const counts = new Uint32Array(256)
  let high = 0
  for (const byte of sample) {
    counts[byte]!++
    if (byte >= 128) high++
  }
  let best = 'windows-1252'
  let bestScore = scoreOf(best, HABITS[0]!.letters, sample, counts)
  const margin = Math.max(high * 0.25, 3)
  for (const { encoding, letters } of HABITS.slice(1)) {
    const score = scoreOf(encoding, letters, sample, counts)
    if (score > bestScore + (best === 'windows-1252' ? margin : 0)) {
      best = encoding
      bestScore = score
    }
  }
  return best
}

/** +1 for a usual letter, −1 for anything else, −1 for a capital after a small letter, −2 for two scripts in one word. */
function scoreOf(encoding: string, letters: string, sample: Buffer, counts: Uint32Array): number {
  const table = codePage(encoding)
  if (table === null) return Number.NEGATIVE_INFINITY
  const usual = new Set(letters)
  let score = 0
  for (let byte = 128; byte < 256; byte++) score += (usual.has(table[byte]!) ? 1 : -1) * counts[byte]!
  return score - oddNeighbours(sample, table)
}

function oddNeighbours(sample: Buffer, table: string): number {
  const kinds = Uint8Array.from(table, kindOf)
  const isLatin = Uint8Array.from(table, (char) => (/\p{Script=Latin}/u.test(char) ? 1 : 0))
  let odd = 0
  for (let i = 1; i < sample.length; i++) {
    const l = sample[i - 1]!
    const r = sample[i]!
    if ((l < 128 && r < 128) || kinds[l] === 0 || kinds[r] === 0) continue
    if (kinds[l] === 1 && kinds[r] === 2) odd++
    if (isLatin[l] !== isLatin[r]) odd += 2
  }
  return odd
}

/** 1 small letter, 2 capital, 0 neither. */
function kindOf(char: string): number {
  if (char.toUpperCase() === char.toLowerCase()) return 0
  return char === char.toUpperCase() ? 2 : 1
}

const table1252 = codePage('windows-1252') ?? ''

/** Bytes read as windows-1252: the likeliest meaning of bytes that are no UTF-8. */
export function decodeWindows1252(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += table1252[byte] ?? ''
  return text
}
