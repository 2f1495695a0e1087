/** The form in which names are compared: folded, Latin, umlauts and their spellings alike. */

import { fold } from './fold.ts'
import { transliterate } from './transliterate.ts'

const NOBLE =
  /\b(?:van der|van den|van de|von der|von dem|de la|de los|de las|dela|van|von|vom|zu|zum|zur|de|del|della|di|da|dos|das|do|du|le|la|el|al|bin|ibn|ten|ter)\b /g

/** `Müller`, `Mueller` and `MULLER` → `muller`; hyphens become blanks; empty where no letter is left. */
export function nameKey(name: string): string {
  return transliterate(fold(name)).replace(/([aou])e/g, '$1')
}

/** {@link nameKey} of a family name without its particles: `van der Berg` → `berg`, unless nothing else is left. */
export function familyKey(name: string): string {
  const key = nameKey(name)
  const bare = key.replace(NOBLE, '')
  return bare === '' ? key : bare
}
