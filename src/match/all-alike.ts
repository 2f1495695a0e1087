/** Whether all records are one and the same: then no column tells any two apart, and they are one person, not as many as there are. */

import type { Features } from './features.ts'

/** All have one first and last name and one more thing that hardly anybody shares with a namesake; to be asked where no column varies. */
export function areAllAlike(f: Features): boolean {
  const [first, , last] = f.names.ids as [Uint32Array, Uint32Array, Uint32Array]
  const own = [f.emails, f.phones, f.birthDate, f.streets, f.nationalId].map(({ ids }) => ids[0]!)
  return f.rows > 1 && holdsOne(first) && holdsOne(last) && own.some(holdsOne)
}

const holdsOne = (ids: Uint32Array): boolean => ids[0] !== 0 && ids.every((id) => id === ids[0])
