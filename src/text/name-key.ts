/** The form in which names are compared: folded, Latin, umlauts and their spellings alike. */

import { fold } from './fold.ts'
import { transliterate } from './transliterate.ts'

const NOBLE =
  /\b(?:van der|van den|van de|von der|von dem|de la|de los|de las|dela|van|von|vom|zu|zum|zur|de|del|della|di|da|dos|das|do|du|le|la|el|al|bin|ibn|ten|ter)\b /g

/** `Müller`, `Mueller` and `MULLER` → `muller`; hyphens become blanks; empty where no letter is left. */
export function nameKey(name: string): string {
  return transliterate(fold(name)).replace(/([aou])e/g, '$1')
}

/** Apostrophes within a name: `O'Brien`, `D’Angelo`, `Dell'Acqua`. */
const APOSTROPHE = /(?<=\p{L})['’‘`´ʼ](?=\p{L}{2})/gu
/** What is written apart or together: `Mc Donald`, `O Brien`. */
const PREFIX = /\b(o|mc|mac) (?=[a-z]{3})/g
const SAINT = /\b(?:saint|sankt) (?=[a-z]{3})/g
/** Particles run together with the name: `Vanderberg`, `Delacruz`, but not `Delaney`. */
const RUN_TOGETHER = /^(?:van(?:der|den)(?=[a-z]{3})|dela(?=[a-z]{4}))/

/** {@link nameKey} of a family name without its particles: `van der Berg` → `berg`, unless nothing else is left. */
export function familyKey(name: string): string {
  const key = nameKey(name.replace(APOSTROPHE, ''))
  const bare = key.replace(NOBLE, '').replace(PREFIX, '$1').replace(SAINT, 'st ').replace(RUN_TOGETHER, '')
  return bare === '' ? key : bare
}
