/** Values that stand for "unknown": held by far more records than any true value could be, such as 1970-01-01. */

import { frequenciesOf } from './learning/chance-agreement.ts'

/** A value is a stand-in when so many records more than these hold it. */
const MOST_ROWS = 10
const MOST_TIMES_MEAN = 10

/** The column without stand-ins (0 in their place). For columns whose true values are spread evenly, as birth dates are. */
export function withoutStandIns(ids: Uint32Array): Uint32Array {
  const frequencies = frequenciesOf([ids])
  let rows = 0
  let values = 0
  for (const count of frequencies) {
    rows += count
    if (count > 0) values++
  }
  if (values < MOST_TIMES_MEAN) return ids
  const most = MOST_ROWS + (MOST_TIMES_MEAN * rows) / values
  return ids.map((id) => (frequencies[id]! > most ? 0 : id))
}
